package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.NEVER;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Input gradient of a convolution without a pool. The outputs of a row, 4 at a time or 1, add to the pixels of a row that
 * they read, which stay in registers over all kernel rows and output channels.
 */
final class VectorInputGradient {

    /** The kernel for which registers are laid out; others take a plain way. */
    private static final int KERNEL_SIZE = 3;

    private VectorInputGradient() {}

    /** As {@link Kernels#addInputGradient}. */
    static void add(
            ConvolutionGeometry geometry,
            float[] gradient,
            int gradientAt,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt) {
        int outputs = geometry.outputWidth();
        for (int y = 0; y < geometry.inputHeight(); y++) {
            int row = inputAt + y * geometry.inputWidth() * inputChannels;
            int block;
            for (int x = 0; x < outputs; x += block) {
                block = ScalarKernels.gradientBlock(outputs - x);
                for (int i = 0; i < inputChannels; i += 2 * WIDTH) {
                    int to = row + x * inputChannels + i;
                    addBlock(geometry, y, x, block, gradient, gradientAt, weights, inputChannels, i, inputGradient, to);
                }
            }
        }
    }

    private static void addBlock(
            ConvolutionGeometry geometry,
            int y,
            int x,
            int block,
            float[] gradient,
            int gradientAt,
            float[] weights,
            int inputChannels,
            int i,
            float[] inputGradient,
            int to) {
        int channels = geometry.outputChannels();
        int first = Math.max(0, y - geometry.outputHeight() + 1);
        int last = Math.min(geometry.kernelSize() - 1, y);
        int run = geometry.kernelSize() * inputChannels;
        int g = gradientAt + ((y - first) * geometry.outputWidth() + x) * channels;
        int gradientRow = geometry.outputWidth() * channels;
        int w = ORIGIN + first * channels * run + i;
        int kernelRows = last - first + 1;
        if (geometry.kernelSize() != KERNEL_SIZE) {
            addPixels(geometry, block, gradient, g, weights, w, kernelRows, inputChannels, inputGradient, to);
        } else if (block == 4) {
            add4(gradient, g, gradientRow, channels, weights, w, kernelRows, inputChannels, inputGradient, to);
        } else {
            add1(gradient, g, gradientRow, channels, weights, w, kernelRows, inputChannels, inputGradient, to);
        }
    }

    /** Two vectors of one pixel after the other, for kernels of any size. */
    private static void addPixels(
            ConvolutionGeometry geometry,
            int block,
            float[] gradient,
            int gradientAt,
            float[] weights,
            int weightsAt,
            int kernelRows,
            int inputChannels,
            float[] inputGradient,
            int to) {
        int channels = geometry.outputChannels();
        int run = geometry.kernelSize() * inputChannels;
        for (int pixel = 0; pixel < block + geometry.kernelSize() - 1; pixel++) {
            int x = to + pixel * inputChannels;
            for (int row = 0; row < kernelRows * channels; row++) {
                int ky = row / channels;
                int channel = row - ky * channels;
                int g = gradientAt - ky * geometry.outputWidth() * channels + channel;
                for (int kx = Math.max(0, pixel - block + 1); kx <= Math.min(pixel, geometry.kernelSize() - 1); kx++) {
                    int w = weightsAt + row * run + kx * inputChannels;
                    FloatVector u = FloatVector.broadcast(LANES, gradient[g + (pixel - kx) * channels]);
                    u.fma(FloatVector.fromArray(LANES, weights, w), FloatVector.fromArray(LANES, inputGradient, x))
                            .intoArray(inputGradient, x);
                    u.fma(
                                    FloatVector.fromArray(LANES, weights, w + WIDTH),
                                    FloatVector.fromArray(LANES, inputGradient, x + WIDTH))
                            .intoArray(inputGradient, x + WIDTH);
                }
            }
        }
    }

    /** 4 outputs, 6 pixels x 2 vectors of input channels. */
    private static void add4(
            float[] gradient,
            int gradientAt,
            int gradientRow,
            int channels,
            float[] weights,
            int weightsAt,
            int kernelRows,
            int inputChannels,
            float[] inputGradient,
            int x) {
        FloatVector s0 = FloatVector.fromArray(LANES, inputGradient, x + 0 * inputChannels);
        FloatVector t0 = FloatVector.fromArray(LANES, inputGradient, x + 0 * inputChannels + WIDTH);
        FloatVector s1 = FloatVector.fromArray(LANES, inputGradient, x + 1 * inputChannels);
        FloatVector t1 = FloatVector.fromArray(LANES, inputGradient, x + 1 * inputChannels + WIDTH);
        FloatVector s2 = FloatVector.fromArray(LANES, inputGradient, x + 2 * inputChannels);
        FloatVector t2 = FloatVector.fromArray(LANES, inputGradient, x + 2 * inputChannels + WIDTH);
        FloatVector s3 = FloatVector.fromArray(LANES, inputGradient, x + 3 * inputChannels);
        FloatVector t3 = FloatVector.fromArray(LANES, inputGradient, x + 3 * inputChannels + WIDTH);
        FloatVector s4 = FloatVector.fromArray(LANES, inputGradient, x + 4 * inputChannels);
        FloatVector t4 = FloatVector.fromArray(LANES, inputGradient, x + 4 * inputChannels + WIDTH);
        FloatVector s5 = FloatVector.fromArray(LANES, inputGradient, x + 5 * inputChannels);
        FloatVector t5 = FloatVector.fromArray(LANES, inputGradient, x + 5 * inputChannels + WIDTH);
        int w = weightsAt;
        int g = gradientAt;
        int ky = 0;
        do {
            int channel = 0;
            do {
                if (NEVER) {
                    channel++;
                }
                FloatVector y0 = FloatVector.broadcast(LANES, gradient[g + channel]);
                FloatVector y1 = FloatVector.broadcast(LANES, gradient[g + channel + 1 * channels]);
                FloatVector y2 = FloatVector.broadcast(LANES, gradient[g + channel + 2 * channels]);
                FloatVector y3 = FloatVector.broadcast(LANES, gradient[g + channel + 3 * channels]);
                FloatVector u0 = FloatVector.fromArray(LANES, weights, w);
                FloatVector v0 = FloatVector.fromArray(LANES, weights, w + WIDTH);
                s0 = u0.fma(y0, s0);
                t0 = v0.fma(y0, t0);
                s1 = u0.fma(y1, s1);
                t1 = v0.fma(y1, t1);
                s2 = u0.fma(y2, s2);
                t2 = v0.fma(y2, t2);
                s3 = u0.fma(y3, s3);
                t3 = v0.fma(y3, t3);
                FloatVector u1 = FloatVector.fromArray(LANES, weights, w + 1 * inputChannels);
                FloatVector v1 = FloatVector.fromArray(LANES, weights, w + 1 * inputChannels + WIDTH);
                s1 = u1.fma(y0, s1);
                t1 = v1.fma(y0, t1);
                s2 = u1.fma(y1, s2);
                t2 = v1.fma(y1, t2);
                s3 = u1.fma(y2, s3);
                t3 = v1.fma(y2, t3);
                s4 = u1.fma(y3, s4);
                t4 = v1.fma(y3, t4);
                FloatVector u2 = FloatVector.fromArray(LANES, weights, w + 2 * inputChannels);
                FloatVector v2 = FloatVector.fromArray(LANES, weights, w + 2 * inputChannels + WIDTH);
                s2 = u2.fma(y0, s2);
                t2 = v2.fma(y0, t2);
                s3 = u2.fma(y1, s3);
                t3 = v2.fma(y1, t3);
                s4 = u2.fma(y2, s4);
                t4 = v2.fma(y2, t4);
                s5 = u2.fma(y3, s5);
                t5 = v2.fma(y3, t5);
                w += KERNEL_SIZE * inputChannels;
            } while (++channel < channels);
            g -= gradientRow;
        } while (++ky < kernelRows);
        s0.intoArray(inputGradient, x + 0 * inputChannels);
        t0.intoArray(inputGradient, x + 0 * inputChannels + WIDTH);
        s1.intoArray(inputGradient, x + 1 * inputChannels);
        t1.intoArray(inputGradient, x + 1 * inputChannels + WIDTH);
        s2.intoArray(inputGradient, x + 2 * inputChannels);
        t2.intoArray(inputGradient, x + 2 * inputChannels + WIDTH);
        s3.intoArray(inputGradient, x + 3 * inputChannels);
        t3.intoArray(inputGradient, x + 3 * inputChannels + WIDTH);
        s4.intoArray(inputGradient, x + 4 * inputChannels);
        t4.intoArray(inputGradient, x + 4 * inputChannels + WIDTH);
        s5.intoArray(inputGradient, x + 5 * inputChannels);
        t5.intoArray(inputGradient, x + 5 * inputChannels + WIDTH);
    }

    /** 1 output, 3 pixels x 2 vectors of input channels. */
    private static void add1(
            float[] gradient,
            int gradientAt,
            int gradientRow,
            int channels,
            float[] weights,
            int weightsAt,
            int kernelRows,
            int inputChannels,
            float[] inputGradient,
            int x) {
        FloatVector s0 = FloatVector.fromArray(LANES, inputGradient, x + 0 * inputChannels);
        FloatVector t0 = FloatVector.fromArray(LANES, inputGradient, x + 0 * inputChannels + WIDTH);
        FloatVector s1 = FloatVector.fromArray(LANES, inputGradient, x + 1 * inputChannels);
        FloatVector t1 = FloatVector.fromArray(LANES, inputGradient, x + 1 * inputChannels + WIDTH);
        FloatVector s2 = FloatVector.fromArray(LANES, inputGradient, x + 2 * inputChannels);
        FloatVector t2 = FloatVector.fromArray(LANES, inputGradient, x + 2 * inputChannels + WIDTH);
        int w = weightsAt;
        int g = gradientAt;
        int ky = 0;
        do {
            int channel = 0;
            do {
                if (NEVER) {
                    channel++;
                }
                FloatVector y0 = FloatVector.broadcast(LANES, gradient[g + channel]);
                FloatVector u0 = FloatVector.fromArray(LANES, weights, w);
                FloatVector v0 = FloatVector.fromArray(LANES, weights, w + WIDTH);
                s0 = u0.fma(y0, s0);
                t0 = v0.fma(y0, t0);
                FloatVector u1 = FloatVector.fromArray(LANES, weights, w + 1 * inputChannels);
                FloatVector v1 = FloatVector.fromArray(LANES, weights, w + 1 * inputChannels + WIDTH);
                s1 = u1.fma(y0, s1);
                t1 = v1.fma(y0, t1);
                FloatVector u2 = FloatVector.fromArray(LANES, weights, w + 2 * inputChannels);
                FloatVector v2 = FloatVector.fromArray(LANES, weights, w + 2 * inputChannels + WIDTH);
                s2 = u2.fma(y0, s2);
                t2 = v2.fma(y0, t2);
                w += KERNEL_SIZE * inputChannels;
            } while (++channel < channels);
            g -= gradientRow;
        } while (++ky < kernelRows);
        s0.intoArray(inputGradient, x + 0 * inputChannels);
        t0.intoArray(inputGradient, x + 0 * inputChannels + WIDTH);
        s1.intoArray(inputGradient, x + 1 * inputChannels);
        t1.intoArray(inputGradient, x + 1 * inputChannels + WIDTH);
        s2.intoArray(inputGradient, x + 2 * inputChannels);
        t2.intoArray(inputGradient, x + 2 * inputChannels + WIDTH);
    }
}
