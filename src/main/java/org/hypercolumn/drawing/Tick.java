package org.hypercolumn.drawing;

/**
 * A mark on an axis.
 *
 * @param value where
 * @param label its text; empty for a small tick between those with a text
 */
record Tick(double value, String label) {}
