package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Forward convolution of an image of one channel with a 5 x 5 kernel: with so short a row of (kernel column, input
 * channel) the general loop spends its time on starting, so the row is written out.
 */
final class VectorImageConvolution {

    static final int KERNEL_SIZE = 5;
    private static final int BLOCK = 8;

    private VectorImageConvolution() {}

    /** Whether {@link #convolveRow} can take this convolution. */
    static boolean fits(ConvolutionGeometry geometry, int inputChannels, int columns) {
        return inputChannels == 1 && geometry.kernelSize() == KERNEL_SIZE && columns >= BLOCK;
    }

    /** Convolves at {@code columns} neighbouring pixels from {@code imageAt} on. */
    static void convolveRow(
            ConvolutionGeometry geometry,
            float[] image,
            int imageAt,
            int columns,
            float[] weights,
            float[] bias,
            float[] output,
            int outputAt) {
        int channels = geometry.outputChannels();
        for (int channel = 0; channel < channels; channel += 2 * WIDTH) {
            for (int column = 0; column < columns; column += BLOCK) {
                int first = Math.min(column, columns - BLOCK);
                block(
                        image,
                        imageAt + first,
                        geometry.inputWidth(),
                        weights,
                        bias,
                        channels,
                        channel,
                        output,
                        outputAt + first * channels + channel);
            }
        }
    }

    /** 8 positions x 2 vectors of output channels. */
    private static void block(
            float[] image,
            int x,
            int imageWidth,
            float[] weights,
            float[] bias,
            int channels,
            int channel,
            float[] output,
            int outputAt) {
        FloatVector b = FloatVector.fromArray(LANES, bias, ORIGIN + channel);
        FloatVector d = FloatVector.fromArray(LANES, bias, ORIGIN + channel + WIDTH);
        FloatVector s0 = b;
        FloatVector t0 = d;
        FloatVector s1 = b;
        FloatVector t1 = d;
        FloatVector s2 = b;
        FloatVector t2 = d;
        FloatVector s3 = b;
        FloatVector t3 = d;
        FloatVector s4 = b;
        FloatVector t4 = d;
        FloatVector s5 = b;
        FloatVector t5 = d;
        FloatVector s6 = b;
        FloatVector t6 = d;
        FloatVector s7 = b;
        FloatVector t7 = d;
        int w = ORIGIN + channel;
        int ky = 0;
        do {
            int row = x + ky * imageWidth;
            FloatVector u0 = FloatVector.fromArray(LANES, weights, w + 0 * channels);
            FloatVector v0 = FloatVector.fromArray(LANES, weights, w + 0 * channels + WIDTH);
            FloatVector y00 = FloatVector.broadcast(LANES, image[row + 0]);
            s0 = u0.fma(y00, s0);
            t0 = v0.fma(y00, t0);
            FloatVector y01 = FloatVector.broadcast(LANES, image[row + 1]);
            s1 = u0.fma(y01, s1);
            t1 = v0.fma(y01, t1);
            FloatVector y02 = FloatVector.broadcast(LANES, image[row + 2]);
            s2 = u0.fma(y02, s2);
            t2 = v0.fma(y02, t2);
            FloatVector y03 = FloatVector.broadcast(LANES, image[row + 3]);
            s3 = u0.fma(y03, s3);
            t3 = v0.fma(y03, t3);
            FloatVector y04 = FloatVector.broadcast(LANES, image[row + 4]);
            s4 = u0.fma(y04, s4);
            t4 = v0.fma(y04, t4);
            FloatVector y05 = FloatVector.broadcast(LANES, image[row + 5]);
            s5 = u0.fma(y05, s5);
            t5 = v0.fma(y05, t5);
            FloatVector y06 = FloatVector.broadcast(LANES, image[row + 6]);
            s6 = u0.fma(y06, s6);
            t6 = v0.fma(y06, t6);
            FloatVector y07 = FloatVector.broadcast(LANES, image[row + 7]);
            s7 = u0.fma(y07, s7);
            t7 = v0.fma(y07, t7);
            FloatVector u1 = FloatVector.fromArray(LANES, weights, w + 1 * channels);
            FloatVector v1 = FloatVector.fromArray(LANES, weights, w + 1 * channels + WIDTH);
            FloatVector y10 = FloatVector.broadcast(LANES, image[row + 1]);
            s0 = u1.fma(y10, s0);
            t0 = v1.fma(y10, t0);
            FloatVector y11 = FloatVector.broadcast(LANES, image[row + 2]);
            s1 = u1.fma(y11, s1);
            t1 = v1.fma(y11, t1);
            FloatVector y12 = FloatVector.broadcast(LANES, image[row + 3]);
            s2 = u1.fma(y12, s2);
            t2 = v1.fma(y12, t2);
            FloatVector y13 = FloatVector.broadcast(LANES, image[row + 4]);
            s3 = u1.fma(y13, s3);
            t3 = v1.fma(y13, t3);
            FloatVector y14 = FloatVector.broadcast(LANES, image[row + 5]);
            s4 = u1.fma(y14, s4);
            t4 = v1.fma(y14, t4);
            FloatVector y15 = FloatVector.broadcast(LANES, image[row + 6]);
            s5 = u1.fma(y15, s5);
            t5 = v1.fma(y15, t5);
            FloatVector y16 = FloatVector.broadcast(LANES, image[row + 7]);
            s6 = u1.fma(y16, s6);
            t6 = v1.fma(y16, t6);
            FloatVector y17 = FloatVector.broadcast(LANES, image[row + 8]);
            s7 = u1.fma(y17, s7);
            t7 = v1.fma(y17, t7);
            FloatVector u2 = FloatVector.fromArray(LANES, weights, w + 2 * channels);
            FloatVector v2 = FloatVector.fromArray(LANES, weights, w + 2 * channels + WIDTH);
            FloatVector y20 = FloatVector.broadcast(LANES, image[row + 2]);
            s0 = u2.fma(y20, s0);
            t0 = v2.fma(y20, t0);
            FloatVector y21 = FloatVector.broadcast(LANES, image[row + 3]);
            s1 = u2.fma(y21, s1);
            t1 = v2.fma(y21, t1);
            FloatVector y22 = FloatVector.broadcast(LANES, image[row + 4]);
            s2 = u2.fma(y22, s2);
            t2 = v2.fma(y22, t2);
            FloatVector y23 = FloatVector.broadcast(LANES, image[row + 5]);
            s3 = u2.fma(y23, s3);
            t3 = v2.fma(y23, t3);
            FloatVector y24 = FloatVector.broadcast(LANES, image[row + 6]);
            s4 = u2.fma(y24, s4);
            t4 = v2.fma(y24, t4);
            FloatVector y25 = FloatVector.broadcast(LANES, image[row + 7]);
            s5 = u2.fma(y25, s5);
            t5 = v2.fma(y25, t5);
            FloatVector y26 = FloatVector.broadcast(LANES, image[row + 8]);
            s6 = u2.fma(y26, s6);
            t6 = v2.fma(y26, t6);
            FloatVector y27 = FloatVector.broadcast(LANES, image[row + 9]);
            s7 = u2.fma(y27, s7);
            t7 = v2.fma(y27, t7);
            FloatVector u3 = FloatVector.fromArray(LANES, weights, w + 3 * channels);
            FloatVector v3 = FloatVector.fromArray(LANES, weights, w + 3 * channels + WIDTH);
            FloatVector y30 = FloatVector.broadcast(LANES, image[row + 3]);
            s0 = u3.fma(y30, s0);
            t0 = v3.fma(y30, t0);
            FloatVector y31 = FloatVector.broadcast(LANES, image[row + 4]);
            s1 = u3.fma(y31, s1);
            t1 = v3.fma(y31, t1);
            FloatVector y32 = FloatVector.broadcast(LANES, image[row + 5]);
            s2 = u3.fma(y32, s2);
            t2 = v3.fma(y32, t2);
            FloatVector y33 = FloatVector.broadcast(LANES, image[row + 6]);
            s3 = u3.fma(y33, s3);
            t3 = v3.fma(y33, t3);
            FloatVector y34 = FloatVector.broadcast(LANES, image[row + 7]);
            s4 = u3.fma(y34, s4);
            t4 = v3.fma(y34, t4);
            FloatVector y35 = FloatVector.broadcast(LANES, image[row + 8]);
            s5 = u3.fma(y35, s5);
            t5 = v3.fma(y35, t5);
            FloatVector y36 = FloatVector.broadcast(LANES, image[row + 9]);
            s6 = u3.fma(y36, s6);
            t6 = v3.fma(y36, t6);
            FloatVector y37 = FloatVector.broadcast(LANES, image[row + 10]);
            s7 = u3.fma(y37, s7);
            t7 = v3.fma(y37, t7);
            FloatVector u4 = FloatVector.fromArray(LANES, weights, w + 4 * channels);
            FloatVector v4 = FloatVector.fromArray(LANES, weights, w + 4 * channels + WIDTH);
            FloatVector y40 = FloatVector.broadcast(LANES, image[row + 4]);
            s0 = u4.fma(y40, s0);
            t0 = v4.fma(y40, t0);
            FloatVector y41 = FloatVector.broadcast(LANES, image[row + 5]);
            s1 = u4.fma(y41, s1);
            t1 = v4.fma(y41, t1);
            FloatVector y42 = FloatVector.broadcast(LANES, image[row + 6]);
            s2 = u4.fma(y42, s2);
            t2 = v4.fma(y42, t2);
            FloatVector y43 = FloatVector.broadcast(LANES, image[row + 7]);
            s3 = u4.fma(y43, s3);
            t3 = v4.fma(y43, t3);
            FloatVector y44 = FloatVector.broadcast(LANES, image[row + 8]);
            s4 = u4.fma(y44, s4);
            t4 = v4.fma(y44, t4);
            FloatVector y45 = FloatVector.broadcast(LANES, image[row + 9]);
            s5 = u4.fma(y45, s5);
            t5 = v4.fma(y45, t5);
            FloatVector y46 = FloatVector.broadcast(LANES, image[row + 10]);
            s6 = u4.fma(y46, s6);
            t6 = v4.fma(y46, t6);
            FloatVector y47 = FloatVector.broadcast(LANES, image[row + 11]);
            s7 = u4.fma(y47, s7);
            t7 = v4.fma(y47, t7);
            w += KERNEL_SIZE * channels;
        } while (++ky < KERNEL_SIZE);
        s0.intoArray(output, outputAt + 0 * channels);
        t0.intoArray(output, outputAt + 0 * channels + WIDTH);
        s1.intoArray(output, outputAt + 1 * channels);
        t1.intoArray(output, outputAt + 1 * channels + WIDTH);
        s2.intoArray(output, outputAt + 2 * channels);
        t2.intoArray(output, outputAt + 2 * channels + WIDTH);
        s3.intoArray(output, outputAt + 3 * channels);
        t3.intoArray(output, outputAt + 3 * channels + WIDTH);
        s4.intoArray(output, outputAt + 4 * channels);
        t4.intoArray(output, outputAt + 4 * channels + WIDTH);
        s5.intoArray(output, outputAt + 5 * channels);
        t5.intoArray(output, outputAt + 5 * channels + WIDTH);
        s6.intoArray(output, outputAt + 6 * channels);
        t6.intoArray(output, outputAt + 6 * channels + WIDTH);
        s7.intoArray(output, outputAt + 7 * channels);
        t7.intoArray(output, outputAt + 7 * channels + WIDTH);
    }
}
