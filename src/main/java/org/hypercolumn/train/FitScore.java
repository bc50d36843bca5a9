package org.hypercolumn.train;

import org.hypercolumn.metrics.Scores;

/**
 * A row of scores.csv.
 *
 * @param model id of the architecture
 * @param neuron index in the recording
 * @param tier name of the images reported on
 * @param plan how it was fitted, with its own share and seed
 * @param epoch the chosen epoch
 * @param scores NaN where undefined
 */
public record FitScore(String model, int neuron, String tier, TrainingPlan plan, int epoch, Scores scores) {

    /** Which fit, for people, as {@link Fit#toString} says it. */
    public String fit() {
        return "%s neuron %d%s".formatted(model, neuron, Fit.variant(plan.share(), plan.seed()));
    }
}
