package org.hypercolumn.nn;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;

/**
 * The mutable weights and bias of a linear readout of some positions, packed {@code [P, C]}, and its arithmetic. One
 * position may be left out: its packed weights are 0 and stay 0.
 */
final class LinearWeights {

    private static final int NONE = -1;

    private final int positions;
    private final int channels;
    private final int storedChannels;
    private final int leftOut;
    private final Parameter weight;
    private final Parameter bias;
    private final float[] channelSums;

    private LinearWeights(String name, int positions, int leftOut, int channels, Treatment treatment) {
        this.positions = positions;
        this.channels = channels;
        this.storedChannels = Kernels.padded(channels);
        this.leftOut = leftOut;
        int read = leftOut == NONE ? positions : positions - 1;
        int[] places = new int[channels * read];
        for (int i = 0; i < places.length; i++) {
            int position = i % read;
            places[i] = (leftOut == NONE || position < leftOut ? position : position + 1) * storedChannels + i / read;
        }
        this.weight = new Parameter(
                name + ".weight",
                Parameter.Role.TRAINED,
                new int[] {1, places.length},
                places,
                positions * storedChannels);
        this.bias = Parameter.vector(name + ".bias", Parameter.Role.TRAINED, 1);
        this.channelSums = new float[storedChannels];
        if (treatment != Treatment.TRAINED) {
            parameters().forEach(Parameter::freeze);
        }
    }

    /** Weights of {@code name.weight}, published {@code [1, C * P]} with positions fastest, and {@code name.bias}. */
    static LinearWeights of(String name, int positions, int channels, Treatment treatment) {
        return new LinearWeights(name, positions, NONE, channels, treatment);
    }

    /** As {@link #of} for all of {@code features} but one position; published {@code [1, C * (P - 1)]}. */
    static LinearWeights allBut(int position, String name, MapShape features) {
        return new LinearWeights(name, features.positions(), position, features.channels(), Treatment.TRAINED);
    }

    List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    /** Uniform in +-1 / sqrt(fan in), PyTorch's default for linear layers. */
    void initialize(RandomStream random) {
        double bound = 1 / StrictMath.sqrt(weight.length());
        weight.drawUniform(random, bound);
        bias.drawUniform(random, bound);
    }

    /** Bias + sum of weight * feature; each channel over positions in order, then over channels in order. */
    float predict(float[] features, int at) {
        Arrays.fill(channelSums, 0f);
        for (int p = 0; p < positions; p++) {
            int i = at + p * storedChannels;
            int w = ORIGIN + p * storedChannels;
            for (int c = 0; c < storedChannels; c++) {
                channelSums[c] += weight.values()[w + c] * features[i + c];
            }
        }
        float sum = bias.values()[ORIGIN];
        for (int c = 0; c < channels; c++) {
            sum += channelSums[c];
        }
        return sum;
    }

    /**
     * Writes {@code factor} times the sum of weight * feature of each position, in double precision, from
     * {@code contributions[first]} on; of the position left out it is 0.
     */
    void contributions(float[] features, int at, double factor, double[] contributions, int first) {
        for (int p = 0; p < positions; p++) {
            int i = at + p * storedChannels;
            int w = ORIGIN + p * storedChannels;
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += (double) weight.values()[w + c] * features[i + c];
            }
            contributions[first + p] = factor * sum;
        }
    }

    /** The bias itself. */
    float biasValue() {
        return bias.values()[ORIGIN];
    }

    /** Adds {@code gradient} times features to the weight gradient, unless the weights are kept. */
    void addGradient(float[] features, int at, float gradient) {
        if (weight.role() != Parameter.Role.TRAINED) {
            return;
        }
        if (leftOut == NONE) {
            addGradient(features, at, gradient, 0, positions);
        } else {
            addGradient(features, at, gradient, 0, leftOut);
            addGradient(features, at, gradient, leftOut + 1, positions);
        }
        bias.gradient()[ORIGIN] += gradient;
    }

    private void addGradient(float[] features, int at, float gradient, int first, int end) {
        for (int i = first * storedChannels; i < end * storedChannels; i++) {
            weight.gradient()[ORIGIN + i] += gradient * features[at + i];
        }
    }

    /** Writes {@code gradient} times weights. */
    void featureGradient(float gradient, float[] gradients, int at) {
        for (int i = 0; i < positions * storedChannels; i++) {
            gradients[at + i] = gradient * weight.values()[ORIGIN + i];
        }
    }
}
