package org.hypercolumn.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLeavesTest {

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @Test
    void the_first_disc_lies_on_top_and_the_image_is_covered() {
        // radius 10 in every case; centers at y = 1 and x = -8, then x = 2; levels (0.25 + 0.5) 128 = 96 and 32.
        // The first disc ends at x = 2 (1.95 at the top and bottom edge): two of four columns.
        var random = scripted(0.3, atRow(1), atColumn(-8), 0.25, 0.5, 0.7, atRow(1), atColumn(2), 0.25, 0);

        byte[] image = new DeadLeaves(2, 4, 10, 10).draw(random);

        assertThat(image).containsExactly(96, 96, 32, 32, 96, 96, 32, 32);
    }

    @Test
    void an_edge_within_a_pixel_is_the_mean_of_its_samples() {
        // as above, half a pixel to the right: the third column has 2 of 4 sample columns of 96 and 2 of 32
        var random = scripted(0.3, atRow(1), atColumn(-7.5), 0.25, 0.5, 0.7, atRow(1), atColumn(2), 0.25, 0);

        byte[] image = new DeadLeaves(2, 4, 10, 10).draw(random);

        assertThat(image).containsExactly(96, 96, 64, 32, 96, 96, 64, 32);
    }

    @Test
    void radii_follow_a_power_law_between_their_limits() {
        // draw 0 gives the smallest radius, 1 gives the largest: 0.75 of the discs of 1 to 1e9 pixels are below 2
        var random = scripted(0.75, 0.5, 0.5, 0.5, 0.25, 1 - 0x1p-53, 0.5, 0.5, 0, 0);

        byte[] image = new DeadLeaves(1, 7, 1, 1e7).draw(random);

        // radius 2 around x = 3.5: from 1.5 to 5.5, so half of columns 1 and 5; at y = 0.125 still 1.97 wide
        assertThat(image).containsExactly(0, 48, 96, 96, 96, 48, 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void equal_seeds_give_equal_images_and_other_seeds_others(long seed) {
        var leaves = DeadLeaves.ofSize(23, 31);

        byte[] image = leaves.draw(new SplittableRandom(seed));

        assertThat(image).hasSize(23 * 31).isEqualTo(leaves.draw(new SplittableRandom(seed)));
        assertThat(image).isNotEqualTo(leaves.draw(new SplittableRandom(seed + 1)));
    }

    @Test
    void are_the_same_bytes_on_every_machine() throws NoSuchAlgorithmException {
        byte[] image = DeadLeaves.ofSize(50, 50).draw(new SplittableRandom(1));

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image)))
                .isEqualTo("93a779e193992f63060a4dd9811d67c183d04d8132668fb71ba7117497d5563d");
    }

    @Test
    void have_the_gray_levels_and_the_power_spectrum_of_photographs() {
        var random = new SplittableRandom(1);
        int images = 300;
        double sum = 0;
        double squares = 0;
        double[] power = new double[23];
        for (int image = 0; image < images; image++) {
            byte[] pixels = DeadLeaves.ofSize(50, 50).draw(random);
            for (byte pixel : pixels) {
                sum += pixel & 0xff;
                squares += (pixel & 0xff) * (pixel & 0xff);
            }
            addRowPower(pixels, power);
        }
        double mean = sum / (images * 2500);

        assertThat(mean).isCloseTo(127.5, within(3.0));
        assertThat(Math.sqrt(squares / (images * 2500) - mean * mean)).isCloseTo(48, within(3.0));
        // edges alone give -2 along a line; photographs, measured alike, -1.6
        assertThat(logLogSlope(power, 2, 22)).isCloseTo(-1.9, within(0.2));
    }

    @ParameterizedTest(name = "{0} x {1}, {2} to {3}")
    @CsvSource({"5, 7, 0.4, 3", "5, 7, 3, 2", "5, 7, NaN, 2", "5, 7, 1, NaN", "5, 7, 1, Infinity"})
    void refuse_radii_outside_their_limits(int height, int width, double smallest, double largest) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeadLeaves(height, width, smallest, largest))
                .withMessage("dead leaves: radii must be finite, at least 0.5 pixels and in order, got " + smallest
                        + " to " + largest + " pixels");
    }

    @Test
    void refuse_an_empty_image() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeadLeaves.ofSize(0, 7))
                .withMessage("dead leaves: height and width must be above 0, got 0 x 7");
    }

    /** The draw that puts a center at this row of an image of height 2 with a margin of 10. */
    private static double atRow(double y) {
        return (y + 10) / 22;
    }

    /** The draw that puts a center at this column of an image of width 4 with a margin of 10. */
    private static double atColumn(double x) {
        return (x + 10) / 24;
    }

    private static RandomGenerator scripted(double... draws) {
        var iterator = DoubleStream.of(draws).iterator();
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only nextDouble is promised");
            }

            @Override
            public double nextDouble() {
                return iterator.nextDouble();
            }
        };
    }

    /** Adds the power of every row at 0 to 22 cycles an image, through a Hann window. */
    private static void addRowPower(byte[] pixels, double[] power) {
        for (int row = 0; row < 50; row++) {
            for (int cycles = 0; cycles < power.length; cycles++) {
                double real = 0;
                double imaginary = 0;
                for (int column = 0; column < 50; column++) {
                    double window = 1 - Math.cos(2 * Math.PI * (column + 0.5) / 50);
                    double value = window * ((pixels[row * 50 + column] & 0xff) - 127.5);
                    real += value * Math.cos(2 * Math.PI * cycles * column / 50);
                    imaginary += value * Math.sin(2 * Math.PI * cycles * column / 50);
                }
                power[cycles] += real * real + imaginary * imaginary;
            }
        }
    }

    private static double logLogSlope(double[] power, int first, int last) {
        double n = last - first + 1;
        double sumX = 0;
        double sumY = 0;
        double sumXX = 0;
        double sumXY = 0;
        for (int cycles = first; cycles <= last; cycles++) {
            double x = Math.log(cycles);
            double y = Math.log(power[cycles]);
            sumX += x;
            sumY += y;
            sumXX += x * x;
            sumXY += x * y;
        }
        return (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
    }
}
