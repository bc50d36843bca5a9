package org.hypercolumn.metrics;

import java.util.Arrays;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Wilcoxon's signed-rank test: whether one model's scores differ from another's, the same neurons scored under both;
 * paired and two-sided.
 *
 * <p>Pairs without a difference are dropped before ranking, as Wilcoxon did. With at most 50 differences, all of another
 * size, p is exact; otherwise it is from the normal approximation, corrected for ties and for continuity.
 *
 * <p>Exact p have the same bits everywhere. The approximation takes an exponential of the JDK's, whose last bits differ
 * between JDKs and processors; so files give p to few digits.
 *
 * <p>Source: Wilcoxon, "Individual comparisons by ranking methods", 1945; computed by Apache Commons Statistics.
 *
 * @param p two-sided p-value; NaN if no pair differs
 * @param pairs how many pairs were ranked: both values defined, and different
 * @param equal how many pairs were dropped because their values are equal
 * @param leftOut how many pairs were left out because a value is NaN or infinite
 */
public record WilcoxonSignedRank(double p, int pairs, int equal, int leftOut) {

    /**
     * Differences are ranked as multiples of this. Peak tuning comes in steps of 1/k, and 0.3 - 0.2 is not 0.1 - 0 in binary:
     * without it, equal differences would get ranks by how they happened to be rounded. A share with a denominator below
     * 8192 never falls in the middle between two multiples.
     */
    private static final double RESOLUTION = 1e12;

    private static final WilcoxonSignedRankTest TEST = WilcoxonSignedRankTest.withDefaults()
            .with(AlternativeHypothesis.TWO_SIDED)
            .with(PValueMethod.AUTO)
            .with(ContinuityCorrection.ENABLED);

    /**
     * Tests the differences of two series of scores.
     *
     * @param first {@code [N]}, one score a neuron, dimensionless and of magnitude 1, read only; differences below
     *     5e-13 are none
     * @param second {@code [N]}, the same neurons, read only
     * @throws IllegalArgumentException if the lengths differ
     */
    public static WilcoxonSignedRank of(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "signed-rank test: expected scores of the same neurons, got %d and %d scores"
                            .formatted(first.length, second.length));
        }
        double[] differences = new double[first.length];
        int pairs = 0;
        int equal = 0;
        for (int n = 0; n < first.length; n++) {
            double difference = Math.rint((first[n] - second[n]) * RESOLUTION);
            if (difference == 0) {
                equal++;
            } else if (Double.isFinite(difference)) {
                differences[pairs++] = difference;
            }
        }
        double p = pairs == 0
                ? Double.NaN
                : TEST.test(Arrays.copyOf(differences, pairs)).getPValue();
        return new WilcoxonSignedRank(p, pairs, equal, first.length - pairs - equal);
    }
}
