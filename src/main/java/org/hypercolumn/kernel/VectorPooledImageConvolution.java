package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.NEVER;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Convolution of an image of one channel with a 5 x 5 kernel, and 2 x 2 max-pool, in registers: whole windows are computed
 * and never written. With so short a row of (kernel column, input channel) the general loop spends its time on starting, so
 * the row is written out.
 */
final class VectorPooledImageConvolution {

    private static final int KERNEL_SIZE = 5;

    /** Windows side by side, 4 positions x 2 vectors of output channels each. */
    private static final int WINDOWS = WIDTH >= 16 ? 2 : 1;

    private VectorPooledImageConvolution() {}

    /** Whether {@link #convolveAndPool} can take this convolution. */
    static boolean fits(ConvolutionGeometry geometry, int inputChannels) {
        return inputChannels == 1 && geometry.kernelSize() == KERNEL_SIZE && geometry.pooledWidth() >= WINDOWS;
    }

    /** As {@link Kernels#convolveAndPool}. */
    static void convolveAndPool(
            ConvolutionGeometry geometry,
            float[] image,
            int imageAt,
            float[] weights,
            float[] bias,
            float[] pooled,
            int[] winners,
            int pooledAt) {
        int width = geometry.inputWidth();
        int channels = geometry.outputChannels();
        for (int channel = 0; channel < channels; channel += 2 * WIDTH) {
            for (int py = 0; py < geometry.pooledHeight(); py++) {
                for (int px = 0; px < geometry.pooledWidth(); px += WINDOWS) {
                    // The last windows are moved back to end with the row.
                    int window = Math.min(px, geometry.pooledWidth() - WINDOWS);
                    int pixel = 2 * py * width + 2 * window;
                    int out = pooledAt + (py * geometry.pooledWidth() + window) * channels + channel;
                    if (WINDOWS == 2) {
                        windows2(image, imageAt, pixel, width, weights, bias, channels, channel, pooled, winners, out);
                    } else {
                        windows1(image, imageAt, pixel, width, weights, bias, channels, channel, pooled, winners, out);
                    }
                }
            }
        }
    }

    /** Two windows side by side x 2 vectors of output channels. */
    private static void windows2(
            float[] image,
            int imageAt,
            int pixel,
            int width,
            float[] weights,
            float[] bias,
            int channels,
            int channel,
            float[] pooled,
            int[] winners,
            int out) {
        FloatVector b = FloatVector.fromArray(LANES, bias, ORIGIN + channel);
        FloatVector d = FloatVector.fromArray(LANES, bias, ORIGIN + channel + WIDTH);
        FloatVector s00 = b;
        FloatVector t00 = d;
        FloatVector s01 = b;
        FloatVector t01 = d;
        FloatVector s02 = b;
        FloatVector t02 = d;
        FloatVector s03 = b;
        FloatVector t03 = d;
        FloatVector s10 = b;
        FloatVector t10 = d;
        FloatVector s11 = b;
        FloatVector t11 = d;
        FloatVector s12 = b;
        FloatVector t12 = d;
        FloatVector s13 = b;
        FloatVector t13 = d;
        int w = ORIGIN + channel;
        int wEnd = w + KERNEL_SIZE * KERNEL_SIZE * channels;
        int x = imageAt + pixel;
        do {
            if (NEVER) {
                w++;
            }
            FloatVector u0 = FloatVector.fromArray(LANES, weights, w + 0 * channels);
            FloatVector v0 = FloatVector.fromArray(LANES, weights, w + 0 * channels + WIDTH);
            FloatVector y000 = FloatVector.broadcast(LANES, image[x + 0]);
            s00 = u0.fma(y000, s00);
            t00 = v0.fma(y000, t00);
            FloatVector y001 = FloatVector.broadcast(LANES, image[x + 1]);
            s01 = u0.fma(y001, s01);
            t01 = v0.fma(y001, t01);
            FloatVector y002 = FloatVector.broadcast(LANES, image[x + 2]);
            s02 = u0.fma(y002, s02);
            t02 = v0.fma(y002, t02);
            FloatVector y003 = FloatVector.broadcast(LANES, image[x + 3]);
            s03 = u0.fma(y003, s03);
            t03 = v0.fma(y003, t03);
            FloatVector y010 = FloatVector.broadcast(LANES, image[x + width + 0]);
            s10 = u0.fma(y010, s10);
            t10 = v0.fma(y010, t10);
            FloatVector y011 = FloatVector.broadcast(LANES, image[x + width + 1]);
            s11 = u0.fma(y011, s11);
            t11 = v0.fma(y011, t11);
            FloatVector y012 = FloatVector.broadcast(LANES, image[x + width + 2]);
            s12 = u0.fma(y012, s12);
            t12 = v0.fma(y012, t12);
            FloatVector y013 = FloatVector.broadcast(LANES, image[x + width + 3]);
            s13 = u0.fma(y013, s13);
            t13 = v0.fma(y013, t13);
            FloatVector u1 = FloatVector.fromArray(LANES, weights, w + 1 * channels);
            FloatVector v1 = FloatVector.fromArray(LANES, weights, w + 1 * channels + WIDTH);
            FloatVector y100 = FloatVector.broadcast(LANES, image[x + 1]);
            s00 = u1.fma(y100, s00);
            t00 = v1.fma(y100, t00);
            FloatVector y101 = FloatVector.broadcast(LANES, image[x + 2]);
            s01 = u1.fma(y101, s01);
            t01 = v1.fma(y101, t01);
            FloatVector y102 = FloatVector.broadcast(LANES, image[x + 3]);
            s02 = u1.fma(y102, s02);
            t02 = v1.fma(y102, t02);
            FloatVector y103 = FloatVector.broadcast(LANES, image[x + 4]);
            s03 = u1.fma(y103, s03);
            t03 = v1.fma(y103, t03);
            FloatVector y110 = FloatVector.broadcast(LANES, image[x + width + 1]);
            s10 = u1.fma(y110, s10);
            t10 = v1.fma(y110, t10);
            FloatVector y111 = FloatVector.broadcast(LANES, image[x + width + 2]);
            s11 = u1.fma(y111, s11);
            t11 = v1.fma(y111, t11);
            FloatVector y112 = FloatVector.broadcast(LANES, image[x + width + 3]);
            s12 = u1.fma(y112, s12);
            t12 = v1.fma(y112, t12);
            FloatVector y113 = FloatVector.broadcast(LANES, image[x + width + 4]);
            s13 = u1.fma(y113, s13);
            t13 = v1.fma(y113, t13);
            FloatVector u2 = FloatVector.fromArray(LANES, weights, w + 2 * channels);
            FloatVector v2 = FloatVector.fromArray(LANES, weights, w + 2 * channels + WIDTH);
            FloatVector y200 = FloatVector.broadcast(LANES, image[x + 2]);
            s00 = u2.fma(y200, s00);
            t00 = v2.fma(y200, t00);
            FloatVector y201 = FloatVector.broadcast(LANES, image[x + 3]);
            s01 = u2.fma(y201, s01);
            t01 = v2.fma(y201, t01);
            FloatVector y202 = FloatVector.broadcast(LANES, image[x + 4]);
            s02 = u2.fma(y202, s02);
            t02 = v2.fma(y202, t02);
            FloatVector y203 = FloatVector.broadcast(LANES, image[x + 5]);
            s03 = u2.fma(y203, s03);
            t03 = v2.fma(y203, t03);
            FloatVector y210 = FloatVector.broadcast(LANES, image[x + width + 2]);
            s10 = u2.fma(y210, s10);
            t10 = v2.fma(y210, t10);
            FloatVector y211 = FloatVector.broadcast(LANES, image[x + width + 3]);
            s11 = u2.fma(y211, s11);
            t11 = v2.fma(y211, t11);
            FloatVector y212 = FloatVector.broadcast(LANES, image[x + width + 4]);
            s12 = u2.fma(y212, s12);
            t12 = v2.fma(y212, t12);
            FloatVector y213 = FloatVector.broadcast(LANES, image[x + width + 5]);
            s13 = u2.fma(y213, s13);
            t13 = v2.fma(y213, t13);
            FloatVector u3 = FloatVector.fromArray(LANES, weights, w + 3 * channels);
            FloatVector v3 = FloatVector.fromArray(LANES, weights, w + 3 * channels + WIDTH);
            FloatVector y300 = FloatVector.broadcast(LANES, image[x + 3]);
            s00 = u3.fma(y300, s00);
            t00 = v3.fma(y300, t00);
            FloatVector y301 = FloatVector.broadcast(LANES, image[x + 4]);
            s01 = u3.fma(y301, s01);
            t01 = v3.fma(y301, t01);
            FloatVector y302 = FloatVector.broadcast(LANES, image[x + 5]);
            s02 = u3.fma(y302, s02);
            t02 = v3.fma(y302, t02);
            FloatVector y303 = FloatVector.broadcast(LANES, image[x + 6]);
            s03 = u3.fma(y303, s03);
            t03 = v3.fma(y303, t03);
            FloatVector y310 = FloatVector.broadcast(LANES, image[x + width + 3]);
            s10 = u3.fma(y310, s10);
            t10 = v3.fma(y310, t10);
            FloatVector y311 = FloatVector.broadcast(LANES, image[x + width + 4]);
            s11 = u3.fma(y311, s11);
            t11 = v3.fma(y311, t11);
            FloatVector y312 = FloatVector.broadcast(LANES, image[x + width + 5]);
            s12 = u3.fma(y312, s12);
            t12 = v3.fma(y312, t12);
            FloatVector y313 = FloatVector.broadcast(LANES, image[x + width + 6]);
            s13 = u3.fma(y313, s13);
            t13 = v3.fma(y313, t13);
            FloatVector u4 = FloatVector.fromArray(LANES, weights, w + 4 * channels);
            FloatVector v4 = FloatVector.fromArray(LANES, weights, w + 4 * channels + WIDTH);
            FloatVector y400 = FloatVector.broadcast(LANES, image[x + 4]);
            s00 = u4.fma(y400, s00);
            t00 = v4.fma(y400, t00);
            FloatVector y401 = FloatVector.broadcast(LANES, image[x + 5]);
            s01 = u4.fma(y401, s01);
            t01 = v4.fma(y401, t01);
            FloatVector y402 = FloatVector.broadcast(LANES, image[x + 6]);
            s02 = u4.fma(y402, s02);
            t02 = v4.fma(y402, t02);
            FloatVector y403 = FloatVector.broadcast(LANES, image[x + 7]);
            s03 = u4.fma(y403, s03);
            t03 = v4.fma(y403, t03);
            FloatVector y410 = FloatVector.broadcast(LANES, image[x + width + 4]);
            s10 = u4.fma(y410, s10);
            t10 = v4.fma(y410, t10);
            FloatVector y411 = FloatVector.broadcast(LANES, image[x + width + 5]);
            s11 = u4.fma(y411, s11);
            t11 = v4.fma(y411, t11);
            FloatVector y412 = FloatVector.broadcast(LANES, image[x + width + 6]);
            s12 = u4.fma(y412, s12);
            t12 = v4.fma(y412, t12);
            FloatVector y413 = FloatVector.broadcast(LANES, image[x + width + 7]);
            s13 = u4.fma(y413, s13);
            t13 = v4.fma(y413, t13);
            x += width;
            w += KERNEL_SIZE * channels;
        } while (w < wEnd);
        // Bits of whole numbers, only moved: no arithmetic is done on them as floats. Written out, not a method: JDK 17
        // makes objects of vectors that it passes on.
        FloatVector p00 = FloatVector.broadcast(LANES, Float.intBitsToFloat(pixel));
        FloatVector p01 = FloatVector.broadcast(LANES, Float.intBitsToFloat(pixel + 1));
        FloatVector p02 = FloatVector.broadcast(LANES, Float.intBitsToFloat(pixel + width));
        FloatVector p03 = FloatVector.broadcast(LANES, Float.intBitsToFloat(pixel + 1 + width));
        VectorMask<Float> s0Larger = s01.compare(VectorOperators.GT, s00);
        FloatVector s0Largest = s00.blend(s01, s0Larger);
        FloatVector s0Winner = p00.blend(p01, s0Larger);
        s0Larger = s10.compare(VectorOperators.GT, s0Largest);
        s0Largest = s0Largest.blend(s10, s0Larger);
        s0Winner = s0Winner.blend(p02, s0Larger);
        s0Larger = s11.compare(VectorOperators.GT, s0Largest);
        s0Largest = s0Largest.blend(s11, s0Larger);
        s0Winner = s0Winner.blend(p03, s0Larger);
        s0Largest.intoArray(pooled, out);
        s0Winner.reinterpretAsInts().intoArray(winners, out);
        VectorMask<Float> t0Larger = t01.compare(VectorOperators.GT, t00);
        FloatVector t0Largest = t00.blend(t01, t0Larger);
        FloatVector t0Winner = p00.blend(p01, t0Larger);
        t0Larger = t10.compare(VectorOperators.GT, t0Largest);
        t0Largest = t0Largest.blend(t10, t0Larger);
        t0Winner = t0Winner.blend(p02, t0Larger);
        t0Larger = t11.compare(VectorOperators.GT, t0Largest);
        t0Largest = t0Largest.blend(t11, t0Larger);
        t0Winner = t0Winner.blend(p03, t0Larger);
        t0Largest.intoArray(pooled, out + WIDTH);
        t0Winner.reinterpretAsInts().intoArray(winners, out + WIDTH);
        FloatVector p10 = FloatVector.broadcast(LANES, Float.intBitsToFloat(pixel + 2));
        FloatVector p11 = FloatVector.broadcast(LANES, Float.intBitsToFloat(pixel + 3));
        FloatVector p12 = FloatVector.broadcast(LANES, Float.intBitsToFloat(pixel + 2 + width));
        FloatVector p13 = FloatVector.broadcast(LANES, Float.intBitsToFloat(pixel + 3 + width));
        VectorMask<Float> s1Larger = s03.compare(VectorOperators.GT, s02);
        FloatVector s1Largest = s02.blend(s03, s1Larger);
        FloatVector s1Winner = p10.blend(p11, s1Larger);
        s1Larger = s12.compare(VectorOperators.GT, s1Largest);
        s1Largest = s1Largest.blend(s12, s1Larger);
        s1Winner = s1Winner.blend(p12, s1Larger);
        s1Larger = s13.compare(VectorOperators.GT, s1Largest);
        s1Largest = s1Largest.blend(s13, s1Larger);
        s1Winner = s1Winner.blend(p13, s1Larger);
        s1Largest.intoArray(pooled, out + 1 * channels);
        s1Winner.reinterpretAsInts().intoArray(winners, out + 1 * channels);
        VectorMask<Float> t1Larger = t03.compare(VectorOperators.GT, t02);
        FloatVector t1Largest = t02.blend(t03, t1Larger);
        FloatVector t1Winner = p10.blend(p11, t1Larger);
        t1Larger = t12.compare(VectorOperators.GT, t1Largest);
        t1Largest = t1Largest.blend(t12, t1Larger);
        t1Winner = t1Winner.blend(p12, t1Larger);
        t1Larger = t13.compare(VectorOperators.GT, t1Largest);
        t1Largest = t1Largest.blend(t13, t1Larger);
        t1Winner = t1Winner.blend(p13, t1Larger);
        t1Largest.intoArray(pooled, out + 1 * channels + WIDTH);
        t1Winner.reinterpretAsInts().intoArray(winners, out + 1 * channels + WIDTH);
    }

    /** One window x 2 vectors of output channels. */
    private static void windows1(
            float[] image,
            int imageAt,
            int pixel,
            int width,
            float[] weights,
            float[] bias,
            int channels,
            int channel,
            float[] pooled,
            int[] winners,
            int out) {
        FloatVector b = FloatVector.fromArray(LANES, bias, ORIGIN + channel);
        FloatVector d = FloatVector.fromArray(LANES, bias, ORIGIN + channel + WIDTH);
        FloatVector s00 = b;
        FloatVector t00 = d;
        FloatVector s01 = b;
        FloatVector t01 = d;
        FloatVector s10 = b;
        FloatVector t10 = d;
        FloatVector s11 = b;
        FloatVector t11 = d;
        int w = ORIGIN + channel;
        int wEnd = w + KERNEL_SIZE * KERNEL_SIZE * channels;
        int x = imageAt + pixel;
        do {
            int i = 0;
            do {
                if (NEVER) {
                    i++;
                }
                FloatVector u = FloatVector.fromArray(LANES, weights, w);
                FloatVector v = FloatVector.fromArray(LANES, weights, w + WIDTH);
                FloatVector y00 = FloatVector.broadcast(LANES, image[x + i + 0]);
                s00 = u.fma(y00, s00);
                t00 = v.fma(y00, t00);
                FloatVector y01 = FloatVector.broadcast(LANES, image[x + i + 1]);
                s01 = u.fma(y01, s01);
                t01 = v.fma(y01, t01);
                FloatVector y10 = FloatVector.broadcast(LANES, image[x + i + width + 0]);
                s10 = u.fma(y10, s10);
                t10 = v.fma(y10, t10);
                FloatVector y11 = FloatVector.broadcast(LANES, image[x + i + width + 1]);
                s11 = u.fma(y11, s11);
                t11 = v.fma(y11, t11);
                w += channels;
            } while (++i < KERNEL_SIZE);
            x += width;
        } while (w < wEnd);
        // Bits of whole numbers, only moved: no arithmetic is done on them as floats. Written out, not a method: JDK 17
        // makes objects of vectors that it passes on.
        FloatVector p00 = FloatVector.broadcast(LANES, Float.intBitsToFloat(pixel));
        FloatVector p01 = FloatVector.broadcast(LANES, Float.intBitsToFloat(pixel + 1));
        FloatVector p02 = FloatVector.broadcast(LANES, Float.intBitsToFloat(pixel + width));
        FloatVector p03 = FloatVector.broadcast(LANES, Float.intBitsToFloat(pixel + 1 + width));
        VectorMask<Float> s0Larger = s01.compare(VectorOperators.GT, s00);
        FloatVector s0Largest = s00.blend(s01, s0Larger);
        FloatVector s0Winner = p00.blend(p01, s0Larger);
        s0Larger = s10.compare(VectorOperators.GT, s0Largest);
        s0Largest = s0Largest.blend(s10, s0Larger);
        s0Winner = s0Winner.blend(p02, s0Larger);
        s0Larger = s11.compare(VectorOperators.GT, s0Largest);
        s0Largest = s0Largest.blend(s11, s0Larger);
        s0Winner = s0Winner.blend(p03, s0Larger);
        s0Largest.intoArray(pooled, out);
        s0Winner.reinterpretAsInts().intoArray(winners, out);
        VectorMask<Float> t0Larger = t01.compare(VectorOperators.GT, t00);
        FloatVector t0Largest = t00.blend(t01, t0Larger);
        FloatVector t0Winner = p00.blend(p01, t0Larger);
        t0Larger = t10.compare(VectorOperators.GT, t0Largest);
        t0Largest = t0Largest.blend(t10, t0Larger);
        t0Winner = t0Winner.blend(p02, t0Larger);
        t0Larger = t11.compare(VectorOperators.GT, t0Largest);
        t0Largest = t0Largest.blend(t11, t0Larger);
        t0Winner = t0Winner.blend(p03, t0Larger);
        t0Largest.intoArray(pooled, out + WIDTH);
        t0Winner.reinterpretAsInts().intoArray(winners, out + WIDTH);
    }
}
