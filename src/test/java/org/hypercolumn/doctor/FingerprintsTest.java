package org.hypercolumn.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hypercolumn.data.Stimuli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {
    private static final int SIDE = 16;

    private static Fingerprints of(float... image) {
        return Fingerprints.of(Stimuli.of(image, 1, SIDE, SIDE));
    }

    private static float[] ramp(float unit) {
        float[] image = new float[SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            image[i] = unit * (i % SIDE + 3 * (i / SIDE));
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-12f, 1e-6f, 1, 255, 1e6f})
    void an_image_is_like_itself_in_any_unit(float unit) {
        assertThat(of(ramp(unit)).alike(0, of(ramp(1)), 0)).isCloseTo(1, within(1e-5f));
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-12f, 1, 1e9f})
    void rounding_of_one_gray_is_no_contrast(float gray) {
        float[] image = new float[SIDE * SIDE];
        Arrays.fill(image, gray);
        Arrays.fill(image, 0, SIDE, Math.nextUp(gray)); // a part of 1e-7 in one of 16 rows
        Fingerprints flat = of(image);

        assertThat(flat.alike(0, flat, 0)).isZero();
    }

    @Test
    void one_gray_level_of_255_is_contrast() {
        float[] image = new float[SIDE * SIDE];
        Arrays.fill(image, 200);
        image[37] = 201;
        Fingerprints faint = of(image);

        assertThat(faint.alike(0, faint, 0)).isCloseTo(1, within(1e-5f));
    }
}
