package org.hypercolumn.stimulus;

/**
 * Which way the stripes and edges in a patch of an image run, and how clearly they do.
 *
 * @param orientationDegrees direction along the stripes, counter-clockwise from the right, 0 (horizontal) to below 180; NaN
 *     where no direction stands out
 * @param coherence 0 (none stands out, or the patch is blank) to 1 (all gradients are parallel), dimensionless; contrast
 *     does not count
 */
public record LocalOrientation(double orientationDegrees, double coherence) {}
