/**
 * A figure as a value, and the writers that make SVG and PNG of it; knows nothing of neurons.
 *
 * <p>A <em>figure</em> is a grid of <em>panels</em>; a panel has two <em>axes</em> and <em>marks</em> (lines, bars, heat
 * maps, images) in data coordinates. The layout turns it into <em>shapes</em>: strokes, fills, images and words at
 * places on the paper, in points (1/72 inch) from the top left. Both writers see shapes only. Nothing here asks the
 * machine for fonts, a screen or the time, so that the same figure is the same bytes everywhere. Everything is immutable.
 *
 * <p>Files are always on white. A page with a dark scheme puts the rules of {@link org.hypercolumn.drawing.DarkScheme} beside
 * the SVG, which give each color of the palette its dark counterpart; images, maps and their color bars keep their colors.
 */
@NullMarked
package org.hypercolumn.drawing;

import org.jspecify.annotations.NullMarked;
