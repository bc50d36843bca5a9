package org.hypercolumn.model;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.nn.BatchNormSigmoid;
import org.hypercolumn.nn.CenterReadout;
import org.hypercolumn.nn.Convolution;
import org.hypercolumn.nn.FullReadout;
import org.hypercolumn.nn.Layer;
import org.hypercolumn.nn.MapShape;
import org.hypercolumn.nn.Network;
import org.hypercolumn.nn.PooledConvolution;
import org.hypercolumn.nn.Readout;

/**
 * Makes the network of an architecture, with the parameter names of the paper's code: there a network is one list of
 * modules, {@code layers}, in which pools, sigmoids and dropouts take a number as well, and {@code Linear}.
 */
public final class Networks {

    private Networks() {}

    /**
     * A network with all parameters 0.
     *
     * @param capacity images in a batch, at most
     * @throws IllegalArgumentException if the image is too small for the architecture
     */
    public static Network of(
            Architecture architecture, Kernels kernels, int imageHeight, int imageWidth, int capacity) {
        MapShape features = architecture.grid(imageHeight, imageWidth);
        MapShape shape = new MapShape(imageHeight, imageWidth, 1);
        MapShape image = shape;
        List<Layer> layers = new ArrayList<>();
        int module = 0;
        for (Block block : architecture.blocks()) {
            boolean pooled = block instanceof Block.Pooled;
            String convolution = "layers." + module;
            String norm = "layers." + (module + (pooled ? 2 : 1));
            int kernelSize = block.kernelSize();
            int channels = architecture.channels();
            Layer layer = pooled
                    ? new PooledConvolution(kernels, convolution, shape, kernelSize, channels, capacity)
                    : new Convolution(kernels, convolution, shape, kernelSize, channels);
            shape = layer.outputShape();
            layers.add(layer);
            layers.add(new BatchNormSigmoid(kernels, norm, shape, block.dropout(), capacity));
            // convolution, pool if any, batch norm, sigmoid, dropout
            module += pooled ? 5 : 4;
        }
        Readout readout = architecture.readout() == ReadoutKind.FULL
                ? new FullReadout("Linear", features)
                : new CenterReadout("Linear", features);
        return Network.of(image, layers, readout, capacity);
    }
}
