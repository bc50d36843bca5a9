package org.hypercolumn.train;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.nn.FeatureMaps;
import org.hypercolumn.nn.Network;

/** What the fixed layers of a network make of the fitting images, kept from epoch to epoch. Mutable; one neuron's at a time. */
final class FixedFeatures {

    /** Puts a fitting image into a place of the network's buffer of stimuli. */
    @FunctionalInterface
    interface Show {
        void show(int image, int place);
    }

    private final Network network;
    private final float[][] kept; // of each image [H, W, C] as the network's buffer has it

    private FixedFeatures(Network network, int images) {
        this.network = network;
        this.kept = new float[images][0];
    }

    /**
     * Features of some images, to be computed; until then they take no memory.
     *
     * @param budget bytes that they may take
     * @return empty if the network has none or they do not fit
     */
    static Optional<FixedFeatures> of(Network network, int images, long budget) {
        if (!network.hasFixedFeatures()) {
            return Optional.empty();
        }
        long bytes =
                (long) images * Float.BYTES * network.fixedFeatures().shape().storedValues();
        return bytes <= budget ? Optional.of(new FixedFeatures(network, images)) : Optional.empty();
    }

    /** Computes the features of all images with the network's weights of now. */
    void compute(Show stimuli) {
        FeatureMaps buffer = network.fixedFeatures();
        RandomStream unused = RandomStream.of(0, "evaluation");
        for (int first = 0; first < kept.length; first += network.capacity()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("features: the fit was interrupted");
            }
            int count = Math.min(network.capacity(), kept.length - first);
            for (int place = 0; place < count; place++) {
                stimuli.show(first + place, place);
            }
            network.computeFixedFeatures(count, unused);
            for (int place = 0; place < count; place++) {
                int at = buffer.at(place);
                kept[first + place] = Arrays.copyOfRange(
                        buffer.values(), at, at + buffer.shape().storedValues());
            }
        }
    }

    /** Puts the features of an image into a place of the network's buffer of them. */
    void copyTo(int image, int place) {
        FeatureMaps buffer = network.fixedFeatures();
        System.arraycopy(kept[image], 0, buffer.values(), buffer.at(place), kept[image].length);
    }
}
