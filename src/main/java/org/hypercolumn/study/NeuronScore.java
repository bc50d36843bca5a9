package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.train.FitScore;

/**
 * The score of one neuron that tables take: its mean over the seeds that have one.
 *
 * @param model id
 * @param share of the training images
 * @param neuron index in the recording
 * @param scores NaN where no seed has one
 */
public record NeuronScore(String model, double share, int neuron, Scores scores) {

    /**
     * One for each model, share and neuron of the rows: models in their order, shares and neurons rising.
     *
     * @throws IllegalArgumentException if the rows are of several tiers or protocols, or two are of the same fit
     */
    public static List<NeuronScore> of(List<FitScore> rows) {
        ModelScores.requireComparable(rows);
        List<Double> shares =
                rows.stream().map(row -> row.plan().share()).distinct().sorted().toList();
        List<NeuronScore> scores = new ArrayList<>();
        for (String model : rows.stream().map(FitScore::model).distinct().toList()) {
            for (double share : shares) {
                ModelScores.of(rows, model, share)
                        .byNeuron()
                        .forEach((neuron, mean) -> scores.add(new NeuronScore(model, share, neuron, mean)));
            }
        }
        return scores;
    }
}
