package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.NEVER;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Input gradient behind a max-pool, from the one output in four that won. A row of outputs is walked through once for each
 * kernel row; the pixels that an output reads stay in registers and move on by one from output to output.
 */
final class VectorPooledInputGradient {

    private static final int CHANNELS = Kernels.CHANNEL_BLOCK;

    /** The kernel and the input channels for which registers are laid out; others take a plain way. */
    private static final int KERNEL_SIZE = 5;

    private static final int PIXEL = Kernels.CHANNEL_BLOCK;
    private static final int RUN = KERNEL_SIZE * PIXEL;

    /** Values in front of a window's gradient, as it stands in the scratch. */
    private static final int STEP = PooledScratch.GRADIENT_STEP;

    private VectorPooledInputGradient() {}

    /** As {@link Kernels#addPooledInputGradient}. */
    static void add(
            ConvolutionGeometry geometry,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt) {
        int channels = geometry.outputChannels();
        for (int block = 0; block < channels; block += CHANNELS) {
            collect(geometry, gradient, gradientAt + block, winners, winnersAt + block, scratch);
            for (int ky = 0; ky < geometry.kernelSize(); ky++) {
                int w = ORIGIN + (ky * channels + block) * geometry.kernelSize() * inputChannels;
                for (int y = 0; y < 2 * geometry.pooledHeight(); y++) {
                    int x = inputAt + (y + ky) * geometry.inputWidth() * inputChannels;
                    addRow(geometry, scratch, y, weights, w, inputChannels, inputGradient, x);
                }
            }
        }
    }

    /** Writes down the gradient of 32 channels, and for each output of the unpooled map which of them won there. */
    private static void collect(
            ConvolutionGeometry geometry,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch) {
        int columns = 2 * geometry.pooledWidth();
        int width = geometry.inputWidth();
        IntVector none = IntVector.zero(VectorKernels.INT_LANES);
        IntVector lane =
                IntVector.broadcast(VectorKernels.INT_LANES, 1).lanewise(VectorOperators.LSHL, none.addIndex(1));
        for (int p = 0; p < geometry.pooledPositions(); p++) {
            int py = p / geometry.pooledWidth();
            int px = p - py * geometry.pooledWidth();
            int first = 2 * py * width + 2 * px;
            IntVector place0 = none;
            IntVector place1 = none;
            IntVector place2 = none;
            IntVector place3 = none;
            for (int c = 0; c < CHANNELS; c += WIDTH) {
                int from = p * geometry.outputChannels() + c;
                FloatVector.fromArray(LANES, gradient, gradientAt + from)
                        .intoArray(scratch.gradients, ORIGIN + p * STEP + c);
                IntVector winner = IntVector.fromArray(VectorKernels.INT_LANES, winners, winnersAt + from);
                IntVector bit = lane.lanewise(VectorOperators.LSHL, c);
                place0 = place0.blend(place0.or(bit), winner.compare(VectorOperators.EQ, first));
                place1 = place1.blend(place1.or(bit), winner.compare(VectorOperators.EQ, first + 1));
                place2 = place2.blend(place2.or(bit), winner.compare(VectorOperators.EQ, first + width));
                place3 = place3.blend(place3.or(bit), winner.compare(VectorOperators.EQ, first + width + 1));
            }
            int to = 2 * py * columns + 2 * px;
            scratch.places[to] = place0.reduceLanes(VectorOperators.OR);
            scratch.places[to + 1] = place1.reduceLanes(VectorOperators.OR);
            scratch.places[to + columns] = place2.reduceLanes(VectorOperators.OR);
            scratch.places[to + columns + 1] = place3.reduceLanes(VectorOperators.OR);
        }
    }

    /** One row of outputs and one kernel row. */
    private static void addRow(
            ConvolutionGeometry geometry,
            PooledScratch scratch,
            int y,
            float[] weights,
            int w,
            int inputChannels,
            float[] inputGradient,
            int x) {
        int columns = 2 * geometry.pooledWidth();
        int run = geometry.kernelSize() * inputChannels;
        int g = ORIGIN + (y >> 1) * geometry.pooledWidth() * STEP;
        int from = y * columns;
        int to = from + columns;
        if (geometry.kernelSize() == KERNEL_SIZE && inputChannels == PIXEL) {
            for (int i = 0; i < PIXEL; i += 2 * WIDTH) {
                slide(scratch.gradients, g, scratch.places, from, to, weights, w + i, inputGradient, x + i);
            }
            return;
        }
        for (int place = from; place < to; place++) {
            int window = g + ((place - from) >> 1) * STEP;
            int start = x + (place - from) * inputChannels;
            for (int i = 0; i < run; i += 2 * WIDTH) {
                add2(scratch.gradients, window, scratch.places[place], weights, w + i, run, inputGradient, start + i);
            }
        }
    }

    /** One output, and two vectors of the pixels that it reads. */
    private static void add2(
            float[] gradients, int g, int mask, float[] weights, int w, int run, float[] inputGradient, int x) {
        int rest = mask;
        FloatVector s = FloatVector.fromArray(LANES, inputGradient, x);
        FloatVector t = FloatVector.fromArray(LANES, inputGradient, x + WIDTH);
        do {
            if (NEVER) {
                rest++;
            }
            // Where none won, 32: a gradient of 0, and channel 0's weights.
            int channel = Integer.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            int row = w + (channel & CHANNELS - 1) * run;
            FloatVector y = FloatVector.broadcast(LANES, gradients[g + channel]);
            s = y.fma(FloatVector.fromArray(LANES, weights, row), s);
            t = y.fma(FloatVector.fromArray(LANES, weights, row + WIDTH), t);
        } while (rest != 0);
        s.intoArray(inputGradient, x);
        t.intoArray(inputGradient, x + WIDTH);
    }

    /** A row of outputs, and two vectors of the channels of all pixels that they read: 5 pixels stay in registers. */
    private static void slide(
            float[] gradients,
            int gradientsAt,
            int[] places,
            int from,
            int to,
            float[] weights,
            int w,
            float[] inputGradient,
            int inputAt) {
        int x = inputAt;
        FloatVector s0 = FloatVector.fromArray(LANES, inputGradient, x + 0 * PIXEL);
        FloatVector t0 = FloatVector.fromArray(LANES, inputGradient, x + 0 * PIXEL + WIDTH);
        FloatVector s1 = FloatVector.fromArray(LANES, inputGradient, x + 1 * PIXEL);
        FloatVector t1 = FloatVector.fromArray(LANES, inputGradient, x + 1 * PIXEL + WIDTH);
        FloatVector s2 = FloatVector.fromArray(LANES, inputGradient, x + 2 * PIXEL);
        FloatVector t2 = FloatVector.fromArray(LANES, inputGradient, x + 2 * PIXEL + WIDTH);
        FloatVector s3 = FloatVector.fromArray(LANES, inputGradient, x + 3 * PIXEL);
        FloatVector t3 = FloatVector.fromArray(LANES, inputGradient, x + 3 * PIXEL + WIDTH);
        int place = from;
        do {
            FloatVector s4 = FloatVector.fromArray(LANES, inputGradient, x + 4 * PIXEL);
            FloatVector t4 = FloatVector.fromArray(LANES, inputGradient, x + 4 * PIXEL + WIDTH);
            int rest = places[place];
            int g = gradientsAt + ((place - from) >> 1) * STEP;
            do {
                if (NEVER) {
                    rest++;
                }
                // Where none won, 32: a gradient of 0, and channel 0's weights.
                int channel = Integer.numberOfTrailingZeros(rest);
                rest &= rest - 1;
                int row = w + (channel & CHANNELS - 1) * RUN;
                FloatVector y = FloatVector.broadcast(LANES, gradients[g + channel]);
                s0 = y.fma(FloatVector.fromArray(LANES, weights, row + 0 * PIXEL), s0);
                t0 = y.fma(FloatVector.fromArray(LANES, weights, row + 0 * PIXEL + WIDTH), t0);
                s1 = y.fma(FloatVector.fromArray(LANES, weights, row + 1 * PIXEL), s1);
                t1 = y.fma(FloatVector.fromArray(LANES, weights, row + 1 * PIXEL + WIDTH), t1);
                s2 = y.fma(FloatVector.fromArray(LANES, weights, row + 2 * PIXEL), s2);
                t2 = y.fma(FloatVector.fromArray(LANES, weights, row + 2 * PIXEL + WIDTH), t2);
                s3 = y.fma(FloatVector.fromArray(LANES, weights, row + 3 * PIXEL), s3);
                t3 = y.fma(FloatVector.fromArray(LANES, weights, row + 3 * PIXEL + WIDTH), t3);
                s4 = y.fma(FloatVector.fromArray(LANES, weights, row + 4 * PIXEL), s4);
                t4 = y.fma(FloatVector.fromArray(LANES, weights, row + 4 * PIXEL + WIDTH), t4);
            } while (rest != 0);
            s0.intoArray(inputGradient, x);
            t0.intoArray(inputGradient, x + WIDTH);
            s0 = s1;
            t0 = t1;
            s1 = s2;
            t1 = t2;
            s2 = s3;
            t2 = t3;
            s3 = s4;
            t3 = t4;
            x += PIXEL;
        } while (++place < to);
        s0.intoArray(inputGradient, x + 0 * PIXEL);
        t0.intoArray(inputGradient, x + 0 * PIXEL + WIDTH);
        s1.intoArray(inputGradient, x + 1 * PIXEL);
        t1.intoArray(inputGradient, x + 1 * PIXEL + WIDTH);
        s2.intoArray(inputGradient, x + 2 * PIXEL);
        t2.intoArray(inputGradient, x + 2 * PIXEL + WIDTH);
        s3.intoArray(inputGradient, x + 3 * PIXEL);
        t3.intoArray(inputGradient, x + 3 * PIXEL + WIDTH);
    }
}
