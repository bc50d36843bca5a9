package org.hypercolumn.study;

import java.util.List;
import org.hypercolumn.metrics.Metric;

/** One metric of two models, neuron by neuron; what every table and comparison takes from two models. */
final class PairedScores {

    private final ModelScores first;
    private final ModelScores second;
    private final Metric metric;
    private final List<Integer> inBoth;
    private final int[] shared;

    private PairedScores(ModelScores first, ModelScores second, Metric metric) {
        this.first = first;
        this.second = second;
        this.metric = metric;
        this.inBoth = first.byNeuron().keySet().stream()
                .filter(second.byNeuron()::containsKey)
                .toList();
        this.shared = inBoth.stream()
                .filter(neuron ->
                        !Double.isNaN(first.value(neuron, metric)) && !Double.isNaN(second.value(neuron, metric)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Pairs the neurons that have the same number. */
    static PairedScores of(ModelScores first, ModelScores second, Metric metric) {
        return new PairedScores(first, second, metric);
    }

    /** {@code [P]}, the neurons for which both models have a score that is not NaN, by their numbers. */
    int[] shared() {
        return shared.clone();
    }

    /** {@code [P]}, the first model's scores of them. */
    double[] first() {
        return values(first);
    }

    /** {@code [P]}, the second model's scores of them. */
    double[] second() {
        return values(second);
    }

    private double[] values(ModelScores model) {
        double[] values = new double[shared.length];
        for (int n = 0; n < shared.length; n++) {
            values[n] = model.value(shared[n], metric);
        }
        return values;
    }

    /** How many neurons took part, and how many did not. */
    PairCounts counts() {
        return new PairCounts(
                shared.length,
                first.byNeuron().size() - inBoth.size(),
                second.byNeuron().size() - inBoth.size(),
                inBoth.size() - shared.length);
    }
}
