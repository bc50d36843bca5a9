package org.hypercolumn.train;

import java.util.Locale;
import org.hypercolumn.nn.Adam;
import org.hypercolumn.nn.Treatment;

/**
 * What one fit needs, besides its architecture and its data, to be repeated.
 *
 * @param epochs passes over the training images, 1 or more
 * @param batch images in a step, 2 or more
 * @param adam the optimiser's settings
 * @param share part of the training images that is used, in (0, 1]
 * @param seed of every random draw
 * @param protocol which images choose the epoch and are reported on
 * @param frozen how the parts act that an architecture freezes
 * @param responses in which unit responses are learned
 */
public record TrainingPlan(
        int epochs,
        int batch,
        Adam.Settings adam,
        double share,
        long seed,
        Protocol protocol,
        FrozenParts frozen,
        ResponseScaling responses) {

    /** How the parts of a network act in training whose weights are frozen. */
    public enum FrozenParts {
        /** As published: batch norms use the batch's statistics and move the running ones, dropout drops channels. */
        PUBLISHED(Treatment.FROZEN),
        /**
         * As in evaluation: batch norms use the running statistics and keep them, dropout does nothing. What the first blocks
         * compute of an image is then the same in every epoch and need not be computed again.
         */
        EVALUATION(Treatment.FIXED);

        private final Treatment treatment;

        FrozenParts(Treatment treatment) {
            this.treatment = treatment;
        }

        /** What training does with a layer that is frozen. */
        Treatment treatment() {
            return treatment;
        }

        /** Name on the command line and in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The behaviour of an id.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static FrozenParts of(String id) {
            for (FrozenParts frozen : values()) {
                if (frozen.id().equals(id)) {
                    return frozen;
                }
            }
            throw new IllegalArgumentException(
                    "frozen parts: expected published or evaluation, got '%s'".formatted(id));
        }
    }

    public TrainingPlan {
        if (epochs < 1) {
            throw new IllegalArgumentException("plan: epochs must be 1 or more, got " + epochs);
        }
        if (batch < 2) {
            throw new IllegalArgumentException("plan: batch must be 2 or more, for batch norm, got " + batch);
        }
        checkShare(share);
    }

    /** Checks that a share is one. */
    static void checkShare(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("plan: share must be above 0 and at most 1, got " + share);
        }
    }

    /** The paper's: 50 epochs, batches of 50, Adam at 1e-3, all images, seed 1; but the holdout protocol, and scaled responses. */
    public static TrainingPlan paper() {
        return new TrainingPlan(
                50, 50, Adam.Settings.paper(), 1, 1, Protocol.HOLDOUT, FrozenParts.PUBLISHED, ResponseScaling.SCALED);
    }

    /** The same plan with as many epochs. */
    public TrainingPlan withEpochs(int changed) {
        return new TrainingPlan(changed, batch, adam, share, seed, protocol, frozen, responses);
    }

    /** The same plan with batches of as many images. */
    public TrainingPlan withBatch(int changed) {
        return new TrainingPlan(epochs, changed, adam, share, seed, protocol, frozen, responses);
    }

    /** The same plan with another optimiser. */
    public TrainingPlan withAdam(Adam.Settings changed) {
        return new TrainingPlan(epochs, batch, changed, share, seed, protocol, frozen, responses);
    }

    /** The same plan with that part of the training images. */
    public TrainingPlan withShare(double changed) {
        return new TrainingPlan(epochs, batch, adam, changed, seed, protocol, frozen, responses);
    }

    /** The same plan with another seed. */
    public TrainingPlan withSeed(long changed) {
        return new TrainingPlan(epochs, batch, adam, share, changed, protocol, frozen, responses);
    }

    /** The plan of one fit of a run that this is the plan of: the same with the fit's share and seed. */
    public TrainingPlan of(Fit fit) {
        return withShare(fit.share()).withSeed(fit.seed());
    }

    /** The same plan under another protocol. */
    public TrainingPlan withProtocol(Protocol changed) {
        return new TrainingPlan(epochs, batch, adam, share, seed, changed, frozen, responses);
    }

    /** The same plan with frozen parts that act otherwise. */
    public TrainingPlan withFrozen(FrozenParts changed) {
        return new TrainingPlan(epochs, batch, adam, share, seed, protocol, changed, responses);
    }

    /** The same plan with responses that are learned in another unit. */
    public TrainingPlan withResponses(ResponseScaling changed) {
        return new TrainingPlan(epochs, batch, adam, share, seed, protocol, frozen, changed);
    }
}
