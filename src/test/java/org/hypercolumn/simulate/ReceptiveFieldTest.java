package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptiveFieldTest {

    private static final int SIZE = 50;
    private static final EnergyBank BANK = new EnergyBank(SIZE, SIZE);

    /** Horizontal stripes in the middle of the image, its pools without a preference. */
    private static final Map<Trait, Double> HORIZONTAL = Map.of(
            Trait.ORIENTATION_DEGREES, 0.0,
            Trait.CYCLES_PER_PIXEL, 0.18,
            Trait.SIGMA_PERIODS, 0.42,
            Trait.ASPECT, 1.0,
            Trait.RIGHT_PIXELS, 0.0,
            Trait.UP_PIXELS, 0.0,
            Trait.COMPLEXITY, 1.0,
            Trait.POOL_TUNING, 0.0,
            Trait.SIDE_CONCENTRATION, 0.0);

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static ReceptiveField field(Trait trait, double value) {
        Map<Trait, Double> traits = new HashMap<>(HORIZONTAL);
        traits.put(trait, value);
        return new ReceptiveField(TestNeurons.traits(traits), BANK, SIZE, SIZE);
    }

    private static Drives drives(ReceptiveField field, double[] contrast) {
        return field.drives(contrast, BANK.energies(contrast));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void center_sees_nothing_farther_than_three_standard_deviations(long seed) {
        NeuronTraits traits = NeuronTraits.of(Population.v1(), SiteFactors.typical(), seed, 0);
        var field = new ReceptiveField(traits, BANK, SIZE, SIZE);
        var random = new SplittableRandom(seed);
        double[] contrast = random.doubles(SIZE * SIZE, -1, 1).toArray();
        double[] otherSurround = contrast.clone();
        double reach = 3 * traits.sigmaPixels() * traits.at(Trait.ASPECT);
        for (int i = 0; i < contrast.length; i++) {
            int row = i / SIZE;
            double up = 24.5 - row - traits.at(Trait.UP_PIXELS);
            double right = i % SIZE - 24.5 - traits.at(Trait.RIGHT_PIXELS);
            if (Math.max(Math.abs(up), Math.abs(right)) > reach) {
                otherSurround[i] = random.nextDouble(-1, 1);
            }
        }

        assertThat(drives(field, otherSurround).center())
                .isEqualTo(drives(field, contrast).center());
        assertThat(drives(field, otherSurround).far())
                .isNotEqualTo(drives(field, contrast).far());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void center_sees_nothing_in_a_uniform_image(long seed) {
        double[] white = new double[SIZE * SIZE];
        Arrays.fill(white, 1);
        NeuronTraits traits = NeuronTraits.of(Population.v1(), SiteFactors.typical(), seed, 3);

        assertThat(drives(new ReceptiveField(traits, BANK, SIZE, SIZE), white).center())
                .isCloseTo(0, within(1e-24));
    }

    @ParameterizedTest(name = "{0} degrees")
    @ValueSource(doubles = {0, 30, 90, 135})
    void prefers_its_orientation_frequency_and_place(double orientation) {
        var field = field(Trait.ORIENTATION_DEGREES, orientation);

        double preferred = drives(field, grating(orientation, 0.18, 25, 25)).center();

        assertThat(drives(field, grating(orientation + 90, 0.18, 25, 25)).center())
                .isLessThan(preferred / 20);
        assertThat(drives(field, grating(orientation, 0.4, 25, 25)).center()).isLessThan(preferred / 20);
        assertThat(drives(field, grating(orientation, 0.18, 25, 41)).center()).isLessThan(preferred / 20);
    }

    @Test
    void lies_where_its_traits_say() {
        var field = field(Trait.RIGHT_PIXELS, 3);

        // an edge three pixels right of the middle, seen by a field there as the middle's by one in the middle
        double shifted = drives(field, grating(0, 0.18, 25, 28)).center();
        double middle =
                drives(field(Trait.RIGHT_PIXELS, 0), grating(0, 0.18, 25, 25)).center();
        assertThat(shifted).isCloseTo(middle, within(1e-9));
    }

    @Test
    void a_complex_cell_sees_both_contrasts_alike_and_a_simple_cell_one_of_them() {
        double[] contrast = grating(0, 0.18, 25, 25);
        double[] reversed = Arrays.stream(contrast).map(c -> -c).toArray();
        var complex = field(Trait.COMPLEXITY, 1);
        var simple = field(Trait.COMPLEXITY, 0);

        assertThat(drives(complex, reversed).center())
                .isCloseTo(drives(complex, contrast).center(), within(1e-12));
        double one = drives(simple, contrast).center();
        double other = drives(simple, reversed).center();
        assertThat(Math.min(one, other)).isZero();
        assertThat(Math.max(one, other)).isPositive();
    }

    @Test
    void what_continues_the_stripes_facilitates_and_what_lies_beside_them_suppresses_most() {
        var field = field(Trait.SIDE_CONCENTRATION, 0);

        Drives right = drives(field, grating(0, 0.18, 25, 34, 4));
        Drives above = drives(field, grating(0, 0.18, 16, 25, 4));

        assertThat(right.collinear()).isGreaterThan(20 * above.collinear());
        assertThat(above.near()).isGreaterThan(3 * right.near());
    }

    @ParameterizedTest(name = "side {0} degrees: row {1}, column {2}")
    @CsvSource({"90, 16, 25", "0, 25, 34", "270, 34, 25", "180, 25, 16"})
    void the_near_pool_is_strongest_on_its_side(double side, int row, int column) {
        Map<Trait, Double> traits = new HashMap<>(HORIZONTAL);
        traits.put(Trait.SIDE_DEGREES, side);
        traits.put(Trait.SIDE_CONCENTRATION, 2.0);
        var field = new ReceptiveField(TestNeurons.traits(traits), BANK, SIZE, SIZE);

        double there = drives(field, grating(45, 0.18, row, column)).near();
        double opposite =
                drives(field, grating(45, 0.18, 50 - row, 50 - column)).near();

        assertThat(there).isGreaterThan(3 * opposite);
    }

    @Test
    void pools_prefer_the_orientation_as_much_as_their_tuning_says() {
        double[] same = grating(0, 0.18, 11, 25);
        double[] across = grating(90, 0.18, 11, 25);

        double untuned = drives(field(Trait.POOL_TUNING, 0), across).far();
        assertThat(drives(field(Trait.POOL_TUNING, 0), same).far()).isBetween(0.8 * untuned, 1.25 * untuned);
        assertThat(drives(field(Trait.POOL_TUNING, 2), same).far())
                .isGreaterThan(10 * drives(field(Trait.POOL_TUNING, 2), across).far());
    }

    @Test
    void far_and_near_pools_are_where_they_are_said_to_be() {
        var field = field(Trait.SIDE_CONCENTRATION, 0); // sigma 2.33 pixels: near 7, far 14 pixels away
        Drives near = drives(field, grating(45, 0.18, 18, 25, 3));
        Drives far = drives(field, grating(45, 0.18, 11, 25, 3));
        Drives middle = drives(field, grating(45, 0.18, 25, 25, 3));

        assertThat(near.near()).isGreaterThan(2 * far.near()).isGreaterThan(2 * middle.near());
        assertThat(far.far()).isGreaterThan(2 * near.far()).isGreaterThan(5 * middle.far());
        assertThat(middle.local()).isGreaterThan(5 * near.local());
    }

    private static double[] grating(double orientationDegrees, double cyclesPerPixel, int row, int column) {
        return grating(orientationDegrees, cyclesPerPixel, row, column, 8);
    }

    /** A square grating around a row and column, gray elsewhere. */
    private static double[] grating(
            double orientationDegrees, double cyclesPerPixel, int row, int column, int halfSide) {
        double angle = Math.toRadians(orientationDegrees);
        double[] contrast = new double[SIZE * SIZE];
        for (int y = row - halfSide; y < row + halfSide; y++) {
            for (int x = column - halfSide; x < column + halfSide; x++) {
                double across = (row - 0.5 - y) * Math.cos(angle) - (x - column + 0.5) * Math.sin(angle);
                contrast[y * SIZE + x] = Math.cos(2 * Math.PI * cyclesPerPixel * across);
            }
        }
        return contrast;
    }
}
