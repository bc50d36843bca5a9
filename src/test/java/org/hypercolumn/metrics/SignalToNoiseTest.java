package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hypercolumn.metrics.GoldenTrials.GOLDEN;
import static org.hypercolumn.metrics.GoldenTrials.ONE;
import static org.hypercolumn.metrics.GoldenTrials.OTHER;

import org.junit.jupiter.api.Test;

class SignalToNoiseTest {

    /** The response that Anscombe's transform takes to {@code value}. */
    private static float response(double value) {
        return (float) (value * value / 4 - 0.375);
    }

    @Test
    void of_a_hand_computed_case() {
        // transformed 2 4 and 5 5: means 3 and 5, variance 1; over repeats 2 and 0, mean 1; 2^2 / 4 - 3/8 is exact
        float[][] trials = {{response(2), response(4)}, {response(5), response(5)}, {99}};

        assertThat(SignalToNoise.of(trials)).isCloseTo(1, within(1e-14));
    }

    @Test
    void equals_the_reference_implementation() {
        assertThat(SignalToNoise.of(ONE)).isCloseTo(4.535725068441, within(GOLDEN));
        assertThat(SignalToNoise.of(OTHER)).isCloseTo(2.566658664601, within(GOLDEN));
        assertThat(SignalToNoise.of(GoldenTrials.withLoneTrial(ONE, 77))).isCloseTo(4.535725068441, within(GOLDEN));
    }

    @Test
    void is_undefined_below_minus_three_eighths_and_defined_there() {
        assertThat(SignalToNoise.of(new float[][] {{-.375f, 1}, {2, 3}})).isPositive();
        assertThat(SignalToNoise.of(new float[][] {{-.376f, 1}, {2, 3}})).isNaN();
    }

    @Test
    void is_undefined_without_noise_and_without_repeats() {
        assertThat(SignalToNoise.of(new float[][] {{.1f, .1f, .1f}, {.2f, .2f, .2f}}))
                .isNaN();
        assertThat(SignalToNoise.of(new float[][] {{1, 2}, {3}})).isNaN();
        assertThat(SignalToNoise.of(new float[][] {{1}, {3}})).isNaN();
        assertThat(SignalToNoise.of(new float[0][])).isNaN();
    }
}
