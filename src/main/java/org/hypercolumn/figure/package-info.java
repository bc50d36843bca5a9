/**
 * The paper's figures, drawn from the results of an analysis alone: no model, no recording. Each says its title, its caption
 * and every number that it draws.
 *
 * <p>Words: the <em>example neuron</em> is the one that figures of a single neuron show.
 */
@NullMarked
package org.hypercolumn.figure;

import org.jspecify.annotations.NullMarked;
