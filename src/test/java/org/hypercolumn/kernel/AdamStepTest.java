package org.hypercolumn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamStepTest {

    private static AdamStep step(long t) {
        return AdamStep.of(1e-3, 0.9, 0.999, 1e-8, t);
    }

    /** Step 1: 1e-3 / (1 - 0.9) = 1e-2; 1 / sqrt(1 - 0.999) = sqrt(1000) = 31.6228. */
    @Test
    void the_first_step_corrects_the_moments_most() {
        assertThat(step(1).stepSize()).isCloseTo(1e-2f, within(1e-8f));
        assertThat(step(1).inverseRoot()).isCloseTo(31.622776f, within(1e-5f));
        assertThat(step(1).beta1()).isEqualTo(0.9f);
        assertThat(step(1).beta2()).isEqualTo(0.999f);
        assertThat(step(1).epsilon()).isEqualTo(1e-8f);
    }

    /** Step 2: 1 - 0.81 = 0.19, 1e-3 / 0.19 = 5.263158e-3; 1 - 0.998001 = 0.001999, 1 / sqrt of it = 22.366272. */
    @Test
    void the_second_step_corrects_less() {
        assertThat(step(2).stepSize()).isCloseTo(5.263158e-3f, within(1e-9f));
        assertThat(step(2).inverseRoot()).isCloseTo(22.366272f, within(1e-5f));
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
    void late_steps_correct_nothing(long t) {
        assertThat(step(t).stepSize()).isEqualTo(1e-3f);
        assertThat(step(t).inverseRoot()).isEqualTo(1f);
    }

    @Test
    void betas_of_0_need_no_correction() {
        AdamStep step = AdamStep.of(0.5, 0, 0, 1e-8, 1);

        assertThat(step.stepSize()).isEqualTo(0.5f);
        assertThat(step.inverseRoot()).isEqualTo(1f);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void steps_count_from_1(long t) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step(t))
                .withMessage("Adam: steps count from 1, got %d", t);
    }
}
