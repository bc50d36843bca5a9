package org.hypercolumn.metrics;

import java.util.random.RandomGenerator;

/**
 * Trials whose truth is known: a standard normal response to each image, and normal noise on each trial.
 *
 * <p>Arrays are not copied.
 */
final class NoisyTrials {
    private final float[][] trials;
    private final double[] truth;

    private NoisyTrials(float[][] trials, double[] truth) {
        this.trials = trials;
        this.truth = truth;
    }

    static NoisyTrials of(int images, int repeats, double noiseDeviation, RandomGenerator random) {
        float[][] trials = new float[images][repeats];
        double[] truth = new double[images];
        for (int i = 0; i < images; i++) {
            truth[i] = random.nextGaussian();
            for (int repeat = 0; repeat < repeats; repeat++) {
                trials[i][repeat] = (float) (truth[i] + noiseDeviation * random.nextGaussian());
            }
        }
        return new NoisyTrials(trials, truth);
    }

    /** Image, then repeat. */
    float[][] trials() {
        return trials;
    }

    /** What a perfect model predicts. */
    double[] truth() {
        return truth;
    }

    /** What was recorded, averaged over repeats. */
    double[] means() {
        double[] means = new double[trials.length];
        for (int i = 0; i < means.length; i++) {
            for (float trial : trials[i]) {
                means[i] += trial;
            }
            means[i] /= trials[i].length;
        }
        return means;
    }
}
