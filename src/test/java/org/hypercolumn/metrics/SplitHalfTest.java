package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitHalfTest {

    static LongStream seeds() {
        return LongStream.range(0, 7);
    }

    /** Draws the largest number always: repeats keep their order, and the first half gets the odd one. */
    private static final class InOrder implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new IllegalStateException("split half: expected nextInt(bound) only");
        }

        @Override
        public int nextInt(int bound) {
            return bound - 1;
        }
    }

    @Test
    void of_a_hand_computed_case() {
        // halves, the first with the odd one: (1 + 3) / 2 = 2 and 5; 4 and 2; (2 + 4) / 2 = 3 and (6 + 4) / 2 = 5
        // means 3 and 4; deviations -1 1 0 and 1 -2 1; sums xx 2, yy 6, xy -3: r = -3 / sqrt(12); the 99 takes no part
        float[][] trials = {{1, 3, 5}, {4, 2}, {99}, {2, 4, 6, 4}};

        SplitHalf half = SplitHalf.of(trials, new InOrder());

        assertThat(half.correlation()).isCloseTo(-3 / Math.sqrt(12), within(1e-14));
        assertThat(half.images()).isEqualTo(3);
    }

    @Test
    void averages_over_all_ways_to_split() {
        // of 1 2 / 2 3 / 5 9 each image swaps its repeats or not; up to which half is which there are 4 ways, each as
        // likely; x and y of the first: 1 2 5 and 2 3 9
        double expected = (Correlation.pearson(new double[] {1, 2, 5}, new double[] {2, 3, 9})
                        + Correlation.pearson(new double[] {2, 2, 5}, new double[] {1, 3, 9})
                        + Correlation.pearson(new double[] {1, 3, 5}, new double[] {2, 2, 9})
                        + Correlation.pearson(new double[] {1, 2, 9}, new double[] {2, 3, 5}))
                / 4;

        // 40,000 splits vary by less than 1 / sqrt(40,000) = 0.005
        assertThat(SplitHalf.of(new float[][] {{1, 2}, {2, 3}, {5, 9}}, 40_000, new SplittableRandom(1))
                        .correlation())
                .isCloseTo(expected, within(0.01));
    }

    @Test
    void gives_either_half_the_odd_repeat_by_chance() {
        // the 6 is alone in its half in a third of the splits, with a mean of 6, else with a 0, with a mean of 3; the
        // other half has 0; the other images have 1 and 2 in both
        float[][] trials = {{0, 0, 6}, {1, 1, 1}, {2, 2, 2}};
        double alone = Correlation.pearson(new double[] {6, 1, 2}, new double[] {0, 1, 2});
        double oneOfTwo = Correlation.pearson(new double[] {3, 1, 2}, new double[] {0, 1, 2});

        // 40,000 splits vary by less than 1 / sqrt(40,000) = 0.005
        assertThat(SplitHalf.of(trials, 40_000, new SplittableRandom(1)).correlation())
                .isCloseTo(alone / 3 + oneOfTwo * 2 / 3, within(0.01));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_unchanged_by_gain_and_offset_and_leaves_the_trials_as_they_are(long seed) {
        float[][] trials = NoisyTrials.of(101, 3, 1, new SplittableRandom(seed)).trials();
        float[][] copy = Arrays.stream(trials).map(float[]::clone).toArray(float[][]::new);
        float[][] rescaled = Arrays.stream(trials).map(float[]::clone).toArray(float[][]::new);
        for (float[] image : rescaled) {
            for (int repeat = 0; repeat < image.length; repeat++) {
                image[repeat] = 4 * image[repeat] - 2; // exact up to the last bit of a float
            }
        }

        double correlation = SplitHalf.of(trials, new SplittableRandom(7)).correlation();

        assertThat(SplitHalf.of(rescaled, new SplittableRandom(7)).correlation())
                .isCloseTo(correlation, within(1e-5));
        assertThat(trials).isDeepEqualTo(copy);
    }

    @Test
    void of_repeats_without_noise_is_1() {
        SplitHalf half = SplitHalf.of(new float[][] {{1, 1}, {2, 2, 2}, {5, 5}}, new SplittableRandom(1));

        assertThat(half.correlation()).isCloseTo(1, within(1e-14));
    }

    @Test
    void is_undefined_for_fewer_than_2_repeated_images_and_for_a_constant_half() {
        assertThat(SplitHalf.of(new float[][] {{1, 2}, {3}, {4}}, new SplittableRandom(1)))
                .isEqualTo(new SplitHalf(Double.NaN, 1));
        assertThat(SplitHalf.of(new float[0][], new SplittableRandom(1)).correlation())
                .isNaN();
        // one spike ever: one half is silent in each split
        assertThat(SplitHalf.of(new float[][] {{0, 0}, {0, 1}, {0, 0}}, new SplittableRandom(1))
                        .correlation())
                .isNaN();
        // two spikes: one half is silent in some splits
        assertThat(SplitHalf.of(new float[][] {{0, 0}, {0, 1}, {1, 0}}, new SplittableRandom(1))
                        .correlation())
                .isNaN();
    }

    @Test
    void has_the_same_bits_everywhere() {
        float[][] trials = new float[31][];
        var random = new SplittableRandom(1);
        for (int i = 0; i < trials.length; i++) {
            trials[i] = new float[1 + i % 5];
            for (int repeat = 0; repeat < trials[i].length; repeat++) {
                trials[i][repeat] = i + 20 * (float) random.nextDouble();
            }
        }

        assertThat(SplitHalf.of(trials, new SplittableRandom(2)).correlation()).isEqualTo(0.7808042347417148);
    }
}
