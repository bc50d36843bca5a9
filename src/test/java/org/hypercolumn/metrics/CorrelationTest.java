package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.hypercolumn.metrics.GoldenTrials.GOLDEN;
import static org.hypercolumn.metrics.GoldenTrials.ONE;
import static org.hypercolumn.metrics.GoldenTrials.OTHER;
import static org.hypercolumn.metrics.GoldenTrials.PREDICTED_ONE;
import static org.hypercolumn.metrics.GoldenTrials.PREDICTED_OTHER;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void of_a_hand_computed_case() {
        // means 2 and 3; deviations -1 0 1 and -2 1 1; sums xx 2, yy 6, xy 3; 3 / sqrt(12)
        assertThat(Correlation.pearson(new double[] {1, 2, 3}, new double[] {1, 4, 4}))
                .isCloseTo(3 / Math.sqrt(12), within(1e-15));
        assertThat(Correlation.pearson(new float[] {1, 2, 3}, new float[] {1, 4, 4}))
                .isCloseTo(3 / Math.sqrt(12), within(1e-15));
    }

    /** A golden correlation of predictions and responses without what sensorium adds to their standard deviations. */
    private static double exact(double correlation, double[] predicted, double[] recorded) {
        return GoldenTrials.exact(
                correlation, Math.sqrt(Series.variance(predicted)), Math.sqrt(Series.variance(recorded)));
    }

    @Test
    void to_average_equals_the_reference_implementation() {
        // responses averaged over 3, 4, 3 and 2 repeats
        double[] one = {2, 5, 1, 8};
        double[] other = {1 / 3., 2, 5, 2};

        assertThat(Correlation.toAverage(PREDICTED_ONE, ONE))
                .isCloseTo(exact(0.998467604308, Series.widened(PREDICTED_ONE), one), within(GOLDEN));
        assertThat(Correlation.toAverage(PREDICTED_OTHER, OTHER))
                .isCloseTo(exact(0.97034457859, Series.widened(PREDICTED_OTHER), other), within(GOLDEN));
    }

    @Test
    void of_single_trials_equals_the_reference_implementation() {
        double[] one = {1, 2, 3, 4, 6, 5, 5, 0, 1, 2, 7, 9};
        double[] predictedOne = {2.5, 2.5, 2.5, 4.5, 4.5, 4.5, 4.5, 1.5, 1.5, 1.5, 7, 7};
        double[] other = {0, 1, 0, 2, 1, 3, 2, 5, 4, 6, 1, 3};
        double[] predictedOther = {.5, .5, .5, 2, 2, 2, 2, 4, 4, 4, 2.5, 2.5};

        assertThat(Correlation.singleTrial(PREDICTED_ONE, ONE))
                .isCloseTo(exact(0.94821371725, predictedOne, one), within(GOLDEN));
        assertThat(Correlation.singleTrial(PREDICTED_OTHER, OTHER))
                .isCloseTo(exact(0.893782699567, predictedOther, other), within(GOLDEN));
    }

    @Test
    void of_single_trials_is_of_a_hand_computed_case() {
        // predicted 1 1 3, trials 0 2 4: means 5/3 and 2; deviations -2/3 -2/3 4/3 and -2 0 2; sums 24/9, 8 and 4
        float[][] trials = {{0, 2}, {}, {4}};

        assertThat(Correlation.singleTrial(new float[] {1, 99, 3}, trials))
                .isCloseTo(4 / Math.sqrt(24 / 9. * 8), within(1e-15));
        // images shown: 1 3 and 1 4, two points
        assertThat(Correlation.toAverage(new float[] {1, 99, 3}, trials)).isCloseTo(1, within(1e-15));
    }

    @Test
    void with_trials_is_undefined_for_a_constant_prediction_and_for_too_few_trials() {
        float[] constant = {.1f, Math.nextUp(.1f), .1f, .1f};

        assertThat(Correlation.singleTrial(constant, ONE)).isNaN();
        assertThat(Correlation.toAverage(constant, ONE)).isNaN();
        assertThat(Correlation.singleTrial(new float[] {1}, new float[][] {{1, 2}}))
                .isNaN();
        assertThat(Correlation.toAverage(new float[] {1}, new float[][] {{1, 2}}))
                .isNaN();
        assertThat(Correlation.singleTrial(new float[0], new float[0][])).isNaN();
        assertThat(Correlation.singleTrial(PREDICTED_ONE, new float[4][3])).isNaN();
        assertThat(Correlation.toAverage(PREDICTED_ONE, new float[4][3])).isNaN();
    }

    @Test
    void with_trials_refuses_predictions_of_other_images() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Correlation.singleTrial(new float[5], new float[7][2]))
                .withMessage("single-trial correlation: expected one prediction for each of 7 recorded responses, got 5"
                        + " predictions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Correlation.toAverage(new float[5], new float[7][2]))
                .withMessage("correlation to average: expected one prediction for each of 7 recorded responses, got 5"
                        + " predictions");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_unchanged_by_gain_and_offset(long seed) {
        var random = new SplittableRandom(seed);
        double[] recorded = random.doubles(17).toArray();
        double[] predicted = random.doubles(17).toArray();
        double gain = random.nextDouble(0.1, 10);
        double[] rescaled = Arrays.stream(predicted).map(p -> gain * p - 3).toArray();

        assertThat(Correlation.pearson(rescaled, recorded))
                .isCloseTo(Correlation.pearson(predicted, recorded), within(1e-12));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void of_a_series_with_itself_is_at_most_1_and_with_its_negative_at_least_minus_1(long seed) {
        double[] recorded = new SplittableRandom(seed).doubles(1009).toArray();
        double[] negative = Arrays.stream(recorded).map(r -> -r).toArray();

        assertThat(Correlation.pearson(recorded, recorded))
                .isLessThanOrEqualTo(1)
                .isCloseTo(1, within(1e-14));
        assertThat(Correlation.pearson(negative, recorded))
                .isGreaterThanOrEqualTo(-1)
                .isCloseTo(-1, within(1e-14));
    }

    @ParameterizedTest(name = "constant {0}")
    @ValueSource(floats = {0f, -0f, 0.1f, -0.3f, 1e-30f, 123456.7f})
    void is_undefined_for_a_constant_neuron_or_prediction(float value) {
        float[] constant = new float[1000]; // summed a thousand times, 0.1f leaves a mean that is not 0.1f
        Arrays.fill(constant, value);
        float[] varying = new float[1000];
        varying[17] = 1;

        assertThat(Correlation.pearson(constant, varying)).isNaN();
        assertThat(Correlation.pearson(varying, constant)).isNaN();
        assertThat(Correlation.pearson(Series.widened(constant), Series.widened(varying)))
                .isNaN();
    }

    @Test
    void is_undefined_where_only_rounding_varies() {
        float[] recorded = {1, 2, 3, 5, 7};
        float next = Math.nextUp(0.1f);

        assertThat(Correlation.pearson(new float[] {0.1f, next, 0.1f, Math.nextUp(next), 0.1f}, recorded))
                .isNaN();
    }

    @Test
    void is_defined_for_one_small_response_among_zeros_and_for_a_small_change_on_a_large_offset() {
        assertThat(Correlation.pearson(new float[] {0, 0, 0, 1e-30f}, new float[] {0, 0, 0, 1}))
                .isCloseTo(1, within(1e-12));
        assertThat(Correlation.pearson(new float[] {1, 1, 1, 1.00001f}, new float[] {0, 0, 0, 1}))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void is_undefined_for_fewer_than_two_values_and_for_nan_or_infinity() {
        assertThat(Correlation.pearson(new float[0], new float[0])).isNaN();
        assertThat(Correlation.pearson(new float[] {1}, new float[] {2})).isNaN();
        assertThat(Correlation.pearson(new float[] {1, Float.NaN, 3}, new float[] {1, 2, 3}))
                .isNaN();
        assertThat(Correlation.pearson(new float[] {1, 2, 3}, new float[] {1, 2, Float.POSITIVE_INFINITY}))
                .isNaN();
    }

    @Test
    void has_the_same_bits_everywhere() {
        double[] recorded = new SplittableRandom(1).doubles(1009).toArray();
        double[] predicted = new SplittableRandom(2).doubles(1009).toArray();

        assertThat(Correlation.pearson(predicted, recorded)).isEqualTo(-0.07673144163572551);
    }

    @Test
    void refuses_series_of_different_lengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Correlation.pearson(new float[5], new float[7]))
                .withMessage(
                        "correlation: expected one prediction for each of 7 recorded responses, got 5 predictions");
    }

    @Test
    void influences_are_how_far_the_correlation_falls_without_an_image() {
        var random = new SplittableRandom(3);
        int images = 2000;
        float[] recorded = new float[images];
        float[] predicted = new float[images];
        for (int i = 0; i < images; i++) {
            recorded[i] = (float) random.nextGaussian();
            predicted[i] = (float) (0.6 * recorded[i] + random.nextGaussian());
        }
        double correlation = Correlation.pearson(predicted, recorded);

        double[] influences = Correlation.influences(predicted, recorded);

        assertThat(Arrays.stream(influences).sum()).isCloseTo(0, within(1e-9));
        for (int left = 0; left < 5; left++) {
            int out = left;
            int[] others = IntStream.range(0, images).filter(i -> i != out).toArray();
            double without = Correlation.pearson(at(predicted, others), at(recorded, others));
            assertThat(images * (correlation - without)).isCloseTo(influences[left], within(0.01));
        }
        assertThat(Correlation.influences(new float[] {1, 1, 1}, new float[] {1, 2, 3}))
                .containsOnly(Double.NaN);
    }

    private static float[] at(float[] values, int[] places) {
        float[] chosen = new float[places.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = values[places[i]];
        }
        return chosen;
    }
}
