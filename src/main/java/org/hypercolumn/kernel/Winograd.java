package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

/**
 * Winograd's convolution F(4, 5) along rows: 4 neighboring outputs of a kernel of 5 columns from 8 products instead of 20. Kernel rows
 * and input channels are summed in the transformed domain, so that each image is transformed only once in each
 * direction.
 *
 * <p>Its rounding error is that of the direct sum (measured in decision record 0034); in two dimensions it would be twice as
 * large.
 *
 * <p>Source: Lavin, Gray, "Fast algorithms for convolutional neural networks", CVPR 2016; the transforms are Toom-Cook for the
 * points 0, 1, -1, 2, -2, 1/2, -1/2 and infinity.
 */
public final class Winograd {

    /** Kernel columns. */
    public static final int KERNEL = 5;

    /** Outputs of a tile. */
    static final int OUTPUTS = 4;

    /** Products of a tile, and inputs. */
    static final int PRODUCTS = OUTPUTS + KERNEL - 1;

    /** Rows of transformed weights, one a product and kernel row: what taps are to weights as they are. */
    public static final int TAPS = PRODUCTS * KERNEL;

    private Winograd() {}

    /**
     * Whether a convolution of this kernel goes this way: one channel has too few terms for the transforms to pay.
     *
     * @param inputChannels before padding
     */
    public static boolean fits(int kernelSize, int inputChannels) {
        return kernelSize == KERNEL && inputChannels > 1;
    }

    /** Tiles in a row of the outputs that a max-pool looks at; the last one may have outputs that are not needed. */
    static int tiles(ConvolutionGeometry geometry) {
        return (2 * geometry.pooledWidth() + OUTPUTS - 1) / OUTPUTS;
    }

    /** Input rows that these outputs read. */
    static int inputRows(ConvolutionGeometry geometry) {
        return 2 * geometry.pooledHeight() + KERNEL - 1;
    }

    /** Input columns that these outputs read; what stands right of them counts as 0. */
    static int inputColumns(ConvolutionGeometry geometry) {
        return 2 * geometry.pooledWidth() + KERNEL - 1;
    }

    /** Values of an array of transformed weights. */
    public static long weightsLength(int inputChannels, int outputChannels) {
        return (long) TAPS * inputChannels * outputChannels;
    }

    /**
     * Transforms the weights of a convolution.
     *
     * @param weights {@code [ky, kx, n, C]}, from {@link Kernels#ORIGIN}, read only
     * @param row n times C
     * @param transformed {@code [8, ky, n, C]}, from {@link Kernels#ORIGIN}, written
     */
    public static void transformWeights(float[] weights, int row, float[] transformed) {
        int product = KERNEL * row;
        for (int ky = 0; ky < KERNEL; ky++) {
            int from = ORIGIN + ky * KERNEL * row;
            int to = ORIGIN + ky * row;
            for (int i = 0; i < row; i++) {
                float w0 = weights[from + i];
                float w1 = weights[from + row + i];
                float w2 = weights[from + 2 * row + i];
                float w3 = weights[from + 3 * row + i];
                float w4 = weights[from + 4 * row + i];
                float even = w0 + w2 + w4;
                float odd = w1 + w3;
                transformed[to + i] = w0;
                transformed[to + product + i] = (even + odd) * (-2f / 9);
                transformed[to + 2 * product + i] = (even - odd) * (-2f / 9);
                even = w0 + 4 * w2 + 16 * w4;
                odd = 2 * w1 + 8 * w3;
                transformed[to + 3 * product + i] = (even + odd) * (1f / 90);
                transformed[to + 4 * product + i] = (even - odd) * (1f / 90);
                even = w0 + 0.25f * w2 + 0.0625f * w4;
                odd = 0.5f * w1 + 0.125f * w3;
                transformed[to + 5 * product + i] = (even + odd) * (32f / 45);
                transformed[to + 6 * product + i] = (even - odd) * (32f / 45);
                transformed[to + 7 * product + i] = w4;
            }
        }
    }
}
