package org.hypercolumn.train;

import java.util.Locale;

/** In which unit a network learns a neuron's responses. Its predictions are in the recording's unit either way. */
public enum ResponseScaling {
    /** As published: in the recording's unit, so that what is learned depends on it. */
    PUBLISHED("responses as recorded"),
    /**
     * In standard deviations of the neuron's training responses. What is learned is the same in any unit. Where their mean is
     * more than 10 standard deviations from 0, the readout's bias begins at it.
     */
    SCALED("responses scaled to a standard deviation of 1");

    private final String phrase;

    ResponseScaling(String phrase) {
        this.phrase = phrase;
    }

    /** Name on the command line and in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, as a part of a caption: {@code responses as recorded}. */
    public String phrase() {
        return phrase;
    }

    /**
     * The scaling of an id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ResponseScaling of(String id) {
        for (ResponseScaling scaling : values()) {
            if (scaling.id().equals(id)) {
                return scaling;
            }
        }
        throw new IllegalArgumentException("responses: expected published or scaled, got '%s'".formatted(id));
    }
}
