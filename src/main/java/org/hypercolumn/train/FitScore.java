package org.hypercolumn.train;

import org.hypercolumn.metrics.Scores;

/**
 * A row of scores.csv.
 *
 * @param model id of the architecture
 * @param neuron index in the recording
 * @param tier name of the images reported on
 * @param plan how it was fitted
 * @param epoch the chosen epoch
 * @param scores NaN where undefined
 */
public record FitScore(String model, int neuron, String tier, TrainingPlan plan, int epoch, Scores scores) {}
