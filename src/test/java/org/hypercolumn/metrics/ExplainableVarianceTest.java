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

class ExplainableVarianceTest {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void of_a_hand_computed_case() {
        // repeats 1 3 and 5 5 and 9: variances 2 and 0, mean 1, the 9 takes no part
        // all: mean 23 / 5 = 4.6; squares 1 + 9 + 25 + 25 + 81 = 141, less 5 * 21.16 = 105.8 is 35.2, over 4 is 8.8
        var variance = ExplainableVariance.of(new float[][] {{1, 3}, {5, 5}, {9}});

        assertThat(variance.noise()).isEqualTo(1);
        assertThat(variance.total()).isCloseTo(8.8, within(1e-14));
        assertThat(variance.share()).isCloseTo(7.8 / 8.8, within(1e-14));
    }

    @Test
    void equals_the_reference_implementation() {
        assertThat(ExplainableVariance.of(ONE).share()).isCloseTo(0.843971631206, within(GOLDEN));
        assertThat(ExplainableVariance.of(OTHER).share()).isCloseTo(0.729508196721, within(GOLDEN));
        assertThat(ExplainableVariance.of(firstTwo(ONE)).share()).isCloseTo(.884105960265, within(GOLDEN));
        assertThat(ExplainableVariance.of(firstTwo(OTHER)).share()).isCloseTo(.706586826347, within(GOLDEN));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_unchanged_by_gain_offset_and_the_order_of_repeats(long seed) {
        float[][] trials = NoisyTrials.of(101, 5, 1, new SplittableRandom(seed)).trials();
        float[][] other = new float[trials.length][5];
        for (int i = 0; i < other.length; i++) {
            for (int repeat = 0; repeat < 5; repeat++) {
                other[i][repeat] = 4 * trials[i][4 - repeat] - 2; // exact up to the last bit of a float
            }
        }

        assertThat(ExplainableVariance.of(other).share())
                .isCloseTo(ExplainableVariance.of(trials).share(), within(1e-5));
    }

    @Test
    void finds_the_share_of_the_signal() {
        // signal variance 1, noise variance 3: 1 / 4; of 20,000 images it varies by about 0.005
        float[][] trials =
                NoisyTrials.of(20_000, 3, Math.sqrt(3), new SplittableRandom(1)).trials();

        assertThat(ExplainableVariance.of(trials).share()).isCloseTo(0.25, within(0.02));
    }

    @Test
    void is_below_0_where_repeats_differ_more_than_images() {
        // noise 2, total of 1 3 3 1: mean 2, 4 over 3
        var variance = ExplainableVariance.of(new float[][] {{1, 3}, {3, 1}});

        assertThat(variance.share()).isCloseTo((4. / 3 - 2) / (4. / 3), within(1e-14));
    }

    @Test
    void is_undefined_without_repeats_without_variance_and_without_trials() {
        assertThat(ExplainableVariance.of(new float[][] {{1}, {2}, {3}}).share())
                .isNaN();
        assertThat(ExplainableVariance.of(new float[][] {{2, 2}, {2, 2}}).share())
                .isNaN();
        assertThat(ExplainableVariance.of(new float[0][]).share()).isNaN();
        assertThat(ExplainableVariance.of(new float[][] {{}, {1}}).total()).isNaN();
        assertThat(ExplainableVariance.of(new float[][] {{1, Float.NaN}, {1, 2}})
                        .share())
                .isNaN();
    }

    @Test
    void explained_of_a_hand_computed_case() {
        // noise 1 and total 8.8 as above; predictions 2 5 7: errors -1 1 0 0 2, squares 6 over 5 trials
        // 1 - (1.2 - 1) / (8.8 - 1)
        assertThat(ExplainableVariance.explained(new float[] {2, 5, 7}, new float[][] {{1, 3}, {5, 5}, {9}}))
                .isCloseTo(1 - 0.2 / 7.8, within(1e-14));
    }

    @Test
    void explained_equals_the_reference_implementation() {
        assertThat(ExplainableVariance.explained(PREDICTED_ONE, ONE)).isCloseTo(1.019807923169, within(GOLDEN));
        assertThat(ExplainableVariance.explained(PREDICTED_OTHER, OTHER)).isCloseTo(1.054073033708, within(GOLDEN));
        assertThat(ExplainableVariance.explained(PREDICTED_ONE, firstTwo(ONE)))
                .isCloseTo(.980337078652, within(GOLDEN));
        assertThat(ExplainableVariance.explained(PREDICTED_OTHER, firstTwo(OTHER)))
                .isCloseTo(1.118644067797, within(GOLDEN));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void explained_is_1_for_the_truth_and_0_for_the_mean_response(long seed) {
        // signal and noise variance 1; of 5,000 images with 4 repeats FEVE of the truth varies by about 0.02
        var noisy = NoisyTrials.of(5_000, 4, 1, new SplittableRandom(seed));
        float[] truth = new float[5_000];
        float[] mean = new float[5_000];
        float overall = (float) Series.mean(noisy.means());
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (float) noisy.truth()[i];
            mean[i] = overall;
        }

        assertThat(ExplainableVariance.explained(truth, noisy.trials())).isCloseTo(1, within(0.1));
        // the squared error is the total variance but for the division by trials less 1
        assertThat(ExplainableVariance.explained(mean, noisy.trials())).isCloseTo(0, within(1e-3));
    }

    @Test
    void explained_is_not_clipped() {
        // predictions that are off by 100 everywhere
        assertThat(ExplainableVariance.explained(new float[] {102, 105, 101, 108}, ONE))
                .isLessThan(-1000);
        assertThat(ExplainableVariance.explained(PREDICTED_ONE, ONE)).isGreaterThan(1);
    }

    @Test
    void explained_is_undefined_where_less_than_15_percent_can_be_explained() {
        // 0 a and 2 a + 2 has noise 2 less than total... the pair below and above the bound, by its own FEV
        float[][] kept = {{0, 4}, {3, 7}, {1, 5}, {6, 9}};
        float[][] left = {{0, 4}, {2, 6}, {1, 5}, {3, 7}};

        assertThat(ExplainableVariance.of(kept).share()).isGreaterThan(ExplainableVariance.LEAST_SHARE);
        assertThat(ExplainableVariance.of(left).share()).isLessThan(ExplainableVariance.LEAST_SHARE);
        assertThat(ExplainableVariance.explained(new float[4], kept)).isNotNaN();
        assertThat(ExplainableVariance.explained(new float[4], left)).isNaN();
        assertThat(ExplainableVariance.explained(new float[3], new float[][] {{1}, {2}, {3}}))
                .isNaN();
        assertThat(ExplainableVariance.explained(new float[0], new float[0][])).isNaN();
    }

    @Test
    void explained_refuses_predictions_of_other_images() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplainableVariance.explained(new float[5], new float[7][2]))
                .withMessage("explained variance: expected one prediction for each of 7 recorded responses, got 5"
                        + " predictions");
    }
}
