package org.hypercolumn.stimulus;

/**
 * Finds the orientation of square patches of images: the direction to which their gray levels' gradients are closest to
 * orthogonal, by the sum over the patch of w (g g'), g a pixel's gradient.
 *
 * <p>Gradients are central differences, smoothed across by 3, 10, 3: without that, gratings of 0.15 cycles a pixel seem to be
 * turned by up to 2 degrees. Only pixels within the patch count, so those of its edge have none. The window w is a Gaussian
 * with a standard deviation of a fifth of the side: round, so that it prefers no orientation, and as wide as what a
 * hypercolumn of two 5 x 5 convolutions with pools sees (3.35 of 16 pixels, the spread of the paths through them).
 *
 * <p>With the eigenvalues a >= b of the sum, coherence is (a - b) / (a + b). Sums run in one order and functions are
 * {@link StrictMath}'s, so that results are the same bits on every machine.
 *
 * <p>Source: Bigün, Granlund, "Optimal orientation detection of linear symmetry", ICCV 1987; the smoothing by Scharr,
 * "Optimale Operatoren in der Digitalen Bildverarbeitung", Heidelberg 2000.
 */
public final class StructureTensor {

    private static final int FEWEST_PIXELS = 3;
    private static final double WINDOW = 0.2; // standard deviation by side

    /** Coherence below this is rounding: of a patch that is the same after a quarter of a turn, such as a checkerboard. */
    private static final double LEAST_COHERENCE = 1e-12;

    private final int side;
    private final double[] window; // of a row or column, [side]

    private StructureTensor(int side) {
        this.side = side;
        this.window = new double[side];
        double sigma = WINDOW * side;
        for (int i = 0; i < side; i++) {
            double distance = i - (side - 1) / 2.0;
            window[i] = StrictMath.exp(-distance * distance / (2 * sigma * sigma));
        }
    }

    /**
     * For patches of one size.
     *
     * @param side pixels of a side, 3 or more
     * @throws IllegalArgumentException if it is less
     */
    public static StructureTensor ofSide(int side) {
        if (side < FEWEST_PIXELS) {
            throw new IllegalArgumentException(
                    "structure tensor: expected patches of %d x %d pixels or more, got %d x %d"
                            .formatted(FEWEST_PIXELS, FEWEST_PIXELS, side, side));
        }
        return new StructureTensor(side);
    }

    /**
     * The orientation of one patch.
     *
     * @param image {@code [H, imageWidth]}, gray levels, finite, read only
     * @param top row of the patch's first pixel
     * @param left column of the patch's first pixel
     * @throws IllegalArgumentException if the patch does not lie in the image
     */
    public LocalOrientation at(float[] image, int imageWidth, int top, int left) {
        if (top < 0 || left < 0 || left > imageWidth - side || top > image.length / imageWidth - side) {
            throw new IllegalArgumentException(
                    "structure tensor: expected a patch within %d x %d pixels, got %d x %d at %d, %d"
                            .formatted(image.length / imageWidth, imageWidth, side, side, top, left));
        }
        double xx = 0; // sums of w gx gx and so on; x to the right, y up
        double xy = 0;
        double yy = 0;
        for (int row = 1; row < side - 1; row++) {
            int at = (top + row) * imageWidth + left;
            int above = at - imageWidth;
            int below = at + imageWidth;
            for (int c = 1; c < side - 1; c++) {
                double right = smoothed(image[above + c + 1], image[at + c + 1], image[below + c + 1]);
                double before = smoothed(image[above + c - 1], image[at + c - 1], image[below + c - 1]);
                double up = smoothed(image[above + c - 1], image[above + c], image[above + c + 1]);
                double down = smoothed(image[below + c - 1], image[below + c], image[below + c + 1]);
                double weight = window[row] * window[c];
                xx += weight * (right - before) * (right - before);
                xy += weight * (right - before) * (up - down);
                yy += weight * (up - down) * (up - down);
            }
        }
        return of(xx, xy, yy);
    }

    private static double smoothed(float before, float middle, float after) {
        return 3.0 * before + 10.0 * middle + 3.0 * after;
    }

    private static LocalOrientation of(double xx, double xy, double yy) {
        double difference = xx - yy;
        double length = Math.sqrt(difference * difference + 4 * xy * xy);
        if (length <= LEAST_COHERENCE * (xx + yy)) {
            return new LocalOrientation(Double.NaN, 0);
        }
        double gradient = StrictMath.atan2(2 * xy, difference) / 2 * (180 / StrictMath.PI);
        double stripes = gradient + 90; // of -90 to 90
        return new LocalOrientation(stripes >= 180 ? 0 : stripes, Math.min(1, length / (xx + yy)));
    }
}
