package org.hypercolumn.prepare;

import java.util.List;
import java.util.Optional;

/**
 * What is kept of a recording; whatever is empty keeps all.
 *
 * @param tiers {@code train}, {@code val}, {@code test}
 * @param images places, counted from 0 through the tiers that are kept, in the order train, val, test
 * @param imageIds ids of images
 * @param neurons places, counted from 0
 * @param neuronIds ids of neurons
 */
public record Selection(
        Optional<List<String>> tiers,
        Optional<List<Integer>> images,
        Optional<List<String>> imageIds,
        Optional<List<Integer>> neurons,
        Optional<List<String>> neuronIds) {

    /**
     * Checks the selection.
     *
     * @throws IllegalArgumentException if both places and ids are given
     */
    public Selection {
        if ((images.isPresent() && imageIds.isPresent()) || (neurons.isPresent() && neuronIds.isPresent())) {
            throw new IllegalArgumentException("selection: expected places or ids, got both; leave one out");
        }
        tiers = tiers.map(List::copyOf);
        images = images.map(List::copyOf);
        imageIds = imageIds.map(List::copyOf);
        neurons = neurons.map(List::copyOf);
        neuronIds = neuronIds.map(List::copyOf);
    }

    /** All of it. */
    public static Selection all() {
        return new Selection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with tiers. */
    public Selection withTiers(List<String> changed) {
        return new Selection(Optional.of(changed), images, imageIds, neurons, neuronIds);
    }

    /** The same with places of images. */
    public Selection withImages(List<Integer> changed) {
        return new Selection(tiers, Optional.of(changed), imageIds, neurons, neuronIds);
    }

    /** The same with ids of images. */
    public Selection withImageIds(List<String> changed) {
        return new Selection(tiers, images, Optional.of(changed), neurons, neuronIds);
    }

    /** The same with places of neurons. */
    public Selection withNeurons(List<Integer> changed) {
        return new Selection(tiers, images, imageIds, Optional.of(changed), neuronIds);
    }

    /** The same with ids of neurons. */
    public Selection withNeuronIds(List<String> changed) {
        return new Selection(tiers, images, imageIds, neurons, Optional.of(changed));
    }
}
