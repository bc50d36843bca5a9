package org.hypercolumn.drawing;

/** What stands at each point of a line, so that lines differ without color. */
public enum Marker {
    NONE,
    CIRCLE,
    SQUARE,
    DIAMOND,
    TRIANGLE
}
