package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Metric;

/**
 * What a comparison was made of, as CSV: one row a metric, pair of models and paired neuron, so that pairs can be checked and
 * drawn. The neuron is named as run A names it.
 */
final class ComparisonNeurons {

    private static final List<String> COLUMNS =
            List.of("metric", "model_a", "model_b", "site", "animal", "neuron", "neuron_id", "a", "b", "difference");

    private ComparisonNeurons() {}

    static String text(ComparisonConditions conditions, List<Metric> metrics) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(COLUMNS);
        for (Metric metric : metrics) {
            for (ModelComparison.Pair pair : conditions.pairs()) {
                addRows(conditions, pair, metric, lines);
            }
        }
        return TableCsv.text(lines);
    }

    private static void addRows(
            ComparisonConditions conditions, ModelComparison.Pair pair, Metric metric, List<List<String>> lines) {
        PairedScores scores = PairedScores.of(pair.first(), pair.second(), metric);
        int[] neurons = scores.shared();
        double[] a = scores.first();
        double[] b = scores.second();
        for (int n = 0; n < neurons.length; n++) {
            ComparedSites.Site site = conditions.sites().of(neurons[n]);
            int neuron = neurons[n] - site.first();
            lines.add(List.of(
                    metric.id(),
                    pair.first().model(),
                    pair.second().model(),
                    site.name(),
                    site.animal(),
                    Integer.toString(neuron),
                    site.run().description().data().neuronId(neuron),
                    DecimalText.of(a[n]),
                    DecimalText.of(b[n]),
                    DecimalText.of(b[n] - a[n])));
        }
    }
}
