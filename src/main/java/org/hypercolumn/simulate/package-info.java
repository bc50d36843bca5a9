/**
 * A recording made up in silico, whose truth is known: images, and neurons with an oriented center that pools around it
 * divide and facilitate. The words: a <i>trait</i> is a number that distinguishes neurons, a <i>population</i> is the
 * distributions that traits are drawn from, the <i>center</i> is what the neuron's own filters see, a <i>pool</i> is a
 * weighted mean of oriented energy in or around it, the <i>truth</i> is what a neuron would respond without noise. Each
 * image of dead leaves follows from seed, tier and image index, each trait from seed, site and neuron index, each noise draw
 * from seed, site, tier, neuron, image and repeat; so more images or neurons never change the earlier ones.
 */
@NullMarked
package org.hypercolumn.simulate;

import org.jspecify.annotations.NullMarked;
