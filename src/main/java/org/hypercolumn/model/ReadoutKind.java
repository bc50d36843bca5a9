package org.hypercolumn.model;

import java.util.Locale;

/** Which hypercolumns a readout reads, and how. */
public enum ReadoutKind {
    /** FCL: all, linear. */
    FULL,
    /** CTL: the center hypercolumn, linear. */
    CENTER,
    /** FC1: a CTL and a linear readout of all others, and a weighted sum of the two. */
    CENTER_AND_SURROUND;

    /** Name in files: {@code full}, {@code center}, {@code center-and-surround}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fewest rows or columns of hypercolumns that it needs. */
    int smallestSide() {
        return this == CENTER_AND_SURROUND ? 2 : 1;
    }
}
