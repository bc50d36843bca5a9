package org.hypercolumn.kernel;

import static java.lang.Math.fma;
import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.Winograd.KERNEL;
import static org.hypercolumn.kernel.Winograd.OUTPUTS;
import static org.hypercolumn.kernel.Winograd.PRODUCTS;

/** {@link Winograd}'s convolution in plain Java: one tile at a time, the definition that {@link VectorWinograd} is tested against. */
final class ScalarWinograd {

    private ScalarWinograd() {}

    /** As {@link Kernels#convolveAndPoolByWinograd}, of one output row and tile: writes its 4 outputs of all channels. */
    static void tile(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] weights,
            float[] bias,
            int y,
            int tile,
            float[] outputs) {
        int channels = geometry.outputChannels();
        float[][] products = new float[PRODUCTS][channels];
        float[] d = new float[PRODUCTS];
        float[] u = new float[PRODUCTS];
        for (int ky = 0; ky < KERNEL; ky++) {
            for (int i = 0; i < inputChannels; i++) {
                for (int j = 0; j < PRODUCTS; j++) {
                    int x = OUTPUTS * tile + j;
                    int pixel = (y + ky) * geometry.inputWidth() + x;
                    d[j] = x < Winograd.inputColumns(geometry) ? input[inputAt + pixel * inputChannels + i] : 0;
                }
                transform(d, u);
                for (int product = 0; product < PRODUCTS; product++) {
                    int w = ORIGIN + ((product * KERNEL + ky) * inputChannels + i) * channels;
                    for (int c = 0; c < channels; c++) {
                        products[product][c] = fma(weights[w + c], u[product], products[product][c]);
                    }
                }
            }
        }
        float[] m = new float[PRODUCTS];
        for (int c = 0; c < channels; c++) {
            for (int product = 0; product < PRODUCTS; product++) {
                m[product] = products[product][c];
            }
            transformBack(m, bias[ORIGIN + c], outputs, c, channels);
        }
    }

    private static void transform(float[] d, float[] u) {
        u[0] = fma(5.25f, d[4] - d[2], d[0] - d[6]);
        float even = fma(-4.25f, d[4], d[2] + d[6]);
        float odd = fma(-4.25f, d[3], d[1] + d[5]);
        u[1] = even + odd;
        u[2] = even - odd;
        even = fma(0.25f, d[2], fma(-1.25f, d[4], d[6]));
        odd = fma(0.5f, d[1], fma(-2.5f, d[3], 2 * d[5]));
        u[3] = even + odd;
        u[4] = even - odd;
        even = fma(4, d[2], fma(-5, d[4], d[6]));
        odd = fma(2, d[1], fma(-2.5f, d[3], 0.5f * d[5]));
        u[5] = even + odd;
        u[6] = even - odd;
        u[7] = fma(5.25f, d[3] - d[5], d[7] - d[1]);
    }

    private static void transformBack(float[] m, float bias, float[] outputs, int at, int channels) {
        float sum1 = m[1] + m[2];
        float difference1 = m[1] - m[2];
        float sum2 = m[3] + m[4];
        float difference2 = m[3] - m[4];
        float sum3 = m[5] + m[6];
        float difference3 = m[5] - m[6];
        outputs[at] = m[0] + sum1 + sum2 + sum3 + bias;
        outputs[at + channels] = fma(2, difference2, fma(0.5f, difference3, difference1)) + bias;
        outputs[at + 2 * channels] = fma(4, sum2, fma(0.25f, sum3, sum1)) + bias;
        outputs[at + 3 * channels] = fma(8, difference2, fma(0.125f, difference3, difference1)) + m[7] + bias;
    }
}
