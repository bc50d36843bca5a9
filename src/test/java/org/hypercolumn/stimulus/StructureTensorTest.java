package org.hypercolumn.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructureTensorTest {

    private static final int SIDE = 16;

    /** Of gratings, whose gradients the differences only approach. */
    private static final double DEGREES = 1;

    /** The same terms in another order. */
    private static final double ROUNDING = 1e-9;

    private static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static IntStream orientations() {
        return IntStream.iterate(0, degrees -> degrees < 180, degrees -> degrees + 5);
    }

    /** A grating whose stripes run along {@code degrees}, counter-clockwise from the right; gray levels of 0 to 255. */
    private static float[] grating(double degrees, double cyclesPerPixel, double phase, int height, int width) {
        float[] image = new float[height * width];
        double angle = Math.toRadians(degrees);
        for (int i = 0; i < image.length; i++) {
            double across = -(i / width) * Math.cos(angle) - (i % width) * Math.sin(angle); // rows count downwards
            image[i] = (float) (127.5 * (1 + Math.cos(2 * Math.PI * cyclesPerPixel * across + phase)));
        }
        return image;
    }

    private static float[] noise(long seed, int side) {
        var random = new SplittableRandom(seed);
        float[] image = new float[side * side];
        for (int i = 0; i < image.length; i++) {
            image[i] = random.nextInt(256);
        }
        return image;
    }

    /** A quarter of a turn counter-clockwise: the last column becomes the first row. */
    private static float[] turned(float[] image, int side) {
        float[] turned = new float[image.length];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                turned[row * side + column] = image[column * side + side - 1 - row];
            }
        }
        return turned;
    }

    /** Angle between two orientations, 0 to 90 degrees. */
    private static double between(double first, double second) {
        double turn = Math.abs(first - second) % 180;
        return Math.min(turn, 180 - turn);
    }

    @ParameterizedTest(name = "{0} degrees")
    @MethodSource("orientations")
    void sees_how_gratings_run(int degrees) {
        for (double frequency : new double[] {0.03, 0.08, 0.15, 0.25}) {
            for (double phase = 0; phase < 6; phase++) {
                float[] image = grating(degrees, frequency, phase, 41, 37);

                LocalOrientation found = StructureTensor.ofSide(SIDE).at(image, 37, 23, 5);

                assertThat(between(found.orientationDegrees(), degrees))
                        .as("%s cycles a pixel, phase %s", frequency, phase)
                        .isLessThan(DEGREES);
                assertThat(found.orientationDegrees()).isGreaterThanOrEqualTo(0).isLessThan(180);
                assertThat(found.coherence()).isGreaterThan(0.99).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void stripes_from_left_to_right_are_at_0_and_those_upward_at_90_degrees() {
        float[] rows = new float[SIDE * SIDE];
        float[] columns = new float[SIDE * SIDE];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i / SIDE * (i / SIDE);
            columns[i] = i % SIDE * (i % SIDE);
        }

        assertThat(StructureTensor.ofSide(SIDE).at(rows, SIDE, 0, 0)).isEqualTo(new LocalOrientation(0, 1));
        assertThat(StructureTensor.ofSide(SIDE).at(columns, SIDE, 0, 0)).isEqualTo(new LocalOrientation(90, 1));
    }

    @Test
    void an_edge_that_climbs_to_the_right_is_at_45_degrees() {
        float[] image = new float[SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            image[i] = i / SIDE + i % SIDE >= SIDE - 1 ? 255 : 0;
        }

        assertThat(StructureTensor.ofSide(SIDE).at(image, SIDE, 0, 0).orientationDegrees())
                .isCloseTo(45, within(ROUNDING));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(floats = {0, 117.3f, 255, -3e30f})
    void a_blank_field_has_no_orientation_and_no_coherence(float level) {
        float[] image = new float[SIDE * SIDE];
        Arrays.fill(image, level);

        LocalOrientation found = StructureTensor.ofSide(SIDE).at(image, SIDE, 0, 0);

        assertThat(found.orientationDegrees()).isNaN();
        assertThat(found.coherence()).isZero();
    }

    @Test
    void a_checkerboard_has_none_either() {
        float[] image = new float[SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            image[i] = (i / SIDE / 4 + i % SIDE / 4) % 2;
        }

        LocalOrientation found = StructureTensor.ofSide(SIDE).at(image, SIDE, 0, 0);

        assertThat(found.orientationDegrees()).isNaN();
        assertThat(found.coherence()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void turns_with_the_image(long seed) {
        float[] image = noise(seed, SIDE);

        LocalOrientation before = StructureTensor.ofSide(SIDE).at(image, SIDE, 0, 0);
        LocalOrientation after = StructureTensor.ofSide(SIDE).at(turned(image, SIDE), SIDE, 0, 0);

        assertThat(between(before.orientationDegrees() + 90, after.orientationDegrees()))
                .isLessThan(ROUNDING);
        assertThat(after.coherence()).isCloseTo(before.coherence(), within(ROUNDING));
        assertThat(before.coherence()).isBetween(0.0, 0.5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sees_nothing_outside_the_field(long seed) {
        float[] image = noise(seed, 31);
        float[] other = noise(seed + 1000, 31);
        for (int row = 7; row < 7 + SIDE; row++) {
            System.arraycopy(image, row * 31 + 11, other, row * 31 + 11, SIDE);
        }

        LocalOrientation found = StructureTensor.ofSide(SIDE).at(other, 31, 7, 11);

        assertThat(found).isEqualTo(StructureTensor.ofSide(SIDE).at(image, 31, 7, 11));
        assertThat(found).isNotEqualTo(StructureTensor.ofSide(SIDE).at(image, 31, 7, 10));
    }

    @Test
    void contrast_and_mean_do_not_count() {
        float[] image = noise(3, SIDE);
        float[] faint = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            faint[i] = image[i] / 64 + 8; // exact
        }

        assertThat(StructureTensor.ofSide(SIDE).at(faint, SIDE, 0, 0))
                .isEqualTo(StructureTensor.ofSide(SIDE).at(image, SIDE, 0, 0));
    }

    @Test
    void is_the_same_bits_everywhere() {
        float[] image = new float[SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            image[i] = i * i * 31 % 251;
        }

        assertThat(StructureTensor.ofSide(SIDE).at(image, SIDE, 0, 0))
                .isEqualTo(new LocalOrientation(29.26607724948164, 0.16476307872998167));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"-1, 0", "0, -1", "6, 0", "0, 8", "2147483647, 0", "0, 2147483647"})
    void refuses_a_field_that_leaves_the_image(int top, int left) {
        float[] image = new float[21 * 23];

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StructureTensor.ofSide(SIDE).at(image, 23, top, left))
                .withMessage("structure tensor: expected a patch within 21 x 23 pixels, got 16 x 16 at %d, %d"
                        .formatted(top, left));
        assertThat(StructureTensor.ofSide(SIDE).at(image, 23, 5, 7).coherence()).isZero();
    }

    @Test
    void refuses_a_field_without_a_gradient() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StructureTensor.ofSide(2))
                .withMessage("structure tensor: expected patches of 3 x 3 pixels or more, got 2 x 2");
    }
}
