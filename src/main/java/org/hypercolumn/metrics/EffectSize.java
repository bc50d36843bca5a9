package org.hypercolumn.metrics;

import java.util.Arrays;

/**
 * How large the difference between two models is, the same neurons scored under both; a test says only how sure it is.
 * Pairs with a score that is NaN or infinite are left out.
 *
 * <p>The same bits everywhere: sums in the order of the neurons, and the square root, which Java defines to the last bit.
 *
 * <p>Source: rank-biserial correlation of matched pairs: Kerby, "The simple difference formula", 2014; {@code d_z}: Cohen,
 * "Statistical power analysis for the behavioral sciences", 1988, §2.3.5.
 *
 * @param meanDifference mean over pairs of the first score minus the second, in their unit; NaN without a pair
 * @param rankBiserial dimensionless, -1 to 1: the pairs, ranked by the size of their difference as
 *     {@link WilcoxonSignedRank} does, the ranks' share of those in favor of the first minus the share of those in favor
 *     of the second; 1 if the first is larger in all; NaN if no pair differs
 * @param standardized Cohen's {@code d_z}, dimensionless: the mean difference divided by the standard deviation of the
 *     differences (divides by pairs - 1); NaN if they are all the same, or there are fewer than 2
 */
public record EffectSize(double meanDifference, double rankBiserial, double standardized) {

    /**
     * The sizes of the difference of two series of scores.
     *
     * @param first {@code [N]}, one score a neuron, dimensionless and of magnitude 1, read only; differences below
     *     5e-13 are none
     * @param second {@code [N]}, the same neurons, read only
     * @throws IllegalArgumentException if the lengths differ
     */
    public static EffectSize of(double[] first, double[] second) {
        PairedDifferences differences = PairedDifferences.of("effect size", first, second);
        double mean = Summary.of(differences.values()).mean();
        return new EffectSize(mean, rankBiserial(differences), standardized(differences));
    }

    private static double rankBiserial(PairedDifferences differences) {
        double[] unequal = differences.unequal();
        int[] ranks = differences.doubledRanks();
        long all = 0;
        long signed = 0;
        for (int n = 0; n < ranks.length; n++) {
            all += ranks[n];
            signed += unequal[n] > 0 ? ranks[n] : -ranks[n];
        }
        return all == 0 ? Double.NaN : (double) signed / all;
    }

    /** Of the rounded differences: among tenths, equal ones would vary by how they were rounded. */
    private static double standardized(PairedDifferences differences) {
        double[] steps = differences.steps();
        if (Arrays.stream(steps).distinct().count() < 2) {
            return Double.NaN;
        }
        double mean = Summary.of(steps).mean();
        double squares = 0;
        for (double step : steps) {
            squares += (step - mean) * (step - mean);
        }
        return mean / Math.sqrt(squares / (steps.length - 1));
    }
}
