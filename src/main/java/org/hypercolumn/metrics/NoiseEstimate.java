package org.hypercolumn.metrics;

/**
 * How the variance of a trial grows with the noise-free response: {@code a + b max(s, h)}, b at least 0, with h below all responses
 * (a straight line) or 0 (noise that grows with responses above 0 only), whichever fits better.
 *
 * <p>The variances over an image's trials are regressed on the response that is expected of the image, given its mean, and not on
 * the mean itself: noise in the means would flatten the line (regression calibration).
 *
 * <p>Source: Carroll et al., "Measurement error in nonlinear models", 2006, chapter 4.
 */
final class NoiseEstimate {

    /** The least variance, as a share of its mean: a line may not reach 0 where there are responses. */
    private static final double LEAST = 0.05;

    /** The least share of the variance of means that is taken for signal where the first line is drawn. */
    private static final double LEAST_SIGNAL = 0.1;

    private NoiseEstimate() {}

    /** The line through moments, where nothing is known yet of the responses: {@code [cells]}. */
    static double[] first(TrialMoments moments, ResponseGrid grid) {
        double mean = moments.meanOfMeans();
        double together = 0;
        int count = 0;
        for (int i = 0; i < moments.images(); i++) {
            if (moments.repeats(i) > 1) {
                together += (moments.mean(i) - mean) * (moments.variance(i) - moments.noise());
                count++;
            }
        }
        double signal = Math.max(moments.signalVariance(), LEAST_SIGNAL * moments.varianceOfMeans());
        double slope = Math.max(0, together / count / signal);
        double[] variance = new double[ResponseGrid.CELLS];
        for (int cell = 0; cell < variance.length; cell++) {
            variance[cell] = Math.max(moments.noise() + slope * (grid.at(cell) - mean), LEAST * moments.noise());
        }
        return variance;
    }

    /**
     * The line through what is expected.
     *
     * @param posterior share of each cell in what is known of an image, {@code [groups, cells]}, read only
     * @param variance the line so far, {@code [cells]}, read only
     * @return {@code [cells]}
     */
    static double[] refined(ImageGroups groups, double[][] posterior, double[] variance, ResponseGrid grid) {
        double[] free = line(groups, posterior, variance, grid, Double.NEGATIVE_INFINITY);
        double[] hinged = line(groups, posterior, variance, grid, 0);
        return misfit(groups, posterior, variance, hinged) < misfit(groups, posterior, variance, free) ? hinged : free;
    }

    private static double[] line(
            ImageGroups groups, double[][] posterior, double[] variance, ResponseGrid grid, double hinge) {
        double[] response = new double[ResponseGrid.CELLS];
        for (int cell = 0; cell < response.length; cell++) {
            response[cell] = Math.max(grid.at(cell), hinge);
        }
        double sumW = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXX = 0;
        double sumXY = 0;
        for (int g = 0; g < groups.count(); g++) {
            double expected = dot(posterior[g], variance);
            double w = groups.repeated(g) / (expected * expected); // variances vary as their square
            double x = dot(posterior[g], response) - response[0];
            double y = groups.variance(g);
            sumW += w;
            sumX += w * x;
            sumY += w * y;
            sumXX += w * x * x;
            sumXY += w * x * y;
        }
        double meanX = sumX / sumW;
        double meanY = sumY / sumW;
        double spread = sumXX / sumW - meanX * meanX;
        double slope = spread > 0 ? Math.max(0, (sumXY / sumW - meanX * meanY) / spread) : 0;
        double[] fitted = new double[response.length];
        for (int cell = 0; cell < fitted.length; cell++) {
            fitted[cell] = Math.max(meanY + slope * (response[cell] - response[0] - meanX), LEAST * meanY);
        }
        return fitted;
    }

    private static double misfit(ImageGroups groups, double[][] posterior, double[] variance, double[] line) {
        double sum = 0;
        for (int g = 0; g < groups.count(); g++) {
            double expected = dot(posterior[g], variance);
            double error = (groups.variance(g) - dot(posterior[g], line)) / expected;
            sum += groups.repeated(g) * error * error;
        }
        return sum;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
