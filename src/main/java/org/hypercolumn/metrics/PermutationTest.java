package org.hypercolumn.metrics;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The permutation test of paired scores: how often the mean difference would be as large as it is, or larger, if each
 * neuron's two scores had been dealt to the two models by the toss of a coin; paired and two-sided.
 *
 * <p>With at most 20 pairs that differ, all patterns of signs are counted and p is exact. With more, 100,000 patterns are
 * drawn, and p counts the recorded pattern among them: (b + 1) / (100,000 + 1), never 0. Pairs that do not differ change
 * nothing. Differences are whole numbers of 1e-12 here and are summed as such, so that a tie is a tie in any order, and p
 * has the same bits everywhere; it depends neither on the order of the pairs nor on which model comes first.
 *
 * <p>Source: Fisher, "The design of experiments", 1935, §21; the estimate by Phipson, Smyth, "Permutation p-values should
 * never be zero", 2010.
 *
 * @param p two-sided p-value; 1 if no pair differs, NaN if there is no pair
 * @param pairs how many pairs differ
 * @param equal how many pairs have equal values
 * @param leftOut how many pairs were left out because a value is NaN or infinite
 */
public record PermutationTest(double p, int pairs, int equal, int leftOut) {

    /** How many patterns of signs are drawn where there are too many to count all. */
    public static final int DRAWS = 100_000;

    /** With no more differences than this, every pattern is counted: 2^19 sums, the other half being their mirror. */
    public static final int MOST_EXACT = 20;

    /** Differences whose signs one byte draws at once. */
    private static final int GROUP = 8;

    /** Sums of sizes stay below this, so that none overflows. */
    private static final double LARGEST_SUM = 0x1p62;

    /**
     * Tests the differences of two series of scores.
     *
     * @param first {@code [N]}, one score a neuron, dimensionless and of magnitude 1, read only; differences below
     *     5e-13 are none
     * @param second {@code [N]}, the same neurons, read only
     * @param random drawn from where more than 20 pairs differ, by {@code nextLong} only
     * @throws IllegalArgumentException if the lengths differ
     */
    public static PermutationTest of(double[] first, double[] second, RandomGenerator random) {
        PairedDifferences differences = PairedDifferences.of("permutation test", first, second);
        double[] unequal = differences.unequal();
        return new PermutationTest(
                differences.pairs() == 0 ? Double.NaN : p(unequal, random),
                unequal.length,
                differences.equal(),
                differences.leftOut());
    }

    /** Whether all patterns of signs were counted. */
    public boolean exact() {
        return pairs <= MOST_EXACT;
    }

    private static double p(double[] unequal, RandomGenerator random) {
        if (unequal.length == 0) {
            return 1;
        }
        double unit = unit(unequal);
        long observed = 0;
        long[] sizes = new long[unequal.length];
        for (int n = 0; n < sizes.length; n++) {
            long difference = (long) Math.rint(unequal[n] / unit);
            observed += difference;
            sizes[n] = Math.abs(difference);
        }
        observed = Math.abs(observed);
        if (sizes.length <= MOST_EXACT) {
            return Math.scalb((double) counted(sizes, observed), 1 - sizes.length);
        }
        Arrays.sort(sizes); // the draws shall not depend on the order of the neurons
        return (drawn(sizes, observed, random) + 1.0) / (DRAWS + 1.0);
    }

    /** 1, or the least power of 2 in which the sizes' sum can be counted. */
    private static double unit(double[] unequal) {
        double sum = 0;
        for (double difference : unequal) {
            sum += Math.abs(difference);
        }
        double unit = 1;
        while (sum / unit > LARGEST_SUM) {
            unit *= 2;
        }
        return unit;
    }

    /** Of the patterns in which the last is positive, how many sums are as far from 0 as the observed one, or farther. */
    private static int counted(long[] sizes, long observed) {
        long sum = Arrays.stream(sizes).sum();
        int patterns = 1 << (sizes.length - 1);
        boolean[] negative = new boolean[sizes.length];
        int as = 0;
        for (int pattern = 1; pattern <= patterns; pattern++) {
            as += Math.abs(sum) >= observed ? 1 : 0;
            int turned = Integer.numberOfTrailingZeros(pattern); // Gray code: one sign a step
            negative[turned] = !negative[turned];
            sum += negative[turned] ? -2 * sizes[turned] : 2 * sizes[turned];
        }
        return as;
    }

    /** How many of the drawn patterns have a sum as far from 0 as the observed one, or farther. */
    private static int drawn(long[] sizes, long observed, RandomGenerator random) {
        long[][] sums = sumsByGroup(sizes);
        int as = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            long sum = 0;
            long signs = 0;
            for (int group = 0; group < sums.length; group++) {
                signs = group % (Long.SIZE / GROUP) == 0 ? random.nextLong() : signs >>> GROUP;
                sum += sums[group][(int) (signs & 0xFF)];
            }
            as += Math.abs(sum) >= observed ? 1 : 0;
        }
        return as;
    }

    /** For eight sizes at a time, their sum under each of 256 patterns of signs; a set bit is a minus. */
    private static long[][] sumsByGroup(long[] sizes) {
        long[][] sums = new long[(sizes.length + GROUP - 1) / GROUP][1 << GROUP];
        for (int n = 0; n < sizes.length; n++) {
            for (int signs = 0; signs < 1 << GROUP; signs++) {
                boolean minus = (signs >>> (n % GROUP) & 1) == 1;
                sums[n / GROUP][signs] += minus ? -sizes[n] : sizes[n];
            }
        }
        return sums;
    }
}
