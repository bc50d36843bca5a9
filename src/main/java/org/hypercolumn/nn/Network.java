package org.hypercolumn.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hypercolumn.kernel.RandomStream;

/**
 * A stack of layers and a readout with all their buffers, for batches of at most a fixed number of images. Mutable; one
 * thread's. Made once and filled with one neuron's parameters after the other.
 */
public final class Network {

    private final List<Layer> layers;
    private final Readout readout;
    private final List<FeatureMaps> maps;
    private final List<Parameter> parameters;
    private final float[] predictions;
    private final float[] predictionGradients;

    private Network(List<Layer> layers, Readout readout, List<FeatureMaps> maps) {
        this.layers = List.copyOf(layers);
        this.readout = readout;
        this.maps = List.copyOf(maps);
        this.predictions = new float[maps.get(0).capacity()];
        this.predictionGradients = new float[predictions.length];
        List<Parameter> all = new ArrayList<>();
        layers.forEach(layer -> all.addAll(layer.parameters()));
        all.addAll(readout.parameters());
        this.parameters = List.copyOf(all);
    }

    /**
     * Stacks layers, each made for the output of the one before.
     *
     * @param image shape of a stimulus, one channel
     * @param capacity images in a batch, at most
     */
    public static Network of(MapShape image, List<Layer> layers, Readout readout, int capacity) {
        List<FeatureMaps> maps = new ArrayList<>();
        maps.add(FeatureMaps.withAllGradients(image, capacity));
        layers.forEach(layer -> maps.add(FeatureMaps.of(layer.outputShape(), capacity)));
        return new Network(layers, readout, maps);
    }

    /** Shape of a stimulus. */
    public MapShape imageShape() {
        return maps.get(0).shape();
    }

    /** Images in a batch, at most. */
    public int capacity() {
        return predictions.length;
    }

    /** All parameters and statistics, in the order of the published files. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Draws all parameters anew, from PyTorch's default distributions. */
    public void initialize(RandomStream random) {
        layers.forEach(layer -> layer.initialize(random));
        readout.initialize(random);
    }

    /**
     * Takes over parameters and statistics by name.
     *
     * @param values name to values in published order, of exactly this network's parameters
     * @throws IllegalArgumentException if a name is missing or too many, or a length differs; nothing is taken over then
     */
    public void load(Map<String, float[]> values) {
        for (Parameter parameter : parameters) {
            float[] published = values.get(parameter.name());
            if (published == null || published.length != parameter.length()) {
                throw new IllegalArgumentException("network: expected %d values of %s, got %s"
                        .formatted(
                                parameter.length(), parameter.name(), published == null ? "none" : published.length));
            }
        }
        for (String name : values.keySet()) {
            if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
                throw new IllegalArgumentException("network: has no parameter %s".formatted(name));
            }
        }
        parameters.forEach(parameter -> parameter.publish(Objects.requireNonNull(values.get(parameter.name()))));
    }

    /** The buffer that takes the stimuli, {@code [B, H, W]}; an image starts at {@link FeatureMaps#at}. */
    public FeatureMaps stimuli() {
        return maps.get(0);
    }

    /**
     * Predicts the responses to the first {@code count} stimuli.
     *
     * @param random for dropout; drawn from in training only
     * @return {@code [B]}, overwritten by the next call
     */
    public float[] forward(int count, Layer.Mode mode, RandomStream random) {
        for (int from = 0; from < layers.size(); from = nextGatherer(from, mode)) {
            forwardPass(from, nextGatherer(from, mode), count, mode, random);
        }
        for (int image = 0; image < count; image++) {
            predictions[image] = readout.forward(maps.get(layers.size()), image);
        }
        return predictions;
    }

    /** The first layer behind {@code layer} that must gather the batch, or the number of layers. */
    private int nextGatherer(int layer, Layer.Mode mode) {
        int next = layer + 1;
        while (next < layers.size() && !layers.get(next).gathers(mode)) {
            next++;
        }
        return next;
    }

    /** Takes image by image through the layers {@code from} to {@code to} - 1, and lets the next one gather. */
    private void forwardPass(int from, int to, int count, Layer.Mode mode, RandomStream random) {
        for (int i = from; i < to; i++) {
            layers.get(i).beginForward(count, mode, random);
        }
        for (int image = 0; image < count; image++) {
            for (int i = from; i < to; i++) {
                layers.get(i).forward(maps.get(i), maps.get(i + 1), image);
            }
            if (to < layers.size()) {
                layers.get(to).gather(maps.get(to), image);
            }
        }
    }

    /**
     * After {@link #forward} in training, computes the gradients of the mean squared error anew.
     *
     * @param responses {@code [B]}, read only
     * @return the mean squared error of the batch
     */
    public double backward(float[] responses, int count) {
        double sum = 0;
        for (int image = 0; image < count; image++) {
            float error = predictions[image] - responses[image];
            sum += (double) error * error;
            predictionGradients[image] = 2 * error / count;
        }
        for (Parameter parameter : parameters) {
            parameter.clearGradient();
        }
        backward(count, Layer.Mode.TRAINING, Layer.Wanted.PARAMETERS, Layer.Wanted.BOTH);
        return sum / count;
    }

    /**
     * After {@link #forward} in evaluation, computes the gradient of each prediction with respect to its own stimulus, into
     * the gradients of {@link #stimuli}.
     */
    public void stimulusGradients(int count) {
        Arrays.fill(predictionGradients, 1f);
        backward(count, Layer.Mode.EVALUATION, Layer.Wanted.INPUT, Layer.Wanted.INPUT);
    }

    private void backward(int count, Layer.Mode mode, Layer.Wanted ofFirst, Layer.Wanted ofOthers) {
        int high = layers.size();
        do {
            int low = high - 1;
            while (low >= 0 && !layers.get(low).gathers(mode)) {
                low--;
            }
            backwardPass(low, high, count, mode, ofFirst, ofOthers);
            high = low;
        } while (high >= 0);
    }

    /** Takes image by image back through the layers {@code high} (gathered) to {@code low} + 1; {@code low} gathers. */
    private void backwardPass(
            int low, int high, int count, Layer.Mode mode, Layer.Wanted ofFirst, Layer.Wanted ofOthers) {
        int top = Math.min(high, layers.size() - 1);
        for (int i = top; i > low; i--) {
            layers.get(i).beginBackward(count, mode, i == 0 ? ofFirst : ofOthers);
        }
        for (int image = 0; image < count; image++) {
            if (high == layers.size()) {
                readout.backward(maps.get(high), image, predictionGradients[image], ofOthers);
            }
            for (int i = top; i > low; i--) {
                if (i < high) {
                    layers.get(i).gatherGradient(maps.get(i), maps.get(i + 1), image);
                }
                layers.get(i).backward(maps.get(i), maps.get(i + 1), image, i == 0 ? ofFirst : ofOthers);
            }
            if (low >= 0) {
                layers.get(low).gatherGradient(maps.get(low), maps.get(low + 1), image);
            }
        }
        for (int i = top; i > low; i--) {
            layers.get(i).endBackward(i == 0 ? ofFirst : ofOthers);
        }
    }
}
