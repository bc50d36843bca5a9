package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Input gradient behind a max-pool, from the one output in four that won. The channels that won at one place of one
 * window add their weights into the same stretch of (kernel column, input channel), which stays in registers meanwhile.
 */
final class VectorPooledInputGradient {

    private static final int MASK_BITS = 32;

    private VectorPooledInputGradient() {}

    /** As {@link Kernels#addPooledInputGradient}. */
    static void add(
            ConvolutionGeometry geometry,
            float[] gradient,
            int[] winners,
            int gradientAt,
            int[] places,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt) {
        int channels = geometry.outputChannels();
        int groups = channels / MASK_BITS;
        int width = geometry.inputWidth();
        int run = geometry.kernelSize() * inputChannels;
        WindowPlaces.collect(geometry, winners, gradientAt, places);
        for (int ky = 0; ky < geometry.kernelSize(); ky++) {
            int w = ORIGIN + ky * channels * run;
            for (int p = 0; p < geometry.pooledPositions(); p++) {
                int x = inputAt + (WindowPlaces.pixel(geometry, p, 0) + ky * width) * inputChannels;
                for (int place = 0; place < 4; place++) {
                    int start = x + ((place >> 1) * width + (place & 1)) * inputChannels;
                    for (int group = 0; group < groups; group++) {
                        int mask = places[(p * groups + group) * 4 + place];
                        if (mask != 0) {
                            int g = gradientAt + p * channels + group * MASK_BITS;
                            addRow(gradient, g, mask, weights, w + group * MASK_BITS * run, run, inputGradient, start);
                        }
                    }
                }
            }
        }
    }

    private static void addRow(
            float[] gradient, int g, int mask, float[] weights, int w, int run, float[] inputGradient, int x) {
        int i = 0;
        for (; i + 10 * WIDTH <= run; i += 10 * WIDTH) {
            input10(gradient, g, mask, weights, w + i, run, inputGradient, x + i);
        }
        for (; i + 5 * WIDTH <= run; i += 5 * WIDTH) {
            input5(gradient, g, mask, weights, w + i, run, inputGradient, x + i);
        }
        for (; i < run; i += WIDTH) {
            input1(gradient, g, mask, weights, w + i, run, inputGradient, x + i);
        }
    }

    private static void input10(
            float[] gradient, int g, int mask, float[] weights, int w, int run, float[] inputGradient, int x) {
        int left = mask;
        FloatVector s0 = FloatVector.fromArray(LANES, inputGradient, x + 0 * WIDTH);
        FloatVector s1 = FloatVector.fromArray(LANES, inputGradient, x + 1 * WIDTH);
        FloatVector s2 = FloatVector.fromArray(LANES, inputGradient, x + 2 * WIDTH);
        FloatVector s3 = FloatVector.fromArray(LANES, inputGradient, x + 3 * WIDTH);
        FloatVector s4 = FloatVector.fromArray(LANES, inputGradient, x + 4 * WIDTH);
        FloatVector s5 = FloatVector.fromArray(LANES, inputGradient, x + 5 * WIDTH);
        FloatVector s6 = FloatVector.fromArray(LANES, inputGradient, x + 6 * WIDTH);
        FloatVector s7 = FloatVector.fromArray(LANES, inputGradient, x + 7 * WIDTH);
        FloatVector s8 = FloatVector.fromArray(LANES, inputGradient, x + 8 * WIDTH);
        FloatVector s9 = FloatVector.fromArray(LANES, inputGradient, x + 9 * WIDTH);
        do {
            int channel = Integer.numberOfTrailingZeros(left);
            left &= left - 1;
            int row = w + channel * run;
            FloatVector y = FloatVector.broadcast(LANES, gradient[g + channel]);
            s0 = y.fma(FloatVector.fromArray(LANES, weights, row + 0 * WIDTH), s0);
            s1 = y.fma(FloatVector.fromArray(LANES, weights, row + 1 * WIDTH), s1);
            s2 = y.fma(FloatVector.fromArray(LANES, weights, row + 2 * WIDTH), s2);
            s3 = y.fma(FloatVector.fromArray(LANES, weights, row + 3 * WIDTH), s3);
            s4 = y.fma(FloatVector.fromArray(LANES, weights, row + 4 * WIDTH), s4);
            s5 = y.fma(FloatVector.fromArray(LANES, weights, row + 5 * WIDTH), s5);
            s6 = y.fma(FloatVector.fromArray(LANES, weights, row + 6 * WIDTH), s6);
            s7 = y.fma(FloatVector.fromArray(LANES, weights, row + 7 * WIDTH), s7);
            s8 = y.fma(FloatVector.fromArray(LANES, weights, row + 8 * WIDTH), s8);
            s9 = y.fma(FloatVector.fromArray(LANES, weights, row + 9 * WIDTH), s9);
        } while (left != 0);
        s0.intoArray(inputGradient, x + 0 * WIDTH);
        s1.intoArray(inputGradient, x + 1 * WIDTH);
        s2.intoArray(inputGradient, x + 2 * WIDTH);
        s3.intoArray(inputGradient, x + 3 * WIDTH);
        s4.intoArray(inputGradient, x + 4 * WIDTH);
        s5.intoArray(inputGradient, x + 5 * WIDTH);
        s6.intoArray(inputGradient, x + 6 * WIDTH);
        s7.intoArray(inputGradient, x + 7 * WIDTH);
        s8.intoArray(inputGradient, x + 8 * WIDTH);
        s9.intoArray(inputGradient, x + 9 * WIDTH);
    }

    private static void input5(
            float[] gradient, int g, int mask, float[] weights, int w, int run, float[] inputGradient, int x) {
        int left = mask;
        FloatVector s0 = FloatVector.fromArray(LANES, inputGradient, x + 0 * WIDTH);
        FloatVector s1 = FloatVector.fromArray(LANES, inputGradient, x + 1 * WIDTH);
        FloatVector s2 = FloatVector.fromArray(LANES, inputGradient, x + 2 * WIDTH);
        FloatVector s3 = FloatVector.fromArray(LANES, inputGradient, x + 3 * WIDTH);
        FloatVector s4 = FloatVector.fromArray(LANES, inputGradient, x + 4 * WIDTH);
        do {
            int channel = Integer.numberOfTrailingZeros(left);
            left &= left - 1;
            int row = w + channel * run;
            FloatVector y = FloatVector.broadcast(LANES, gradient[g + channel]);
            s0 = y.fma(FloatVector.fromArray(LANES, weights, row + 0 * WIDTH), s0);
            s1 = y.fma(FloatVector.fromArray(LANES, weights, row + 1 * WIDTH), s1);
            s2 = y.fma(FloatVector.fromArray(LANES, weights, row + 2 * WIDTH), s2);
            s3 = y.fma(FloatVector.fromArray(LANES, weights, row + 3 * WIDTH), s3);
            s4 = y.fma(FloatVector.fromArray(LANES, weights, row + 4 * WIDTH), s4);
        } while (left != 0);
        s0.intoArray(inputGradient, x + 0 * WIDTH);
        s1.intoArray(inputGradient, x + 1 * WIDTH);
        s2.intoArray(inputGradient, x + 2 * WIDTH);
        s3.intoArray(inputGradient, x + 3 * WIDTH);
        s4.intoArray(inputGradient, x + 4 * WIDTH);
    }

    private static void input1(
            float[] gradient, int g, int mask, float[] weights, int w, int run, float[] inputGradient, int x) {
        int left = mask;
        FloatVector s0 = FloatVector.fromArray(LANES, inputGradient, x + 0 * WIDTH);
        do {
            int channel = Integer.numberOfTrailingZeros(left);
            left &= left - 1;
            int row = w + channel * run;
            FloatVector y = FloatVector.broadcast(LANES, gradient[g + channel]);
            s0 = y.fma(FloatVector.fromArray(LANES, weights, row + 0 * WIDTH), s0);
        } while (left != 0);
        s0.intoArray(inputGradient, x + 0 * WIDTH);
    }
}
