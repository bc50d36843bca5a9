package org.hypercolumn.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction: keeps the chance of even one false finding in a family of tests below the level that a
 * corrected p is compared with, whatever the tests have in common.
 *
 * <p>Source: Holm, "A simple sequentially rejective multiple test procedure", 1979.
 */
public final class Holm {

    private Holm() {}

    /**
     * The corrected p-values of a family. Of m defined ones, the smallest is multiplied by m, the next by m - 1, and so on;
     * none is smaller than the one before it or larger than 1.
     *
     * @param p p-values, NaN where a test is undefined, read only
     * @return in the order of {@code p}; NaN where it is NaN, which makes the family no larger
     * @throws IllegalArgumentException if a value is not in [0, 1]
     */
    public static double[] corrected(double[] p) {
        for (double value : p) {
            if (value < 0 || value > 1) {
                throw new IllegalArgumentException("Holm's correction: p must be 0 to 1, got " + value);
            }
        }
        List<Integer> ascending = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] corrected = new double[p.length];
        Arrays.fill(corrected, Double.NaN);
        double largest = 0;
        for (int rank = 0; rank < ascending.size(); rank++) {
            int test = ascending.get(rank);
            largest = Math.max(largest, Math.min(1, p[test] * (ascending.size() - rank)));
            corrected[test] = largest;
        }
        return corrected;
    }
}
