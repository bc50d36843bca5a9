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
 * @param plain kernel sizes of the blocks without a pool
 */
record SmallNetwork(
        int height, int width, int channels, List<Integer> pooled, List<Integer> plain, Kind readout, double dropout) {

    enum Kind {
        FULL,
        CENTER
    }

    SmallNetwork withDropout(double changed) {
        return new SmallNetwork(height, width, channels, pooled, plain, readout, changed);
    }

    /** A network with all parameters 0; as in the paper, nothing is dropped behind the last block. */
    Network zeroed(Kernels kernels, int capacity) {
        MapShape image = new MapShape(height, width, 1);
        MapShape shape = image;
        List<Layer> layers = new ArrayList<>();
        int blocks = pooled.size() + plain.size();
        for (int block = 0; block < blocks; block++) {
            String name = "convolution" + block;
            Layer convolution = block < pooled.size()
                    ? new PooledConvolution(kernels, name, shape, pooled.get(block), channels, capacity)
                    : new Convolution(kernels, name, shape, plain.get(block - pooled.size()), channels);
            shape = convolution.outputShape();
            layers.add(convolution);
            double dropped = block < blocks - 1 ? dropout : 0;
            layers.add(new BatchNormSigmoid(kernels, "norm" + block, shape, dropped, capacity));
        }
        Readout linear = readout == Kind.FULL
                ? new FullReadout("linear", shape, Treatment.TRAINED)
                : new CenterReadout("linear", shape, Treatment.TRAINED);
        return Network.of(image, layers, Collections.nCopies(layers.size(), Treatment.TRAINED), linear, capacity);
    }

    /** A network whose parameters and statistics are all unlike those of a fresh one, with stimuli. */
    Network drawn(Kernels kernels, int capacity, long seed) {
        Network network = zeroed(kernels, capacity);
        var random = new SplittableRandom(seed);
        network.load(values(network, random));
        FeatureMaps stimuli = network.stimuli();
        for (int i = 0; i < capacity * height * width; i++) {
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
