package org.hypercolumn.train;

import org.hypercolumn.metrics.Scores;

/**
 * A row of scores.csv.
 *
 * @param model id of the architecture
 * @param neuron index in the recording
 * @param neuronId what the recording calls it; its index where the recording does not say
 * @param tier name of the images reported on
 * @param plan how it was fitted, with its own share and seed
 * @param epoch the chosen epoch
 * @param scores NaN where undefined
 */
public record FitScore(
        String model, int neuron, String neuronId, String tier, TrainingPlan plan, int epoch, Scores scores) {

    /** A row of a neuron that the recording does not name. */
    public FitScore(String model, int neuron, String tier, TrainingPlan plan, int epoch, Scores scores) {
        this(model, neuron, Integer.toString(neuron), tier, plan, epoch, scores);
    }

    /** The same of a neuron of another number. */
    public FitScore withNeuron(int changed) {
        return new FitScore(model, changed, neuronId, tier, plan, epoch, scores);
    }

    /** Which fit, for people, as {@link Fit#toString} says it. */
    public String fit() {
        return "%s neuron %d%s".formatted(model, neuron, Fit.variant(plan.share(), plan.seed()));
    }
}
