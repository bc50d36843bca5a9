package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.hypercolumn.metrics.GoldenTrials.GOLDEN;
import static org.hypercolumn.metrics.GoldenTrials.ONE;
import static org.hypercolumn.metrics.GoldenTrials.OTHER;
import static org.hypercolumn.metrics.GoldenTrials.PREDICTED_ONE;
import static org.hypercolumn.metrics.GoldenTrials.PREDICTED_OTHER;
import static org.hypercolumn.metrics.GoldenTrials.firstTwo;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NormalizedCorrelationTest {

    static LongStream seeds() {
        return LongStream.range(0, 17);
    }

    @Test
    void of_a_hand_computed_case() {
        // repeats 0 2 and 4 6: means 1 and 5, variance 8; repeat by repeat 0 4 and 2 6, variance 8 each
        // signal power (2 * 8 - 8) / 1 = 8, all of it: CC_max 1; two images correlate by 1
        var correlation = NormalizedCorrelation.of(new float[] {3, 7, 4}, new float[][] {{0, 2}, {99}, {4, 6}});

        assertThat(correlation.ceiling()).isCloseTo(1, within(1e-15));
        assertThat(correlation.absolute()).isCloseTo(1, within(1e-15));
        assertThat(correlation.normalized()).isCloseTo(1, within(1e-15));
    }

    @Test
    void equals_the_reference_implementation() {
        var one = NormalizedCorrelation.of(PREDICTED_ONE, firstTwo(ONE));
        var other = NormalizedCorrelation.of(PREDICTED_OTHER, firstTwo(OTHER));

        assertThat(one.absolute()).isCloseTo(.996208636152, within(GOLDEN));
        assertThat(one.ceiling()).isCloseTo(.996447590904, within(GOLDEN));
        assertThat(one.normalized()).isCloseTo(.999760193356, within(GOLDEN));
        assertThat(other.absolute()).isCloseTo(.966935379835, within(GOLDEN));
        assertThat(other.ceiling()).isCloseTo(.897638789093, within(GOLDEN));
        assertThat(other.normalized()).isCloseTo(1.077198748076, within(GOLDEN));
    }

    @Test
    void takes_of_unequal_repeats_the_first_ones_and_of_lone_trials_none() {
        assertThat(NormalizedCorrelation.of(PREDICTED_ONE, ONE).normalized())
                .isEqualTo(
                        NormalizedCorrelation.of(PREDICTED_ONE, firstTwo(ONE)).normalized());
        assertThat(NormalizedCorrelation.of(new float[] {2.5f, 4.5f, 1.5f, 7, -50}, GoldenTrials.withLoneTrial(ONE, 5))
                        .normalized())
                .isEqualTo(NormalizedCorrelation.of(PREDICTED_ONE, ONE).normalized());
        assertThat(NormalizedCorrelation.ceiling(ONE))
                .isEqualTo(NormalizedCorrelation.of(PREDICTED_ONE, ONE).ceiling());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void of_a_perfect_model_is_1(long seed) {
        // signal variance 1, noise variance 3, 6 repeats: CC_max sqrt(1 / 1.5) = 0.816; of 2,000 images both vary by
        // 0.01
        var noisy = NoisyTrials.of(2_000, 6, Math.sqrt(3), new SplittableRandom(seed));
        float[] truth = new float[2_000];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (float) noisy.truth()[i];
        }

        var correlation = NormalizedCorrelation.of(truth, noisy.trials());

        assertThat(correlation.ceiling()).isCloseTo(Math.sqrt(1 / 1.5), within(0.05));
        assertThat(correlation.normalized()).isCloseTo(1, within(0.05));
    }

    @Test
    void has_a_ceiling_but_no_correlation_of_a_constant_prediction() {
        var correlation = NormalizedCorrelation.of(new float[] {.1f, .1f, .1f, .1f}, firstTwo(ONE));

        assertThat(correlation.ceiling()).isCloseTo(.996447590904, within(GOLDEN));
        assertThat(correlation.absolute()).isNaN();
        assertThat(correlation.normalized()).isNaN();
    }

    @Test
    void is_undefined_where_repeats_share_no_signal() {
        // 0 1, 1 0 and 0 2: means .5 .5 1, variance 1/12, less than a repeat's 1/3 and 1: 2/12 - 2/3 is below 0
        assertThat(NormalizedCorrelation.of(new float[] {1, 2, 3}, new float[][] {{0, 1}, {1, 0}, {0, 2}})
                        .normalized())
                .isNaN();
        // 3 images: signal power (2/12 - 2/3) / 1 = -1/2, -6 variances of the mean: at least -1
        assertThat(NormalizedCorrelation.ceiling(new float[][] {{0, 1}, {1, 0}, {0, 2}}))
                .isEqualTo(-1);
        // 0 2 and 1 1: the means are constant
        assertThat(NormalizedCorrelation.ceiling(new float[][] {{0, 2}, {1, 1}}))
                .isNaN();
        assertThat(NormalizedCorrelation.ceiling(new float[][] {{1}, {2}})).isNaN();
        assertThat(NormalizedCorrelation.ceiling(new float[0][])).isNaN();
    }

    @Test
    void is_undefined_where_there_is_too_little_to_explain() {
        // trials 0 9, 1 8 and 2 11: noise 243 / 6 = 40.5 of a total of 21.4: FEV below 0, though the means vary
        float[][] noisy = {{0, 9}, {1, 8}, {2, 11}};
        var correlation = new NormalizedCorrelation(0.2, 0.5, 0.149);

        assertThat(ExplainableVariance.of(noisy).share()).isNegative();
        assertThat(NormalizedCorrelation.of(new float[] {1, 2, 4}, noisy).normalized())
                .isNaN();
        assertThat(correlation.normalized()).isNaN();
        assertThat(new NormalizedCorrelation(0.2, 0.5, 0.15).normalized()).isEqualTo(0.4);
        assertThat(new NormalizedCorrelation(0.2, -0.5, 0.15).normalized()).isNaN();
    }

    @Test
    void refuses_predictions_of_other_images() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalizedCorrelation.of(new float[5], new float[7][2]))
                .withMessage("normalized correlation: expected one prediction for each of 7 recorded responses, got 5"
                        + " predictions");
    }
}
