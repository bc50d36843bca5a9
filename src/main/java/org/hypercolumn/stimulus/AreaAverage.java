package org.hypercolumn.stimulus;

import java.util.Arrays;

/**
 * Makes an image smaller: each pixel of the small image is the mean of the area of the large one that it covers, where a
 * pixel that lies in it by a part counts by that part. The mean over the image stays; equal sizes change nothing.
 *
 * <p>Weights are whole numbers (a large pixel is cut into {@code toHeight * toWidth} pieces), so the same pixels give the
 * same bits on every machine; of bytes the sums are exact.
 *
 * @param height H of the large image, pixels
 * @param width W of the large image, pixels
 * @param toHeight h of the small image, 1 to H, pixels
 * @param toWidth w of the small image, 1 to W, pixels
 */
public record AreaAverage(int height, int width, int toHeight, int toWidth) {

    /**
     * @throws IllegalArgumentException if a size is outside its limits
     */
    public AreaAverage {
        if (toHeight < 1 || toWidth < 1 || toHeight > height || toWidth > width) {
            throw new IllegalArgumentException(
                    "area average: expected a size of 1 x 1 to %d x %d pixels, as images are only made smaller, got %d x %d"
                            .formatted(height, width, toHeight, toWidth));
        }
    }

    /**
     * The size nearest to the image's own shape whose longer side is {@code longest}; its own size if that is as small.
     *
     * @param longest pixels, above 0
     * @throws IllegalArgumentException if a size is below 1
     */
    public static AreaAverage withLongerSide(int height, int width, int longest) {
        if (longest < 1) {
            throw new IllegalArgumentException("area average: longer side must be above 0 pixels, got " + longest);
        }
        int longer = Math.max(height, width);
        return longer <= longest
                ? new AreaAverage(height, width, height, width)
                : new AreaAverage(height, width, side(height, longest, longer), side(width, longest, longer));
    }

    private static int side(int side, int longest, int longer) {
        return (int) Math.max(1, (2L * side * longest + longer) / (2L * longer)); // rounded half up
    }

    /**
     * The small image.
     *
     * @param pixels {@code [H * W]}, row by row, read only
     * @return {@code [h * w]}, row by row, in the unit of the pixels
     * @throws IllegalArgumentException if {@code pixels} has another length
     */
    public float[] apply(float[] pixels) {
        if (pixels.length != (long) height * width) {
            throw new IllegalArgumentException(
                    "area average: expected [H, W] = [%d, %d], got %d values".formatted(height, width, pixels.length));
        }
        float[] small = new float[toHeight * toWidth];
        double[] sums = new double[width]; // of the rows under one small row
        for (int row = 0; row < toHeight; row++) {
            Arrays.fill(sums, 0);
            for (int from = first(row, height, toHeight); from < end(row, height, toHeight); from++) {
                long weight = overlap(row, from, height, toHeight);
                for (int column = 0; column < width; column++) {
                    sums[column] += weight * (double) pixels[from * width + column];
                }
            }
            for (int column = 0; column < toWidth; column++) {
                double sum = 0;
                for (int from = first(column, width, toWidth); from < end(column, width, toWidth); from++) {
                    sum += overlap(column, from, width, toWidth) * sums[from];
                }
                small[row * toWidth + column] = (float) (sum / ((double) height * width));
            }
        }
        return small;
    }

    /** The first large pixel that lies, by a part, in small pixel {@code to}. */
    private static int first(int to, int large, int small) {
        return (int) ((long) to * large / small);
    }

    /** One after the last large pixel that lies, by a part, in small pixel {@code to}. */
    private static int end(int to, int large, int small) {
        return (int) (((to + 1L) * large + small - 1) / small);
    }

    /** Length that both cover, in units of which a large pixel has {@code small} and a small one {@code large}. */
    private static long overlap(int to, int from, int large, int small) {
        return Math.min((to + 1L) * large, (from + 1L) * small) - Math.max((long) to * large, (long) from * small);
    }
}
