/**
 * What fitted models do, as numbers: tuning curves, the decomposition of a readout, attention, the most effective images,
 * scores over the population, and the ceilings that a neuron's own repeats set to them. Results are values with files of
 * their own (npz, csv, json), so that they can be drawn, read and checked without a model.
 *
 * <p>Words: a <em>place</em> is an image's index in the recording's own tier; a <em>rank</em> counts from 1, the largest
 * response first; the <em>population</em> is all neurons of a result, averaged rank by rank; an <em>effective</em> image is
 * one that a neuron, or a model of it, responds to most or least; a <em>ceiling</em> is the score of a model that knows the
 * neuron's mean responses exactly. Of attention, the <em>query</em> is the hypercolumn that attends, a <em>key</em> one that
 * is attended to; its <em>association</em> says how far it prefers hypercolumns that see the orientation that the center sees.
 */
@NullMarked
package org.hypercolumn.analysis;

import org.jspecify.annotations.NullMarked;
