package org.hypercolumn.metrics;

/** How far predictions spread beside recorded responses, whatever their correlation. */
final class Spread {

    /** Why it is NaN, in the words of a report. */
    static final String UNDEFINED = "constant recorded responses or a diverged fit";

    private Spread() {}

    /**
     * The standard deviation of the predictions over that of the recorded responses. Least squares makes it about as large
     * as the correlation; far from that, the fit has not reached the responses' scale, and peak tuning, which compares
     * predictions with recorded values, says nothing.
     *
     * @param predicted {@code [S]}, in the unit of {@code recorded}, read only
     * @param recorded {@code [S]}, averaged over repeats, read only
     * @return dimensionless, 0 or more; NaN if there are fewer than 2 values, any is NaN or infinite, or the recorded ones are
     *     constant up to rounding
     * @throws IllegalArgumentException if the lengths differ
     */
    static double of(float[] predicted, float[] recorded) {
        Series.requireEqualLengths("spread", predicted.length, recorded.length);
        return Series.isConstant(recorded)
                ? Double.NaN
                : Math.sqrt(Series.variance(Series.widened(predicted)) / Series.variance(Series.widened(recorded)));
    }
}
