package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {

    private static final float[] RECORDED = {1, 3, 5, 7};

    @Test
    void is_the_ratio_of_standard_deviations() {
        // squared deviations: 9 + 1 + 1 + 9 = 20 recorded, 4 of the predictions
        assertThat(Spread.of(new float[] {4, 4, 6, 6}, RECORDED)).isCloseTo(Math.sqrt(4.0 / 20), within(1e-15));
    }

    @Test
    void does_not_depend_on_the_unit_or_on_offsets() {
        float[] predicted = {2, 1, 4, 3};
        double spread = Spread.of(predicted, RECORDED);

        assertThat(Spread.of(new float[] {12e-6f, 11e-6f, 14e-6f, 13e-6f}, new float[] {1e-6f, 3e-6f, 5e-6f, 7e-6f}))
                .isCloseTo(spread, within(1e-6));
    }

    @Test
    void is_0_of_constant_predictions_and_undefined_of_a_constant_neuron_or_a_diverged_fit() {
        assertThat(Spread.of(new float[] {2, 2, 2, 2}, RECORDED)).isZero();
        assertThat(Spread.of(RECORDED, new float[] {2, 2, 2, 2})).isNaN();
        assertThat(Spread.of(new float[] {2, Float.NaN, 2, 2}, RECORDED)).isNaN();
    }

    @Test
    void refuses_other_lengths() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(new float[3], RECORDED));
    }
}
