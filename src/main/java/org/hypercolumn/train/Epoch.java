package org.hypercolumn.train;

/**
 * What one epoch of a fit gave.
 *
 * @param number from 1
 * @param loss mean squared error over the epoch's training images, with dropout, in squared units of the responses
 * @param correlation CORR on the images that choose the epoch; NaN where undefined
 */
public record Epoch(int number, double loss, double correlation) {}
