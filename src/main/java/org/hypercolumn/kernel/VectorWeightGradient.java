package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.NEVER;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Weight gradient over all positions of the output. Some rows of weights, a row being one (kernel row, kernel column,
 * input channel), times two vectors of output channels are summed in registers.
 */
final class VectorWeightGradient {

    private VectorWeightGradient() {}

    /** As {@link Kernels#addWeightGradient}. */
    static void add(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int[] channels,
            int inputChannels,
            float[] gradient,
            int gradientAt,
            int weightChannels,
            float[] weightGradient) {
        int rows = geometry.kernelSize() * geometry.kernelSize() * inputChannels;
        for (int channel = 0; channel < geometry.outputChannels(); channel += 2 * WIDTH) {
            int w = ORIGIN + channel;
            int g = gradientAt + channel;
            int row = 0;
            for (; WIDTH >= 16 && row + 9 <= rows; row += 9) {
                block9(
                        geometry,
                        input,
                        inputAt,
                        channels,
                        inputChannels,
                        row,
                        gradient,
                        g,
                        w,
                        weightChannels,
                        weightGradient);
            }
            for (; row + 5 <= rows; row += 5) {
                block5(
                        geometry,
                        input,
                        inputAt,
                        channels,
                        inputChannels,
                        row,
                        gradient,
                        g,
                        w,
                        weightChannels,
                        weightGradient);
            }
            for (; row < rows; row++) {
                block1(
                        geometry,
                        input,
                        inputAt,
                        channels,
                        inputChannels,
                        row,
                        gradient,
                        g,
                        w,
                        weightChannels,
                        weightGradient);
            }
        }
    }

    private static int inputOffset(ConvolutionGeometry geometry, int inputChannels, int row) {
        int tap = row / inputChannels;
        int ky = tap / geometry.kernelSize();
        int kx = tap - ky * geometry.kernelSize();
        return (ky * geometry.inputWidth() + kx) * inputChannels + row - tap * inputChannels;
    }

    private static int weightOffset(int[] channels, int inputChannels, int row, int weightChannels) {
        int tap = row / inputChannels;
        return tap * weightChannels + channels[row - tap * inputChannels];
    }

    private static void block9(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int[] channels,
            int inputChannels,
            int row,
            float[] gradient,
            int gradientAt,
            int rowAt,
            int weightChannels,
            float[] weightGradient) {
        int outputChannels = geometry.outputChannels();
        int inputRow = geometry.inputWidth() * inputChannels;
        int outputRow = geometry.outputWidth();
        int x0 = inputAt + inputOffset(geometry, inputChannels, row + 0);
        int x1 = inputAt + inputOffset(geometry, inputChannels, row + 1);
        int x2 = inputAt + inputOffset(geometry, inputChannels, row + 2);
        int x3 = inputAt + inputOffset(geometry, inputChannels, row + 3);
        int x4 = inputAt + inputOffset(geometry, inputChannels, row + 4);
        int x5 = inputAt + inputOffset(geometry, inputChannels, row + 5);
        int x6 = inputAt + inputOffset(geometry, inputChannels, row + 6);
        int x7 = inputAt + inputOffset(geometry, inputChannels, row + 7);
        int x8 = inputAt + inputOffset(geometry, inputChannels, row + 8);
        int w0 = rowAt + weightOffset(channels, inputChannels, row + 0, weightChannels) * outputChannels;
        int w1 = rowAt + weightOffset(channels, inputChannels, row + 1, weightChannels) * outputChannels;
        int w2 = rowAt + weightOffset(channels, inputChannels, row + 2, weightChannels) * outputChannels;
        int w3 = rowAt + weightOffset(channels, inputChannels, row + 3, weightChannels) * outputChannels;
        int w4 = rowAt + weightOffset(channels, inputChannels, row + 4, weightChannels) * outputChannels;
        int w5 = rowAt + weightOffset(channels, inputChannels, row + 5, weightChannels) * outputChannels;
        int w6 = rowAt + weightOffset(channels, inputChannels, row + 6, weightChannels) * outputChannels;
        int w7 = rowAt + weightOffset(channels, inputChannels, row + 7, weightChannels) * outputChannels;
        int w8 = rowAt + weightOffset(channels, inputChannels, row + 8, weightChannels) * outputChannels;
        FloatVector s0 = FloatVector.fromArray(LANES, weightGradient, w0);
        FloatVector t0 = FloatVector.fromArray(LANES, weightGradient, w0 + WIDTH);
        FloatVector s1 = FloatVector.fromArray(LANES, weightGradient, w1);
        FloatVector t1 = FloatVector.fromArray(LANES, weightGradient, w1 + WIDTH);
        FloatVector s2 = FloatVector.fromArray(LANES, weightGradient, w2);
        FloatVector t2 = FloatVector.fromArray(LANES, weightGradient, w2 + WIDTH);
        FloatVector s3 = FloatVector.fromArray(LANES, weightGradient, w3);
        FloatVector t3 = FloatVector.fromArray(LANES, weightGradient, w3 + WIDTH);
        FloatVector s4 = FloatVector.fromArray(LANES, weightGradient, w4);
        FloatVector t4 = FloatVector.fromArray(LANES, weightGradient, w4 + WIDTH);
        FloatVector s5 = FloatVector.fromArray(LANES, weightGradient, w5);
        FloatVector t5 = FloatVector.fromArray(LANES, weightGradient, w5 + WIDTH);
        FloatVector s6 = FloatVector.fromArray(LANES, weightGradient, w6);
        FloatVector t6 = FloatVector.fromArray(LANES, weightGradient, w6 + WIDTH);
        FloatVector s7 = FloatVector.fromArray(LANES, weightGradient, w7);
        FloatVector t7 = FloatVector.fromArray(LANES, weightGradient, w7 + WIDTH);
        FloatVector s8 = FloatVector.fromArray(LANES, weightGradient, w8);
        FloatVector t8 = FloatVector.fromArray(LANES, weightGradient, w8 + WIDTH);
        int g = gradientAt;
        int y = 0;
        do {
            int p = 0;
            do {
                if (NEVER) {
                    p++;
                }
                int i = p * inputChannels;
                int j = g + p * outputChannels;
                FloatVector u = FloatVector.fromArray(LANES, gradient, j);
                FloatVector v = FloatVector.fromArray(LANES, gradient, j + WIDTH);
                FloatVector y0 = FloatVector.broadcast(LANES, input[x0 + i]);
                s0 = u.fma(y0, s0);
                t0 = v.fma(y0, t0);
                FloatVector y1 = FloatVector.broadcast(LANES, input[x1 + i]);
                s1 = u.fma(y1, s1);
                t1 = v.fma(y1, t1);
                FloatVector y2 = FloatVector.broadcast(LANES, input[x2 + i]);
                s2 = u.fma(y2, s2);
                t2 = v.fma(y2, t2);
                FloatVector y3 = FloatVector.broadcast(LANES, input[x3 + i]);
                s3 = u.fma(y3, s3);
                t3 = v.fma(y3, t3);
                FloatVector y4 = FloatVector.broadcast(LANES, input[x4 + i]);
                s4 = u.fma(y4, s4);
                t4 = v.fma(y4, t4);
                FloatVector y5 = FloatVector.broadcast(LANES, input[x5 + i]);
                s5 = u.fma(y5, s5);
                t5 = v.fma(y5, t5);
                FloatVector y6 = FloatVector.broadcast(LANES, input[x6 + i]);
                s6 = u.fma(y6, s6);
                t6 = v.fma(y6, t6);
                FloatVector y7 = FloatVector.broadcast(LANES, input[x7 + i]);
                s7 = u.fma(y7, s7);
                t7 = v.fma(y7, t7);
                FloatVector y8 = FloatVector.broadcast(LANES, input[x8 + i]);
                s8 = u.fma(y8, s8);
                t8 = v.fma(y8, t8);
            } while (++p < outputRow);
            x0 += inputRow;
            x1 += inputRow;
            x2 += inputRow;
            x3 += inputRow;
            x4 += inputRow;
            x5 += inputRow;
            x6 += inputRow;
            x7 += inputRow;
            x8 += inputRow;
            g += outputRow * outputChannels;
        } while (++y < geometry.outputHeight());
        s0.intoArray(weightGradient, w0);
        t0.intoArray(weightGradient, w0 + WIDTH);
        s1.intoArray(weightGradient, w1);
        t1.intoArray(weightGradient, w1 + WIDTH);
        s2.intoArray(weightGradient, w2);
        t2.intoArray(weightGradient, w2 + WIDTH);
        s3.intoArray(weightGradient, w3);
        t3.intoArray(weightGradient, w3 + WIDTH);
        s4.intoArray(weightGradient, w4);
        t4.intoArray(weightGradient, w4 + WIDTH);
        s5.intoArray(weightGradient, w5);
        t5.intoArray(weightGradient, w5 + WIDTH);
        s6.intoArray(weightGradient, w6);
        t6.intoArray(weightGradient, w6 + WIDTH);
        s7.intoArray(weightGradient, w7);
        t7.intoArray(weightGradient, w7 + WIDTH);
        s8.intoArray(weightGradient, w8);
        t8.intoArray(weightGradient, w8 + WIDTH);
    }

    private static void block5(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int[] channels,
            int inputChannels,
            int row,
            float[] gradient,
            int gradientAt,
            int rowAt,
            int weightChannels,
            float[] weightGradient) {
        int outputChannels = geometry.outputChannels();
        int inputRow = geometry.inputWidth() * inputChannels;
        int outputRow = geometry.outputWidth();
        int x0 = inputAt + inputOffset(geometry, inputChannels, row + 0);
        int x1 = inputAt + inputOffset(geometry, inputChannels, row + 1);
        int x2 = inputAt + inputOffset(geometry, inputChannels, row + 2);
        int x3 = inputAt + inputOffset(geometry, inputChannels, row + 3);
        int x4 = inputAt + inputOffset(geometry, inputChannels, row + 4);
        int w0 = rowAt + weightOffset(channels, inputChannels, row + 0, weightChannels) * outputChannels;
        int w1 = rowAt + weightOffset(channels, inputChannels, row + 1, weightChannels) * outputChannels;
        int w2 = rowAt + weightOffset(channels, inputChannels, row + 2, weightChannels) * outputChannels;
        int w3 = rowAt + weightOffset(channels, inputChannels, row + 3, weightChannels) * outputChannels;
        int w4 = rowAt + weightOffset(channels, inputChannels, row + 4, weightChannels) * outputChannels;
        FloatVector s0 = FloatVector.fromArray(LANES, weightGradient, w0);
        FloatVector t0 = FloatVector.fromArray(LANES, weightGradient, w0 + WIDTH);
        FloatVector s1 = FloatVector.fromArray(LANES, weightGradient, w1);
        FloatVector t1 = FloatVector.fromArray(LANES, weightGradient, w1 + WIDTH);
        FloatVector s2 = FloatVector.fromArray(LANES, weightGradient, w2);
        FloatVector t2 = FloatVector.fromArray(LANES, weightGradient, w2 + WIDTH);
        FloatVector s3 = FloatVector.fromArray(LANES, weightGradient, w3);
        FloatVector t3 = FloatVector.fromArray(LANES, weightGradient, w3 + WIDTH);
        FloatVector s4 = FloatVector.fromArray(LANES, weightGradient, w4);
        FloatVector t4 = FloatVector.fromArray(LANES, weightGradient, w4 + WIDTH);
        int g = gradientAt;
        int y = 0;
        do {
            int p = 0;
            do {
                if (NEVER) {
                    p++;
                }
                int i = p * inputChannels;
                int j = g + p * outputChannels;
                FloatVector u = FloatVector.fromArray(LANES, gradient, j);
                FloatVector v = FloatVector.fromArray(LANES, gradient, j + WIDTH);
                FloatVector y0 = FloatVector.broadcast(LANES, input[x0 + i]);
                s0 = u.fma(y0, s0);
                t0 = v.fma(y0, t0);
                FloatVector y1 = FloatVector.broadcast(LANES, input[x1 + i]);
                s1 = u.fma(y1, s1);
                t1 = v.fma(y1, t1);
                FloatVector y2 = FloatVector.broadcast(LANES, input[x2 + i]);
                s2 = u.fma(y2, s2);
                t2 = v.fma(y2, t2);
                FloatVector y3 = FloatVector.broadcast(LANES, input[x3 + i]);
                s3 = u.fma(y3, s3);
                t3 = v.fma(y3, t3);
                FloatVector y4 = FloatVector.broadcast(LANES, input[x4 + i]);
                s4 = u.fma(y4, s4);
                t4 = v.fma(y4, t4);
            } while (++p < outputRow);
            x0 += inputRow;
            x1 += inputRow;
            x2 += inputRow;
            x3 += inputRow;
            x4 += inputRow;
            g += outputRow * outputChannels;
        } while (++y < geometry.outputHeight());
        s0.intoArray(weightGradient, w0);
        t0.intoArray(weightGradient, w0 + WIDTH);
        s1.intoArray(weightGradient, w1);
        t1.intoArray(weightGradient, w1 + WIDTH);
        s2.intoArray(weightGradient, w2);
        t2.intoArray(weightGradient, w2 + WIDTH);
        s3.intoArray(weightGradient, w3);
        t3.intoArray(weightGradient, w3 + WIDTH);
        s4.intoArray(weightGradient, w4);
        t4.intoArray(weightGradient, w4 + WIDTH);
    }

    private static void block1(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int[] channels,
            int inputChannels,
            int row,
            float[] gradient,
            int gradientAt,
            int rowAt,
            int weightChannels,
            float[] weightGradient) {
        int outputChannels = geometry.outputChannels();
        int inputRow = geometry.inputWidth() * inputChannels;
        int outputRow = geometry.outputWidth();
        int x0 = inputAt + inputOffset(geometry, inputChannels, row + 0);
        int w0 = rowAt + weightOffset(channels, inputChannels, row + 0, weightChannels) * outputChannels;
        FloatVector s0 = FloatVector.fromArray(LANES, weightGradient, w0);
        FloatVector t0 = FloatVector.fromArray(LANES, weightGradient, w0 + WIDTH);
        int g = gradientAt;
        int y = 0;
        do {
            int p = 0;
            do {
                if (NEVER) {
                    p++;
                }
                int i = p * inputChannels;
                int j = g + p * outputChannels;
                FloatVector u = FloatVector.fromArray(LANES, gradient, j);
                FloatVector v = FloatVector.fromArray(LANES, gradient, j + WIDTH);
                FloatVector y0 = FloatVector.broadcast(LANES, input[x0 + i]);
                s0 = u.fma(y0, s0);
                t0 = v.fma(y0, t0);
            } while (++p < outputRow);
            x0 += inputRow;
            g += outputRow * outputChannels;
        } while (++y < geometry.outputHeight());
        s0.intoArray(weightGradient, w0);
        t0.intoArray(weightGradient, w0 + WIDTH);
    }
}
