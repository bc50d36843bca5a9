package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.analysis.NeuronScores;
import org.hypercolumn.analysis.PopulationScore;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.train.FitScore;

/** Scores of each model at each share over the population, as the tables give them, also of models that no table has. */
final class PopulationScoring {

    private PopulationScoring() {}

    /**
     * Means over neurons by model, in the order of the rows, share (rising) and metric.
     *
     * @throws IllegalArgumentException if the rows are of several tiers or protocols, or two are of the same fit
     */
    static List<PopulationScore> of(List<FitScore> rows) {
        ModelScores.requireComparable(rows);
        List<String> models = rows.stream().map(FitScore::model).distinct().toList();
        List<Double> shares =
                rows.stream().map(row -> row.plan().share()).distinct().sorted().toList();
        List<PopulationScore> scores = new ArrayList<>();
        for (String model : models) {
            for (double share : shares) {
                ModelScores of = ModelScores.of(rows, model, share);
                if (of.fits() > 0) {
                    for (Metric metric : Metric.paper()) {
                        scores.add(new PopulationScore(
                                model, share, metric, Summary.of(of.values(metric)), of.interval(metric)));
                    }
                }
            }
        }
        return scores;
    }

    /** What those are means of: scores of every neuron by model, in the order of the rows, share (rising) and neuron. */
    static List<NeuronScores.Row> neurons(List<FitScore> rows) {
        record Key(String model, double share, int neuron) {}
        Map<Key, Integer> seeds = new HashMap<>(); // only looked up
        rows.forEach(row -> seeds.merge(new Key(row.model(), row.plan().share(), row.neuron()), 1, Integer::sum));
        return NeuronScore.of(rows).stream()
                .map(score -> new NeuronScores.Row(
                        score.model(),
                        score.share(),
                        score.neuron(),
                        seeds.getOrDefault(new Key(score.model(), score.share(), score.neuron()), 1),
                        score.scores()))
                .toList();
    }
}
