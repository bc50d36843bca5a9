/**
 * Networks: layers that run forward and backward over buffers allocated once, the network that is a list of them, their
 * initialisation, channel dropout, the loss, and Adam.
 *
 * <p>Words: a <em>layer</em> turns {@code [B, C, H, W]} into {@code [B, C, H, W]}; a <em>parameter</em> is learned, a
 * <em>buffer</em> is scratch; the <em>gradient</em> is that of the loss with respect to a parameter or to the image; a
 * <em>step</em> is forward, backward and Adam on one batch. This room knows no neuron and no file.
 */
@NullMarked
package org.hypercolumn.nn;

import org.jspecify.annotations.NullMarked;
