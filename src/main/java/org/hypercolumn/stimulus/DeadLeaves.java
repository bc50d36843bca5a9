package org.hypercolumn.stimulus;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Natural-like images: discs of one gray level each lie on one another as fallen leaves do, until nothing shines
 * through. Occlusion and radii without a preferred size give the images the edges, junctions and power spectrum of
 * photographs.
 *
 * <p>Radii have a density proportional to r^-3 between the two limits; centers are uniform over the image and a margin
 * of the largest radius; gray levels are the mean of two uniform draws, so 127.5 on average with a deviation of 52.
 * Edges are smoothed by 4 x 4 samples a pixel.
 *
 * <p>An image needs only additions, multiplications, divisions and square roots, so that equal random numbers give
 * equal bytes on every machine and JDK. Source: Lee, Mumford, Huang, "Occlusion models for natural images", IJCV 2001,
 * §5.
 *
 * @param height H, pixels, above 0
 * @param width W, pixels, above 0
 * @param smallestRadiusPixels at least 0.5
 * @param largestRadiusPixels at least the smallest, finite
 */
public record DeadLeaves(int height, int width, double smallestRadiusPixels, double largestRadiusPixels) {

    private static final double SMALLEST_RADIUS_PIXELS = 1;
    private static final int SAMPLES = 4; // a pixel and axis
    private static final int UNCOVERED = -1;

    /**
     * @throws IllegalArgumentException if a size or radius is outside its limits
     */
    public DeadLeaves {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "dead leaves: height and width must be above 0, got %d x %d".formatted(height, width));
        }
        if (!(smallestRadiusPixels >= 0.5
                && largestRadiusPixels >= smallestRadiusPixels
                && Double.isFinite(largestRadiusPixels))) {
            throw new IllegalArgumentException(
                    "dead leaves: radii must be finite, at least 0.5 pixels and in order, got %s to %s pixels"
                            .formatted(smallestRadiusPixels, largestRadiusPixels));
        }
    }

    /**
     * Images of one size with radii from 1 pixel to the longer side of the image. At 50 x 50 their power falls as
     * frequency^-2.5, as does that of photographs scaled down to that size (-2.46, 5000 crops of BSDS500).
     */
    public static DeadLeaves ofSize(int height, int width) {
        return new DeadLeaves(
                height, width, SMALLEST_RADIUS_PIXELS, Math.max(SMALLEST_RADIUS_PIXELS, Math.max(height, width)));
    }

    /**
     * Draws one image, the topmost disc first, each disc only where no earlier one lies.
     *
     * @param random source of the discs, advanced; only its {@code nextDouble()} is used
     * @return {@code [H * W]}, gray levels 0 to 255 as unsigned bytes
     */
    public byte[] draw(RandomGenerator random) {
        Canvas canvas = new Canvas(height * SAMPLES, width * SAMPLES);
        double margin = largestRadiusPixels;
        double inverseSquareSmallest = 1 / (smallestRadiusPixels * smallestRadiusPixels);
        double inverseSquareLargest = 1 / (largestRadiusPixels * largestRadiusPixels);
        while (canvas.uncovered > 0) {
            // the share of discs smaller than r is (a - r^-2) / (a - b), solved for r
            double radius = 1
                    / Math.sqrt(inverseSquareSmallest
                            - random.nextDouble() * (inverseSquareSmallest - inverseSquareLargest));
            double centerY = random.nextDouble() * (height + 2 * margin) - margin;
            double centerX = random.nextDouble() * (width + 2 * margin) - margin;
            int level = (int) ((random.nextDouble() + random.nextDouble()) * 128);
            canvas.disc(centerY * SAMPLES, centerX * SAMPLES, radius * SAMPLES, level);
        }
        return canvas.averaged();
    }

    /** Mutable: the gray level of every sample, or UNCOVERED. */
    private static final class Canvas {
        private final int rows;
        private final int columns;
        private final int[] levels;
        private final int[] uncoveredInRow;
        private int uncovered;

        Canvas(int rows, int columns) {
            this.rows = rows;
            this.columns = columns;
            levels = new int[rows * columns];
            uncoveredInRow = new int[rows];
            uncovered = rows * columns;
            Arrays.fill(levels, UNCOVERED);
            Arrays.fill(uncoveredInRow, columns);
        }

        /** Paints the uncovered samples whose middle lies within {@code radius} samples of the center. */
        void disc(double centerY, double centerX, double radius, int level) {
            int firstRow = (int) Math.max(0, Math.ceil(centerY - radius - 0.5));
            int lastRow = (int) Math.min(rows - 1.0, Math.floor(centerY + radius - 0.5));
            for (int row = firstRow; row <= lastRow; row++) {
                if (uncoveredInRow[row] == 0) {
                    continue;
                }
                double dy = row + 0.5 - centerY;
                double halfChord = Math.sqrt(Math.max(0, radius * radius - dy * dy));
                int first = (int) Math.max(0, Math.ceil(centerX - halfChord - 0.5));
                int last = (int) Math.min(columns - 1.0, Math.floor(centerX + halfChord - 0.5));
                int painted = 0;
                for (int i = row * columns + first; i <= row * columns + last; i++) {
                    if (levels[i] == UNCOVERED) {
                        levels[i] = level;
                        painted++;
                    }
                }
                uncoveredInRow[row] -= painted;
                uncovered -= painted;
            }
        }

        /** The mean of each pixel's samples, rounded half up. */
        byte[] averaged() {
            int width = columns / SAMPLES;
            int[] sums = new int[levels.length / (SAMPLES * SAMPLES)];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    sums[row / SAMPLES * width + column / SAMPLES] += levels[row * columns + column];
                }
            }
            byte[] pixels = new byte[sums.length];
            for (int i = 0; i < sums.length; i++) {
                pixels[i] = (byte) ((sums[i] + SAMPLES * SAMPLES / 2) / (SAMPLES * SAMPLES));
            }
            return pixels;
        }
    }
}
