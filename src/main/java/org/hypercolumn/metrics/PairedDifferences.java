package org.hypercolumn.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The differences of two series of scores, neuron by neuron; what every test of pairs takes from them, so that all have the
 * same pairs.
 */
final class PairedDifferences {

    /**
     * Differences are compared as multiples of this part of 1. Peak tuning comes in steps of 1/k, and 0.3 - 0.2 is not 0.1 - 0
     * in binary: without it, equal differences would get ranks by how they happened to be rounded. A share with a
     * denominator below 8192 never falls in the middle between two multiples.
     */
    static final double RESOLUTION = 1e12;

    private final double[] values;
    private final double[] steps;
    private final double[] unequal;
    private final int leftOut;

    private PairedDifferences(double[] values, double[] steps, int leftOut) {
        this.values = values;
        this.steps = steps;
        this.unequal = Arrays.stream(steps).filter(step -> step != 0).toArray();
        this.leftOut = leftOut;
    }

    /**
     * The first score minus the second one.
     *
     * @param test who asks, for the message
     * @throws IllegalArgumentException if the lengths differ
     */
    static PairedDifferences of(String test, double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("%s: expected scores of the same neurons, got %d and %d scores"
                    .formatted(test, first.length, second.length));
        }
        double[] values = new double[first.length];
        double[] steps = new double[first.length];
        int pairs = 0;
        for (int n = 0; n < first.length; n++) {
            double step = Math.rint((first[n] - second[n]) * RESOLUTION);
            if (Double.isFinite(step)) {
                values[pairs] = first[n] - second[n];
                steps[pairs++] = step;
            }
        }
        return new PairedDifferences(Arrays.copyOf(values, pairs), Arrays.copyOf(steps, pairs), first.length - pairs);
    }

    /** {@code [P]}, of every pair whose scores are both finite, as they are. */
    double[] values() {
        return values.clone();
    }

    /** {@code [P]}, the same rounded to whole numbers of 1e-12; 0 where the scores are equal. */
    double[] steps() {
        return steps.clone();
    }

    /** Those of {@link #steps} that are not 0, in their order. */
    double[] unequal() {
        return unequal.clone();
    }

    /** How many pairs have two finite scores. */
    int pairs() {
        return steps.length;
    }

    /** How many of them have equal ones. */
    int equal() {
        return steps.length - unequal.length;
    }

    /** How many pairs have a score that is NaN or infinite. */
    int leftOut() {
        return leftOut;
    }

    /** Twice the rank of each of {@link #unequal} by size, from 2 on; those of one size share the mean of their ranks. */
    int[] doubledRanks() {
        double[] sizes = Arrays.stream(unequal).map(Math::abs).toArray();
        int[] ascending = IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(n -> sizes[n]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[sizes.length];
        int first = 0;
        while (first < ascending.length) {
            int next = first + 1;
            while (next < ascending.length && sizes[ascending[next]] == sizes[ascending[first]]) {
                next++;
            }
            for (int place = first; place < next; place++) {
                ranks[ascending[place]] = first + 1 + next; // ranks first + 1 to next
            }
            first = next;
        }
        return ranks;
    }
}
