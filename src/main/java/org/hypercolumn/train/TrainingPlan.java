package org.hypercolumn.train;

import org.hypercolumn.nn.Adam;

/**
 * What one fit needs, besides its architecture and its data, to be repeated.
 *
 * @param epochs passes over the training images, 1 or more
 * @param batch images in a step, 2 or more
 * @param adam the optimiser's settings
 * @param share part of the training images that is used, in (0, 1]
 * @param seed of every random draw
 * @param protocol which images choose the epoch and are reported on
 */
public record TrainingPlan(int epochs, int batch, Adam.Settings adam, double share, long seed, Protocol protocol) {

    public TrainingPlan {
        if (epochs < 1) {
            throw new IllegalArgumentException("plan: epochs must be 1 or more, got " + epochs);
        }
        if (batch < 2) {
            throw new IllegalArgumentException("plan: batch must be 2 or more, for batch norm, got " + batch);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("plan: share must be above 0 and at most 1, got " + share);
        }
    }

    /** The paper's: 50 epochs, batches of 50, Adam at 1e-3, all images; but the holdout protocol; seed 1. */
    public static TrainingPlan paper() {
        return new TrainingPlan(50, 50, Adam.Settings.paper(), 1, 1, Protocol.HOLDOUT);
    }

    /** The same plan with as many epochs. */
    public TrainingPlan withEpochs(int changed) {
        return new TrainingPlan(changed, batch, adam, share, seed, protocol);
    }

    /** The same plan with batches of as many images. */
    public TrainingPlan withBatch(int changed) {
        return new TrainingPlan(epochs, changed, adam, share, seed, protocol);
    }

    /** The same plan with that part of the training images. */
    public TrainingPlan withShare(double changed) {
        return new TrainingPlan(epochs, batch, adam, changed, seed, protocol);
    }

    /** The same plan with another seed. */
    public TrainingPlan withSeed(long changed) {
        return new TrainingPlan(epochs, batch, adam, share, changed, protocol);
    }

    /** The same plan under another protocol. */
    public TrainingPlan withProtocol(Protocol changed) {
        return new TrainingPlan(epochs, batch, adam, share, seed, changed);
    }
}
