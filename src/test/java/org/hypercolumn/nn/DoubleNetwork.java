package org.hypercolumn.nn;

import java.util.Map;
import org.hypercolumn.kernel.RandomStream;

/** The control of a network of {@link SmallNetwork}: the same in double precision and plain loops, forward alone. */
record DoubleNetwork(SmallNetwork sizes) {

    /**
     * Predictions, {@code [B]}.
     *
     * @param parameters by name, in the published order, read only
     * @param stimuli {@code [B, H, W]}, read only
     */
    double[] predict(Map<String, double[]> parameters, double[] stimuli, Layer.Mode mode, RandomStream random) {
        DoubleMaps maps = DoubleMaps.of(new MapShape(sizes.height(), sizes.width(), 1), stimuli);
        int blocks = sizes.blocks();
        for (int block = 0; block < blocks; block++) {
            maps = first(maps, parameters, block);
            String norm = "norm" + block;
            double[][] running = {parameters.get(norm + ".running_mean"), parameters.get(norm + ".running_var")};
            double[][] statistics = mode == Layer.Mode.TRAINING ? maps.statistics() : running;
            maps = maps.activated(
                    parameters.get(norm + ".weight"), parameters.get(norm + ".bias"), statistics[0], statistics[1]);
            boolean drops = mode == Layer.Mode.TRAINING && sizes.dropout() > 0 && block < blocks - 1;
            maps = drops ? maps.dropped(sizes.dropout(), random) : maps;
        }
        return read(maps, parameters);
    }

    /** What comes before a block's norm. */
    private DoubleMaps first(DoubleMaps maps, Map<String, double[]> parameters, int block) {
        int attention = block - sizes.pooled().size();
        if (attention < 0) {
            return convolved(maps, parameters, block, sizes.pooled().get(block)).pooled();
        }
        int convolution = attention - sizes.attending().size();
        if (convolution < 0) {
            SmallNetwork.Attending of = sizes.attending().get(attention);
            return new DoubleAttention("attention" + block, of.keySize(), of.values(), parameters).apply(maps);
        }
        return convolved(maps, parameters, block, sizes.plain().get(convolution));
    }

    private static DoubleMaps convolved(DoubleMaps maps, Map<String, double[]> parameters, int block, int kernelSize) {
        String name = "convolution" + block;
        return maps.convolved(parameters.get(name + ".weight"), parameters.get(name + ".bias"), kernelSize);
    }

    private double[] read(DoubleMaps maps, Map<String, double[]> parameters) {
        return switch (sizes.readout()) {
            case FULL ->
                maps.readFully(parameters.get("linear.weight"), parameters.get("linear.bias")[0]);
            case CENTER ->
                maps.readCenter(parameters.get("linear.weight"), parameters.get("linear.bias")[0]);
            case CENTER_AND_SURROUND ->
                maps.readCenterAndSurround(
                        linear(parameters, "center"), linear(parameters, "surr"), linear(parameters, "comb"));
        };
    }

    private static double[][] linear(Map<String, double[]> parameters, String part) {
        String name = "linear_" + part;
        return new double[][] {parameters.get(name + ".weight"), parameters.get(name + ".bias")};
    }
}
