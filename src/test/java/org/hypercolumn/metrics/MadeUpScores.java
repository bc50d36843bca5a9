package org.hypercolumn.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Scores, or differences of scores, of independent neurons whose true mean is known.
 *
 * @param name for a table
 * @param mean the true one
 * @param spread about their standard deviation
 * @param one draws that of one neuron
 */
record MadeUpScores(String name, double mean, double spread, ToDoubleFunction<RandomGenerator> one) {

    static final MadeUpScores NORMAL = new MadeUpScores("normal", 0, 0.05, random -> 0.05 * random.nextGaussian());

    /** Skewness 1.1 over neurons, as of the paper's PT_J. */
    static final MadeUpScores PEAKS = peaks("PT, k = 10, mean 17 %", 2, 10);

    static final MadeUpScores LONG_TAILS = new MadeUpScores(
            "t of 5 degrees", 0, 1.3, random -> random.nextGaussian() / Math.sqrt(gamma(5, random) / 2.5));

    static final MadeUpScores PEAK_DIFFERENCES =
            new MadeUpScores("PT, k = 10, both 17 %", 0, 0.25, MadeUpScores::peakDifference);

    static final MadeUpScores OUTLIERS = new MadeUpScores(
            "one in ten spread 5 times wider",
            0,
            1.8,
            random -> random.nextGaussian() * (random.nextInt(10) == 0 ? 5 : 1));

    static final MadeUpScores SKEWED_DIFFERENCES =
            new MadeUpScores("exponential, mean 0 (skewed)", 0, 1, random -> gamma(2, random) - 1);

    static final List<MadeUpScores> SCORES = List.of(
            NORMAL,
            new MadeUpScores("CORR, mean 0.77, skewness -1", 5 / 6.5, 0.15, random -> beta(10, 3, random)),
            peaks("PT, k = 10, mean 50 %", 4, 4),
            peaks("PT, k = 10, mean 30 %", 3, 7),
            PEAKS,
            peaks("PT, k = 10, mean 10 %", 1, 9),
            new MadeUpScores("exponential, skewness 2", 1, 1, random -> gamma(2, random)),
            new MadeUpScores("log-normal, skewness 6", Math.exp(0.5), 2.2, random -> Math.exp(random.nextGaussian())));

    static final List<MadeUpScores> SYMMETRIC = List.of(NORMAL, LONG_TAILS, PEAK_DIFFERENCES, OUTLIERS);

    static final List<MadeUpScores> DIFFERENCES = List.of(
            NORMAL,
            LONG_TAILS,
            PEAK_DIFFERENCES,
            OUTLIERS,
            new MadeUpScores(
                    "PT, k = 10, 23 % and 7 %",
                    3 / 13.0 - 1 / 14.0, 0.2, random -> peak(3, 10, random) - peak(1, 13, random)),
            SKEWED_DIFFERENCES);

    /** Peak tuning over 10 images; by neuron, its true share is Beta(twiceA / 2, twiceB / 2). */
    private static MadeUpScores peaks(String name, int twiceA, int twiceB) {
        return new MadeUpScores(name, (double) twiceA / (twiceA + twiceB), 0.2, random -> peak(twiceA, twiceB, random));
    }

    private static double peakDifference(RandomGenerator random) {
        double first = peak(2, 10, random);
        return first - peak(2, 10, random);
    }

    private static double peak(int twiceA, int twiceB, RandomGenerator random) {
        return peak(twiceA, twiceB, 1, random);
    }

    /** With a share that is so many times as large. */
    static double peak(int twiceA, int twiceB, double factor, RandomGenerator random) {
        double share = factor * beta(twiceA, twiceB, random);
        int right = 0;
        for (int image = 0; image < 10; image++) {
            right += random.nextDouble() < share ? 1 : 0;
        }
        return right / 10.0;
    }

    private static double beta(int twiceA, int twiceB, RandomGenerator random) {
        double a = gamma(twiceA, random);
        return a / (a + gamma(twiceB, random));
    }

    /** Of scale 1 and shape {@code twiceShape / 2}: half a sum of squares; exponential of shape 1. */
    private static double gamma(int twiceShape, RandomGenerator random) {
        double sum = 0;
        for (int i = 0; i < twiceShape; i++) {
            double normal = random.nextGaussian();
            sum += normal * normal;
        }
        return sum / 2;
    }

    double[] draw(int neurons, RandomGenerator random) {
        double[] scores = new double[neurons];
        for (int n = 0; n < neurons; n++) {
            scores[n] = one.applyAsDouble(random);
        }
        return scores;
    }
}
