package org.hypercolumn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentialTest {

    /** As Exponential promises. */
    private static final double TOLERANCE = 2e-7;

    private static final int DRAWS = 1_000_000;

    private static double relativeError(float x) {
        double exact = StrictMath.exp(x);
        return Math.abs(Exponential.exp(x) - exact) / exact;
    }

    @Test
    void is_close_to_the_exact_value_over_its_range() {
        var random = new SplittableRandom(1);
        double worst = 0;
        for (int i = 0; i < DRAWS; i++) {
            worst = Math.max(worst, relativeError((float) random.nextDouble(-87, 88)));
            // As batch norm gives them.
            worst = Math.max(worst, relativeError((float) random.nextDouble(-2, 2)));
        }
        // At multiples of ln 2 and half-way between the power of 2 changes.
        for (int half = -250; half <= 252; half++) {
            float x = (float) (half * StrictMath.log(2) / 2);
            for (float near : new float[] {Math.nextDown(x), x, Math.nextUp(x)}) {
                worst = Math.max(worst, relativeError(near));
            }
        }
        assertThat(worst).isBetween(1e-8, TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(floats = {0f, -0f})
    void of_0_is_1(float zero) {
        assertThat(Exponential.exp(zero)).isEqualTo(1f);
    }

    @ParameterizedTest
    @ValueSource(floats = {-87f, -87.1f, -1e10f, -Float.MAX_VALUE, Float.NEGATIVE_INFINITY})
    void below_its_range_is_a_normal_number_above_0(float x) {
        assertThat(Exponential.exp(x)).isEqualTo(Exponential.exp(-87f)).isGreaterThanOrEqualTo(Float.MIN_NORMAL);
    }

    @ParameterizedTest
    @ValueSource(floats = {88f, 88.1f, 1e10f, Float.MAX_VALUE, Float.POSITIVE_INFINITY})
    void above_its_range_is_finite(float x) {
        assertThat(Exponential.exp(x)).isEqualTo(Exponential.exp(88f)).isFinite();
    }

    @Test
    void of_nan_is_nan() {
        assertThat(Exponential.exp(Float.NaN)).isNaN();
    }

    /** Steps of 1e-5, which change e^x by 1e-5 of itself, far above rounding. */
    @Test
    void grows() {
        float last = 0;
        for (int i = -8_700_000; i <= 8_800_000; i += 7) {
            float next = Exponential.exp(i * 1e-5f);
            assertThat(next >= last).as("at %s", i * 1e-5f).isTrue();
            last = next;
        }
    }

    /** Neighboring numbers around 0, and where the power of 2 changes, may be equal but not fall by more than a rounding. */
    @Test
    void does_not_fall_between_neighbors_by_more_than_a_rounding() {
        for (float start : new float[] {-0.3466f, -1e-3f, 0.3465f, 1.0397f, 20.4474f}) {
            float x = start;
            float last = Exponential.exp(x);
            for (int i = 0; i < 10_000; i++) {
                x = Math.nextUp(x);
                float next = Exponential.exp(x);
                assertThat(next).as("at %s", x).isGreaterThanOrEqualTo(Math.nextDown(Math.nextDown(last)));
                last = next;
            }
        }
    }
}
