package org.hypercolumn.study;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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
    DECOMPOSITION(Needs.MODELS),
    /** What the center hypercolumn attends to. */
    ATTENTION(Needs.MODELS);

    private enum Needs {
        RESULTS,
        RECORDING,
        MODELS
    }

    private final Needs needs;

    AnalysisPart(Needs needs) {
        this.needs = needs;
    }

    /** Name on the command line and in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is made from the images or trials, and not from scores and predictions alone. */
    public boolean needsRecording() {
        return needs != Needs.RESULTS;
    }

    /** Whether it runs the fitted models again. */
    public boolean needsModels() {
        return needs == Needs.MODELS;
    }

    /** All ids, for people. */
    public static String ids() {
        return Arrays.stream(values()).map(AnalysisPart::id).collect(Collectors.joining(", "));
    }
}
