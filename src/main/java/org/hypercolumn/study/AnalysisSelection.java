package org.hypercolumn.study;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.train.RunDescription;

/**
 * Which fits of a run are analysed.
 *
 * @param neurons indices in the recording; empty for all of the run
 * @param share of the training images; empty for the run's largest
 * @param seed of the fits; empty for the run's first
 */
public record AnalysisSelection(Optional<List<Integer>> neurons, Optional<Double> share, Optional<Long> seed) {

    public AnalysisSelection {
        neurons = neurons.map(List::copyOf);
    }

    /** Everything, with the largest share and the first seed. */
    public static AnalysisSelection all() {
        return new AnalysisSelection(Optional.empty(), Optional.empty(), Optional.empty());
    }

    double shareOf(RunDescription run) {
        double chosen = share.orElse(Collections.max(run.shares()));
        if (!run.shares().contains(chosen)) {
            throw new IllegalArgumentException("analysis: expected one of the run's shares %s, got %s"
                    .formatted(run.shares(), DecimalText.of(chosen)));
        }
        return chosen;
    }

    long seedOf(RunDescription run) {
        long chosen = seed.orElse(run.seeds().get(0));
        if (!run.seeds().contains(chosen)) {
            throw new IllegalArgumentException(
                    "analysis: expected one of the run's seeds %s, got %d".formatted(run.seeds(), chosen));
        }
        return chosen;
    }

    List<Integer> neuronsOf(RunDescription run) {
        List<Integer> chosen = neurons.orElse(run.neurons());
        for (int neuron : chosen) {
            if (!run.neurons().contains(neuron)) {
                throw new IllegalArgumentException(
                        "analysis: neuron %d asked for, which the run has not fitted; its neurons are %s"
                                .formatted(neuron, excerpt(run.neurons())));
            }
        }
        return chosen.stream().distinct().sorted().toList();
    }

    private static String excerpt(List<Integer> neurons) {
        return neurons.size() <= 10
                ? neurons.toString()
                : "%d, %s to %s".formatted(neurons.size(), neurons.get(0), neurons.get(neurons.size() - 1));
    }
}
