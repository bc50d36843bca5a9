package org.hypercolumn.study;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hypercolumn.data.EditDistance;

/** What can be analysed of a run. */
public enum AnalysisPart {
    /** Scores over the population, by model and share. */
    SCORES(Needs.RESULTS),
    /** Recorded and predicted responses by rank. */
    TUNING(Needs.RESULTS),
    /** How well any model could score, where repeats were recorded. */
    CEILINGS(Needs.RECORDING),
    /** The most and least effective images. */
    IMAGES(Needs.RECORDING),
    /** What each hypercolumn adds to a prediction. */
    DECOMPOSITION(Needs.RECORDING_AND_MODELS),
    /** What the center hypercolumn attends to. */
    ATTENTION(Needs.RECORDING_AND_MODELS),
    /** What the first layer's filters look for in the image. */
    FILTERS(Needs.MODELS);

    private enum Needs {
        RESULTS,
        RECORDING,
        MODELS,
        RECORDING_AND_MODELS
    }

    private final Needs needs;

    AnalysisPart(Needs needs) {
        this.needs = needs;
    }

    /** Name on the command line and in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The part of an id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AnalysisPart of(String id) {
        for (AnalysisPart part : values()) {
            if (part.id().equals(id)) {
                return part;
            }
        }
        List<String> ids = Arrays.stream(values()).map(AnalysisPart::id).toList();
        throw new IllegalArgumentException("analysis: expected one or more of %s, got '%s'%s"
                .formatted(String.join(", ", ids), id, EditDistance.hint(id, ids)));
    }

    /** Whether it is made from the images or trials, and not from scores, predictions and weights alone. */
    public boolean needsRecording() {
        return needs == Needs.RECORDING || needs == Needs.RECORDING_AND_MODELS;
    }

    /** Whether it reads the fitted models. */
    public boolean needsModels() {
        return needs == Needs.MODELS || needs == Needs.RECORDING_AND_MODELS;
    }
}
