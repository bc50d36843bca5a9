package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.NEVER;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Batch norm, sigmoid and channel dropout, forward and backward, with channels as lanes; softmax with queries as lanes. Where little is
 * computed, two vectors of a position at a time, so that a batch's maps, which fill the last-level cache, are read in order.
 */
final class VectorActivation {

    private VectorActivation() {}

    /** As {@link Kernels#sumChannels}. */
    static void sum(float[] values, int valuesAt, int positions, int channels, float[] sums) {
        for (int channel = 0; channel < channels; channel += 2 * WIDTH) {
            FloatVector s = FloatVector.zero(LANES);
            FloatVector t = FloatVector.zero(LANES);
            int i = valuesAt + channel;
            int end = i + positions * channels;
            do {
                if (NEVER) {
                    i++;
                }
                s = s.add(FloatVector.fromArray(LANES, values, i));
                t = t.add(FloatVector.fromArray(LANES, values, i + WIDTH));
                i += channels;
            } while (i < end);
            s.intoArray(sums, ORIGIN + channel);
            t.intoArray(sums, ORIGIN + channel + WIDTH);
        }
    }

    /** As {@link Kernels#sumSquaredDistances}. */
    static void sumSquaredDistances(
            float[] values, int valuesAt, int positions, int channels, float[] means, float[] sums) {
        for (int channel = 0; channel < channels; channel += 2 * WIDTH) {
            FloatVector mean = FloatVector.fromArray(LANES, means, ORIGIN + channel);
            FloatVector otherMean = FloatVector.fromArray(LANES, means, ORIGIN + channel + WIDTH);
            FloatVector s = FloatVector.zero(LANES);
            FloatVector t = FloatVector.zero(LANES);
            int i = valuesAt + channel;
            int end = i + positions * channels;
            do {
                if (NEVER) {
                    i++;
                }
                FloatVector distance = FloatVector.fromArray(LANES, values, i).sub(mean);
                s = distance.fma(distance, s);
                FloatVector otherDistance =
                        FloatVector.fromArray(LANES, values, i + WIDTH).sub(otherMean);
                t = otherDistance.fma(otherDistance, t);
                i += channels;
            } while (i < end);
            s.intoArray(sums, ORIGIN + channel);
            t.intoArray(sums, ORIGIN + channel + WIDTH);
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
        for (int channel = 0; channel < channels; channel += WIDTH) {
            FloatVector scale = FloatVector.fromArray(LANES, coefficients, ORIGIN + channel);
            FloatVector shift = FloatVector.fromArray(LANES, coefficients, ORIGIN + channels + channel);
            FloatVector keep = FloatVector.fromArray(LANES, coefficients, ORIGIN + 2 * channels + channel);
            for (int p = 0; p < positions; p++) {
                int i = p * channels + channel;
                FloatVector z = FloatVector.fromArray(LANES, input, inputAt + i).fma(scale, shift);
                keep.div(exp(z.neg()).add(1f)).intoArray(output, outputAt + i);
            }
        }
    }

    private static FloatVector exp(FloatVector x) {
        FloatVector clamped =
                x.lanewise(VectorOperators.MAX, Exponential.LOWEST).lanewise(VectorOperators.MIN, Exponential.HIGHEST);
        FloatVector shifted = clamped.fma(
                FloatVector.broadcast(LANES, Exponential.LOG2_E), FloatVector.broadcast(LANES, Exponential.ROUNDER));
        FloatVector n = shifted.sub(Exponential.ROUNDER);
        FloatVector r = n.fma(FloatVector.broadcast(LANES, -Exponential.LN2_HIGH), clamped);
        r = n.fma(FloatVector.broadcast(LANES, -Exponential.LN2_LOW), r);
        FloatVector p =
                r.fma(FloatVector.broadcast(LANES, Exponential.C6), FloatVector.broadcast(LANES, Exponential.C5));
        p = p.fma(r, FloatVector.broadcast(LANES, Exponential.C4));
        p = p.fma(r, FloatVector.broadcast(LANES, Exponential.C3));
        p = p.fma(r, FloatVector.broadcast(LANES, Exponential.C2));
        p = p.fma(r, FloatVector.broadcast(LANES, Exponential.C1));
        FloatVector power = p.fma(r.mul(r), r).add(1f);
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, Exponential.FRACTION_BITS);
        return power.reinterpretAsInts().add(exponent).reinterpretAsFloats();
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
        int second = ORIGIN + channels;
        int third = ORIGIN + 2 * channels;
        for (int channel = 0; channel < channels; channel += 2 * WIDTH) {
            FloatVector keep = FloatVector.fromArray(LANES, coefficients, ORIGIN + channel);
            FloatVector unkeep = FloatVector.fromArray(LANES, coefficients, second + channel);
            FloatVector mean = FloatVector.fromArray(LANES, coefficients, third + channel);
            FloatVector otherKeep = FloatVector.fromArray(LANES, coefficients, ORIGIN + channel + WIDTH);
            FloatVector otherUnkeep = FloatVector.fromArray(LANES, coefficients, second + channel + WIDTH);
            FloatVector otherMean = FloatVector.fromArray(LANES, coefficients, third + channel + WIDTH);
            FloatVector sum = FloatVector.zero(LANES);
            FloatVector product = FloatVector.zero(LANES);
            FloatVector otherSum = FloatVector.zero(LANES);
            FloatVector otherProduct = FloatVector.zero(LANES);
            int i = channel;
            int end = channel + positions * channels;
            do {
                if (NEVER) {
                    i++;
                }
                FloatVector s = FloatVector.fromArray(LANES, output, at + i).mul(unkeep);
                FloatVector g = FloatVector.fromArray(LANES, gradient, gradientAt + i)
                        .mul(keep)
                        .mul(s.neg().fma(s, s));
                g.intoArray(output, at + i);
                sum = sum.add(g);
                product = g.fma(FloatVector.fromArray(LANES, input, at + i).sub(mean), product);
                int j = i + WIDTH;
                FloatVector t = FloatVector.fromArray(LANES, output, at + j).mul(otherUnkeep);
                FloatVector h = FloatVector.fromArray(LANES, gradient, gradientAt + j)
                        .mul(otherKeep)
                        .mul(t.neg().fma(t, t));
                h.intoArray(output, at + j);
                otherSum = otherSum.add(h);
                otherProduct = h.fma(FloatVector.fromArray(LANES, input, at + j).sub(otherMean), otherProduct);
                i += channels;
            } while (i < end);
            sum.intoArray(sums, ORIGIN + channel);
            otherSum.intoArray(sums, ORIGIN + channel + WIDTH);
            product.intoArray(sums, second + channel);
            otherProduct.intoArray(sums, second + channel + WIDTH);
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
        int second = ORIGIN + channels;
        int third = ORIGIN + 2 * channels;
        int fourth = ORIGIN + 3 * channels;
        for (int channel = 0; channel < channels; channel += 2 * WIDTH) {
            FloatVector mean = FloatVector.fromArray(LANES, coefficients, ORIGIN + channel);
            FloatVector a = FloatVector.fromArray(LANES, coefficients, second + channel);
            FloatVector b = FloatVector.fromArray(LANES, coefficients, third + channel);
            FloatVector d = FloatVector.fromArray(LANES, coefficients, fourth + channel);
            FloatVector otherMean = FloatVector.fromArray(LANES, coefficients, ORIGIN + channel + WIDTH);
            FloatVector otherA = FloatVector.fromArray(LANES, coefficients, second + channel + WIDTH);
            FloatVector otherB = FloatVector.fromArray(LANES, coefficients, third + channel + WIDTH);
            FloatVector otherD = FloatVector.fromArray(LANES, coefficients, fourth + channel + WIDTH);
            int i = channel;
            int end = channel + positions * channels;
            do {
                if (NEVER) {
                    i++;
                }
                FloatVector rest =
                        b.fma(FloatVector.fromArray(LANES, input, at + i).sub(mean), d);
                a.fma(FloatVector.fromArray(LANES, output, at + i), rest).intoArray(gradient, gradientAt + i);
                int j = i + WIDTH;
                FloatVector otherRest =
                        otherB.fma(FloatVector.fromArray(LANES, input, at + j).sub(otherMean), otherD);
                otherA.fma(FloatVector.fromArray(LANES, output, at + j), otherRest)
                        .intoArray(gradient, gradientAt + j);
                i += channels;
            } while (i < end);
        }
    }

    /** As {@link Kernels#softmax}. */
    static void softmax(float[] scores, int scoresAt, int keys, int queries) {
        for (int query = 0; query < queries; query += WIDTH) {
            int first = scoresAt + query;
            int end = first + keys * queries;
            FloatVector largest = FloatVector.fromArray(LANES, scores, first);
            int i = first;
            do {
                if (NEVER) {
                    i++;
                }
                largest = largest.max(FloatVector.fromArray(LANES, scores, i));
                i += queries;
            } while (i < end);
            FloatVector sum = FloatVector.zero(LANES);
            i = first;
            do {
                if (NEVER) {
                    i++;
                }
                FloatVector power = exp(FloatVector.fromArray(LANES, scores, i).sub(largest));
                power.intoArray(scores, i);
                sum = sum.add(power);
                i += queries;
            } while (i < end);
            i = first;
            do {
                if (NEVER) {
                    i++;
                }
                FloatVector.fromArray(LANES, scores, i).div(sum).intoArray(scores, i);
                i += queries;
            } while (i < end);
        }
    }

    /** As {@link Kernels#softmaxGradient}. */
    static void softmaxGradient(float[] attention, int attentionAt, int keys, int queries, float[] gradient) {
        int length = keys * queries;
        for (int query = 0; query < queries; query += WIDTH) {
            FloatVector sum = FloatVector.zero(LANES);
            int i = query;
            do {
                if (NEVER) {
                    i++;
                }
                sum = FloatVector.fromArray(LANES, attention, attentionAt + i)
                        .fma(FloatVector.fromArray(LANES, gradient, ORIGIN + i), sum);
                i += queries;
            } while (i < length);
            i = query;
            do {
                if (NEVER) {
                    i++;
                }
                FloatVector.fromArray(LANES, gradient, ORIGIN + i)
                        .sub(sum)
                        .mul(FloatVector.fromArray(LANES, attention, attentionAt + i))
                        .intoArray(gradient, ORIGIN + i);
                i += queries;
            } while (i < length);
        }
    }
}
