package org.hypercolumn.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AreaAverageTest {

    /** A mean of at most 2,000 floats of up to 255, each rounded by at most half an ulp, 7.6e-6. */
    private static final double ROUNDING = 1e-5;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void counts_a_pixel_that_lies_in_two_by_its_parts() {
        // 3 pixels to 2: each has 1.5; (1 + 2 / 2) / 1.5 = 4/3 and (2 / 2 + 6) / 1.5 = 14/3
        assertThat(new AreaAverage(1, 3, 1, 2).apply(new float[] {1, 2, 6})).containsExactly(4f / 3, 14f / 3);
        assertThat(new AreaAverage(3, 1, 2, 1).apply(new float[] {1, 2, 6})).containsExactly(4f / 3, 14f / 3);
        // 5 to 3: each has 5/3; (7 + 11 * 2/3) / (5/3) = 43/5; (11/3 + 13 + 17/3) / (5/3) = 67/5; (34/3 + 23) / (5/3)
        assertThat(new AreaAverage(1, 5, 1, 3).apply(new float[] {7, 11, 13, 17, 23}))
                .containsExactly(43f / 5, 67f / 5, 103f / 5);
    }

    @Test
    void averages_both_ways_at_once() {
        // 1 2 3 4 / 5 6 7 8: squares of 2 x 2 are 1 + 2 + 5 + 6 = 14 and 3 + 4 + 7 + 8 = 22 over 4
        float[] image = {1, 2, 3, 4, 5, 6, 7, 8};

        assertThat(new AreaAverage(2, 4, 1, 2).apply(image)).containsExactly(3.5f, 5.5f);
        assertThat(new AreaAverage(4, 2, 2, 1).apply(image)).containsExactly(2.5f, 6.5f);
        assertThat(new AreaAverage(2, 4, 1, 1).apply(image)).containsExactly(4.5f);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keeps_the_mean(long seed) {
        var random = new SplittableRandom(seed);
        int height = random.nextInt(1, 48);
        int width = random.nextInt(1, 42);
        var average = new AreaAverage(height, width, random.nextInt(1, height + 1), random.nextInt(1, width + 1));
        float[] image = pixels(random, height * width);

        assertThat(mean(average.apply(image))).isCloseTo(mean(image), within(ROUNDING));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void changes_nothing_at_the_same_size(long seed) {
        var random = new SplittableRandom(seed);
        int height = random.nextInt(1, 48);
        int width = random.nextInt(1, 42);
        float[] image = pixels(random, height * width);

        assertThat(new AreaAverage(height, width, height, width).apply(image)).isEqualTo(image);
    }

    private static float[] pixels(SplittableRandom random, int count) {
        float[] pixels = new float[count];
        for (int i = 0; i < count; i++) {
            pixels[i] = (float) random.nextDouble(255);
        }
        return pixels;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @ParameterizedTest
    @CsvSource({
        "50, 50, 50, 50",
        "64, 64, 64, 64",
        "144, 256, 36, 64",
        "65, 13, 64, 13",
        "997, 3, 64, 1",
        "2, 128, 1, 64"
    })
    void has_the_shape_of_the_image_and_a_longer_side_of_64(int height, int width, int toHeight, int toWidth) {
        assertThat(AreaAverage.withLongerSide(height, width, 64))
                .isEqualTo(new AreaAverage(height, width, toHeight, toWidth));
    }

    @Test
    void refuses_to_enlarge_and_other_lengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AreaAverage(5, 7, 5, 8))
                .withMessage("area average: expected a size of 1 x 1 to 5 x 7 pixels, as images are only made smaller,"
                        + " got 5 x 8");
        assertThatIllegalArgumentException().isThrownBy(() -> new AreaAverage(5, 7, 6, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> new AreaAverage(5, 7, 0, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> new AreaAverage(5, 7, 5, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AreaAverage(5, 7, 2, 3).apply(new float[34]))
                .withMessage("area average: expected [H, W] = [5, 7], got 34 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AreaAverage.withLongerSide(5, 7, 0))
                .withMessage("area average: longer side must be above 0 pixels, got 0");
    }
}
