package org.hypercolumn.train;

import org.hypercolumn.model.Architecture;

/**
 * One model of one neuron, to be fitted.
 *
 * @param architecture what the network is
 * @param neuron index in the recording, from 0
 */
public record Fit(Architecture architecture, int neuron) {

    /** For people: {@code ff-cnn neuron 7}. */
    @Override
    public String toString() {
        return "%s neuron %d".formatted(architecture.id(), neuron);
    }
}
