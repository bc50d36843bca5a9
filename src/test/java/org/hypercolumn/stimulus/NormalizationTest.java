package org.hypercolumn.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationTest {

    @Test
    void standardises_the_range_and_nothing_else() {
        float[] pixels = {100, 90, 110, 95, 100};

        new Normalization(100, 20).apply(pixels, 1, 3);

        // (90 - 100) / 20, (110 - 100) / 20, (95 - 100) / 20
        assertThat(pixels).containsExactly(100, -.5f, .5f, -.25f, 100);
    }

    @Test
    void rounds_mean_and_deviation_to_float_and_divides() {
        float[] pixels = {255};

        new Normalization(111.1502792, 57.48769003).apply(pixels, 0, 1);

        assertThat(pixels[0]).isEqualTo((255 - (float) 111.1502792) / (float) 57.48769003);
    }

    @Test
    void none_changes_no_bit() {
        float[] pixels = {-0f, 0, 255, .1f};

        Normalization.none().apply(pixels, 0, 4);

        assertThat(pixels).usingComparatorWithPrecision(0f).containsExactly(-0f, 0, 255, .1f);
        assertThat(Float.floatToRawIntBits(pixels[0])).isEqualTo(Float.floatToRawIntBits(-0f));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-60, 1e60})
    void refuses_a_deviation_that_cannot_divide(double standardDeviation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normalization(3, standardDeviation))
                .withMessage("normalization: standard deviation must be above 0 and finite, got " + standardDeviation
                        + "; are all training images one gray level?");
    }

    @Test
    void refuses_a_mean_that_is_not_finite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normalization(Double.NaN, 1))
                .withMessage("normalization: mean must be finite, got NaN");
    }

    @Test
    void refuses_a_range_outside_the_pixels() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new Normalization(3, 2).apply(new float[5], 3, 3));
    }
}
