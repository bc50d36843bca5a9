package org.hypercolumn.kernel;

import static java.lang.Math.fma;
import static org.hypercolumn.kernel.Kernels.ORIGIN;

/** Batch norm, sigmoid, channel dropout and softmax, forward and backward, in plain Java. */
final class ScalarActivation {

    private ScalarActivation() {}

    /** As {@link Kernels#sumChannels}. */
    static void sum(float[] values, int valuesAt, int positions, int channels, float[] sums) {
        for (int c = 0; c < channels; c++) {
            float sum = 0;
            for (int p = 0; p < positions; p++) {
                sum += values[valuesAt + p * channels + c];
            }
            sums[ORIGIN + c] = sum;
        }
    }

    /** As {@link Kernels#sumSquaredDistances}. */
    static void sumSquaredDistances(
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

    /** As {@link Kernels#normalizeSigmoid}. */
    static void normalizeSigmoid(
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

    /** As {@link Kernels#sigmoidGradient}. */
    static void sigmoidGradient(
            float[] gradient,
            int gradientAt,
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
                float g = gradient[gradientAt + p * channels + c] * coefficients[ORIGIN + c] * fma(-s, s, s);
                output[i] = g;
                sum += g;
                product = fma(g, input[i] - coefficients[mean + c], product);
            }
            sums[ORIGIN + c] = sum;
            sums[unkeep + c] = product;
        }
    }

    /** As {@link Kernels#normGradient}. */
    static void normGradient(
            float[] output,
            float[] input,
            int at,
            int positions,
            int channels,
            float[] coefficients,
            float[] gradient,
            int gradientAt) {
        int a = ORIGIN + channels;
        int b = a + channels;
        int d = b + channels;
        for (int p = 0; p < positions; p++) {
            for (int c = 0; c < channels; c++) {
                int i = p * channels + c;
                float rest = fma(coefficients[b + c], input[at + i] - coefficients[ORIGIN + c], coefficients[d + c]);
                gradient[gradientAt + i] = fma(coefficients[a + c], output[at + i], rest);
            }
        }
    }

    /** As {@link Kernels#softmax}. */
    static void softmax(float[] scores, int scoresAt, int keys, int queries) {
        for (int query = 0; query < queries; query++) {
            int first = scoresAt + query;
            int end = first + keys * queries;
            float largest = Float.NEGATIVE_INFINITY;
            for (int i = first; i < end; i += queries) {
                largest = Math.max(largest, scores[i]);
            }
            float sum = 0;
            for (int i = first; i < end; i += queries) {
                scores[i] = Exponential.exp(scores[i] - largest);
                sum += scores[i];
            }
            for (int i = first; i < end; i += queries) {
                scores[i] /= sum;
            }
        }
    }

    /** As {@link Kernels#softmaxGradient}. */
    static void softmaxGradient(float[] attention, int attentionAt, int keys, int queries, float[] gradient) {
        for (int query = 0; query < queries; query++) {
            float sum = 0;
            for (int i = query; i < keys * queries; i += queries) {
                sum = fma(attention[attentionAt + i], gradient[ORIGIN + i], sum);
            }
            for (int i = query; i < keys * queries; i += queries) {
                gradient[ORIGIN + i] = attention[attentionAt + i] * (gradient[ORIGIN + i] - sum);
            }
        }
    }
}
