package org.hypercolumn.kernel;

import static java.lang.Math.fma;
import static org.hypercolumn.kernel.Kernels.ORIGIN;

/**
 * The kernels in plain Java: the definition that the vector kernels are tested against, and what runs where the vector
 * module is missing.
 */
public final class ScalarKernels implements Kernels {

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void selectChannels(
            float[] maps, int mapsAt, int positions, int stored, int[] channels, int count, float[] selected) {
        select(maps, mapsAt, positions, stored, channels, count, selected);
    }

    static void select(
            float[] maps, int mapsAt, int positions, int stored, int[] channels, int count, float[] selected) {
        for (int p = 0; p < positions; p++) {
            for (int i = 0; i < count; i++) {
                selected[ORIGIN + p * count + i] = maps[mapsAt + p * stored + channels[i]];
            }
        }
    }

    @Override
    public void convolve(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] weights,
            float[] bias,
            float[] output,
            int outputAt) {
        int channels = geometry.outputChannels();
        for (int p = 0; p < geometry.outputPositions(); p++) {
            int patch = inputAt + geometry.allPositions()[p] * inputChannels;
            convolvePosition(geometry, input, patch, inputChannels, weights, bias, output, outputAt + p * channels);
        }
    }

    private static void convolvePosition(
            ConvolutionGeometry geometry,
            float[] input,
            int patch,
            int inputChannels,
            float[] weights,
            float[] bias,
            float[] output,
            int outputAt) {
        int channels = geometry.outputChannels();
        int run = geometry.kernelSize() * inputChannels;
        System.arraycopy(bias, ORIGIN, output, outputAt, channels);
        for (int ky = 0; ky < geometry.kernelSize(); ky++) {
            int row = patch + ky * geometry.inputWidth() * inputChannels;
            for (int i = 0; i < run; i++) {
                float value = input[row + i];
                int w = ORIGIN + (ky * run + i) * channels;
                for (int c = 0; c < channels; c++) {
                    output[outputAt + c] = fma(weights[w + c], value, output[outputAt + c]);
                }
            }
        }
    }

    @Override
    public void convolveAndPool(
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
        int channels = geometry.outputChannels();
        int width = geometry.inputWidth();
        float[] rows = scratch.rows;
        for (int py = 0; py < geometry.pooledHeight(); py++) {
            for (int px = 0; px < geometry.pooledWidth(); px++) {
                int first = 2 * py * width + 2 * px;
                int at = pooledAt + (py * geometry.pooledWidth() + px) * channels;
                for (int place = 0; place < 4; place++) {
                    int pixel = first + (place >> 1) * width + (place & 1);
                    int patch = inputAt + pixel * inputChannels;
                    convolvePosition(geometry, input, patch, inputChannels, weights, bias, rows, ORIGIN);
                    for (int c = 0; c < channels; c++) {
                        if (place == 0 || rows[ORIGIN + c] > pooled[at + c]) {
                            pooled[at + c] = rows[ORIGIN + c];
                            winners[at + c] = pixel;
                        }
                    }
                }
            }
        }
    }

    @Override
    public void convolveAndPoolByWinograd(
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
        int channels = geometry.outputChannels();
        float[] outputs = new float[Winograd.OUTPUTS * channels];
        for (int y = 0; y < 2 * geometry.pooledHeight(); y++) {
            for (int x = 0; x < 2 * geometry.pooledWidth(); x++) {
                int column = x % Winograd.OUTPUTS;
                if (column == 0) {
                    int tile = x / Winograd.OUTPUTS;
                    ScalarWinograd.tile(geometry, input, inputAt, inputChannels, weights, bias, y, tile, outputs);
                }
                int at = pooledAt + (y / 2 * geometry.pooledWidth() + x / 2) * channels;
                boolean first = y % 2 == 0 && x % 2 == 0;
                for (int c = 0; c < channels; c++) {
                    float output = outputs[column * channels + c];
                    if (first || output > pooled[at + c]) {
                        pooled[at + c] = output;
                        winners[at + c] = y * geometry.inputWidth() + x;
                    }
                }
            }
        }
    }

    @Override
    public void addWeightGradient(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int[] channels,
            int inputChannels,
            float[] gradient,
            int gradientAt,
            int weightChannels,
            float[] weightGradient) {
        int outputChannels = geometry.outputChannels();
        int taps = geometry.kernelSize() * geometry.kernelSize();
        for (int row = 0; row < taps * inputChannels; row++) {
            int tap = row / inputChannels;
            int channel = row % inputChannels;
            int shift = tap / geometry.kernelSize() * geometry.inputWidth() + tap % geometry.kernelSize();
            int w = ORIGIN + (tap * weightChannels + channels[channel]) * outputChannels;
            for (int p = 0; p < geometry.outputPositions(); p++) {
                int pixel = geometry.allPositions()[p] + shift;
                float value = input[inputAt + pixel * inputChannels + channel];
                int g = gradientAt + p * outputChannels;
                for (int c = 0; c < outputChannels; c++) {
                    weightGradient[w + c] = fma(gradient[g + c], value, weightGradient[w + c]);
                }
            }
        }
    }

    @Override
    public void addInputGradient(
            ConvolutionGeometry geometry,
            float[] gradient,
            int gradientAt,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt) {
        int outputs = geometry.outputWidth();
        for (int y = 0; y < geometry.inputHeight(); y++) {
            int block;
            for (int x = 0; x < outputs; x += block) {
                block = gradientBlock(outputs - x);
                int to = inputAt + (y * geometry.inputWidth() + x) * inputChannels;
                addBlockGradient(
                        geometry, y, x, block, gradient, gradientAt, weights, inputChannels, inputGradient, to);
            }
        }
    }

    /** Outputs of a row that {@link #addInputGradient} takes at a time, where so many are left. */
    static int gradientBlock(int left) {
        return left >= 4 ? 4 : 1;
    }

    private static void addBlockGradient(
            ConvolutionGeometry geometry,
            int y,
            int x,
            int block,
            float[] gradient,
            int gradientAt,
            float[] weights,
            int n,
            float[] inputGradient,
            int to) {
        int channels = geometry.outputChannels();
        int first = Math.max(0, y - geometry.outputHeight() + 1);
        for (int ky = first; ky <= Math.min(geometry.kernelSize() - 1, y); ky++) {
            int g = gradientAt + ((y - ky) * geometry.outputWidth() + x) * channels;
            for (int c = 0; c < channels; c++) {
                for (int kx = 0; kx < geometry.kernelSize(); kx++) {
                    int w = ORIGIN + ((ky * channels + c) * geometry.kernelSize() + kx) * n;
                    for (int i = 0; i < block; i++) {
                        addScaled(gradient[g + i * channels + c], weights, w, inputGradient, to + (i + kx) * n, n);
                    }
                }
            }
        }
    }

    @Override
    public void addPooledWeightGradient(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weightGradient) {
        int channels = geometry.outputChannels();
        int run = geometry.kernelSize() * inputChannels;
        for (int ky = 0; ky < geometry.kernelSize(); ky++) {
            for (int p = 0; p < geometry.pooledPositions(); p++) {
                for (int c = 0; c < channels; c++) {
                    int winner = winners[winnersAt + p * channels + c];
                    int patch = inputAt + (winner + ky * geometry.inputWidth()) * inputChannels;
                    int w = ORIGIN + (ky * channels + c) * run;
                    addScaled(gradient[gradientAt + p * channels + c], input, patch, weightGradient, w, run);
                }
            }
        }
    }

    @Override
    public void addPooledInputGradient(
            ConvolutionGeometry geometry,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt) {
        int channels = geometry.outputChannels();
        int columns = 2 * geometry.pooledWidth();
        int rows = 2 * geometry.pooledHeight();
        int width = geometry.inputWidth();
        int run = geometry.kernelSize() * inputChannels;
        for (int block = 0; block < channels; block += CHANNEL_BLOCK) {
            for (int ky = 0; ky < geometry.kernelSize(); ky++) {
                for (int place = 0; place < rows * columns; place++) {
                    int y = place / columns;
                    int x = place % columns;
                    int window = (y / 2 * geometry.pooledWidth() + x / 2) * channels;
                    int to = inputAt + ((y + ky) * width + x) * inputChannels;
                    boolean won = false;
                    for (int c = block; c < block + CHANNEL_BLOCK; c++) {
                        if (winners[winnersAt + window + c] == y * width + x) {
                            int w = ORIGIN + (ky * channels + c) * run;
                            addScaled(gradient[gradientAt + window + c], weights, w, inputGradient, to, run);
                            won = true;
                        }
                    }
                    if (!won) {
                        addScaled(0f, weights, ORIGIN + (ky * channels + block) * run, inputGradient, to, run);
                    }
                }
            }
        }
    }

    /** Adds {@code factor} times {@code count} values of {@code from} to as many of {@code to}. */
    private static void addScaled(float factor, float[] from, int fromAt, float[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] = fma(factor, from[fromAt + i], to[toAt + i]);
        }
    }

    @Override
    public void addPooledImageWeightGradient(
            ConvolutionGeometry geometry,
            float[] image,
            int imageAt,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weightGradient) {
        int channels = geometry.outputChannels();
        int kernelSize = geometry.kernelSize();
        for (int i = 0; i < geometry.pooledPositions() * channels; i++) {
            int w = ORIGIN + i % channels * geometry.patchLength();
            for (int tap = 0; tap < kernelSize * kernelSize; tap++) {
                int ky = tap / kernelSize;
                int kx = tap % kernelSize;
                int at = w + kx * (kernelSize + 1) + ky;
                float value = image[imageAt + winners[winnersAt + i] + ky * geometry.inputWidth() + kx];
                weightGradient[at] = fma(gradient[gradientAt + i], value, weightGradient[at]);
            }
        }
    }

    @Override
    public void sumChannels(float[] values, int valuesAt, int positions, int channels, float[] sums) {
        ScalarActivation.sum(values, valuesAt, positions, channels, sums);
    }

    @Override
    public void sumSquaredDistances(
            float[] values, int valuesAt, int positions, int channels, float[] means, float[] sums) {
        ScalarActivation.sumSquaredDistances(values, valuesAt, positions, channels, means, sums);
    }

    @Override
    public void normalizeSigmoid(
            float[] input,
            int inputAt,
            int positions,
            int channels,
            float[] coefficients,
            float[] output,
            int outputAt) {
        ScalarActivation.normalizeSigmoid(input, inputAt, positions, channels, coefficients, output, outputAt);
    }

    @Override
    public void sigmoidGradient(
            float[] gradient,
            int gradientAt,
            float[] output,
            float[] input,
            int at,
            int positions,
            int channels,
            float[] coefficients,
            float[] sums) {
        ScalarActivation.sigmoidGradient(
                gradient, gradientAt, output, input, at, positions, channels, coefficients, sums);
    }

    @Override
    public void normGradient(
            float[] output,
            float[] input,
            int at,
            int positions,
            int channels,
            float[] coefficients,
            float[] gradient,
            int gradientAt) {
        ScalarActivation.normGradient(output, input, at, positions, channels, coefficients, gradient, gradientAt);
    }

    @Override
    public void softmax(float[] scores, int scoresAt, int keys, int queries) {
        ScalarActivation.softmax(scores, scoresAt, keys, queries);
    }

    @Override
    public void softmaxGradient(float[] attention, int attentionAt, int keys, int queries, float[] gradient) {
        ScalarActivation.softmaxGradient(attention, attentionAt, keys, queries, gradient);
    }

    @Override
    public void adam(float[] values, float[] gradient, float[] first, float[] second, int length, AdamStep step) {
        float rest1 = 1 - step.beta1();
        float rest2 = 1 - step.beta2();
        for (int i = ORIGIN; i < ORIGIN + length; i++) {
            float g = gradient[i];
            float m = fma(step.beta1(), first[i], rest1 * g);
            float v = fma(step.beta2(), second[i], rest2 * g * g);
            first[i] = m;
            second[i] = v;
            float scale = fma((float) Math.sqrt(v), step.inverseRoot(), step.epsilon());
            values[i] -= step.stepSize() * m / scale;
        }
    }
}
