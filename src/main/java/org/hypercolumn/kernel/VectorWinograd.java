package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.NEVER;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;
import static org.hypercolumn.kernel.Winograd.KERNEL;
import static org.hypercolumn.kernel.Winograd.OUTPUTS;
import static org.hypercolumn.kernel.Winograd.PRODUCTS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * {@link Winograd}'s convolution and a max-pool: transforms an image with input channels as lanes, multiplies matrices, one for each of
 * the 8 products, and transforms back two rows at a time with output channels as lanes.
 */
final class VectorWinograd {

    private VectorWinograd() {}

    /** As {@link Kernels#convolveAndPoolByWinograd}. */
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
        WinogradScratch winograd = scratch.winograd();
        transform(geometry, input, inputAt, inputChannels, winograd);
        int channels = geometry.outputChannels();
        int run = KERNEL * inputChannels;
        int count = winograd.positions.length;
        for (int product = 0; product < PRODUCTS; product++) {
            VectorConvolution.sum(
                    winograd.inputs,
                    ORIGIN + product * winograd.inputProduct,
                    inputChannels,
                    winograd.positions,
                    count,
                    1,
                    run,
                    0,
                    weights,
                    ORIGIN + product * run * channels,
                    channels,
                    winograd.zeros,
                    winograd.products,
                    ORIGIN + product * count * channels);
        }
        int row = Winograd.tiles(geometry) * OUTPUTS * channels;
        for (int py = 0; py < geometry.pooledHeight(); py++) {
            transformBack(geometry, winograd, bias, 2 * py, ORIGIN);
            transformBack(geometry, winograd, bias, 2 * py + 1, ORIGIN + row);
            VectorPooledConvolution.pool(
                    winograd.rows,
                    row,
                    channels,
                    geometry.pooledWidth(),
                    2 * py * geometry.inputWidth(),
                    geometry.inputWidth(),
                    pooled,
                    winners,
                    pooledAt + py * geometry.pooledWidth() * channels);
        }
    }

    private static void transform(
            ConvolutionGeometry geometry, float[] input, int inputAt, int inputChannels, WinogradScratch winograd) {
        int row = geometry.inputWidth() * inputChannels;
        int rows = Winograd.inputRows(geometry);
        int tiles = Winograd.tiles(geometry);
        int columns = Winograd.inputColumns(geometry);
        for (int tile = 0; tile < tiles; tile++) {
            int left = OUTPUTS * tile;
            int from = inputAt + left * inputChannels;
            int to = ORIGIN + tile * rows * inputChannels;
            if (left + PRODUCTS <= columns) {
                transformTile(input, from, row, rows, inputChannels, winograd.inputs, to, winograd.inputProduct);
            } else {
                int length = PRODUCTS * inputChannels;
                copyLast(input, from, row, rows, (columns - left) * inputChannels, winograd.lastTile, length);
                transformTile(
                        winograd.lastTile,
                        ORIGIN,
                        length,
                        rows,
                        inputChannels,
                        winograd.inputs,
                        to,
                        winograd.inputProduct);
            }
        }
    }

    /** Of a tile that the outputs read only in part: the other columns are 0. */
    private static void copyLast(
            float[] input, int inputAt, int row, int rows, int count, float[] lastTile, int length) {
        for (int y = 0; y < rows; y++) {
            int to = ORIGIN + y * length;
            System.arraycopy(input, inputAt + y * row, lastTile, to, count);
            Arrays.fill(lastTile, to + count, to + length, 0f);
        }
    }

    /** In order: lanes behind the last channel are overwritten by the next row's. */
    private static void transformTile(
            float[] input, int inputAt, int row, int rows, int step, float[] inputs, int inputsAt, int product) {
        FloatVector c525 = FloatVector.broadcast(LANES, 5.25f);
        FloatVector c425 = FloatVector.broadcast(LANES, -4.25f);
        FloatVector c125 = FloatVector.broadcast(LANES, -1.25f);
        FloatVector c25 = FloatVector.broadcast(LANES, -2.5f);
        FloatVector c5 = FloatVector.broadcast(LANES, -5f);
        FloatVector quarter = FloatVector.broadcast(LANES, 0.25f);
        FloatVector half = FloatVector.broadcast(LANES, 0.5f);
        FloatVector two = FloatVector.broadcast(LANES, 2f);
        FloatVector four = FloatVector.broadcast(LANES, 4f);
        int start = inputAt;
        int to = inputsAt;
        int end = inputsAt + rows * step;
        do {
            int i = 0;
            do {
                if (NEVER) {
                    i++;
                }
                int x = start + i;
                FloatVector d0 = FloatVector.fromArray(LANES, input, x);
                FloatVector d1 = FloatVector.fromArray(LANES, input, x + step);
                FloatVector d2 = FloatVector.fromArray(LANES, input, x + 2 * step);
                FloatVector d3 = FloatVector.fromArray(LANES, input, x + 3 * step);
                FloatVector d4 = FloatVector.fromArray(LANES, input, x + 4 * step);
                FloatVector d5 = FloatVector.fromArray(LANES, input, x + 5 * step);
                FloatVector d6 = FloatVector.fromArray(LANES, input, x + 6 * step);
                FloatVector d7 = FloatVector.fromArray(LANES, input, x + 7 * step);
                int u = to + i;
                d4.sub(d2).fma(c525, d0.sub(d6)).intoArray(inputs, u);
                FloatVector even = d4.fma(c425, d2.add(d6));
                FloatVector odd = d3.fma(c425, d1.add(d5));
                even.add(odd).intoArray(inputs, u + product);
                even.sub(odd).intoArray(inputs, u + 2 * product);
                even = d2.fma(quarter, d4.fma(c125, d6));
                odd = d1.fma(half, d3.fma(c25, d5.mul(two)));
                even.add(odd).intoArray(inputs, u + 3 * product);
                even.sub(odd).intoArray(inputs, u + 4 * product);
                even = d2.fma(four, d4.fma(c5, d6));
                odd = d1.fma(two, d3.fma(c25, d5.mul(half)));
                even.add(odd).intoArray(inputs, u + 5 * product);
                even.sub(odd).intoArray(inputs, u + 6 * product);
                d3.sub(d5).fma(c525, d7.sub(d1)).intoArray(inputs, u + 7 * product);
                i += WIDTH;
            } while (i < step);
            start += row;
            to += step;
        } while (to < end);
    }

    /** One row of outputs. */
    private static void transformBack(
            ConvolutionGeometry geometry, WinogradScratch winograd, float[] bias, int y, int to) {
        int channels = geometry.outputChannels();
        int product = winograd.positions.length * channels;
        int tile = 2 * geometry.pooledHeight() * channels;
        for (int channel = 0; channel < channels; channel += WIDTH) {
            int from = ORIGIN + y * channels + channel;
            int end = from + Winograd.tiles(geometry) * tile;
            transformBack(
                    winograd.products,
                    from,
                    end,
                    tile,
                    product,
                    bias,
                    ORIGIN + channel,
                    winograd.rows,
                    to + channel,
                    channels);
        }
    }

    private static void transformBack(
            float[] products,
            int productsAt,
            int end,
            int tile,
            int product,
            float[] bias,
            int biasAt,
            float[] rows,
            int rowsAt,
            int channels) {
        FloatVector b = FloatVector.fromArray(LANES, bias, biasAt);
        FloatVector eighth = FloatVector.broadcast(LANES, 0.125f);
        FloatVector quarter = FloatVector.broadcast(LANES, 0.25f);
        FloatVector half = FloatVector.broadcast(LANES, 0.5f);
        FloatVector two = FloatVector.broadcast(LANES, 2f);
        FloatVector four = FloatVector.broadcast(LANES, 4f);
        FloatVector eight = FloatVector.broadcast(LANES, 8f);
        int to = rowsAt;
        int from = productsAt;
        do {
            if (NEVER) {
                from++;
            }
            FloatVector m1 = FloatVector.fromArray(LANES, products, from + product);
            FloatVector m2 = FloatVector.fromArray(LANES, products, from + 2 * product);
            FloatVector m3 = FloatVector.fromArray(LANES, products, from + 3 * product);
            FloatVector m4 = FloatVector.fromArray(LANES, products, from + 4 * product);
            FloatVector m5 = FloatVector.fromArray(LANES, products, from + 5 * product);
            FloatVector m6 = FloatVector.fromArray(LANES, products, from + 6 * product);
            FloatVector sum1 = m1.add(m2);
            FloatVector difference1 = m1.sub(m2);
            FloatVector sum2 = m3.add(m4);
            FloatVector difference2 = m3.sub(m4);
            FloatVector sum3 = m5.add(m6);
            FloatVector difference3 = m5.sub(m6);
            FloatVector.fromArray(LANES, products, from)
                    .add(sum1)
                    .add(sum2)
                    .add(sum3)
                    .add(b)
                    .intoArray(rows, to);
            difference2.fma(two, difference3.fma(half, difference1)).add(b).intoArray(rows, to + channels);
            sum2.fma(four, sum3.fma(quarter, sum1)).add(b).intoArray(rows, to + 2 * channels);
            difference2
                    .fma(eight, difference3.fma(eighth, difference1))
                    .add(FloatVector.fromArray(LANES, products, from + 7 * product))
                    .add(b)
                    .intoArray(rows, to + 3 * channels);
            from += tile;
            to += OUTPUTS * channels;
        } while (from < end);
    }
}
