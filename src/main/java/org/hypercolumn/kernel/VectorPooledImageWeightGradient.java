package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.NEVER;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Weight gradient of a pooled convolution over an image of one channel, from the one output in four that won. The weights
 * of one output channel fill two vectors once the pixels that one output reads lie next to each other: its patch.
 */
final class VectorPooledImageWeightGradient {

    private static final int CHANNELS = Kernels.CHANNEL_BLOCK;
    private static final int COLUMN = 6;

    private VectorPooledImageWeightGradient() {}

    /** As {@link Kernels#addPooledImageWeightGradient}. */
    static void add(
            ConvolutionGeometry geometry,
            float[] image,
            int imageAt,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weightGradient) {
        int width = geometry.inputWidth();
        int patch = geometry.patchLength();
        int channels = geometry.outputChannels();
        int row = geometry.pooledWidth() * CHANNELS;
        for (int channel = 0; channel < channels; channel += CHANNELS) {
            float[] g = gradient;
            int gAt = gradientAt;
            int[] w = winners;
            int wAt = winnersAt;
            if (channels > CHANNELS) {
                scratch.slice(geometry, gradient, gradientAt + channel, winners, winnersAt + channel);
                g = scratch.blockGradients;
                gAt = 0;
                w = scratch.blockWinners;
                wAt = 0;
            }
            for (int py = 0; py < geometry.pooledHeight(); py++) {
                int pixel = 2 * py * width;
                writePatches(geometry, image, imageAt + pixel, scratch);
                int from = gAt + py * row;
                for (int i = 0; i < CHANNELS * patch; i += 4 * patch) {
                    int to = ORIGIN + channel * patch + i;
                    int c = i / patch;
                    for (int v = 0; v < patch; v += 2 * WIDTH) {
                        int base = ORIGIN + v - pixel * patch;
                        add4(
                                scratch.patches,
                                base,
                                patch,
                                g,
                                from + c,
                                from + row,
                                w,
                                wAt - gAt,
                                weightGradient,
                                to + v);
                    }
                }
            }
        }
    }

    /** The patches of the two rows of outputs from the pixel {@code at} on. */
    private static void writePatches(ConvolutionGeometry geometry, float[] image, int at, PooledScratch scratch) {
        int width = geometry.inputWidth();
        int column = geometry.kernelSize() + 1;
        int patch = geometry.patchLength();
        int outputs = 2 * geometry.pooledWidth();
        if (column == COLUMN) {
            writeColumns6(image, at, width, scratch.columns);
        } else {
            for (int i = 0; i < column * width; i++) {
                scratch.columns[ORIGIN + i % width * column + i / width] = image[at + i];
            }
        }
        for (int y = 0; y < 2; y++) {
            int to = ORIGIN + y * width * patch;
            for (int i = 0; i < patch; i += 2 * WIDTH) {
                copyPatches(scratch.columns, ORIGIN + y + i, column, outputs, scratch.patches, to + i, patch);
            }
        }
    }

    /** Columns of 6 pixels, as a kernel of 5 x 5 needs them, with distances that the compiler knows. */
    private static void writeColumns6(float[] image, int at, int width, float[] columns) {
        int row = at;
        for (int x = 0; x < width; x++) {
            int to = ORIGIN + COLUMN * x;
            columns[to] = image[row];
            columns[to + 1] = image[row + width];
            columns[to + 2] = image[row + 2 * width];
            columns[to + 3] = image[row + 3 * width];
            columns[to + 4] = image[row + 4 * width];
            columns[to + 5] = image[row + 5 * width];
            row++;
        }
    }

    private static void copyPatches(
            float[] columns, int columnsAt, int column, int count, float[] patches, int patchesAt, int patch) {
        int from = columnsAt;
        int to = patchesAt;
        for (int x = 0; x < count; x++) {
            FloatVector.fromArray(LANES, columns, from).intoArray(patches, to);
            FloatVector.fromArray(LANES, columns, from + WIDTH).intoArray(patches, to + WIDTH);
            from += column;
            to += patch;
        }
    }

    /**
     * 4 output channels x 2 vectors of weights, whose sums stay in registers: more, and JDK 17 makes objects of them.
     *
     * @param shift how far a winner stands behind its gradient
     */
    private static void add4(
            float[] patches,
            int base,
            int patch,
            float[] gradient,
            int from,
            int to,
            int[] winners,
            int shift,
            float[] weightGradient,
            int w) {
        FloatVector s0 = FloatVector.fromArray(LANES, weightGradient, w + 0 * patch);
        FloatVector t0 = FloatVector.fromArray(LANES, weightGradient, w + 0 * patch + WIDTH);
        FloatVector s1 = FloatVector.fromArray(LANES, weightGradient, w + 1 * patch);
        FloatVector t1 = FloatVector.fromArray(LANES, weightGradient, w + 1 * patch + WIDTH);
        FloatVector s2 = FloatVector.fromArray(LANES, weightGradient, w + 2 * patch);
        FloatVector t2 = FloatVector.fromArray(LANES, weightGradient, w + 2 * patch + WIDTH);
        FloatVector s3 = FloatVector.fromArray(LANES, weightGradient, w + 3 * patch);
        FloatVector t3 = FloatVector.fromArray(LANES, weightGradient, w + 3 * patch + WIDTH);
        int g = from;
        do {
            if (NEVER) {
                g++;
            }
            int x0 = base + winners[g + shift + 0] * patch;
            FloatVector y0 = FloatVector.broadcast(LANES, gradient[g + 0]);
            s0 = y0.fma(FloatVector.fromArray(LANES, patches, x0), s0);
            t0 = y0.fma(FloatVector.fromArray(LANES, patches, x0 + WIDTH), t0);
            int x1 = base + winners[g + shift + 1] * patch;
            FloatVector y1 = FloatVector.broadcast(LANES, gradient[g + 1]);
            s1 = y1.fma(FloatVector.fromArray(LANES, patches, x1), s1);
            t1 = y1.fma(FloatVector.fromArray(LANES, patches, x1 + WIDTH), t1);
            int x2 = base + winners[g + shift + 2] * patch;
            FloatVector y2 = FloatVector.broadcast(LANES, gradient[g + 2]);
            s2 = y2.fma(FloatVector.fromArray(LANES, patches, x2), s2);
            t2 = y2.fma(FloatVector.fromArray(LANES, patches, x2 + WIDTH), t2);
            int x3 = base + winners[g + shift + 3] * patch;
            FloatVector y3 = FloatVector.broadcast(LANES, gradient[g + 3]);
            s3 = y3.fma(FloatVector.fromArray(LANES, patches, x3), s3);
            t3 = y3.fma(FloatVector.fromArray(LANES, patches, x3 + WIDTH), t3);
            g += CHANNELS;
        } while (g < to);
        s0.intoArray(weightGradient, w + 0 * patch);
        t0.intoArray(weightGradient, w + 0 * patch + WIDTH);
        s1.intoArray(weightGradient, w + 1 * patch);
        t1.intoArray(weightGradient, w + 1 * patch + WIDTH);
        s2.intoArray(weightGradient, w + 2 * patch);
        t2.intoArray(weightGradient, w + 2 * patch + WIDTH);
        s3.intoArray(weightGradient, w + 3 * patch);
        t3.intoArray(weightGradient, w + 3 * patch + WIDTH);
    }
}
