package org.hypercolumn.drawing;

/**
 * What the colors of a panel's map mean, drawn at its right.
 *
 * @param title with the unit; may be empty
 */
public record ColorBar(ColorScale scale, String title) {}
