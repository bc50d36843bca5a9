package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseScaleTest {

    private static final float[] RESPONSES = {1, 3, 5, 7};

    private static float[] times(float[] values, double factor) {
        float[] products = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            products[i] = (float) (values[i] * factor);
        }
        return products;
    }

    @Test
    void leaves_published_responses_as_they_are() {
        ResponseScale scale = ResponseScale.of(ResponseScaling.PUBLISHED, RESPONSES);

        assertThat(scale.factor()).isEqualTo(1);
        assertThat(scale.offset()).isZero();
        assertThat(scale.targets(RESPONSES)).isEqualTo(RESPONSES).isNotSameAs(RESPONSES);
        assertThat(scale.loss(0.25)).isEqualTo(0.25);
    }

    @Test
    void divides_by_the_standard_deviation_over_n() {
        ResponseScale scale = ResponseScale.of(ResponseScaling.SCALED, RESPONSES);

        assertThat(scale.factor()).isEqualTo(Math.sqrt(5)); // (9 + 1 + 1 + 9) / 4
        assertThat(scale.loss(2)).isCloseTo(10, within(1e-14));
        // 1 / sqrt(5) = 57.24 / 128, and so on: to the nearest 128th
        assertThat(scale.targets(RESPONSES)).containsExactly(57 / 128f, 172 / 128f, 286 / 128f, 401 / 128f);
        assertThat(scale.offset()).isZero();
    }

    @Test
    void begins_at_a_mean_that_is_far_away() {
        float[] far = {101, 103, 105, 107};

        ResponseScale scale = ResponseScale.of(ResponseScaling.SCALED, far);

        float[] targets = scale.targets(far);
        assertThat(scale.offset())
                .isEqualTo(((double) targets[0] + targets[1] + targets[2] + targets[3]) / 4)
                .isCloseTo(104 / Math.sqrt(5), within(1 / 128.0));
    }

    @Test
    void refuses_responses_that_are_not_finite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResponseScale.of(ResponseScaling.SCALED, new float[] {1, Float.NaN}))
                .withMessageStartingWith("responses: expected finite training responses");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-3, 0.07, 254, 1e3, 1e6})
    void gives_the_same_targets_in_any_unit(double unit) {
        var random = new SplittableRandom(3);
        float[] responses = new float[200];
        for (int i = 0; i < responses.length; i++) {
            responses[i] = (float) (0.06 + 0.07 * random.nextGaussian());
        }
        ResponseScale scale = ResponseScale.of(ResponseScaling.SCALED, responses);

        float[] other = times(responses, unit);
        ResponseScale ofOther = ResponseScale.of(ResponseScaling.SCALED, other);

        assertThat(ofOther.targets(other)).isEqualTo(scale.targets(responses));
        assertThat(ofOther.factor()).isCloseTo(unit * scale.factor(), within(1e-7 * unit));
    }

    @Test
    void keeps_the_unit_of_a_neuron_that_responds_the_same_to_all_images() {
        assertThat(ResponseScale.of(ResponseScaling.SCALED, new float[] {0.25f, 0.25f})
                        .factor())
                .isEqualTo(1);
    }
}
