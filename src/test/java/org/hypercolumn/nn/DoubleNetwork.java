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
        int blocks = sizes.pooled().size() + sizes.plain().size();
        for (int block = 0; block < blocks; block++) {
            boolean pools = block < sizes.pooled().size();
            int kernelSize = pools
                    ? sizes.pooled().get(block)
                    : sizes.plain().get(block - sizes.pooled().size());
            String convolution = "convolution" + block;
            String norm = "norm" + block;
            maps = maps.convolved(
                    parameters.get(convolution + ".weight"), parameters.get(convolution + ".bias"), kernelSize);
            maps = pools ? maps.pooled() : maps;
            double[][] running = {parameters.get(norm + ".running_mean"), parameters.get(norm + ".running_var")};
            double[][] statistics = mode == Layer.Mode.TRAINING ? maps.statistics() : running;
            maps = maps.activated(
                    parameters.get(norm + ".weight"), parameters.get(norm + ".bias"), statistics[0], statistics[1]);
            boolean drops = mode == Layer.Mode.TRAINING && sizes.dropout() > 0 && block < blocks - 1;
            maps = drops ? maps.dropped(sizes.dropout(), random) : maps;
        }
        double[] weights = parameters.get("linear.weight");
        double bias = parameters.get("linear.bias")[0];
        return sizes.readout() == SmallNetwork.Kind.FULL
                ? maps.readFully(weights, bias)
                : maps.readCenter(weights, bias);
    }
}
