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
 * <p>Pairs without a difference are dropped before ranking, as Wilcoxon did. With at most 50 differences p is exact, also
 * where some are of one size and share the mean of their ranks: peak tuning comes in steps, and there the normal approximation
 * makes p too small. Beyond 50 it is that approximation, corrected for ties and for continuity.
 *
 * <p>Exact p have the same bits everywhere. The approximation takes an exponential of the JDK's, whose last bits differ
 * between JDKs and processors; so files give p to few digits.
 *
 * <p>Source: Wilcoxon, "Individual comparisons by ranking methods", 1945; ties as Pratt, Gibbons, "Concepts of nonparametric
 * theory", 1981; the approximation by Apache Commons Statistics.
 *
 * @param p two-sided p-value; NaN if no pair differs
 * @param pairs how many pairs were ranked: both values defined, and different
 * @param equal how many pairs were dropped because their values are equal
 * @param leftOut how many pairs were left out because a value is NaN or infinite
 */
public record WilcoxonSignedRank(double p, int pairs, int equal, int leftOut) {

    private static final int MOST_EXACT = 50; // all patterns of signs are counted without rounding

    private static final WilcoxonSignedRankTest APPROXIMATION = WilcoxonSignedRankTest.withDefaults()
            .with(AlternativeHypothesis.TWO_SIDED)
            .with(PValueMethod.ASYMPTOTIC)
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
        PairedDifferences differences = PairedDifferences.of("signed-rank test", first, second);
        double[] unequal = differences.unequal();
        return new WilcoxonSignedRank(
                p(unequal, differences), unequal.length, differences.equal(), differences.leftOut());
    }

    private static double p(double[] unequal, PairedDifferences differences) {
        if (unequal.length == 0) {
            return Double.NaN;
        }
        return unequal.length <= MOST_EXACT
                ? exact(unequal, differences.doubledRanks())
                : APPROXIMATION.test(unequal).getPValue();
    }

    /** Share of the patterns of signs whose rank sum is as far from the middle as that of the differences, or farther. */
    private static double exact(double[] differences, int[] ranks) {
        int total = Arrays.stream(ranks).sum();
        int positive = 0;
        double[] patterns = new double[total + 1]; // by the sum of the positive ranks
        patterns[0] = 1;
        int reached = 0;
        for (int n = 0; n < ranks.length; n++) {
            positive += differences[n] > 0 ? ranks[n] : 0;
            reached += ranks[n];
            for (int sum = reached; sum >= ranks[n]; sum--) {
                patterns[sum] += patterns[sum - ranks[n]];
            }
        }
        double tail = 0;
        for (int sum = 0; sum <= Math.min(positive, total - positive); sum++) {
            tail += patterns[sum];
        }
        return Math.min(1, Math.scalb(2 * tail, -ranks.length));
    }
}
