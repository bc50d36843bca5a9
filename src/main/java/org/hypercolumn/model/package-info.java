/**
 * What a model of a neuron is: its architecture as a value, the presets that the paper names, and a fitted model with
 * its weights, its image normalisation and its file.
 *
 * <p>Words: the <em>core</em> turns a stimulus into features {@code [C, H, W]}; the <em>readout</em> turns features
 * into one predicted response; a <em>hypercolumn</em> is all channels at one position; the <em>center</em> is the
 * middle hypercolumn, the <em>surround</em> all others; a <em>preset</em> is an architecture with an id, such as
 * {@code ff-cnn}. This room knows no training.
 */
@NullMarked
package org.hypercolumn.model;

import org.jspecify.annotations.NullMarked;
