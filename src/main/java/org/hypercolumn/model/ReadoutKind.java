package org.hypercolumn.model;

/** What the prediction is read from. */
public enum ReadoutKind {
    /** FCL: all hypercolumns. */
    FULL,
    /** CTL: the center hypercolumn. */
    CENTER
}
