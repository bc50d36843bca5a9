package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hypercolumn.metrics.GoldenTrials.GOLDEN;
import static org.hypercolumn.metrics.GoldenTrials.ONE;
import static org.hypercolumn.metrics.GoldenTrials.OTHER;
import static org.hypercolumn.metrics.GoldenTrials.firstTwo;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OracleTest {

    static LongStream seeds() {
        return LongStream.range(0, 17);
    }

    /** The golden jackknife without what the reference adds to the standard deviations of trials and of others' means. */
    private static double exact(double jackknife, float[][] trials) {
        double[] all = RepeatedImages.of(trials, 2).trials();
        double[] others = new double[all.length];
        int next = 0;
        for (float[] image : trials) {
            for (int left = 0; left < image.length; left++) {
                double sum = 0;
                for (int repeat = 0; repeat < image.length; repeat++) {
                    sum += repeat == left ? 0 : image[repeat];
                }
                others[next++] = sum / (image.length - 1);
            }
        }
        return GoldenTrials.exact(jackknife, Math.sqrt(Series.variance(all)), Math.sqrt(Series.variance(others)));
    }

    @Test
    void of_a_hand_computed_case() {
        // repeats 0 2 and 4 6; the other one of each: 2 0 6 4; deviations from 3: -3 -1 1 3 and -1 -3 3 1
        // products 3 + 3 + 3 + 3 = 12, squares 20 and 20: 12 / 20
        // means 1 and 5: variance 4; over repeats 1 and 1: sqrt(4 / (4 + 1)); the 99 takes no part
        Oracle oracle = Oracle.of(new float[][] {{0, 2}, {99}, {4, 6}});

        assertThat(oracle.jackknife()).isCloseTo(0.6, within(1e-15));
        assertThat(oracle.optimistic()).isCloseTo(Math.sqrt(0.8), within(1e-15));
    }

    @Test
    void equals_the_reference_implementation() {
        assertThat(Oracle.of(ONE).jackknife()).isCloseTo(exact(0.871694420147, ONE), within(GOLDEN));
        assertThat(Oracle.of(OTHER).jackknife()).isCloseTo(exact(0.774558411762, OTHER), within(GOLDEN));
        assertThat(Oracle.of(ONE).optimistic()).isCloseTo(0.955879481816, within(GOLDEN));
        assertThat(Oracle.of(OTHER).optimistic()).isCloseTo(0.908796418993, within(GOLDEN));
    }

    @Test
    void equals_the_reference_implementation_with_two_repeats() {
        float[][] one = firstTwo(ONE);
        float[][] other = firstTwo(OTHER);

        assertThat(Oracle.of(one).jackknife()).isCloseTo(exact(.867549663226, one), within(GOLDEN));
        assertThat(Oracle.of(other).jackknife()).isCloseTo(exact(.664670650453, other), within(GOLDEN));
        assertThat(Oracle.of(one).optimistic()).isCloseTo(.966320254593, within(GOLDEN));
        assertThat(Oracle.of(other).optimistic()).isCloseTo(.912324136117, within(GOLDEN));
    }

    @Test
    void is_the_same_whether_an_image_was_shown_once_or_not_at_all() {
        assertThat(Oracle.of(GoldenTrials.withLoneTrial(ONE, 123))).isEqualTo(Oracle.of(ONE));
        assertThat(Oracle.of(new float[][] {{1, 2, 3}, {}, {4, 6, 5, 5}, {0, 1, 2}, {7, 9}}))
                .isEqualTo(Oracle.of(ONE));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lies_on_either_side_of_what_a_perfect_model_scores_on_single_trials(long seed) {
        // signal variance 1, noise variance 2, 4 repeats: sqrt(1 / 3) = 0.577; of 2,000 images it varies by about 0.01
        var noisy = NoisyTrials.of(2_000, 4, Math.sqrt(2), new SplittableRandom(seed));
        float[] truth = new float[2_000];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (float) noisy.truth()[i];
        }

        Oracle oracle = Oracle.of(noisy.trials());
        double perfect = Correlation.singleTrial(truth, noisy.trials());

        assertThat(perfect).isCloseTo(Math.sqrt(1 / 3.), within(0.04));
        assertThat(oracle.jackknife()).isLessThan(perfect);
        assertThat(oracle.optimistic()).isGreaterThan(perfect);
    }

    @Test
    void of_repeats_without_noise_is_1() {
        Oracle oracle = Oracle.of(new float[][] {{1, 1}, {2, 2, 2}, {5, 5}});

        assertThat(oracle.jackknife()).isCloseTo(1, within(1e-14));
        assertThat(oracle.optimistic()).isCloseTo(1, within(1e-14));
    }

    @Test
    void is_undefined_for_fewer_than_2_repeated_images_and_for_constant_responses() {
        float[][] constant = new float[7][3];
        Arrays.stream(constant).forEach(image -> Arrays.fill(image, .1f));
        for (float[][] trials : new float[][][] {{}, {{1}, {2}, {3}}, {{1, 2}, {3}}, constant}) {
            assertThat(Oracle.of(trials).jackknife()).isNaN();
            assertThat(Oracle.of(trials).optimistic()).isNaN();
        }
    }
}
