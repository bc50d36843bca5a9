package org.hypercolumn.model;

import java.util.List;

/** Where a part of a network has its weights from when a fit begins, and what training does with them. */
public sealed interface Start {

    /** What training does with weights that were taken over. */
    enum Then {
        /** Moves them further. */
        TRAINED,
        /** Keeps them. */
        FROZEN
    }

    /** A start from new random weights. */
    static Start anew() {
        return new Anew();
    }

    /** The models that must have been fitted to the same neuron before: none or one. */
    List<String> models();

    /** Whether training keeps the weights. */
    boolean isFrozen();

    /** Drawn anew, and trained. */
    record Anew() implements Start {

        @Override
        public List<String> models() {
            return List.of();
        }

        @Override
        public boolean isFrozen() {
            return false;
        }
    }

    /**
     * Taken over from a model of the same neuron.
     *
     * @param model its id, a plain file name
     * @param then what training does with the weights
     */
    record From(String model, Then then) implements Start {

        public From {
            if (!Architecture.isId(model)) {
                throw new IllegalArgumentException(
                        "architecture: expected the id of a model to take over from, got '%s'".formatted(model));
            }
        }

        @Override
        public List<String> models() {
            return List.of(model);
        }

        @Override
        public boolean isFrozen() {
            return then == Then.FROZEN;
        }
    }
}
