package org.hypercolumn.train;

import org.hypercolumn.data.DecimalText;
import org.hypercolumn.model.Architecture;

/**
 * One model of one neuron, to be fitted with a share of the training images and a seed.
 *
 * @param architecture what the network is
 * @param neuron index in the recording, from 0
 * @param share part of the training images that is used, in (0, 1]
 * @param seed of every random draw
 */
public record Fit(Architecture architecture, int neuron, double share, long seed) {

    public Fit {
        TrainingPlan.checkShare(share);
    }

    /** The fit of another model to the same neuron, with the same share and seed: what a model starts from. */
    Fit of(Architecture other) {
        return new Fit(other, neuron, share, seed);
    }

    /** For people: {@code ff-cnn neuron 7}, and {@code ff-cnn neuron 7, share 0.25, seed 2} where they are not 1. */
    @Override
    public String toString() {
        return "%s neuron %d%s".formatted(architecture.id(), neuron, variant(share, seed));
    }

    /** What tells a share and a seed from 1: {@code , share 0.25, seed 2}; empty where both are 1. */
    public static String variant(double share, long seed) {
        return (share == 1 ? "" : ", share " + DecimalText.of(share)) + (seed == 1 ? "" : ", seed " + seed);
    }
}
