package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Convolution and 2 x 2 max-pool in one: two rows of outputs at a time, which stay in the fastest cache. */
final class VectorPooledConvolution {

    private VectorPooledConvolution() {}

    /** As {@link Kernels#convolveAndPool}. */
    static void convolveAndPool(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] weights,
            float[] bias,
            PooledScratch scratch,
            float[] pooled,
            int[] winners,
            int pooledAt) {
        if (VectorPooledImageConvolution.fits(geometry, inputChannels)) {
            VectorPooledImageConvolution.convolveAndPool(
                    geometry, input, inputAt, weights, bias, pooled, winners, pooledAt);
            return;
        }
        float[] rows = scratch.rows;
        int columns = 2 * geometry.pooledWidth();
        int channels = geometry.outputChannels();
        for (int py = 0; py < geometry.pooledHeight(); py++) {
            int pixel = 2 * py * geometry.inputWidth();
            int at = inputAt + pixel * inputChannels;
            VectorConvolution.convolve(
                    geometry,
                    input,
                    at,
                    inputChannels,
                    geometry.rowPairPositions(),
                    2 * columns,
                    weights,
                    bias,
                    rows,
                    ORIGIN);
            pool(
                    rows,
                    columns * channels,
                    channels,
                    geometry.pooledWidth(),
                    pixel,
                    geometry.inputWidth(),
                    pooled,
                    winners,
                    pooledAt + py * geometry.pooledWidth() * channels);
        }
    }

    /** Keeps of each 2 x 2 outputs of two rows the largest, of equal ones the first by rows. */
    static void pool(
            float[] rows,
            int row,
            int channels,
            int pooledWidth,
            int pixel,
            int inputWidth,
            float[] pooled,
            int[] winners,
            int at) {
        for (int px = 0; px < pooledWidth; px++) {
            int first = pixel + 2 * px;
            // Bits of a whole number, only moved: no arithmetic is done on them as floats.
            FloatVector p0 = FloatVector.broadcast(LANES, Float.intBitsToFloat(first));
            FloatVector p1 = FloatVector.broadcast(LANES, Float.intBitsToFloat(first + 1));
            FloatVector p2 = FloatVector.broadcast(LANES, Float.intBitsToFloat(first + inputWidth));
            FloatVector p3 = FloatVector.broadcast(LANES, Float.intBitsToFloat(first + inputWidth + 1));
            for (int channel = 0; channel < channels; channel += WIDTH) {
                int left = ORIGIN + 2 * px * channels + channel;
                FloatVector largest = FloatVector.fromArray(LANES, rows, left);
                FloatVector right = FloatVector.fromArray(LANES, rows, left + channels);
                FloatVector below = FloatVector.fromArray(LANES, rows, left + row);
                FloatVector belowRight = FloatVector.fromArray(LANES, rows, left + row + channels);
                VectorMask<Float> larger = right.compare(VectorOperators.GT, largest);
                largest = largest.blend(right, larger);
                FloatVector winner = p0.blend(p1, larger);
                larger = below.compare(VectorOperators.GT, largest);
                largest = largest.blend(below, larger);
                winner = winner.blend(p2, larger);
                larger = belowRight.compare(VectorOperators.GT, largest);
                largest = largest.blend(belowRight, larger);
                winner = winner.blend(p3, larger);
                int out = at + px * channels + channel;
                largest.intoArray(pooled, out);
                winner.reinterpretAsInts().intoArray(winners, out);
            }
        }
    }
}
