package org.hypercolumn.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hypercolumn.kernel.Kernels;

/**
 * Sizes of a network to test with.
 *
 * @param pooled kernel sizes of the pooled blocks, which come first
 * @param attending the blocks of self-attention, which come next
 * @param plain kernel sizes of the blocks without a pool
 */
record SmallNetwork(
        int height,
        int width,
        int channels,
        List<Integer> pooled,
        List<Attending> attending,
        List<Integer> plain,
        Kind readout,
        double dropout) {

    enum Kind {
        FULL,
        CENTER,
        CENTER_AND_SURROUND
    }

    /** A block of self-attention. */
    record Attending(int keySize, SelfAttention.Values values) {

        /** Gamma, weights and bias of queries, weights of keys; where values are mapped, those of values and output. */
        int trainedParameters() {
            return values == SelfAttention.Values.MAPPED ? 6 : 4;
        }
    }

    SmallNetwork(
            int height,
            int width,
            int channels,
            List<Integer> pooled,
            List<Integer> plain,
            Kind readout,
            double dropout) {
        this(height, width, channels, pooled, List.of(), plain, readout, dropout);
    }

    SmallNetwork withDropout(double changed) {
        return new SmallNetwork(height, width, channels, pooled, attending, plain, readout, changed);
    }

    SmallNetwork withReadout(Kind changed) {
        return new SmallNetwork(height, width, channels, pooled, attending, plain, changed, dropout);
    }

    int blocks() {
        return pooled.size() + attending.size() + plain.size();
    }

    /** Parameters that training moves, where nothing is frozen. */
    int trainedParameters() {
        // Each convolution has weights, each norm weights and biases; a linear readout has both, and a combination.
        int readouts = readout == Kind.CENTER_AND_SURROUND ? 3 : 1;
        return pooled.size()
                + attending.stream().mapToInt(Attending::trainedParameters).sum()
                + plain.size()
                + 2 * blocks()
                + 2 * readouts;
    }

    /** Biases that batch norm takes away again, or softmax. */
    int constantBiases() {
        return pooled.size() + 3 * attending.size() + plain.size();
    }

    /** As below, all trained. */
    Network zeroed(Kernels kernels, int capacity) {
        return zeroed(kernels, capacity, Collections.nCopies(blocks(), Treatment.TRAINED), Treatment.TRAINED);
    }

    /** A network with all parameters 0; as in the paper, nothing is dropped behind the last block. */
    Network zeroed(Kernels kernels, int capacity, List<Treatment> ofBlocks, Treatment ofReadout) {
        MapShape image = new MapShape(height, width, 1);
        MapShape shape = image;
        List<Layer> layers = new ArrayList<>();
        List<Treatment> treatments = new ArrayList<>();
        for (int block = 0; block < blocks(); block++) {
            Layer first = first(kernels, block, shape, capacity);
            shape = first.outputShape();
            layers.add(first);
            double dropped = block < blocks() - 1 ? dropout : 0;
            layers.add(new BatchNormSigmoid(kernels, "norm" + block, shape, dropped, capacity));
            treatments.addAll(Collections.nCopies(2, ofBlocks.get(block)));
        }
        return Network.of(image, layers, treatments, readout(shape, ofReadout), capacity);
    }

    private Layer first(Kernels kernels, int block, MapShape shape, int capacity) {
        int attention = block - pooled.size();
        if (attention < 0) {
            return new PooledConvolution(kernels, "convolution" + block, shape, pooled.get(block), channels, capacity);
        }
        int convolution = attention - attending.size();
        if (convolution < 0) {
            Attending sizes = attending.get(attention);
            return new SelfAttention(kernels, "attention" + block, shape, sizes.keySize(), sizes.values(), capacity);
        }
        return new Convolution(kernels, "convolution" + block, shape, plain.get(convolution), channels);
    }

    private Readout readout(MapShape features, Treatment treatment) {
        return switch (readout) {
            case FULL -> new FullReadout("linear", features, treatment);
            case CENTER -> new CenterReadout("linear", features, treatment);
            case CENTER_AND_SURROUND -> new CenterSurroundReadout("linear", features, treatment);
        };
    }

    /** A network whose parameters and statistics are all unlike those of a fresh one, with stimuli. */
    Network drawn(Kernels kernels, int capacity, long seed) {
        return drawn(zeroed(kernels, capacity), seed);
    }

    /** The same for a network that {@link #zeroed} made. */
    Network drawn(Network network, long seed) {
        var random = new SplittableRandom(seed);
        network.load(values(network, random));
        FeatureMaps stimuli = network.stimuli();
        for (int i = 0; i < network.capacity() * height * width; i++) {
            stimuli.values()[stimuli.at(0) + i] = (float) random.nextDouble(-1, 1);
        }
        return network;
    }

    /** Values for every parameter, of a size that leaves the sigmoids far from their ends. */
    static Map<String, float[]> values(Network network, SplittableRandom random) {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            float[] drawn = new float[parameter.length()];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = (float) value(parameter, random);
            }
            values.put(parameter.name(), drawn);
        }
        return values;
    }

    private static double value(Parameter parameter, SplittableRandom random) {
        if (parameter.role() == Parameter.Role.COUNTER) {
            return random.nextInt(1000);
        }
        if (parameter.name().endsWith("running_var") || parameter.name().matches("norm.*weight")) {
            return random.nextDouble(0.5, 2);
        }
        if (parameter.name().startsWith("convolution")) {
            double bound = 1 / Math.sqrt(parameter.length() / (double) parameter.shape()[0]);
            return random.nextDouble(-bound, bound);
        }
        if (parameter.name().startsWith("attention")) {
            // So that attention is neither even nor all on one key, and matters.
            return parameter.name().endsWith("gamma") ? random.nextDouble(1, 2) : random.nextDouble(-1, 1);
        }
        return random.nextDouble(-0.5, 0.5);
    }

    /** Responses to learn from. */
    static float[] responses(int count, long seed) {
        var random = new SplittableRandom(seed);
        float[] responses = new float[count];
        for (int i = 0; i < count; i++) {
            responses[i] = (float) random.nextDouble(-2, 2);
        }
        return responses;
    }
}
