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
            float[] rows,
            float[] pooled,
            int[] winners,
            int pooledAt) {
        int channels = geometry.outputChannels();
        int width = geometry.inputWidth();
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
    public void addPooledWeightGradient(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] gradient,
            int[] winners,
            int gradientAt,
            float[] weightGradient) {
        int channels = geometry.outputChannels();
        int run = geometry.kernelSize() * inputChannels;
        for (int ky = 0; ky < geometry.kernelSize(); ky++) {
            for (int p = 0; p < geometry.pooledPositions(); p++) {
                for (int c = 0; c < channels; c++) {
                    int g = gradientAt + p * channels + c;
                    int patch = inputAt + (winners[g] + ky * geometry.inputWidth()) * inputChannels;
                    int w = ORIGIN + (ky * channels + c) * run;
                    for (int i = 0; i < run; i++) {
                        weightGradient[w + i] = fma(gradient[g], input[patch + i], weightGradient[w + i]);
                    }
                }
            }
        }
    }

    @Override
    public void addPooledInputGradient(
            ConvolutionGeometry geometry,
            float[] gradient,
            int[] winners,
            int gradientAt,
            int[] places,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt) {
        int channels = geometry.outputChannels();
        int run = geometry.kernelSize() * inputChannels;
        for (int ky = 0; ky < geometry.kernelSize(); ky++) {
            for (int p = 0; p < geometry.pooledPositions(); p++) {
                for (int place = 0; place < 4; place++) {
                    int pixel = WindowPlaces.pixel(geometry, p, place);
                    int patch = inputAt + (pixel + ky * geometry.inputWidth()) * inputChannels;
                    for (int c = 0; c < channels; c++) {
                        int g = gradientAt + p * channels + c;
                        int w = ORIGIN + (ky * channels + c) * run;
                        for (int i = 0; i < run && winners[g] == pixel; i++) {
                            inputGradient[patch + i] = fma(gradient[g], weights[w + i], inputGradient[patch + i]);
                        }
                    }
                }
            }
        }
    }

    @Override
    public void addPooledImageWeightGradient(
            ConvolutionGeometry geometry,
            float[] image,
            int imageAt,
            float[] gradient,
            int[] winners,
            int gradientAt,
            float[] rows,
            float[] weightGradient) {
        int channels = geometry.outputChannels();
        int kernelSize = geometry.kernelSize();
        for (int tap = 0; tap < kernelSize * kernelSize; tap++) {
            int shift = tap / kernelSize * geometry.inputWidth() + tap % kernelSize;
            for (int py = 0; py < geometry.pooledHeight(); py++) {
                for (int place = 0; place < 2; place++) {
                    for (int i = 0; i < geometry.pooledWidth() * channels; i++) {
                        int g = gradientAt + py * geometry.pooledWidth() * channels + i;
                        boolean inRow = (winners[g] / geometry.inputWidth() & 1) == place;
                        int w = ORIGIN + tap * channels + i % channels;
                        float value = inRow ? image[imageAt + winners[g] + shift] : 0f;
                        weightGradient[w] = fma(gradient[g], value, weightGradient[w]);
                    }
                }
            }
        }
    }

    @Override
    public void sumChannels(float[] values, int valuesAt, int positions, int channels, float[] sums) {
        for (int c = 0; c < channels; c++) {
            float sum = 0;
            for (int p = 0; p < positions; p++) {
                sum += values[valuesAt + p * channels + c];
            }
            sums[ORIGIN + c] = sum;
        }
    }

    @Override
    public void sumSquaredDistances(
            float[] values, int valuesAt, int positions, int channels, float[] means, float[] sums) {
        for (int c = 0; c < channels; c++) {
            float sum = 0;
            for (int p = 0; p < positions; p++) {
                float distance = values[valuesAt + p * channels + c] - means[ORIGIN + c];
                sum = fma(distance, distance, sum);
            }
            sums[ORIGIN + c] = sum;
        }
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
        int shift = ORIGIN + channels;
        int keep = shift + channels;
        for (int p = 0; p < positions; p++) {
            for (int c = 0; c < channels; c++) {
                int i = p * channels + c;
                float z = fma(input[inputAt + i], coefficients[ORIGIN + c], coefficients[shift + c]);
                output[outputAt + i] = coefficients[keep + c] / (1 + Exponential.exp(-z));
            }
        }
    }

    @Override
    public void sigmoidGradient(
            float[] gradient,
            float[] output,
            float[] input,
            int at,
            int positions,
            int channels,
            float[] coefficients,
            float[] sums) {
        int unkeep = ORIGIN + channels;
        int mean = unkeep + channels;
        for (int c = 0; c < channels; c++) {
            float sum = 0;
            float product = 0;
            for (int p = 0; p < positions; p++) {
                int i = at + p * channels + c;
                float s = output[i] * coefficients[unkeep + c];
                float g = gradient[i] * coefficients[ORIGIN + c] * fma(-s, s, s);
                gradient[i] = g;
                sum += g;
                product = fma(g, input[i] - coefficients[mean + c], product);
            }
            sums[ORIGIN + c] = sum;
            sums[unkeep + c] = product;
        }
    }

    @Override
    public void normGradient(
            float[] gradient, float[] input, int at, int positions, int channels, float[] coefficients) {
        int a = ORIGIN + channels;
        int b = a + channels;
        int d = b + channels;
        for (int p = 0; p < positions; p++) {
            for (int c = 0; c < channels; c++) {
                int i = at + p * channels + c;
                float rest = fma(coefficients[b + c], input[i] - coefficients[ORIGIN + c], coefficients[d + c]);
                gradient[i] = fma(coefficients[a + c], gradient[i], rest);
            }
        }
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
