/**
 * The hot loops: convolution, pooling, batch norm, sigmoid and linear readout as plain methods over {@code float[]}, in
 * two implementations, one on the processor's vector unit and one in plain Java, that give the same bits; {@code exp}
 * of our own; and random streams that depend on what they are for, never on a thread or the time.
 *
 * <p>Words: a <em>kernel</em> is one such loop; a <em>lane</em> is one channel in a vector; a <em>block</em> is what
 * the channels are padded to; a <em>stream</em> is the random numbers of one purpose. This room knows no layer and no
 * neuron.
 */
@NullMarked
package org.hypercolumn.kernel;

import org.jspecify.annotations.NullMarked;
