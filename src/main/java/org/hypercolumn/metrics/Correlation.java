package org.hypercolumn.metrics;

import java.util.Arrays;

/**
 * Pearson's correlation of predicted and recorded responses; CORR where the recorded ones are averaged over repeats.
 *
 * <p>Two passes in double, in the order of the images, with additions, multiplications, divisions and square roots
 * only: the same bits on every machine and JDK.
 */
public final class Correlation {

    /** Why a correlation is NaN, in the words of a report. */
    public static final String UNDEFINED = "constant values or a diverged fit";

    private Correlation() {}

    /**
     * Correlation of two series in single precision, computed in double.
     *
     * @param predicted {@code [S]}, ΔF/F, read only
     * @param recorded {@code [S]}, ΔF/F, read only
     * @return dimensionless, -1 to 1; NaN if there are fewer than 2 values, if any value is NaN or infinite, or if
     *     either series is constant up to rounding: its largest and smallest value differ by at most 4 float ulps of
     *     the largest magnitude
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double pearson(float[] predicted, float[] recorded) {
        Series.requireEqualLengths("correlation", predicted.length, recorded.length);
        return Series.isConstant(predicted) || Series.isConstant(recorded)
                ? Double.NaN
                : ofVarying(Series.widened(predicted), Series.widened(recorded));
    }

    /**
     * Correlation of two series in double precision.
     *
     * @param predicted {@code [S]}, ΔF/F, read only
     * @param recorded {@code [S]}, ΔF/F, read only
     * @return as for floats, but constant is up to 4 double ulps
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double pearson(double[] predicted, double[] recorded) {
        Series.requireEqualLengths("correlation", predicted.length, recorded.length);
        return Series.isConstant(predicted) || Series.isConstant(recorded)
                ? Double.NaN
                : ofVarying(predicted, recorded);
    }

    /**
     * Correlation over all trials of all images with the prediction for the trial's image: how well one trial is predicted,
     * noise and all. An image counts as often as it was shown.
     *
     * <p>Source: sensorium, utility/metrics.py, which adds 1e-8 to each standard deviation; ours does not.
     *
     * @param predicted {@code [S]}, one an image, ΔF/F, read only
     * @param trials image, then repeat, of the same S images; only those that were shown, read only
     * @return as for floats
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double singleTrial(float[] predicted, float[][] trials) {
        Series.requireEqualLengths("single-trial correlation", predicted.length, trials.length);
        float[] dealt =
                new float[Arrays.stream(trials).mapToInt(image -> image.length).sum()];
        float[] all = new float[dealt.length];
        int next = 0;
        for (int i = 0; i < trials.length; i++) {
            for (float response : trials[i]) {
                dealt[next] = predicted[i];
                all[next++] = response;
            }
        }
        return pearson(dealt, all);
    }

    /**
     * Correlation over images with the mean over each image's repeats, which is taken in double: CORR from single trials. Images
     * that were not shown take no part.
     *
     * <p>Source: as for {@link #singleTrial}.
     *
     * @param predicted {@code [S]}, one an image, ΔF/F, read only
     * @param trials image, then repeat, of the same S images; only those that were shown, read only
     * @return as for floats
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double toAverage(float[] predicted, float[][] trials) {
        Series.requireEqualLengths("correlation to average", predicted.length, trials.length);
        RepeatedImages shown = RepeatedImages.of(trials, 1);
        float[] ofShown = shown.select(predicted);
        return Series.isConstant(ofShown) ? Double.NaN : pearson(Series.widened(ofShown), shown.means());
    }

    /**
     * How far each image moves the correlation: to first order, the correlation without image i is lower by value i over S.
     *
     * <p>Source: Devlin, Gnanadesikan, Kettenring, "Robust estimation and outlier detection with correlation coefficients",
     * Biometrika 62, 1975.
     *
     * @param predicted {@code [S]}, ΔF/F, read only
     * @param recorded {@code [S]}, ΔF/F, read only
     * @return {@code [S]}, dimensionless, of mean 0; NaN where the correlation is
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double[] influences(float[] predicted, float[] recorded) {
        double correlation = pearson(predicted, recorded);
        double[] x = standardized(predicted);
        double[] y = standardized(recorded);
        double[] influences = new double[x.length];
        for (int s = 0; s < x.length; s++) {
            influences[s] = x[s] * y[s] - correlation * (x[s] * x[s] + y[s] * y[s]) / 2;
        }
        return influences;
    }

    /** Of mean 0 and standard deviation 1 over S. */
    private static double[] standardized(float[] series) {
        double[] values = Series.widened(series);
        double mean = Series.mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / values.length);
        for (int s = 0; s < values.length; s++) {
            values[s] = (values[s] - mean) / deviation;
        }
        return values;
    }

    private static double ofVarying(double[] x, double[] y) {
        double meanX = Series.mean(x);
        double meanY = Series.mean(y);
        double sumXX = 0;
        double sumYY = 0;
        double sumXY = 0;
        for (int s = 0; s < x.length; s++) {
            double dx = x[s] - meanX;
            double dy = y[s] - meanY;
            sumXX += dx * dx;
            sumYY += dy * dy;
            sumXY += dx * dy;
        }
        double correlation = sumXY / (Math.sqrt(sumXX) * Math.sqrt(sumYY));
        return Math.max(-1, Math.min(1, correlation)); // rounding alone can pass 1; NaN stays NaN
    }
}
