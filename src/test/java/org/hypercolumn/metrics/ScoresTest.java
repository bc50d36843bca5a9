package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoresTest {

    @Test
    void are_correlation_and_both_peak_tunings() {
        // deviations -1 0 1 and -2 1 1: 3 / sqrt(12); theta = 4 at image 1, predicted 2; the largest prediction is 3
        Scores scores = Scores.of(new float[] {1, 2, 3}, new float[] {1, 4, 4});

        assertThat(scores.correlation()).isCloseTo(3 / Math.sqrt(12), within(1e-15));
        assertThat(scores.peakTuningJoint()).isEqualTo(0);
        assertThat(scores.peakTuningSeparate()).isEqualTo(0);
    }

    @Test
    void do_not_swap_joint_and_separate() {
        // theta = 4 at image 1, predicted 2; the largest prediction, 5, is of image 0
        Scores scores = Scores.of(new float[] {5, 2, 3}, new float[] {1, 4, 4});

        assertThat(scores.peakTuningJoint()).isEqualTo(0);
        assertThat(scores.peakTuningSeparate()).isEqualTo(1);
    }

    @Test
    void of_a_constant_neuron_are_all_undefined() {
        Scores scores = Scores.of(new float[] {1, 2, 3}, new float[] {.1f, .1f, .1f});

        assertThat(scores).isEqualTo(new Scores(Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    void of_a_constant_prediction_have_no_correlation_but_a_peak_tuning_of_0() {
        Scores scores = Scores.of(new float[] {.1f, .1f, .1f}, new float[] {1, 2, 3});

        assertThat(scores).isEqualTo(new Scores(Double.NaN, 0, 0));
    }
}
