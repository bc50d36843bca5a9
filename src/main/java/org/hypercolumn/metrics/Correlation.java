package org.hypercolumn.metrics;

/**
 * Pearson's correlation of predicted and recorded responses; CORR where the recorded ones are averaged over repeats.
 *
 * <p>Two passes in double, in the order of the images, with additions, multiplications, divisions and square roots
 * only: the same bits on every machine and JDK.
 */
public final class Correlation {

    /** Why a correlation is NaN, in the words of a report. */
    public static final String UNDEFINED = "constant response or prediction";

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

    private static double ofVarying(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
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

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
