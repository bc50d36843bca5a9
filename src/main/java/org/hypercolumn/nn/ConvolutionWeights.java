package org.hypercolumn.nn;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.List;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.Winograd;

/**
 * The mutable weights and bias of a convolution, packed {@code [k, k, n, C]}, and the other orders that the kernels need.
 *
 * <p>The bias is a constant: batch norm follows every convolution and subtracts what the bias adds, so its gradient is 0
 * (autograd gives rounding noise of 1e-8, which Adam blows up to steps of its full size).
 */
final class ConvolutionWeights {

    /** How convolutions are computed from them. */
    enum Way {
        DIRECT,
        WINOGRAD;

        /** That of a convolution which a max-pool follows. */
        static Way ofPooled(MapShape input, int kernelSize) {
            return Winograd.fits(kernelSize, input.channels()) ? WINOGRAD : DIRECT;
        }
    }

    private final int kernelSize;
    private final int inputChannels;
    private final int storedInputChannels;
    private final int storedOutputChannels;
    private final Parameter weight;
    private final Parameter bias;
    private final boolean isWinograd;
    private final float[] transformed;
    private final float[] chosen;
    private final float[] byOutput;

    /** Weights of {@code name.weight}, published {@code [out, in, k, k]}, and {@code name.bias}. */
    ConvolutionWeights(String name, MapShape input, int kernelSize, int outputChannels, Way way) {
        this.kernelSize = kernelSize;
        this.inputChannels = input.channels();
        this.storedInputChannels = input.storedChannels();
        this.storedOutputChannels = Kernels.padded(outputChannels);
        int taps = kernelSize * kernelSize;
        int length = taps * storedInputChannels * storedOutputChannels;
        int[] places = new int[outputChannels * inputChannels * taps];
        for (int i = 0; i < places.length; i++) {
            int tap = i % taps;
            int in = i / taps % inputChannels;
            int out = i / taps / inputChannels;
            places[i] = (tap * storedInputChannels + in) * storedOutputChannels + out;
        }
        int[] shape = {outputChannels, inputChannels, kernelSize, kernelSize};
        this.weight = new Parameter(name + ".weight", Parameter.Role.TRAINED, shape, places, length);
        this.bias = Parameter.vector(name + ".bias", Parameter.Role.CONSTANT, outputChannels);
        this.isWinograd = way == Way.WINOGRAD;
        this.transformed =
                Kernels.array(isWinograd ? Winograd.weightsLength(storedInputChannels, storedOutputChannels) : 0);
        this.chosen = new float[Math.max(transformed.length, weight.values().length)];
        this.byOutput = Kernels.array(length);
    }

    List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    /** Uniform in +-1 / sqrt(fan in), PyTorch's default for convolutions. */
    void initialize(RandomStream random) {
        double bound = 1 / StrictMath.sqrt(inputChannels * kernelSize * kernelSize);
        weight.drawUniform(random, bound);
        bias.drawUniform(random, bound);
    }

    /** Packed {@code [k, k, n, C]}. */
    float[] weights() {
        return weight.values();
    }

    /** Packed {@code [C]}. */
    float[] bias() {
        return bias.values();
    }

    /** Gradient, packed as {@link #weights}. */
    float[] gradient() {
        return weight.gradient();
    }

    /** Whether convolutions go by Winograd's algorithm, from {@link #transformed}. */
    boolean isWinograd() {
        return isWinograd;
    }

    /** Brings {@link #transformed} up to date. */
    void transform() {
        Winograd.transformWeights(weight.values(), storedInputChannels * storedOutputChannels, transformed);
    }

    /** As {@link Winograd#transformWeights} wrote them when {@link #transform} was last called. */
    float[] transformed() {
        return transformed;
    }

    /** The {@link #weights} of the first {@code count} of {@code channels} alone, {@code [k, k, count, C]}; overwritten next time. */
    float[] chosen(int[] channels, int count) {
        return chosen(weight.values(), kernelSize * kernelSize, channels, count);
    }

    /** The same of {@link #transformed}. */
    float[] chosenTransformed(int[] channels, int count) {
        return chosen(transformed, Winograd.TAPS, channels, count);
    }

    private float[] chosen(float[] values, int taps, int[] channels, int count) {
        for (int tap = 0; tap < taps; tap++) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(
                        values,
                        ORIGIN + (tap * storedInputChannels + channels[i]) * storedOutputChannels,
                        chosen,
                        ORIGIN + (tap * count + i) * storedOutputChannels,
                        storedOutputChannels);
            }
        }
        return chosen;
    }

    /** Brings {@link #byOutputChannel} up to date. */
    void arrangeByOutputChannel() {
        int run = kernelSize * storedInputChannels;
        float[] values = weight.values();
        for (int ky = 0; ky < kernelSize; ky++) {
            for (int i = 0; i < run; i++) {
                int from = ORIGIN + (ky * run + i) * storedOutputChannels;
                int to = ORIGIN + ky * storedOutputChannels * run + i;
                for (int out = 0; out < storedOutputChannels; out++) {
                    byOutput[to + out * run] = values[from + out];
                }
            }
        }
    }

    /**
     * The weights as {@code [k, C, k * n]}: contiguous are kernel column and input channel; as they were when
     * {@link #arrangeByOutputChannel} was last called.
     */
    float[] byOutputChannel() {
        return byOutput;
    }

    /** Adds a gradient that is laid out as {@link #byOutputChannel} to {@link #gradient}. */
    void addGradientByOutputChannel(float[] gradient) {
        int run = kernelSize * storedInputChannels;
        float[] sum = weight.gradient();
        for (int ky = 0; ky < kernelSize; ky++) {
            for (int i = 0; i < run; i++) {
                int to = ORIGIN + (ky * run + i) * storedOutputChannels;
                int from = ORIGIN + ky * storedOutputChannels * run + i;
                for (int out = 0; out < storedOutputChannels; out++) {
                    sum[to + out] += gradient[from + out * run];
                }
            }
        }
    }

    /** Adds the gradient of weights of one input channel that are laid out {@code [C, patchLength]}, column by column. */
    void addGradientByPatch(float[] gradient, int patchLength) {
        float[] sum = weight.gradient();
        for (int tap = 0; tap < kernelSize * kernelSize; tap++) {
            int from = ORIGIN + tap % kernelSize * (kernelSize + 1) + tap / kernelSize;
            for (int out = 0; out < storedOutputChannels; out++) {
                sum[ORIGIN + tap * storedOutputChannels + out] += gradient[from + out * patchLength];
            }
        }
    }
}
