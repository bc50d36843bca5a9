package org.hypercolumn.nn;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;

/**
 * The mutable weights of self-attention: as parameters, and as the matrices that the kernels need, q, k and v side by side in
 * K columns; their gradients likewise. Letters as in {@link SelfAttention}.
 *
 * <p>The biases of keys, values and output are constants. A key's bias adds the same to all scores of a query, which softmax
 * takes away again; the other two add the same to every hypercolumn of every image, which the batch norm behind takes away in
 * training, and its running means follow.
 */
final class AttentionWeights {

    private final int channels;
    private final int storedChannels;
    private final int size;
    private final int projected;
    private final int valueChannels;
    private final Parameter gamma;
    private final Parameter[] weight; // of q, k and v, published [d, C, 1, 1]
    private final Parameter[] bias;
    private final Parameter outputWeight; // published [C, d, 1, 1]
    private final Parameter outputBias;
    private final boolean mapped;
    private final int projections; // how many of q, k and v are in use
    private final float[] projection; // [C, K]
    private final float[] projectionBias; // [K]
    private final float[] projectionBack; // [K, C]
    private final float[] output; // [values, C]
    private final float[] outputBack; // [C, values]
    private final float[] projectionGradient;
    private final double[] queryBiasGradient;
    private final float[] outputGradient;
    private double gammaGradient;

    AttentionWeights(String name, int channels, int size, SelfAttention.Values values) {
        this.mapped = values == SelfAttention.Values.MAPPED;
        this.channels = channels;
        this.storedChannels = Kernels.padded(channels);
        this.size = size;
        this.projections = mapped ? 3 : 2;
        this.projected = Kernels.padded(projections * size);
        this.valueChannels = mapped ? Kernels.padded(size) : storedChannels;
        this.gamma = Parameter.vector(name + ".gamma", Parameter.Role.TRAINED, 1);
        Parameter.Role ofValues = mapped ? Parameter.Role.TRAINED : Parameter.Role.CONSTANT;
        this.weight = new Parameter[] {
            map(name + ".query_conv", Parameter.Role.TRAINED, size, channels),
            map(name + ".key_conv", Parameter.Role.TRAINED, size, channels),
            map(name + ".value_conv", ofValues, size, channels)
        };
        this.bias = new Parameter[] {
            Parameter.vector(name + ".query_conv.bias", Parameter.Role.TRAINED, size),
            Parameter.vector(name + ".key_conv.bias", Parameter.Role.CONSTANT, size),
            Parameter.vector(name + ".value_conv.bias", Parameter.Role.CONSTANT, size)
        };
        this.outputWeight = map(name + ".o_proj", ofValues, channels, size);
        this.outputBias = Parameter.vector(name + ".o_proj.bias", Parameter.Role.CONSTANT, channels);
        this.projection = Kernels.array((long) storedChannels * projected);
        this.projectionBias = Kernels.array(projected);
        this.projectionBack = Kernels.array((long) storedChannels * projected);
        this.projectionGradient = Kernels.array((long) storedChannels * projected);
        this.queryBiasGradient = new double[size];
        int outputLength = mapped ? valueChannels * storedChannels : 0;
        this.output = Kernels.array(outputLength);
        this.outputBack = Kernels.array(outputLength);
        this.outputGradient = Kernels.array(outputLength);
    }

    /** A 1 x 1 convolution's weights, packed as they are published, {@code [to, from, 1, 1]}. */
    private static Parameter map(String name, Parameter.Role role, int to, int from) {
        int[] places = new int[to * from];
        Arrays.setAll(places, i -> i);
        return new Parameter(name + ".weight", role, new int[] {to, from, 1, 1}, places, Kernels.padded(places.length));
    }

    List<Parameter> parameters() {
        return List.of(gamma, weight[0], bias[0], weight[1], bias[1], weight[2], bias[2], outputWeight, outputBias);
    }

    /** Gamma 0, all else uniform in +-1 / sqrt(fan in), PyTorch's default for convolutions. */
    void initialize(RandomStream random) {
        gamma.fill(0);
        double bound = 1 / StrictMath.sqrt(channels);
        for (int which = 0; which < weight.length; which++) {
            weight[which].drawUniform(random, bound);
            bias[which].drawUniform(random, bound);
        }
        double outputBound = 1 / StrictMath.sqrt(size);
        outputWeight.drawUniform(random, outputBound);
        outputBias.drawUniform(random, outputBound);
    }

    float gamma() {
        return gamma.values()[ORIGIN];
    }

    /** Columns K of {@link #projection}. */
    int projected() {
        return projected;
    }

    /** Values of a hypercolumn that attention mixes, padded. */
    int valueChannels() {
        return valueChannels;
    }

    /** Brings the matrices of the way forward up to date. */
    void arrange() {
        for (int which = 0; which < projections; which++) {
            for (int e = 0; e < size; e++) {
                int column = which * size + e;
                projectionBias[ORIGIN + column] = bias[which].values()[ORIGIN + e];
                for (int c = 0; c < channels; c++) {
                    float value = weight[which].values()[ORIGIN + e * channels + c];
                    projection[ORIGIN + c * projected + column] = value;
                    projectionBack[ORIGIN + column * storedChannels + c] = value;
                }
            }
        }
        if (mapped) {
            for (int c = 0; c < channels; c++) {
                for (int e = 0; e < size; e++) {
                    float value = outputWeight.values()[ORIGIN + c * size + e];
                    output[ORIGIN + e * storedChannels + c] = value;
                    outputBack[ORIGIN + c * valueChannels + e] = value;
                }
            }
        }
    }

    /** {@code [C, K]}. */
    float[] projection() {
        return projection;
    }

    /** {@code [K]}. */
    float[] projectionBias() {
        return projectionBias;
    }

    /** {@code [K, C]}. */
    float[] projectionBack() {
        return projectionBack;
    }

    /** {@code [values, C]}. */
    float[] output() {
        return output;
    }

    /** {@code [C]}. */
    float[] outputBias() {
        return outputBias.values();
    }

    /** {@code [C, values]}. */
    float[] outputBack() {
        return outputBack;
    }

    /** Gradient of {@link #projection}; added to. */
    float[] projectionGradient() {
        return projectionGradient;
    }

    /** Gradient of {@link #output} but for the factor gamma; added to. */
    float[] outputGradient() {
        return outputGradient;
    }

    /** Adds to the gradient of the queries' bias, the first d of {@code sums}. */
    void addQueryBiasGradient(float[] sums) {
        for (int e = 0; e < size; e++) {
            queryBiasGradient[e] += sums[ORIGIN + e];
        }
    }

    void addGammaGradient(double gradient) {
        gammaGradient += gradient;
    }

    /** Begins the gradients of a batch. */
    void clearGradients() {
        Arrays.fill(projectionGradient, 0f);
        Arrays.fill(outputGradient, 0f);
        Arrays.fill(queryBiasGradient, 0);
        gammaGradient = 0;
    }

    /** Adds the gradients of a batch to those of the parameters. */
    void distributeGradients() {
        gamma.gradient()[ORIGIN] += (float) gammaGradient;
        for (int e = 0; e < size; e++) {
            bias[0].gradient()[ORIGIN + e] += (float) queryBiasGradient[e];
        }
        for (int which = 0; which < projections; which++) {
            float[] gradient = weight[which].gradient();
            for (int e = 0; e < size; e++) {
                for (int c = 0; c < channels; c++) {
                    gradient[ORIGIN + e * channels + c] +=
                            projectionGradient[ORIGIN + c * projected + which * size + e];
                }
            }
        }
        if (mapped) {
            float factor = gamma();
            for (int c = 0; c < channels; c++) {
                for (int e = 0; e < size; e++) {
                    outputWeight.gradient()[ORIGIN + c * size + e] +=
                            factor * outputGradient[ORIGIN + e * storedChannels + c];
                }
            }
        }
    }
}
