package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hypercolumn.metrics.GoldenTrials.GOLDEN;
import static org.hypercolumn.metrics.GoldenTrials.ONE;
import static org.hypercolumn.metrics.GoldenTrials.OTHER;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignalToNoiseTest {

    @Test
    void of_counts_is_transformed() {
        // 2 sqrt(r + 3/8)
        double[] t = Arrays.stream(new double[] {0, 2, 5, 7})
                .map(r -> 2 * Math.sqrt(r + 0.375))
                .toArray();
        double signal = Math.pow((t[2] + t[3] - t[0] - t[1]) / 4, 2); // of two means: half their difference, squared
        double noise = (Math.pow(t[1] - t[0], 2) + Math.pow(t[3] - t[2], 2)) / 4;

        assertThat(SignalToNoise.of(new float[][] {{0, 2}, {5, 7}, {99}})).isCloseTo(signal / noise, within(1e-14));
    }

    @Test
    void of_other_responses_is_not_and_does_not_depend_on_their_unit() {
        // 2 4 and 5 5: means 3 and 5, variance 1; over repeats 2 and 0, mean 1; a tenth of them has the same ratio
        assertThat(SignalToNoise.of(new float[][] {{.5f, 1}, {1.25f, 1.25f}, {99}}))
                .isCloseTo(1, within(1e-14));
        assertThat(SignalToNoise.of(new float[][] {{-.5f, -1}, {-1.25f, -1.25f}}))
                .isCloseTo(1, within(1e-14));
        assertThat(SignalToNoise.of(new float[][] {{-2, -4}, {-5, -5}})).isCloseTo(1, within(1e-14));
    }

    @Test
    void of_counts_equals_the_reference_implementation() {
        assertThat(SignalToNoise.of(ONE)).isCloseTo(4.535725068441, within(GOLDEN));
        assertThat(SignalToNoise.of(OTHER)).isCloseTo(2.566658664601, within(GOLDEN));
        assertThat(SignalToNoise.of(GoldenTrials.withLoneTrial(ONE, 77))).isCloseTo(4.535725068441, within(GOLDEN));
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
