package org.hypercolumn.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a recording says of itself besides its numbers.
 *
 * @param neuronIds one a neuron
 * @param degreesPerPixel degrees of visual angle that a pixel's side took on the screen; empty if not known
 * @param responseUnit such as {@code dF/F} or {@code spikes/s}; empty if not known
 * @param remarks what was left out or assumed in reading, a sentence each
 */
public record RecordingLabels(
        NeuronIds neuronIds, OptionalDouble degreesPerPixel, Optional<String> responseUnit, List<String> remarks) {

    /**
     * Puts labels together.
     *
     * @throws IllegalArgumentException if the degrees are not a finite number above 0
     */
    public RecordingLabels {
        remarks = List.copyOf(remarks);
        if (degreesPerPixel.isPresent()
                && !(degreesPerPixel.getAsDouble() > 0 && Double.isFinite(degreesPerPixel.getAsDouble()))) {
            throw new IllegalArgumentException(
                    "recording: expected degrees per pixel above 0, got " + degreesPerPixel.getAsDouble());
        }
    }

    /** Of a recording that says nothing of itself. */
    public static RecordingLabels none(int neurons) {
        return new RecordingLabels(NeuronIds.places(neurons), OptionalDouble.empty(), Optional.empty(), List.of());
    }

    /** The same with other ids. */
    public RecordingLabels withNeuronIds(NeuronIds changed) {
        return new RecordingLabels(changed, degreesPerPixel, responseUnit, remarks);
    }

    /** The same with other degrees of visual angle a pixel. */
    public RecordingLabels withDegreesPerPixel(OptionalDouble changed) {
        return new RecordingLabels(neuronIds, changed, responseUnit, remarks);
    }

    /** The same with other remarks. */
    public RecordingLabels withRemarks(List<String> changed) {
        return new RecordingLabels(neuronIds, degreesPerPixel, responseUnit, changed);
    }
}
