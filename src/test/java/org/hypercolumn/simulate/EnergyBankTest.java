package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hypercolumn.stimulus.AreaAverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnergyBankTest {

    private static final int HEIGHT = 23;
    private static final int WIDTH = 31;

    @ParameterizedTest(name = "scale {0}, row {1}, column {2}, orientation {3}")
    @CsvSource({"0, 5, 7, 0", "0, 0, 0, 1", "0, 11, 15, 4", "1, 2, 3, 3", "1, 5, 7, 5"})
    void is_the_energy_of_a_quadrature_pair_of_gabors(int scale, int row, int column, int orientation) {
        double[] contrast =
                new SplittableRandom(1).doubles(HEIGHT * WIDTH, -1, 1).toArray();
        var bank = new EnergyBank(HEIGHT, WIDTH);
        double[] image = contrast;
        int width = WIDTH;
        if (scale == 1) {
            float[] floats = new float[contrast.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) contrast[i];
            }
            float[] half = new AreaAverage(HEIGHT, WIDTH, 12, 16).apply(floats);
            image = new double[half.length];
            for (int i = 0; i < half.length; i++) {
                image[i] = half[i];
            }
            width = 16;
        }

        double energy = bank.energies(contrast)[scale][
                (row * bank.columns(scale) + column) * EnergyBank.ORIENTATIONS + orientation];

        assertThat(energy)
                .isCloseTo(
                        energy(image, width, 2 * row, 2 * column, orientation * 30), within(1e-6)); // floats' rounding
    }

    /** The plain definition: filters written out in two dimensions. */
    private static double energy(double[] image, int width, int row, int column, double degrees) {
        double sigma = 0.42 / 0.18;
        double angle = Math.toRadians(degrees);
        double[][] filters = new double[2][225];
        double[] envelope = new double[225];
        for (int i = 0; i < 225; i++) {
            double up = 7 - i / 15;
            double right = i % 15 - 7;
            double across = up * Math.cos(angle) - right * Math.sin(angle);
            envelope[i] = Math.exp(-(up * up + right * right) / (2 * sigma * sigma));
            filters[0][i] = envelope[i] * Math.cos(2 * Math.PI * 0.18 * across);
            filters[1][i] = envelope[i] * Math.sin(2 * Math.PI * 0.18 * across);
        }
        double offset =
                Arrays.stream(filters[0]).sum() / Arrays.stream(envelope).sum();
        double squares = 0;
        double even = 0;
        double odd = 0;
        for (int i = 0; i < 225; i++) {
            filters[0][i] -= offset * envelope[i];
            squares += filters[0][i] * filters[0][i] + filters[1][i] * filters[1][i];
            int y = row + i / 15 - 7;
            int x = column + i % 15 - 7;
            if (y >= 0 && x >= 0 && x < width && y < image.length / width) {
                even += filters[0][i] * image[y * width + x];
                odd += filters[1][i] * image[y * width + x];
            }
        }
        return (even * even + odd * odd) / (squares / 2);
    }

    @Test
    void knows_where_its_positions_are() {
        var bank = new EnergyBank(HEIGHT, WIDTH);

        // the middle of 23 x 31 pixels is pixel 11, 15; positions are pixels 0, 2, ...
        assertThat(bank.rows(0)).isEqualTo(12);
        assertThat(bank.columns(0)).isEqualTo(16);
        assertThat(bank.up(0, 0)).isEqualTo(11);
        assertThat(bank.right(0, 15)).isEqualTo(15);
        // at half size, 12 x 16: half pixels of 23/12 and 31/16; the first ends at those, its middle is at half of them
        assertThat(bank.rows(1)).isEqualTo(6);
        assertThat(bank.columns(1)).isEqualTo(8);
        assertThat(bank.up(1, 0)).isCloseTo(11.5 - 23.0 / 24, within(1e-12));
        assertThat(bank.right(1, 1)).isCloseTo(2.5 * 31 / 16 - 15.5, within(1e-12));
    }
}
