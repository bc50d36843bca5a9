package org.hypercolumn.metrics;

import java.util.Arrays;

/**
 * Two neurons with unequal repeats, whose metrics the field's own tools computed: sensorium, neuralpredictors, and the code of
 * Schoppe et al. Arrays are shared and read only.
 */
final class GoldenTrials {

    /** The reference values have 12 digits. */
    static final double GOLDEN = 1e-9;

    /** Image, then repeat, with 3, 4, 3 and 2 repeats. */
    static final float[][] ONE = {{1, 2, 3}, {4, 6, 5, 5}, {0, 1, 2}, {7, 9}};

    static final float[][] OTHER = {{0, 1, 0}, {2, 1, 3, 2}, {5, 4, 6}, {1, 3}};

    /** A prediction an image. */
    static final float[] PREDICTED_ONE = {2.5f, 4.5f, 1.5f, 7};

    static final float[] PREDICTED_OTHER = {.5f, 2, 4, 2.5f};

    /** The field's tools add it to a standard deviation, lest it be 0. */
    private static final double EPSILON = 1e-8;

    private GoldenTrials() {}

    /** What a correlation by the field's tools would be without what they add to both standard deviations. */
    static double exact(double correlation, double oneDeviation, double otherDeviation) {
        return correlation * (oneDeviation + EPSILON) / oneDeviation * (otherDeviation + EPSILON) / otherDeviation;
    }

    /** The first two repeats of each image. */
    static float[][] firstTwo(float[][] trials) {
        float[][] first = new float[trials.length][];
        for (int i = 0; i < first.length; i++) {
            first[i] = new float[] {trials[i][0], trials[i][1]};
        }
        return first;
    }

    /** The same trials with one more image, shown once. */
    static float[][] withLoneTrial(float[][] trials, float response) {
        float[][] more = Arrays.copyOf(trials, trials.length + 1);
        more[trials.length] = new float[] {response};
        return more;
    }
}
