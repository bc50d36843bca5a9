package org.hypercolumn.model;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.nn.BatchNormSigmoid;
import org.hypercolumn.nn.CenterReadout;
import org.hypercolumn.nn.CenterSurroundReadout;
import org.hypercolumn.nn.Convolution;
import org.hypercolumn.nn.FullReadout;
import org.hypercolumn.nn.Layer;
import org.hypercolumn.nn.MapShape;
import org.hypercolumn.nn.Network;
import org.hypercolumn.nn.PooledConvolution;
import org.hypercolumn.nn.Readout;
import org.hypercolumn.nn.Recurrence;
import org.hypercolumn.nn.SelfAttention;
import org.hypercolumn.nn.Treatment;

/** Makes the network of an architecture, with the parameter names of the paper's code. */
public final class Networks {

    private Networks() {}

    /** As below, with what is frozen treated as published. */
    public static Network of(
            Architecture architecture, Kernels kernels, int imageHeight, int imageWidth, int capacity) {
        return of(architecture, kernels, imageHeight, imageWidth, capacity, Treatment.FROZEN);
    }

    /**
     * A network with all parameters 0.
     *
     * @param capacity images in a batch, at most
     * @param ofFrozen what training does with the parts that the architecture freezes
     * @throws IllegalArgumentException if the image is too small for the architecture
     */
    public static Network of(
            Architecture architecture,
            Kernels kernels,
            int imageHeight,
            int imageWidth,
            int capacity,
            Treatment ofFrozen) {
        MapShape features = architecture.grid(imageHeight, imageWidth);
        MapShape image = new MapShape(imageHeight, imageWidth, 1);
        MapShape shape = image;
        List<Layer> layers = new ArrayList<>();
        List<Treatment> treatments = new ArrayList<>();
        List<PartNames> names = PartNames.of(architecture);
        for (int i = 0; i < names.size(); i++) {
            Block block = architecture.blocks().get(i);
            layers.addAll(layers(block, names.get(i), kernels, shape, architecture.channels(), capacity));
            shape = layers.get(layers.size() - 1).outputShape();
            while (treatments.size() < layers.size()) {
                treatments.add(block.start().isFrozen() ? ofFrozen : Treatment.TRAINED);
            }
        }
        return Network.of(image, layers, treatments, readout(architecture, features, ofFrozen), capacity);
    }

    private static List<Layer> layers(
            Block block, PartNames names, Kernels kernels, MapShape shape, int channels, int capacity) {
        Operation operation = block.operation();
        Layer layer;
        if (operation instanceof Operation.Pooled pooled) {
            layer = new PooledConvolution(kernels, names.operation(), shape, pooled.kernelSize(), channels, capacity);
        } else if (operation instanceof Operation.Plain plain) {
            layer = new Convolution(kernels, names.operation(), shape, plain.kernelSize(), channels);
        } else if (operation instanceof Operation.Attention attention) {
            layer = new SelfAttention(
                    kernels, names.operation(), shape, attention.keySize(), attention.values(), capacity);
        } else if (operation instanceof Operation.Recurrent recurrent) {
            return new Recurrence(recurrent.kernelSize(), channels, recurrent.iterations(), block.dropout())
                    .layers(kernels, names.operation(), shape, capacity);
        } else {
            throw new IllegalStateException("no layer computes " + operation);
        }
        MapShape output = layer.outputShape();
        return List.of(layer, new BatchNormSigmoid(kernels, names.norm(), output, block.dropout(), capacity));
    }

    private static Readout readout(Architecture architecture, MapShape features, Treatment ofFrozen) {
        String name = PartNames.ofReadout(architecture);
        Treatment treatment = architecture.readoutStart().isFrozen() ? ofFrozen : Treatment.TRAINED;
        return switch (architecture.readout()) {
            case FULL -> new FullReadout(name, features, treatment);
            case CENTER -> new CenterReadout(name, features, treatment);
            case CENTER_AND_SURROUND -> new CenterSurroundReadout(name, features, treatment);
        };
    }
}
