package org.hypercolumn.simulate;

import java.util.List;
import java.util.stream.IntStream;
import org.hypercolumn.stimulus.AreaAverage;

/**
 * Oriented energy all over an image, which pools of other neurons would signal: quadrature pairs of Gabor filters of 6
 * orientations and 2 spatial frequencies (0.18 cycles a pixel, and the same on the image at half its size), round, with a
 * standard deviation of 0.42 periods, unit length and zero mean, at every second pixel. What lies outside of the image is
 * gray.
 *
 * <p>A round Gabor is the product of a row and a column filter, so that an image takes half a million multiplications
 * instead of six.
 */
final class EnergyBank {

    static final int ORIENTATIONS = 6;
    static final int SCALES = 2;
    static final double CYCLES_PER_PIXEL = 0.18; // of the finer scale

    private static final double SIGMA = 0.42 / CYCLES_PER_PIXEL;
    private static final int RADIUS = 7; // 3 standard deviations
    private static final int TAPS = 2 * RADIUS + 1;
    private static final int STEP = 2;
    private static final double[] ENVELOPE = envelope();
    private static final List<Carrier> CARRIERS = IntStream.range(0, ORIENTATIONS)
            .mapToObj(orientation -> new Carrier(orientation * (StrictMath.PI / ORIENTATIONS)))
            .toList();

    private final int height;
    private final int width;
    private final AreaAverage halving;

    EnergyBank(int height, int width) {
        this.height = height;
        this.width = width;
        this.halving = new AreaAverage(height, width, (height + 1) / 2, (width + 1) / 2);
    }

    private static double[] envelope() {
        double[] envelope = new double[TAPS];
        for (int tap = 0; tap < TAPS; tap++) {
            double distance = tap - RADIUS;
            envelope[tap] = StrictMath.exp(-distance * distance / (2 * SIGMA * SIGMA));
        }
        return envelope;
    }

    /** Rows of positions at a scale, 0 the finer. */
    int rows(int scale) {
        return (rowsOfImage(scale) + STEP - 1) / STEP;
    }

    /** Columns of positions at a scale. */
    int columns(int scale) {
        return (columnsOfImage(scale) + STEP - 1) / STEP;
    }

    private int rowsOfImage(int scale) {
        return scale == 0 ? height : halving.toHeight();
    }

    private int columnsOfImage(int scale) {
        return scale == 0 ? width : halving.toWidth();
    }

    /** How far a row of positions lies above the middle of the image, pixels. */
    double up(int scale, int row) {
        double pixel = (row * STEP + 0.5) * height / rowsOfImage(scale);
        return height / 2.0 - pixel;
    }

    /** How far a column of positions lies to the right of the middle of the image, pixels. */
    double right(int scale, int column) {
        double pixel = (column * STEP + 0.5) * width / columnsOfImage(scale);
        return pixel - width / 2.0;
    }

    /**
     * The energies of one image.
     *
     * @param contrast {@code [H * W]}, -1 (black) to 1 (white), read only
     * @return by scale, {@code [rows * columns * ORIENTATIONS]}, orientation fastest: orientation o is o times 30 degrees
     */
    double[][] energies(double[] contrast) {
        float[] fine = new float[contrast.length];
        for (int i = 0; i < fine.length; i++) {
            fine[i] = (float) contrast[i];
        }
        return new double[][] {energies(fine, 0), energies(halving.apply(fine), 1)};
    }

    private double[] energies(float[] image, int scale) {
        int rows = rowsOfImage(scale);
        int columns = columns(scale);
        double[] blurred = convolved(image, scale, ENVELOPE, new double[TAPS])[0];
        double[] energies = new double[rows(scale) * columns * ORIENTATIONS];
        for (int orientation = 0; orientation < ORIENTATIONS; orientation++) {
            Carrier filter = CARRIERS.get(orientation);
            double[][] byRow = convolved(image, scale, filter.alongRow[0], filter.alongRow[1]);
            for (int position = 0; position < rows(scale) * columns; position++) {
                int first = position / columns * STEP - RADIUS; // row of the image under the first tap
                double even = 0;
                double odd = 0;
                double blur = 0;
                for (int tap = Math.max(0, -first); tap < TAPS && first + tap < rows; tap++) {
                    int at = (first + tap) * columns + position % columns;
                    double real = byRow[0][at];
                    double imaginary = byRow[1][at];
                    even += filter.alongColumn[0][tap] * real - filter.alongColumn[1][tap] * imaginary;
                    odd += filter.alongColumn[0][tap] * imaginary + filter.alongColumn[1][tap] * real;
                    blur += ENVELOPE[tap] * blurred[at];
                }
                even -= filter.offset * blur;
                energies[position * ORIENTATIONS + orientation] = (even * even + odd * odd) * filter.scale;
            }
        }
        return energies;
    }

    /** Every row filtered at every second column, by the real and the imaginary part of a filter. */
    private double[][] convolved(float[] image, int scale, double[] real, double[] imaginary) {
        int width = columnsOfImage(scale);
        int columns = columns(scale);
        int rows = image.length / width;
        double[][] filtered = new double[2][rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int first = column * STEP - RADIUS;
                double a = 0;
                double b = 0;
                for (int tap = Math.max(0, -first); tap < TAPS && first + tap < width; tap++) {
                    double pixel = image[row * width + first + tap];
                    a += real[tap] * pixel;
                    b += imaginary[tap] * pixel;
                }
                filtered[0][row * columns + column] = a;
                filtered[1][row * columns + column] = b;
            }
        }
        return filtered;
    }

    /** The complex exponential of one orientation, times the envelope, along rows and columns. */
    private static final class Carrier {
        private final double[][] alongRow = new double[2][TAPS]; // real, imaginary
        private final double[][] alongColumn = new double[2][TAPS];
        private final double offset; // of the even filter, in envelopes, so that its mean is 0
        private final double scale; // one over the mean squared length of the two filters

        Carrier(double orientation) {
            double cycle = 2 * StrictMath.PI * CYCLES_PER_PIXEL;
            fill(alongRow, cycle * StrictMath.sin(orientation));
            fill(alongColumn, cycle * StrictMath.cos(orientation)); // rows count downwards, as does the phase
            double envelopes = 0;
            double evens = 0;
            for (int y = 0; y < TAPS; y++) {
                for (int x = 0; x < TAPS; x++) {
                    envelopes += ENVELOPE[y] * ENVELOPE[x];
                    evens += even(y, x);
                }
            }
            offset = evens / envelopes;
            double squares = 0;
            for (int y = 0; y < TAPS; y++) {
                for (int x = 0; x < TAPS; x++) {
                    double even = even(y, x) - offset * ENVELOPE[y] * ENVELOPE[x];
                    double odd = alongColumn[0][y] * alongRow[1][x] + alongColumn[1][y] * alongRow[0][x];
                    squares += even * even + odd * odd;
                }
            }
            scale = 2 / squares;
        }

        private double even(int y, int x) {
            return alongColumn[0][y] * alongRow[0][x] - alongColumn[1][y] * alongRow[1][x];
        }

        private static void fill(double[][] filter, double radiansPerPixel) {
            for (int tap = 0; tap < TAPS; tap++) {
                double phase = radiansPerPixel * (tap - RADIUS);
                filter[0][tap] = ENVELOPE[tap] * StrictMath.cos(phase);
                filter[1][tap] = ENVELOPE[tap] * StrictMath.sin(phase);
            }
        }
    }
}
