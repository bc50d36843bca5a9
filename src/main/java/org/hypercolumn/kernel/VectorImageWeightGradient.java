package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Weight gradient of a pooled convolution over an image of one channel. The few columns of a kernel row do not fill a
 * vector, the output channels do; so the pooled gradient is spread, two output rows at a time, and taken as dense.
 */
final class VectorImageWeightGradient {

    private static final int[] ONE_CHANNEL = {0};

    private VectorImageWeightGradient() {}

    /** As {@link Kernels#addPooledImageWeightGradient}. */
    static void add(
            ConvolutionGeometry geometry,
            float[] image,
            int imageAt,
            float[] gradient,
            int[] winners,
            int gradientAt,
            float[] rows,
            float[] weightGradient) {
        int channels = geometry.outputChannels();
        Arrays.fill(rows, ORIGIN, ORIGIN + 2 * geometry.outputWidth() * channels, 0f);
        for (int py = 0; py < geometry.pooledHeight(); py++) {
            int pixel = 2 * py * geometry.inputWidth();
            spread(geometry, pixel, gradient, winners, gradientAt + py * geometry.pooledWidth() * channels, rows);
            VectorWeightGradient.add(
                    geometry.rowPair(), image, imageAt + pixel, ONE_CHANNEL, 1, rows, ORIGIN, 1, weightGradient);
        }
    }

    private static void spread(
            ConvolutionGeometry geometry, int pixel, float[] gradient, int[] winners, int at, float[] rows) {
        int channels = geometry.outputChannels();
        int below = geometry.outputWidth() * channels;
        FloatVector zero = FloatVector.zero(LANES);
        for (int px = 0; px < geometry.pooledWidth(); px++) {
            int first = pixel + 2 * px;
            // Bits of whole numbers, only compared for equality; as floats they are subnormal, which Java never
            // flushes.
            FloatVector p0 = FloatVector.broadcast(LANES, Float.intBitsToFloat(first));
            FloatVector p1 = FloatVector.broadcast(LANES, Float.intBitsToFloat(first + 1));
            FloatVector p2 = FloatVector.broadcast(LANES, Float.intBitsToFloat(first + geometry.inputWidth()));
            FloatVector p3 = FloatVector.broadcast(LANES, Float.intBitsToFloat(first + geometry.inputWidth() + 1));
            for (int channel = 0; channel < channels; channel += WIDTH) {
                int from = at + px * channels + channel;
                int to = ORIGIN + 2 * px * channels + channel;
                FloatVector g = FloatVector.fromArray(LANES, gradient, from);
                FloatVector winner = IntVector.fromArray(VectorKernels.INT_LANES, winners, from)
                        .reinterpretAsFloats();
                zero.blend(g, winner.compare(VectorOperators.EQ, p0)).intoArray(rows, to);
                zero.blend(g, winner.compare(VectorOperators.EQ, p1)).intoArray(rows, to + channels);
                zero.blend(g, winner.compare(VectorOperators.EQ, p2)).intoArray(rows, to + below);
                zero.blend(g, winner.compare(VectorOperators.EQ, p3)).intoArray(rows, to + below + channels);
            }
        }
    }
}
