package org.hypercolumn.analysis;

import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Summary;

/**
 * One score of one model over the population, neurons being the unit; a neuron's score is its mean over seeds.
 *
 * @param model id
 * @param share of the training images, in (0, 1]
 * @param metric which score
 * @param summary its mean over neurons, and how many have it
 * @param interval of the mean, 95 %, see {@link org.hypercolumn.metrics.MeanEstimate#ofScores}; undefined of fewer than two neurons or of equal scores
 */
public record PopulationScore(String model, double share, Metric metric, Summary summary, Interval interval) {}
