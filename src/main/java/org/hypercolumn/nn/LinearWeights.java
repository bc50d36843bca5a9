package org.hypercolumn.nn;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;

/** The mutable weights and bias of a linear readout of some positions, packed {@code [P, C]}, and its arithmetic. */
final class LinearWeights {

    private final int positions;
    private final int channels;
    private final int storedChannels;
    private final Parameter weight;
    private final Parameter bias;
    private final float[] channelSums;

    /** Weights of {@code name.weight}, published {@code [1, C * P]} with positions fastest, and {@code name.bias}. */
    LinearWeights(String name, int positions, int channels) {
        this.positions = positions;
        this.channels = channels;
        this.storedChannels = Kernels.padded(channels);
        int[] places = new int[channels * positions];
        for (int i = 0; i < places.length; i++) {
            places[i] = i % positions * storedChannels + i / positions;
        }
        this.weight = new Parameter(
                name + ".weight",
                Parameter.Role.TRAINED,
                new int[] {1, places.length},
                places,
                positions * storedChannels);
        this.bias = Parameter.vector(name + ".bias", Parameter.Role.TRAINED, 1);
        this.channelSums = new float[storedChannels];
    }

    List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    /** Uniform in +-1 / sqrt(fan in), PyTorch's default for linear layers. */
    void initialize(RandomStream random) {
        double bound = 1 / StrictMath.sqrt(positions * channels);
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

    /** Adds {@code gradient} times features to the weight gradient. */
    void addGradient(float[] features, int at, float gradient) {
        for (int i = 0; i < positions * storedChannels; i++) {
            weight.gradient()[ORIGIN + i] += gradient * features[at + i];
        }
        bias.gradient()[ORIGIN] += gradient;
    }

    /** Writes {@code gradient} times weights. */
    void featureGradient(float gradient, float[] gradients, int at) {
        for (int i = 0; i < positions * storedChannels; i++) {
            gradients[at + i] = gradient * weight.values()[ORIGIN + i];
        }
    }
}
