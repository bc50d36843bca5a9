package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReliabilityTest {

    static LongStream seeds() {
        return LongStream.range(0, 7);
    }

    private static double[] ceilings(int neurons, int images, int repeats, double noiseDeviation, double signal) {
        double[] ceilings = new double[neurons];
        for (int neuron = 0; neuron < neurons; neuron++) {
            float[][] trials = NoisyTrials.of(images, repeats, noiseDeviation, new SplittableRandom(neuron))
                    .trials();
            if (signal == 0) {
                double[] truth = NoisyTrials.of(images, repeats, noiseDeviation, new SplittableRandom(neuron))
                        .truth();
                for (int i = 0; i < images; i++) {
                    for (int repeat = 0; repeat < repeats; repeat++) {
                        trials[i][repeat] -= (float) truth[i];
                    }
                }
            }
            ceilings[neuron] = Reliability.of(trials).correlationCeiling();
        }
        return ceilings;
    }

    @Test
    void of_a_hand_computed_case() {
        // means 2, 5 and 8, variance 9; over trials 2, 2 and 8, mean 4, of a mean of two 2: (9 - 2) / 9; the 99 has no
        // part
        Reliability reliability = Reliability.of(new float[][] {{1, 3}, {4, 6}, {99}, {6, 10}});

        assertThat(reliability.share()).isCloseTo(7 / 9., within(1e-14));
        assertThat(reliability.correlationCeiling()).isCloseTo(Math.sqrt(7 / 9.), within(1e-14));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void has_as_ceiling_what_a_perfect_model_scores(long seed) {
        // signal variance 1, noise variance 4, 5 repeats: reliability 1 / (1 + 4 / 5) = 0.556, its root 0.745; of 5,000
        // images the score of the perfect model varies by 0.006, and so does the ceiling
        var noisy = NoisyTrials.of(5_000, 5, 2, new SplittableRandom(seed));

        double ceiling = Reliability.of(noisy.trials()).correlationCeiling();

        assertThat(ceiling).isCloseTo(Correlation.pearson(noisy.truth(), noisy.means()), within(0.03));
        assertThat(ceiling).isCloseTo(Math.sqrt(1 / 1.8), within(0.03));
    }

    @Test
    void has_a_mean_ceiling_of_0_over_neurons_that_are_noise() {
        // of 200 images the reliability varies by sqrt(2 / 200 * 4 / 3) = 0.12, its signed root by about 0.3; of 400
        // neurons
        // the mean by 0.015. Without those below 0 it would be 0.28
        double[] ceilings = ceilings(400, 200, 4, 1, 0);

        assertThat(Summary.of(ceilings).defined()).isEqualTo(400);
        assertThat(Summary.of(ceilings).mean()).isCloseTo(0, within(0.05));
    }

    @Test
    void has_the_true_mean_ceiling_over_noisy_neurons() {
        // noise variance 16, 4 repeats: reliability 1 / 5, which of 1,000 images varies by 0.04: its root, 0.447, by
        // 0.05, and
        // is 0.003 too low on average; the mean of 100 neurons varies by 0.005
        assertThat(Summary.of(ceilings(100, 1_000, 4, 4, 1)).mean()).isCloseTo(Math.sqrt(0.2), within(0.02));
    }

    @Test
    void keeps_what_is_below_0_down_to_minus_1() {
        // means 2, 2.1: variance 0.005; over trials 8 and 8, of a mean 4: 1 - 800
        Reliability reliability = Reliability.of(new float[][] {{0, 4}, {.1f, 4.1f}});

        assertThat(reliability.share()).isEqualTo(-1);
        assertThat(reliability.correlationCeiling()).isEqualTo(-1);
        assertThat(new Reliability(-0.25).correlationCeiling()).isEqualTo(-0.5);
    }

    @Test
    void is_1_without_noise_and_undefined_without_repeats_or_of_constant_means() {
        assertThat(Reliability.of(new float[][] {{.1f, .1f, .1f}, {2, 2}}).share())
                .isEqualTo(1);
        assertThat(Reliability.of(new float[][] {{1, 2}, {3}}).share()).isNaN();
        assertThat(Reliability.of(new float[][] {{1, 3}, {2, 2}}).share()).isNaN();
        assertThat(Reliability.of(new float[0][]).correlationCeiling()).isNaN();
    }
}
