/**
 * A recording made up in silico, whose truth is known: dead-leaves images, and neurons with an oriented center and a
 * surround that the center cannot explain. The words: the <i>center</i> is the 16 x 16 pixels in the middle of the
 * image, the <i>ring</i> is sixteen patches of that size around it, <i>energy</i> is the squared output of a quadrature
 * pair of Gabor filters, the <i>truth</i> is what a neuron would respond without noise. Each image follows from seed,
 * tier and image index, each neuron from seed and neuron index, each noise draw from seed, tier, neuron, image and
 * repeat; so more images or neurons never change the earlier ones.
 */
@NullMarked
package org.hypercolumn.simulate;

import org.jspecify.annotations.NullMarked;
