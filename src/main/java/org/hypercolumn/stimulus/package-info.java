/**
 * Images as values, before any neuron or model sees them. The words: a <i>stimulus</i> is one grayscale image, {@code
 * [H, W]}, row by row from the top; a <i>pixel</i> is a gray level of 0 to 255 until
 * {@link org.hypercolumn.stimulus.Normalization} standardises it; {@link
 * org.hypercolumn.stimulus.DeadLeaves} are images of occluding discs with the statistics of photographs; {@link
 * org.hypercolumn.stimulus.AreaAverage} makes an image smaller; {@link org.hypercolumn.stimulus.LocalOrientation} is which
 * way the stripes and edges of a patch run.
 */
@NullMarked
package org.hypercolumn.stimulus;

import org.jspecify.annotations.NullMarked;
