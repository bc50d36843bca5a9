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
import org.junit.jupiter.params.provider.ValueSource;

class SplitHalfTest {

    static LongStream seeds() {
        return LongStream.range(0, 7);
    }

    private static SplitHalf ofCorrelation(double correlation) {
        return new SplitHalf(correlation, 0.25, 0.5, 17);
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
    void has_the_peak_tuning_of_either_half_as_prediction_of_the_other() {
        // first halves 5 9 1 0, second halves 6 4 8 0; k = 1
        // theta 8 at image 2, where the first half has 1: joint 0; its largest, 9, reaches 8: separate 1
        // theta 9 at image 1, where the second half has 4: joint 0; its largest, 8, does not reach 9: separate 0
        float[][] trials = {{5, 6}, {9, 4}, {1, 8}, {0, 0}, {1}};

        SplitHalf half = SplitHalf.of(trials, 3, repeats -> 1);

        assertThat(half.peakTuningJoint()).isZero();
        assertThat(half.peakTuningSeparate()).isEqualTo(0.5);
        // 8 at image 2 in place of 1: 9 and 8 of the first half: joint and separate 1; of the second 0 and 0
        trials[2][0] = 8;
        assertThat(SplitHalf.of(trials, 3, repeats -> 1))
                .isEqualTo(new SplitHalf(
                        Correlation.pearson(new double[] {5, 9, 8, 0}, new double[] {6, 4, 8, 0}), 0.5, 0.5, 4));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void has_a_peak_tuning_below_that_of_the_truth(long seed) {
        // noise variance 1 and 4 repeats: a half has noise variance 1 / 2, the mean over all repeats 1 / 4
        var noisy = NoisyTrials.of(5_000, 4, 1, new SplittableRandom(seed));

        SplitHalf half = SplitHalf.of(noisy.trials(), new SplittableRandom(seed));

        assertThat(half.peakTuningJoint())
                .isPositive()
                .isLessThan(PeakTuning.of(noisy.truth(), noisy.means()).joint() + 0.1);
        assertThat(half.peakTuningJoint()).isLessThanOrEqualTo(half.peakTuningSeparate());
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

    @Test
    void has_the_ceiling_of_corr_as_the_root_of_the_reliability() {
        // r = 0.6: 1.2 / 1.6 = 0.75 and its root; Hsu et al.: sqrt(2 / (1 + sqrt(1 / 0.36))) = sqrt(2 / (8 / 3)), the
        // same
        SplitHalf half = ofCorrelation(0.6);

        assertThat(half.reliability()).isCloseTo(0.75, within(1e-15));
        assertThat(half.correlationCeiling()).isCloseTo(Math.sqrt(0.75), within(1e-15));
        assertThat(half.correlationCeiling()).isCloseTo(Math.sqrt(2 / (1 + Math.sqrt(1 / 0.36))), within(1e-15));
        assertThat(ofCorrelation(1).correlationCeiling()).isEqualTo(1);
        assertThat(ofCorrelation(0).correlationCeiling()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void has_as_ceiling_what_a_perfect_model_scores(long seed) {
        // signal variance 1, noise variance 4, 5 repeats: reliability 1 / (1 + 4 / 5) = 0.556, its root 0.745; of 5,000
        // images the score of the perfect model varies by 0.006, and so does the ceiling
        var noisy = NoisyTrials.of(5_000, 5, 2, new SplittableRandom(seed));

        double ceiling =
                SplitHalf.of(noisy.trials(), new SplittableRandom(seed)).correlationCeiling();

        assertThat(ceiling).isCloseTo(Correlation.pearson(noisy.truth(), noisy.means()), within(0.03));
        assertThat(ceiling).isCloseTo(Math.sqrt(1 / 1.8), within(0.03));
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
        assertThat(half.correlationCeiling()).isCloseTo(1, within(1e-14));
        assertThat(half.peakTuningJoint()).isEqualTo(1);
        assertThat(half.peakTuningSeparate()).isEqualTo(1);
    }

    @Test
    void is_undefined_for_fewer_than_2_repeated_images_and_for_a_constant_half() {
        assertThat(SplitHalf.of(new float[][] {{1, 2}, {3}, {4}}, new SplittableRandom(1)))
                .isEqualTo(new SplitHalf(Double.NaN, Double.NaN, Double.NaN, 1));
        assertThat(SplitHalf.of(new float[0][], new SplittableRandom(1)).reliability())
                .isNaN();
        // one spike ever: one half is silent in each split
        assertThat(SplitHalf.of(new float[][] {{0, 0}, {0, 1}, {0, 0}}, new SplittableRandom(1))
                        .correlationCeiling())
                .isNaN();
        // two spikes: one half is silent in some splits
        assertThat(SplitHalf.of(new float[][] {{0, 0}, {0, 1}, {1, 0}}, new SplittableRandom(1))
                        .correlation())
                .isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.25, -1, Double.NaN})
    void has_no_ceiling_where_halves_correlate_below_0(double correlation) {
        assertThat(ofCorrelation(correlation).correlationCeiling()).isNaN();
    }

    @Test
    void keeps_a_reliability_below_0_but_none_that_is_infinite() {
        assertThat(ofCorrelation(-0.25).reliability()).isCloseTo(-0.5 / 0.75, within(1e-15));
        assertThat(ofCorrelation(-1).reliability()).isNaN();
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
