package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PeakTuningTest {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void of_the_golden_vectors() {
        float[] recorded = {.1f, .9f, .4f, .8f, .3f, .7f, .2f, .6f, .5f, 0};
        float[] predicted = {.2f, .55f, .75f, .65f, .1f, .72f, .3f, .2f, .9f, 0};

        // theta .7; images 1, 3, 5 predicted .55 .65 .72: 1 of 3; largest predictions .9 .75 .72, of images 8, 2, 5: 3
        // of
        // 3, and 1 image of 3; of all 3 of 10
        assertThat(PeakTuning.of(predicted, recorded, 3)).isEqualTo(new PeakTuning(1 / 3., 1, 0.3, 1 / 3.));
    }

    @ParameterizedTest(name = "{1} of {0} images")
    @CsvSource({"2, 1", "99, 1", "100, 1", "199, 1", "200, 2", "920, 9", "960, 9", "999, 9", "1000, 10", "3400, 34"})
    void takes_one_percent_of_the_images_rounded_down_but_one(int images, int k) {
        assertThat(PeakTuning.peakImages(images)).isEqualTo(k);
    }

    @Test
    void counts_predictions_that_equal_theta() {
        assertThat(PeakTuning.of(new float[] {0, 4, 0, 5}, new float[] {1, 4, 2, 3}, 1))
                .isEqualTo(new PeakTuning(1, 1, 0.5, 0));
    }

    @Test
    void takes_the_earlier_of_two_images_with_equal_responses() {
        // k = 1 and theta = 4 twice: image 1 is the peak, image 2 is not
        float[] recorded = {1, 4, 4, 3};

        assertThat(PeakTuning.of(new float[] {0, 4, 0, 0}, recorded, 1).joint()).isEqualTo(1);
        assertThat(PeakTuning.of(new float[] {0, 0, 4, 0}, recorded, 1).joint()).isEqualTo(0);
    }

    @Test
    void ranks_whatever_the_size_of_predictions() {
        float[] recorded = {9, 8, 1, 2, 3};

        assertThat(PeakTuning.of(new float[] {.9f, .1f, .2f, .3f, 0}, recorded, 2)
                        .ranked())
                .isEqualTo(0.5);
        assertThat(PeakTuning.of(new float[] {-1, -2, -3, -4, -5}, recorded, 2).ranked())
                .isEqualTo(1);
        // images 1, 3 and 4 share the one place that is left: a third of the time it is image 1's
        assertThat(PeakTuning.of(new float[] {7, 5, 0, 5, 5}, recorded, 2).ranked())
                .isCloseTo((1 + 1 / 3.) / 2, within(1e-15));
        assertThat(PeakTuning.of(new float[] {0, 0, 0, 0, 0}, recorded, 2).ranked())
                .isCloseTo(2 / 5., within(1e-15));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_ranked_as_joint_and_separate_are_of_predictions_replaced_by_the_responses_of_equal_rank(long seed) {
        var random = new SplittableRandom(seed);
        double[] recorded = random.doubles(311).toArray();
        double[] predicted = random.doubles(311).map(x -> x / 9).toArray();
        double[] ascending = recorded.clone();
        Arrays.sort(ascending);
        double[] sorted = predicted.clone();
        Arrays.sort(sorted);
        double[] matched = Arrays.stream(predicted)
                .map(prediction -> ascending[Arrays.binarySearch(sorted, prediction)])
                .toArray();

        PeakTuning peak = PeakTuning.of(predicted, recorded);

        assertThat(peak.joint()).isZero();
        assertThat(peak.ranked())
                .isEqualTo(PeakTuning.of(matched, recorded).joint())
                .isEqualTo(PeakTuning.of(matched, recorded).ranked());
        assertThat(PeakTuning.of(matched, recorded).separate()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} images")
    @CsvSource({"100", "500", "1000"})
    void has_by_chance_the_separate_score_of_responses_drawn_at_random(int images) {
        var random = new SplittableRandom(images);
        double[] recorded = random.doubles(images).toArray();
        double sum = 0;
        for (int draw = 0; draw < 4_000; draw++) {
            double[] predicted = new double[images];
            Arrays.setAll(predicted, s -> recorded[random.nextInt(images)]);
            sum += PeakTuning.of(predicted, recorded).separate();
        }

        // a share of k varies by less than 0.5, of 4,000 draws the mean by 0.008
        assertThat(PeakTuning.separateByChance(images)).isCloseTo(sum / 4_000, within(0.03));
    }

    @Test
    void has_the_chance_of_pt_s_that_guides_quote() {
        // 1 - 0.99^100; 0.82 for k = 5, 0.88 for k = 10
        assertThat(PeakTuning.separateByChance(100)).isCloseTo(1 - Math.pow(0.99, 100), within(1e-9));
        assertThat(PeakTuning.separateByChance(500)).isCloseTo(0.825, within(0.005));
        assertThat(PeakTuning.separateByChance(1_000)).isCloseTo(0.875, within(0.005));
    }

    @Test
    void takes_minus_zero_and_zero_as_equal() {
        float[] recorded = {-1, -0f, 0, -2};

        assertThat(PeakTuning.of(new float[] {-1, 0, -1, -1}, recorded, 1)).isEqualTo(new PeakTuning(1, 1, 0.25, 1));
        assertThat(PeakTuning.of(new float[] {-1, -0f, -1, -1}, recorded, 1)).isEqualTo(new PeakTuning(1, 1, 0.25, 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void joint_never_exceeds_separate_and_a_perfect_model_has_both(long seed) {
        var random = new SplittableRandom(seed);
        float[] recorded = new float[311];
        float[] predicted = new float[311];
        for (int s = 0; s < 311; s++) {
            recorded[s] = random.nextInt(100); // ties on purpose
            predicted[s] = random.nextInt(110);
        }

        PeakTuning peak = PeakTuning.of(predicted, recorded);

        assertThat(peak.joint()).isLessThanOrEqualTo(peak.separate());
        assertThat(PeakTuning.of(recorded, recorded).joint()).isEqualTo(1);
        assertThat(PeakTuning.of(recorded, recorded).separate()).isEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void has_as_chance_what_predictions_score_that_are_dealt_to_the_images_at_random(long seed) {
        var random = new SplittableRandom(seed);
        float[] recorded = new float[211];
        float[] predicted = new float[211];
        for (int s = 0; s < 211; s++) {
            recorded[s] = random.nextInt(100);
            predicted[s] = random.nextInt(150);
        }
        double chance = PeakTuning.of(predicted, recorded).chance();

        double sum = 0;
        for (int deal = 0; deal < 2_000; deal++) {
            for (int last = 210; last > 0; last--) {
                int other = random.nextInt(last + 1);
                float moved = predicted[last];
                predicted[last] = predicted[other];
                predicted[other] = moved;
            }
            PeakTuning dealt = PeakTuning.of(predicted, recorded);
            assertThat(dealt.chance()).isEqualTo(chance);
            sum += dealt.joint();
        }

        // one deal varies by at most 0.5 / sqrt(2) = 0.36, the mean of 2,000 by 0.008; 5 of these
        assertThat(sum / 2_000).isCloseTo(chance, within(0.04));
    }

    @Test
    void has_no_bound_on_chance_but_1() {
        assertThat(PeakTuning.of(new float[] {9, 9, 9}, new float[] {1, 2, 3}))
                .isEqualTo(new PeakTuning(1, 1, 1, 1 / 3.));
    }

    @Test
    void of_doubles_is_that_of_floats() {
        // 0.1 + 0.2 is above 0.3 in double: theta is not reached by 0.3
        double[] recorded = {0, 0.1 + 0.2, 0.2};

        assertThat(PeakTuning.of(new double[] {0, 0.3, 0}, recorded)).isEqualTo(new PeakTuning(0, 0, 0, 1));
        assertThat(PeakTuning.of(recorded, recorded)).isEqualTo(new PeakTuning(1, 1, 1 / 3., 1));
        assertThat(PeakTuning.of(recorded, new double[] {0.3, 0.1 + 0.2, 0.3}).joint())
                .isNaN();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_model_with_the_right_order_at_half_the_size_has_none(long seed) {
        float[] recorded = new float[211];
        float[] halved = new float[211];
        var random = new SplittableRandom(seed);
        for (int s = 0; s < 211; s++) {
            recorded[s] = random.nextFloat() + (s < 2 ? 1 : 0);
            halved[s] = recorded[s] / 2;
        }

        assertThat(PeakTuning.of(halved, recorded)).isEqualTo(new PeakTuning(0, 0, 0, 1));
    }

    @Test
    void is_undefined_for_a_constant_neuron_and_for_fewer_than_two_images() {
        float[] constant = new float[307];
        Arrays.fill(constant, 0.1f);

        assertUndefined(PeakTuning.of(new float[307], constant));
        assertUndefined(PeakTuning.of(constant, constant));
        assertUndefined(PeakTuning.of(new float[1], new float[1]));
        assertUndefined(PeakTuning.of(new float[0], new float[0]));
    }

    @Test
    void is_defined_for_a_constant_prediction() {
        assertThat(PeakTuning.of(new float[] {1, 1, 1}, new float[] {1, 2, 3}))
                .isEqualTo(new PeakTuning(0, 0, 0, 1 / 3.));
        assertThat(PeakTuning.of(new float[] {3, 3, 3}, new float[] {1, 2, 3}))
                .isEqualTo(new PeakTuning(1, 1, 1, 1 / 3.));
    }

    @Test
    void is_undefined_where_a_value_is_nan_or_infinite() {
        assertUndefined(PeakTuning.of(new float[] {1, Float.NaN, 3}, new float[] {1, 2, 3}));
        assertUndefined(PeakTuning.of(new float[] {1, 2, 3}, new float[] {1, 2, Float.POSITIVE_INFINITY}));
    }

    @Test
    void refuses_series_of_different_lengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeakTuning.of(new float[5], new float[7]))
                .withMessage(
                        "peak tuning: expected one prediction for each of 7 recorded responses, got 5 predictions");
    }

    private static void assertUndefined(PeakTuning peak) {
        assertThat(peak.joint()).isNaN();
        assertThat(peak.separate()).isNaN();
        assertThat(peak.chance()).isNaN();
    }
}
