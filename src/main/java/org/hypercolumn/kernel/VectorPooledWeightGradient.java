package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.NEVER;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Weight gradient behind a max-pool, from the one output in four that won. Rows of (kernel column, input channel) are
 * summed 10 vectors at a time; a few pooled rows at a time, so that the input they read stays in the fastest cache.
 */
final class VectorPooledWeightGradient {

    /** Values of input that a tile may read for one kernel row: a good half of a cache of 48 KiB. */
    private static final int TILE_VALUES = 7500;

    private VectorPooledWeightGradient() {}

    /** As {@link Kernels#addPooledWeightGradient}. */
    static void add(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weightGradient) {
        int channels = geometry.outputChannels();
        int positions = geometry.pooledPositions();
        scratch.arrangeByChannel(geometry, gradient, gradientAt, winners, winnersAt, inputChannels);
        int inputRow = geometry.inputWidth() * inputChannels;
        int tile = Math.max(1, TILE_VALUES / (2 * inputRow)) * geometry.pooledWidth();
        int run = geometry.kernelSize() * inputChannels;
        for (int from = 0; from < positions; from += tile) {
            int to = Math.min(from + tile, positions);
            for (int ky = 0; ky < geometry.kernelSize(); ky++) {
                int x = inputAt + ky * inputRow;
                for (int c = 0; c < channels; c++) {
                    int w = ORIGIN + (ky * channels + c) * run;
                    addRow(input, x, scratch, c * positions + from, c * positions + to, weightGradient, w, run);
                }
            }
        }
    }

    private static void addRow(
            float[] input, int x, PooledScratch scratch, int from, int to, float[] weightGradient, int w, int run) {
        float[] gradient = scratch.gradientsByChannel;
        int[] inputs = scratch.inputsByChannel;
        int i = 0;
        for (; i + 10 * WIDTH <= run; i += 10 * WIDTH) {
            add10(input, x + i, gradient, inputs, from, to, weightGradient, w + i);
        }
        for (; i < run; i += 2 * WIDTH) {
            add2(input, x + i, gradient, inputs, from, to, weightGradient, w + i);
        }
    }

    /** 10 vectors of one output channel's weights, whose sums stay in registers. */
    private static void add10(
            float[] input,
            int inputAt,
            float[] gradient,
            int[] inputs,
            int from,
            int to,
            float[] weightGradient,
            int w) {
        FloatVector s0 = FloatVector.fromArray(LANES, weightGradient, w + 0 * WIDTH);
        FloatVector s1 = FloatVector.fromArray(LANES, weightGradient, w + 1 * WIDTH);
        FloatVector s2 = FloatVector.fromArray(LANES, weightGradient, w + 2 * WIDTH);
        FloatVector s3 = FloatVector.fromArray(LANES, weightGradient, w + 3 * WIDTH);
        FloatVector s4 = FloatVector.fromArray(LANES, weightGradient, w + 4 * WIDTH);
        FloatVector s5 = FloatVector.fromArray(LANES, weightGradient, w + 5 * WIDTH);
        FloatVector s6 = FloatVector.fromArray(LANES, weightGradient, w + 6 * WIDTH);
        FloatVector s7 = FloatVector.fromArray(LANES, weightGradient, w + 7 * WIDTH);
        FloatVector s8 = FloatVector.fromArray(LANES, weightGradient, w + 8 * WIDTH);
        FloatVector s9 = FloatVector.fromArray(LANES, weightGradient, w + 9 * WIDTH);
        int g = from;
        do {
            if (NEVER) {
                g++;
            }
            int x = inputAt + inputs[g];
            FloatVector y = FloatVector.broadcast(LANES, gradient[g]);
            s0 = y.fma(FloatVector.fromArray(LANES, input, x + 0 * WIDTH), s0);
            s1 = y.fma(FloatVector.fromArray(LANES, input, x + 1 * WIDTH), s1);
            s2 = y.fma(FloatVector.fromArray(LANES, input, x + 2 * WIDTH), s2);
            s3 = y.fma(FloatVector.fromArray(LANES, input, x + 3 * WIDTH), s3);
            s4 = y.fma(FloatVector.fromArray(LANES, input, x + 4 * WIDTH), s4);
            s5 = y.fma(FloatVector.fromArray(LANES, input, x + 5 * WIDTH), s5);
            s6 = y.fma(FloatVector.fromArray(LANES, input, x + 6 * WIDTH), s6);
            s7 = y.fma(FloatVector.fromArray(LANES, input, x + 7 * WIDTH), s7);
            s8 = y.fma(FloatVector.fromArray(LANES, input, x + 8 * WIDTH), s8);
            s9 = y.fma(FloatVector.fromArray(LANES, input, x + 9 * WIDTH), s9);
            g++;
        } while (g < to);
        s0.intoArray(weightGradient, w + 0 * WIDTH);
        s1.intoArray(weightGradient, w + 1 * WIDTH);
        s2.intoArray(weightGradient, w + 2 * WIDTH);
        s3.intoArray(weightGradient, w + 3 * WIDTH);
        s4.intoArray(weightGradient, w + 4 * WIDTH);
        s5.intoArray(weightGradient, w + 5 * WIDTH);
        s6.intoArray(weightGradient, w + 6 * WIDTH);
        s7.intoArray(weightGradient, w + 7 * WIDTH);
        s8.intoArray(weightGradient, w + 8 * WIDTH);
        s9.intoArray(weightGradient, w + 9 * WIDTH);
    }

    /** 2 vectors of one output channel's weights, whose sums stay in registers. */
    private static void add2(
            float[] input,
            int inputAt,
            float[] gradient,
            int[] inputs,
            int from,
            int to,
            float[] weightGradient,
            int w) {
        FloatVector s0 = FloatVector.fromArray(LANES, weightGradient, w + 0 * WIDTH);
        FloatVector s1 = FloatVector.fromArray(LANES, weightGradient, w + 1 * WIDTH);
        int g = from;
        do {
            if (NEVER) {
                g++;
            }
            int x = inputAt + inputs[g];
            FloatVector y = FloatVector.broadcast(LANES, gradient[g]);
            s0 = y.fma(FloatVector.fromArray(LANES, input, x + 0 * WIDTH), s0);
            s1 = y.fma(FloatVector.fromArray(LANES, input, x + 1 * WIDTH), s1);
            g++;
        } while (g < to);
        s0.intoArray(weightGradient, w + 0 * WIDTH);
        s1.intoArray(weightGradient, w + 1 * WIDTH);
    }
}
