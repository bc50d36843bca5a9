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
    private final List<Treatment> treatments;
    private final Readout readout;
    private final List<FeatureMaps> maps;
    private final List<Parameter> parameters;
    private final float[] predictions;
    private final float[] predictionGradients;

    private Network(List<Layer> layers, List<Treatment> treatments, Readout readout, List<FeatureMaps> maps) {
        this.layers = List.copyOf(layers);
        this.treatments = List.copyOf(treatments);
        this.readout = readout;
        this.maps = List.copyOf(maps);
        this.predictions = new float[maps.get(0).capacity()];
        this.predictionGradients = new float[predictions.length];
        List<Parameter> all = new ArrayList<>();
        layers.forEach(layer -> all.addAll(layer.parameters()));
        all.addAll(readout.parameters());
        this.parameters = List.copyOf(all);
        for (int i = 0; i < layers.size(); i++) {
            if (treatments.get(i) != Treatment.TRAINED) {
                layers.get(i).parameters().forEach(Parameter::freeze);
            }
        }
    }

    /**
     * Stacks layers, each made for the output of the one before.
     *
     * @param image shape of a stimulus, one channel
     * @param treatments what training does with each layer; the readout knows for itself
     * @param capacity images in a batch, at most
     * @throws IllegalArgumentException if there is not one treatment for each layer
     */
    public static Network of(
            MapShape image, List<Layer> layers, List<Treatment> treatments, Readout readout, int capacity) {
        if (layers.size() != treatments.size()) {
            throw new IllegalArgumentException("network: expected a treatment for each of %d layers, got %d"
                    .formatted(layers.size(), treatments.size()));
        }
        List<FeatureMaps> maps = new ArrayList<>();
        maps.add(FeatureMaps.withAllGradients(image, capacity));
        layers.forEach(layer -> maps.add(FeatureMaps.of(layer.outputShape(), capacity)));
        return new Network(layers, treatments, readout, maps);
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

    /** Its attention layers, from the stimulus on, which can be asked how the last forward pass attended. */
    public List<SelfAttention> attentions() {
        List<SelfAttention> attentions = new ArrayList<>();
        for (Layer layer : layers) {
            if (layer instanceof SelfAttention attention) {
                attentions.add(attention);
            }
        }
        return attentions;
    }

    /** The last step; its parameters are the last of {@link #parameters}. */
    public Readout readout() {
        return readout;
    }

    /** The buffer of the core's features, which {@link #forward} fills and the readout reads. */
    public FeatureMaps features() {
        return maps.get(layers.size());
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
        run(0, layers.size(), count, mode, random);
        return read(count);
    }

    private float[] read(int count) {
        for (int image = 0; image < count; image++) {
            predictions[image] = readout.forward(features(), image);
        }
        return predictions;
    }

    /** How many layers from the stimulus on are fixed: training never changes what they compute of a stimulus. */
    private int fixedLayers() {
        int fixed = 0;
        while (fixed < layers.size() && treatments.get(fixed) == Treatment.FIXED) {
            fixed++;
        }
        return fixed;
    }

    /** Whether its first layers are fixed, so that {@link #fixedFeatures} can be kept from epoch to epoch. */
    public boolean hasFixedFeatures() {
        return fixedLayers() > 0;
    }

    /** The buffer of what the fixed layers compute; in place of {@link #stimuli} it takes what they computed before. */
    public FeatureMaps fixedFeatures() {
        return maps.get(fixedLayers());
    }

    /** Computes {@link #fixedFeatures} of the first {@code count} stimuli. */
    public void computeFixedFeatures(int count, RandomStream unused) {
        run(0, fixedLayers(), count, Layer.Mode.EVALUATION, unused);
    }

    /** As {@link #forward} in training, from {@link #fixedFeatures} on. */
    public float[] forwardFixedFeatures(int count, RandomStream random) {
        run(fixedLayers(), layers.size(), count, Layer.Mode.TRAINING, random);
        return read(count);
    }

    /** Takes a batch through the layers {@code first} to {@code end} - 1. */
    private void run(int first, int end, int count, Layer.Mode mode, RandomStream random) {
        int from = first;
        while (from < end) {
            int to = from + 1;
            while (to < end && !gathers(to, mode)) {
                to++;
            }
            if (from == first && gathers(from, mode)) {
                for (int image = 0; image < count; image++) {
                    layers.get(from).gather(maps.get(from), image);
                }
            }
            forwardPass(from, to, end, count, mode, random);
            from = to;
        }
    }

    private boolean gathers(int layer, Layer.Mode mode) {
        return layers.get(layer).gathers(modeOf(layer, mode));
    }

    private Layer.Mode modeOf(int layer, Layer.Mode mode) {
        return treatments.get(layer) == Treatment.FIXED ? Layer.Mode.EVALUATION : mode;
    }

    /** Takes image by image through the layers {@code from} to {@code to} - 1, and lets the next one gather. */
    private void forwardPass(int from, int to, int end, int count, Layer.Mode mode, RandomStream random) {
        for (int i = from; i < to; i++) {
            layers.get(i).beginForward(count, modeOf(i, mode), random);
        }
        for (int image = 0; image < count; image++) {
            for (int i = from; i < to; i++) {
                layers.get(i).forward(maps.get(i), maps.get(i + 1), image);
            }
            if (to < end) {
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
        backward(count, Layer.Mode.TRAINING);
        return sum / count;
    }

    /**
     * After {@link #forward} in evaluation, computes the gradient of each prediction with respect to its own stimulus, into
     * the gradients of {@link #stimuli}.
     */
    public void stimulusGradients(int count) {
        Arrays.fill(predictionGradients, 1f);
        backward(count, Layer.Mode.EVALUATION);
    }

    private void backward(int count, Layer.Mode mode) {
        int lowest = lowest(mode);
        int high = layers.size();
        do {
            int low = high - 1;
            while (low >= lowest && !gathers(low, mode)) {
                low--;
            }
            backwardPass(low, high, count, mode);
            high = low;
        } while (high >= lowest);
    }

    /** The layer in which the way back ends: in training the lowest that is trained, or none but the readout. */
    private int lowest(Layer.Mode mode) {
        int lowest = 0;
        while (mode == Layer.Mode.TRAINING && lowest < layers.size() && treatments.get(lowest) != Treatment.TRAINED) {
            lowest++;
        }
        return lowest;
    }

    private Layer.Wanted wanted(int layer, Layer.Mode mode) {
        if (mode == Layer.Mode.EVALUATION) {
            return Layer.Wanted.INPUT;
        }
        if (layer == lowest(mode)) {
            return Layer.Wanted.PARAMETERS;
        }
        boolean trained = layer == layers.size() || treatments.get(layer) == Treatment.TRAINED;
        return trained ? Layer.Wanted.BOTH : Layer.Wanted.INPUT;
    }

    /** Takes image by image back through the layers {@code high} (gathered) to {@code low} + 1; {@code low} gathers. */
    private void backwardPass(int low, int high, int count, Layer.Mode mode) {
        int top = Math.min(high, layers.size() - 1);
        for (int i = top; i > low; i--) {
            layers.get(i).beginBackward(count, modeOf(i, mode), wanted(i, mode));
        }
        for (int image = 0; image < count; image++) {
            if (high == layers.size()) {
                readout.backward(maps.get(high), image, predictionGradients[image], wanted(high, mode));
            }
            for (int i = top; i > low; i--) {
                if (i < high) {
                    layers.get(i).gatherGradient(maps.get(i), maps.get(i + 1), image);
                }
                layers.get(i).backward(maps.get(i), maps.get(i + 1), image, wanted(i, mode));
            }
            if (low >= lowest(mode)) {
                layers.get(low).gatherGradient(maps.get(low), maps.get(low + 1), image);
            }
        }
        for (int i = top; i > low; i--) {
            layers.get(i).endBackward(wanted(i, mode));
        }
    }
}
