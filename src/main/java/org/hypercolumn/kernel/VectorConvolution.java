package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.NEVER;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Forward convolution. A block of positions times two vectors of channels is summed in registers over one loop of the
 * contiguous values of (kernel column, input channel): 9 positions where there are 32 registers, 6 where there are 16.
 */
final class VectorConvolution {

    private static final int BLOCK = WIDTH >= 16 ? 9 : 6;

    private VectorConvolution() {}

    /** Convolves at the {@code count} input pixels listed in {@code positions} from {@code inputAt} on. */
    static void convolve(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            int[] positions,
            int count,
            float[] weights,
            float[] bias,
            float[] output,
            int outputAt) {
        int run = geometry.kernelSize() * inputChannels;
        int row = geometry.inputWidth() * inputChannels;
        int channels = geometry.outputChannels();
        sum(
                input,
                inputAt,
                inputChannels,
                positions,
                count,
                geometry.kernelSize(),
                run,
                row,
                weights,
                ORIGIN,
                channels,
                bias,
                output,
                outputAt);
    }

    /**
     * At each position, the bias and the sum of the products of {@code rows} runs of values with as many runs of weights.
     *
     * @param positions of the first values, in steps of {@code step} from {@code inputAt} on
     * @param run values in a run
     * @param row values from the start of a run to that of the next
     * @param weights {@code [rows, run, channels]}, from {@code weightsAt} on
     * @param bias {@code [channels]}, from {@link Kernels#ORIGIN} on
     * @param output {@code [count, channels]}, from {@code outputAt} on
     */
    static void sum(
            float[] input,
            int inputAt,
            int step,
            int[] positions,
            int count,
            int rows,
            int run,
            int row,
            float[] weights,
            int weightsAt,
            int channels,
            float[] bias,
            float[] output,
            int outputAt) {
        int length = rows * run * channels;
        for (int channel = 0; channel < channels; channel += 2 * WIDTH) {
            int w = weightsAt + channel;
            int b = ORIGIN + channel;
            for (int p = 0; p < count && count < BLOCK; p++) {
                int out = outputAt + p * channels + channel;
                block1(
                        input, inputAt, step, positions, p, run, row, weights, w, length, channels, bias, b, output,
                        out);
            }
            for (int p = 0; p < count && count >= BLOCK; p += BLOCK) {
                // The last block is moved back to end with the last position.
                int first = Math.min(p, count - BLOCK);
                int out = outputAt + first * channels + channel;
                if (WIDTH >= 16) {
                    block9(
                            input, inputAt, step, positions, first, run, row, weights, w, length, channels, bias, b,
                            output, out);
                } else {
                    block6(
                            input, inputAt, step, positions, first, run, row, weights, w, length, channels, bias, b,
                            output, out);
                }
            }
        }
    }

    /** 9 positions x 2 vectors of output channels, whose sums stay in registers. */
    private static void block9(
            float[] input,
            int inputAt,
            int step,
            int[] positions,
            int p,
            int run,
            int row,
            float[] weights,
            int weightsAt,
            int length,
            int channels,
            float[] bias,
            int biasAt,
            float[] output,
            int outputAt) {
        int x0 = inputAt + positions[p + 0] * step;
        int x1 = inputAt + positions[p + 1] * step;
        int x2 = inputAt + positions[p + 2] * step;
        int x3 = inputAt + positions[p + 3] * step;
        int x4 = inputAt + positions[p + 4] * step;
        int x5 = inputAt + positions[p + 5] * step;
        int x6 = inputAt + positions[p + 6] * step;
        int x7 = inputAt + positions[p + 7] * step;
        int x8 = inputAt + positions[p + 8] * step;
        int w = weightsAt;
        int wEnd = w + length;
        FloatVector b = FloatVector.fromArray(LANES, bias, biasAt);
        FloatVector d = FloatVector.fromArray(LANES, bias, biasAt + WIDTH);
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
        FloatVector s8 = b;
        FloatVector t8 = d;
        // The loops test at their end: only so does JDK 17 keep the sums in registers.
        do {
            int i = 0;
            do {
                if (NEVER) {
                    i++;
                }
                FloatVector u = FloatVector.fromArray(LANES, weights, w + i * channels);
                FloatVector v = FloatVector.fromArray(LANES, weights, w + i * channels + WIDTH);
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
            } while (++i < run);
            x0 += row;
            x1 += row;
            x2 += row;
            x3 += row;
            x4 += row;
            x5 += row;
            x6 += row;
            x7 += row;
            x8 += row;
            w += run * channels;
        } while (w < wEnd);
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
        s8.intoArray(output, outputAt + 8 * channels);
        t8.intoArray(output, outputAt + 8 * channels + WIDTH);
    }

    /** 6 positions x 2 vectors of output channels, whose sums stay in registers. */
    private static void block6(
            float[] input,
            int inputAt,
            int step,
            int[] positions,
            int p,
            int run,
            int row,
            float[] weights,
            int weightsAt,
            int length,
            int channels,
            float[] bias,
            int biasAt,
            float[] output,
            int outputAt) {
        int x0 = inputAt + positions[p + 0] * step;
        int x1 = inputAt + positions[p + 1] * step;
        int x2 = inputAt + positions[p + 2] * step;
        int x3 = inputAt + positions[p + 3] * step;
        int x4 = inputAt + positions[p + 4] * step;
        int x5 = inputAt + positions[p + 5] * step;
        int w = weightsAt;
        int wEnd = w + length;
        FloatVector b = FloatVector.fromArray(LANES, bias, biasAt);
        FloatVector d = FloatVector.fromArray(LANES, bias, biasAt + WIDTH);
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
        // The loops test at their end: only so does JDK 17 keep the sums in registers.
        do {
            int i = 0;
            do {
                if (NEVER) {
                    i++;
                }
                FloatVector u = FloatVector.fromArray(LANES, weights, w + i * channels);
                FloatVector v = FloatVector.fromArray(LANES, weights, w + i * channels + WIDTH);
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
            } while (++i < run);
            x0 += row;
            x1 += row;
            x2 += row;
            x3 += row;
            x4 += row;
            x5 += row;
            w += run * channels;
        } while (w < wEnd);
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
    }

    /** 1 positions x 2 vectors of output channels, whose sums stay in registers. */
    private static void block1(
            float[] input,
            int inputAt,
            int step,
            int[] positions,
            int p,
            int run,
            int row,
            float[] weights,
            int weightsAt,
            int length,
            int channels,
            float[] bias,
            int biasAt,
            float[] output,
            int outputAt) {
        int x0 = inputAt + positions[p + 0] * step;
        int w = weightsAt;
        int wEnd = w + length;
        FloatVector b = FloatVector.fromArray(LANES, bias, biasAt);
        FloatVector d = FloatVector.fromArray(LANES, bias, biasAt + WIDTH);
        FloatVector s0 = b;
        FloatVector t0 = d;
        // The loops test at their end: only so does JDK 17 keep the sums in registers.
        do {
            int i = 0;
            do {
                if (NEVER) {
                    i++;
                }
                FloatVector u = FloatVector.fromArray(LANES, weights, w + i * channels);
                FloatVector v = FloatVector.fromArray(LANES, weights, w + i * channels + WIDTH);
                FloatVector y0 = FloatVector.broadcast(LANES, input[x0 + i]);
                s0 = u.fma(y0, s0);
                t0 = v.fma(y0, t0);
            } while (++i < run);
            x0 += row;
            w += run * channels;
        } while (w < wEnd);
        s0.intoArray(output, outputAt + 0 * channels);
        t0.intoArray(output, outputAt + 0 * channels + WIDTH);
    }
}
