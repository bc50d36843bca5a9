package org.hypercolumn.format;

import java.util.Locale;

/** Our word for an array or a value of a recording; the name that it has in our own files. */
public enum Word {
    /** {@code [S, H, W]}, a row an image or, where ids repeat, a trial. */
    IMAGES("SHW"),
    /** {@code [S, N]}, or trials {@code [R, S, N]}. */
    RESPONSES("SN"),
    /** {@code [R, S, N]} where the means stand beside them; NaN where not shown. */
    RESPONSES_TRIALS("RSN"),
    /** {@code [T]} whole numbers: for each row of {@code responses_trials}, then {@code [T, N]}, which image was shown. */
    TRIAL_IMAGES("T"),
    /** {@code [S]} text. */
    TIERS("S"),
    /** {@code [S]} text or whole numbers; equal where the same image was shown again. */
    IMAGE_IDS("S"),
    /** {@code [S]} text or whole numbers. */
    GROUPS("S"),
    /** {@code [N]} text or whole numbers. */
    NEURON_IDS("N"),
    /** One number. */
    DEGREES_PER_PIXEL(""),
    /** One text. */
    RESPONSE_UNIT(""),
    /** One text. */
    SITE("");

    private final String axes;

    Word(String axes) {
        this.axes = axes;
    }

    /** The word in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The letters of its axes. */
    String axes() {
        return axes;
    }

    /** The word of an id that is known. */
    static Word of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
