package org.hypercolumn.drawing;

/**
 * A place on the paper.
 *
 * @param x points from the left
 * @param y points from the top
 */
record Point(double x, double y) {}
