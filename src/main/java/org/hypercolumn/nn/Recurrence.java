package org.hypercolumn.nn;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.kernel.Kernels;

/**
 * A recurrent convolutional layer, unrolled over its iterations. With u the convolution of the features below, without
 * padding, iteration 1 is h = sigmoid(norm(u)), and each further one h = sigmoid(norm(u + lateral convolution of h)), zeros
 * around h. The output is the last h. All iterations share the lateral weights; each has a batch norm of its own.
 *
 * <p>Source: Liang, Hu, "Recurrent convolutional neural network for object recognition", CVPR 2015, eq. 1 (their t = 0 is our
 * iteration 1). Ours differs: a batch norm of its own for each iteration and sigmoid instead of a rectifier and local
 * response normalisation; no padding in the convolution of the features below.
 *
 * @param kernelSize rows and columns k of both convolutions, odd
 * @param channels C of u and h, 2 or more
 * @param iterations T, 2 or more: one alone is a {@link Convolution} and a {@link BatchNormSigmoid}
 * @param dropout probability of dropping a channel of the output, in [0, 1)
 */
public record Recurrence(int kernelSize, int channels, int iterations, double dropout) {

    public Recurrence {
        if (kernelSize < 1 || kernelSize % 2 == 0) {
            throw new IllegalArgumentException(
                    "recurrence: expected an odd kernel size, so that maps keep their size, got " + kernelSize);
        }
        if (channels < 2) {
            throw new IllegalArgumentException("recurrence: expected 2 channels or more, got " + channels);
        }
        if (iterations < 2) {
            throw new IllegalArgumentException(
                    "recurrence: expected 2 iterations or more, got %d; one is a plain convolution"
                            .formatted(iterations));
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("recurrence: expected a dropout in [0, 1), got " + dropout);
        }
    }

    /**
     * The layers, with all parameters 0. They belong together: stacked in this order, no other between them, all trained or
     * none. Their parameters are, in this order, those of the convolutions {@code name.input} and {@code name.lateral} and of
     * the norms {@code name.norms.0} to {@code name.norms.(T - 1)}.
     *
     * @param name of the recurrent layer in model files
     * @param input shape of the features below, {@code [H, W]} of two channels or more; the layers' output is
     *     {@code [H - k + 1, W - k + 1]} of C channels
     * @param capacity images in a batch, at most
     * @throws IllegalArgumentException if the input has one channel, or is too small for the kernel
     */
    public List<Layer> layers(Kernels kernels, String name, MapShape input, int capacity) {
        if (input.channels() < 2) {
            throw new IllegalArgumentException(
                    "recurrence %s: expected features of 2 channels or more, got 1; put a pooled convolution below"
                            .formatted(name));
        }
        var convolution = new Convolution(kernels, name + ".input", input, kernelSize, channels);
        MapShape shape = convolution.outputShape();
        var lateral = new PaddedConvolution(kernels, name + ".lateral", shape, kernelSize);
        var branch = new Branch(lateral, capacity);
        List<Layer> layers = new ArrayList<>(List.of(convolution, branch));
        for (int iteration = 0; iteration < iterations; iteration++) {
            if (iteration > 0) {
                layers.add(new LateralConvolution(branch));
            }
            double dropped = iteration == iterations - 1 ? dropout : 0;
            layers.add(new BatchNormSigmoid(kernels, name + ".norms." + iteration, shape, dropped, capacity));
        }
        return List.copyOf(layers);
    }
}
