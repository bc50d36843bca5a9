package org.hypercolumn.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;

/**
 * A network to test with: a pooled block, a recurrent layer, a readout of all positions. Its control is the same in double
 * precision and plain loops, forward alone.
 *
 * @param pooled kernel size of the pooled block
 * @param dropout behind the pooled block
 */
record SmallRecurrence(int height, int width, int below, int pooled, double dropout, Recurrence recurrence) {

    /** Begins as the names that {@link SmallNetwork#values} draws convolutions' weights for. */
    private static final String NAME = "convolution1";

    /** Shape of the recurrent layer's input. */
    private MapShape features() {
        return new MapShape((height - pooled + 1) / 2, (width - pooled + 1) / 2, below);
    }

    /** A network with all parameters 0. */
    Network zeroed(Kernels kernels, int capacity) {
        MapShape image = new MapShape(height, width, 1);
        List<Layer> layers = new ArrayList<>();
        layers.add(new PooledConvolution(kernels, "convolution0", image, pooled, below, capacity));
        layers.add(new BatchNormSigmoid(kernels, "norm0", features(), dropout, capacity));
        layers.addAll(recurrence.layers(kernels, NAME, features(), capacity));
        MapShape last = layers.get(layers.size() - 1).outputShape();
        return Network.of(
                image,
                layers,
                Collections.nCopies(layers.size(), Treatment.TRAINED),
                new FullReadout("linear", last, Treatment.TRAINED),
                capacity);
    }

    /** A network whose parameters and statistics are all unlike those of a fresh one, with stimuli. */
    Network drawn(Kernels kernels, int capacity, long seed) {
        Network network = zeroed(kernels, capacity);
        var random = new SplittableRandom(seed);
        Map<String, float[]> values = SmallNetwork.values(network, random);
        values.forEach((name, drawn) -> steepen(name, drawn, random));
        network.load(values);
        FeatureMaps stimuli = network.stimuli();
        for (int i = 0; i < capacity * height * width; i++) {
            stimuli.values()[stimuli.at(0) + i] = (float) random.nextDouble(-1, 1);
        }
        return network;
    }

    /** Lets gradients of early iterations through the sigmoids of the later ones, above the noise of differences. */
    private static void steepen(String name, float[] values, SplittableRandom random) {
        if (name.matches(".*norms.*\\.weight")) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(2, 4);
            }
        }
    }

    /**
     * Predictions of the control, {@code [B]}.
     *
     * @param parameters by name, in the published order, read only
     * @param stimuli {@code [B, H, W]}, read only
     */
    double[] predict(Map<String, double[]> parameters, double[] stimuli, Layer.Mode mode, RandomStream random) {
        boolean training = mode == Layer.Mode.TRAINING;
        DoubleMaps image = DoubleMaps.of(new MapShape(height, width, 1), stimuli);
        DoubleMaps maps =
                normalized(convolved(parameters, "convolution0", image, pooled).pooled(), parameters, "norm0", mode);
        maps = training && dropout > 0 ? maps.dropped(dropout, random) : maps;
        int k = recurrence.kernelSize();
        DoubleMaps u = convolved(parameters, NAME + ".input", maps, k);
        MapShape shape = new MapShape(features().height() - k + 1, features().width() - k + 1, recurrence.channels());
        maps = normalized(u, parameters, NAME + ".norms.0", mode);
        for (int iteration = 1; iteration < recurrence.iterations(); iteration++) {
            DoubleMaps lateral = convolved(parameters, NAME + ".lateral", padded(maps.values(), shape, k / 2), k);
            maps = normalized(
                    DoubleMaps.of(shape, sum(u.values(), lateral.values())),
                    parameters,
                    NAME + ".norms." + iteration,
                    mode);
        }
        double last = recurrence.dropout();
        maps = training && last > 0 ? maps.dropped(last, random) : maps;
        return maps.readFully(parameters.get("linear.weight"), parameters.get("linear.bias")[0]);
    }

    private static DoubleMaps convolved(
            Map<String, double[]> parameters, String name, DoubleMaps maps, int kernelSize) {
        return maps.convolved(parameters.get(name + ".weight"), parameters.get(name + ".bias"), kernelSize);
    }

    private static DoubleMaps normalized(
            DoubleMaps maps, Map<String, double[]> parameters, String name, Layer.Mode mode) {
        double[][] running = {parameters.get(name + ".running_mean"), parameters.get(name + ".running_var")};
        double[][] statistics = mode == Layer.Mode.TRAINING ? maps.statistics() : running;
        return maps.activated(
                parameters.get(name + ".weight"), parameters.get(name + ".bias"), statistics[0], statistics[1]);
    }

    /** Maps {@code [B, C, H, W]} with {@code border} rows and columns of zeros on each side. */
    static DoubleMaps padded(double[] values, MapShape shape, int border) {
        var next = new MapShape(shape.height() + 2 * border, shape.width() + 2 * border, shape.channels());
        double[] padded = new double[values.length / shape.positions() * next.positions()];
        for (int i = 0; i < values.length; i++) {
            int y = i % shape.positions() / shape.width() + border;
            int x = i % shape.width() + border;
            padded[i / shape.positions() * next.positions() + y * next.width() + x] = values[i];
        }
        return DoubleMaps.of(next, padded);
    }

    static double[] sum(double[] left, double[] right) {
        double[] sum = new double[left.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = left[i] + right[i];
        }
        return sum;
    }
}
