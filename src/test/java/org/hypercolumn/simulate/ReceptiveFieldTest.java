package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptiveFieldTest {

    private static final int SIZE = SimulationPlan.IMAGE_SIZE;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void center_sees_the_16_by_16_pixels_in_the_middle_and_the_ring_all_others(long seed) {
        var field = new ReceptiveField(NeuronTraits.of(seed, 0));
        var random = new SplittableRandom(seed);
        double[] contrast = random.doubles(SIZE * SIZE, -1, 1).toArray();
        double[] otherRing = contrast.clone();
        double[] otherCenter = contrast.clone();
        for (int i = 0; i < contrast.length; i++) {
            boolean inCenter = i / SIZE >= 17 && i / SIZE < 33 && i % SIZE >= 17 && i % SIZE < 33;
            (inCenter ? otherCenter : otherRing)[i] = random.nextDouble(-1, 1);
        }

        Energies energies = field.energies(contrast);
        Energies withOtherRing = field.energies(otherRing);
        Energies withOtherCenter = field.energies(otherCenter);

        assertThat(withOtherRing.center()).isEqualTo(energies.center());
        assertThat(withOtherRing.ring()).isNotEqualTo(energies.ring());
        assertThat(withOtherCenter.center()).isNotEqualTo(energies.center());
        assertThat(withOtherCenter.ring()).isEqualTo(energies.ring());
        assertThat(withOtherCenter.suppressing()).isEqualTo(energies.suppressing());
        assertThat(withOtherCenter.facilitating()).isEqualTo(energies.facilitating());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sees_nothing_in_a_uniform_image(long seed) {
        double[] white = new double[SIZE * SIZE];
        Arrays.fill(white, 1);

        Energies energies = new ReceptiveField(NeuronTraits.of(seed, 3)).energies(white);

        assertThat(energies.center()).isCloseTo(0, within(1e-24));
        assertThat(energies.ring()).isCloseTo(0, within(1e-24));
    }

    @ParameterizedTest(name = "{0} degrees")
    @ValueSource(doubles = {0, 30, 90, 135})
    void prefers_its_orientation_frequency_and_place(double orientation) {
        var field = new ReceptiveField(traits(orientation, 1));

        double preferred = field.energies(grating(orientation, 0.15, 25, 25)).center();

        assertThat(field.energies(grating(orientation + 90, 0.15, 25, 25)).center())
                .isLessThan(preferred / 20);
        assertThat(field.energies(grating(orientation, 0.4, 25, 25)).center()).isLessThan(preferred / 20);
        assertThat(field.energies(grating(orientation, 0.15, 25, 41)).center()).isLessThan(preferred / 20);
    }

    @Test
    void a_complex_cell_sees_both_contrasts_alike_and_a_simple_cell_one_of_them() {
        double[] contrast = grating(30, 0.15, 25, 25);
        double[] reversed = Arrays.stream(contrast).map(c -> -c).toArray();
        var complex = new ReceptiveField(traits(30, 1));
        var simple = new ReceptiveField(traits(30, 0));

        assertThat(complex.energies(reversed).center())
                .isCloseTo(complex.energies(contrast).center(), within(1e-12));
        assertThat(Math.min(
                        simple.energies(contrast).center(),
                        simple.energies(reversed).center()))
                .isZero();
        assertThat(Math.max(
                        simple.energies(contrast).center(),
                        simple.energies(reversed).center()))
                .isPositive();
    }

    @Test
    void what_continues_the_stripes_facilitates_and_what_lies_beside_them_suppresses() {
        var field = new ReceptiveField(traits(0, 1)); // horizontal stripes, suppressed most from above

        Energies right = field.energies(grating(0, 0.15, 25, 41));
        Energies above = field.energies(grating(0, 0.15, 9, 25));
        Energies below = field.energies(grating(0, 0.15, 41, 25));

        assertThat(right.facilitating()).isGreaterThan(100 * above.facilitating());
        assertThat(above.suppressing()).isGreaterThan(3 * right.suppressing());
        assertThat(above.suppressing()).isGreaterThan(3 * below.suppressing());
    }

    private static NeuronTraits traits(double orientation, double complexity) {
        return new NeuronTraits(orientation, 0.15, 20, 2.5, complexity, 4, 90, 2, 3, 0.06);
    }

    /** A grating of 16 x 16 pixels around a row and column, gray elsewhere. */
    private static double[] grating(double orientationDegrees, double cyclesPerPixel, int row, int column) {
        double angle = Math.toRadians(orientationDegrees);
        double[] contrast = new double[SIZE * SIZE];
        for (int y = row - 8; y < row + 8; y++) {
            for (int x = column - 8; x < column + 8; x++) {
                double across = (row - 0.5 - y) * Math.cos(angle) - (x - column + 0.5) * Math.sin(angle);
                contrast[y * SIZE + x] = Math.cos(2 * Math.PI * cyclesPerPixel * across);
            }
        }
        return contrast;
    }
}
