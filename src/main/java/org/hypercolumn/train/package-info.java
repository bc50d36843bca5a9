/**
 * Fits models to neurons: the plan, the protocol that says which images choose the epoch and which are reported, the
 * trainer that fits one neuron a thread, and the run folder that an interrupted fit goes on from.
 *
 * <p>Words: a <em>plan</em> holds what one fit needs to be repeated; an <em>epoch</em> is one pass over the training
 * images; a <em>tier</em> is the part of a recording that training, validation or test uses; a <em>fit</em> is one
 * model of one neuron, a <em>run</em> all fits of one command. This room knows no table and no figure.
 */
@NullMarked
package org.hypercolumn.train;

import org.jspecify.annotations.NullMarked;
