package org.hypercolumn.format;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

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
    /** One number, 0 or 1: what the first image is called in {@code trial_images}. */
    TRIAL_IMAGES_FROM(""),
    /** {@code [S]} text. */
    TIERS("S"),
    /** {@code [S]} text or whole numbers; equal where the same image was shown again. */
    IMAGE_IDS("S"),
    /** {@code [S]} text or whole numbers. */
    GROUPS("S"),
    /** {@code [N]} text or whole numbers. */
    NEURON_IDS("N"),
    /** A column of NWB that says which neurons count, or {@code column=value,value}. */
    VALID_NEURONS(""),
    /** A column of NWB that says which presentations count, or {@code column=value,value}. */
    VALID_TRIALS(""),
    /** One number. */
    DEGREES_PER_PIXEL(""),
    /** One text. */
    RESPONSE_UNIT(""),
    /** One text. */
    SITE("");

    private static final Set<Word> DISMISSABLE = EnumSet.of(TIERS, GROUPS, VALID_NEURONS, VALID_TRIALS);

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

    /** Whether a mapping may say {@code none} of it. */
    boolean isDismissable() {
        return DISMISSABLE.contains(this);
    }

    /** Whether only NWB files have it. */
    boolean isOfNwb() {
        return this == VALID_NEURONS || this == VALID_TRIALS;
    }

    /** The word of an id that is known. */
    static Word of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
