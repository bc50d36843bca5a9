package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeakCeilingTest {

    private static final int IMAGES = 1_000;
    private static final int REPEATS = 10;
    private static final int NEURONS = 15;

    /** Of the estimates of one neuron, seen in numpy; their median over 15 neurons varies by a third of it. */
    private static final double SPREAD = 0.07;

    /** A sparse neuron: e^x with x of a standard deviation of 0.8 to 1.2, mean 1. */
    private static double[] responses(int neuron) {
        var random = new SplittableRandom(neuron);
        double deviation = 0.8 + 0.4 * neuron / NEURONS;
        double[] responses = new double[IMAGES];
        Arrays.setAll(responses, s -> Math.exp(deviation * random.nextGaussian() - deviation * deviation / 2));
        return responses;
    }

    /** Trials whose variance is noise^2 (0.09 + response). */
    private static float[][] trials(double[] responses, double noise, SplittableRandom random) {
        float[][] trials = new float[responses.length][REPEATS];
        for (int s = 0; s < responses.length; s++) {
            double deviation = noise * Math.sqrt(0.09 + responses[s]);
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                trials[s][repeat] = (float) (responses[s] + deviation * random.nextGaussian());
            }
        }
        return trials;
    }

    /** The mean score of the responses themselves over 100 recordings. */
    private static PeakTuning truth(double[] responses, double noise, SplittableRandom random) {
        double[] sums = new double[3];
        for (int recording = 0; recording < 100; recording++) {
            double[] means =
                    RepeatedImages.of(trials(responses, noise, random), 1).means();
            PeakTuning peak = PeakTuning.of(responses, means);
            sums[0] += peak.joint() / 100;
            sums[1] += peak.separate() / 100;
            sums[2] += peak.ranked() / 100;
        }
        return new PeakTuning(sums[0], sums[1], Double.NaN, sums[2]);
    }

    @Tag("slow")
    @ParameterizedTest(name = "noise x{0}")
    @CsvSource({"1", "2", "3", "4", "6", "10"})
    void is_what_a_noise_free_model_scores(double noise) {
        double[] joint = new double[NEURONS];
        double[] separate = new double[NEURONS];
        double[] ranked = new double[NEURONS];
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            var random = new SplittableRandom(1000 + neuron);
            double[] responses = responses(neuron);
            PeakTuning truth = truth(responses, noise, random);

            PeakCeiling ceiling = PeakCeiling.of(trials(responses, noise, random), random);

            joint[neuron] = ceiling.joint() - truth.joint();
            separate[neuron] = ceiling.separate() - truth.separate();
            ranked[neuron] = ceiling.ranked() - truth.ranked();
        }

        assertThat(median(joint)).isCloseTo(0, within(SPREAD));
        assertThat(median(separate)).isCloseTo(0, within(SPREAD));
        assertThat(median(ranked)).isCloseTo(0, within(SPREAD));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Test
    void of_pure_noise_is_close_to_0_where_halves_agree_by_chance() {
        double[] silent = new double[IMAGES];
        Arrays.fill(silent, 1);

        PeakCeiling ceiling = PeakCeiling.of(trials(silent, 1, new SplittableRandom(1)), new SplittableRandom(2));

        assertThat(ceiling.joint()).isLessThan(0.05);
        assertThat(ceiling.ranked()).isLessThan(0.15);
    }

    @Test
    void of_counts_of_poisson_noise_is_what_their_rates_score() {
        double[] responses = responses(7);
        var random = new SplittableRandom(1);
        float[][] trials = new float[IMAGES][];
        double truth = 0;
        for (int recording = 0; recording < 20; recording++) {
            for (int s = 0; s < IMAGES; s++) {
                trials[s] = new float[6 + s % 5];
                for (int repeat = 0; repeat < trials[s].length; repeat++) {
                    trials[s][repeat] = poisson(3 * responses[s], random);
                }
            }
            double[] rates = Arrays.stream(responses).map(r -> 3 * r).toArray();
            truth += PeakTuning.of(rates, RepeatedImages.of(trials, 1).means()).joint() / 20;
        }

        assertThat(PeakCeiling.of(trials, random).joint()).isCloseTo(truth, within(0.1));
    }

    private static int poisson(double rate, SplittableRandom random) {
        int count = -1;
        for (double time = 0; time < rate; count++) {
            time -= Math.log(1 - random.nextDouble());
        }
        return count;
    }

    @Test
    void is_unchanged_by_a_unit_and_the_same_every_time() {
        float[][] trials = trials(responses(3), 2, new SplittableRandom(1));
        float[][] rescaled = Arrays.stream(trials)
                .map(image -> {
                    float[] scaled = image.clone();
                    for (int repeat = 0; repeat < scaled.length; repeat++) {
                        scaled[repeat] *= 0x1p-20f;
                    }
                    return scaled;
                })
                .toArray(float[][]::new);

        PeakCeiling ceiling = PeakCeiling.of(trials, new SplittableRandom(5));

        assertThat(PeakCeiling.of(trials, new SplittableRandom(5))).isEqualTo(ceiling);
        assertThat(PeakCeiling.of(rescaled, new SplittableRandom(5))).isEqualTo(ceiling);
    }

    @Test
    void is_1_without_noise_and_undefined_without_repeats_or_of_constant_means() {
        var random = new SplittableRandom(1);
        PeakCeiling none = new PeakCeiling(Double.NaN, Double.NaN, Double.NaN);

        assertThat(PeakCeiling.of(new float[][] {{.1f, .1f, .1f}, {2, 2}, {3}}, random))
                .isEqualTo(new PeakCeiling(1, 1, 1));
        assertThat(PeakCeiling.of(new float[][] {{1, 2}, {3}}, random)).isEqualTo(none);
        assertThat(PeakCeiling.of(new float[][] {{1, 3}, {2, 2}}, random)).isEqualTo(none);
        assertThat(PeakCeiling.of(new float[0][], random)).isEqualTo(none);
    }

    @Test
    void is_defined_of_few_and_strange_images() {
        var random = new SplittableRandom(1);
        float[][] outlier = {{0, 0}, {0, 0}, {0, 1e6f}, {0}};
        float[][] huge = {{1e30f, 2e30f}, {3e30f, 2e30f}, {-1e30f, 0}};

        assertThat(PeakCeiling.of(new float[][] {{1, 2}, {3, 3}}, random).joint())
                .isBetween(0., 1.);
        assertThat(PeakCeiling.of(outlier, random).joint()).isBetween(0., 1.);
        assertThat(PeakCeiling.of(huge, random).joint()).isBetween(0., 1.);
    }
}
