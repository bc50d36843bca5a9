package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.hypercolumn.metrics.GoldenTrials.ONE;
import static org.hypercolumn.metrics.GoldenTrials.PREDICTED_ONE;

import org.junit.jupiter.api.Test;

class ScoresTest {

    @Test
    void are_correlation_and_both_peak_tunings() {
        // deviations -1 0 1 and -2 1 1: 3 / sqrt(12); theta = 4 at image 1, predicted 2; the largest prediction is 3
        Scores scores = Scores.of(new float[] {1, 2, 3}, new float[] {1, 4, 4});

        assertThat(scores.correlation()).isCloseTo(3 / Math.sqrt(12), within(1e-15));
        assertThat(scores.peakTuningJoint()).isEqualTo(0);
        assertThat(scores.peakTuningSeparate()).isEqualTo(0);
        assertThat(scores.peakTuningChance()).isEqualTo(0);
    }

    @Test
    void do_not_swap_joint_separate_and_chance() {
        // theta = 4 at image 1, predicted 2; the largest prediction, 5, is of image 0; 1 of 3 reaches theta
        Scores scores = Scores.of(new float[] {5, 2, 3}, new float[] {1, 4, 4});

        assertThat(scores.peakTuningJoint()).isEqualTo(0);
        assertThat(scores.peakTuningSeparate()).isEqualTo(1);
        assertThat(scores.peakTuningChance()).isEqualTo(1 / 3.);
    }

    @Test
    void without_trials_have_none_that_takes_trials() {
        Scores scores = Scores.of(PREDICTED_ONE, new float[] {2, 5, 1, 8});

        for (Metric metric : Metric.values()) {
            assertThat(Double.isNaN(metric.of(scores))).as(metric.id()).isEqualTo(metric.needsTrials());
        }
    }

    @Test
    void with_trials_have_all_and_the_same_of_the_means() {
        float[] recorded = {2, 5, 1, 8};

        Scores scores = Scores.of(PREDICTED_ONE, recorded, ONE);

        Scores means = Scores.of(PREDICTED_ONE, recorded);
        assertThat(scores)
                .isEqualTo(new Scores(
                        means.correlation(),
                        means.peakTuningJoint(),
                        means.peakTuningSeparate(),
                        means.peakTuningChance(),
                        means.peakTuningRanked(),
                        Correlation.singleTrial(PREDICTED_ONE, ONE),
                        ExplainableVariance.explained(PREDICTED_ONE, ONE),
                        NormalizedCorrelation.of(PREDICTED_ONE, ONE).normalized(),
                        means.spread()));
    }

    @Test
    void of_a_constant_neuron_are_all_undefined() {
        Scores scores = Scores.of(
                new float[] {1, 2, 3}, new float[] {.1f, .1f, .1f}, new float[][] {{.1f, .1f}, {.1f, .1f}, {.1f, .1f}});

        assertThat(scores).isEqualTo(new Scores(Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    void of_a_constant_prediction_have_no_correlation_but_a_peak_tuning_of_0() {
        Scores scores = Scores.of(new float[] {.1f, .1f, .1f}, new float[] {1, 2, 3});

        assertThat(scores.correlation()).isNaN();
        assertThat(scores.peakTuningJoint()).isZero();
        assertThat(scores.peakTuningSeparate()).isZero();
        assertThat(scores.peakTuningChance()).isZero();
    }

    @Test
    void refuse_trials_of_other_images() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scores.of(new float[3], new float[] {1, 2, 3}, new float[5][2]))
                .withMessage("single-trial correlation: expected one prediction for each of 5 recorded responses, got 3"
                        + " predictions");
    }
}
