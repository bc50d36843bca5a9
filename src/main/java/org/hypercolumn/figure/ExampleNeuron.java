package org.hypercolumn.figure;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.analysis.AnalysisConditions;
import org.hypercolumn.analysis.TuningCurves;
import org.hypercolumn.metrics.Correlation;

/**
 * The neuron that figures of one neuron show.
 *
 * @param neuron index in the recording
 * @param index its place among the neurons analysed
 * @param choice how it was chosen, as captions say it; empty where someone asked for it
 */
record ExampleNeuron(int neuron, int index, String choice) {

    private static final String MOST_MODELED = ", whose median CORR over models is the highest";

    /**
     * The neuron asked for, or else that whose median CORR over models is the highest; the first of equals, and the first of
     * all where no neuron has a CORR.
     *
     * @param curves of all models, of the neurons analysed
     * @throws IllegalArgumentException if the neuron asked for is not analysed
     */
    static ExampleNeuron of(AnalysisConditions conditions, Collection<TuningCurves> curves, Optional<Integer> wanted) {
        List<Integer> neurons = conditions.neurons();
        if (wanted.isPresent()) {
            int index = neurons.indexOf(wanted.get());
            if (index < 0) {
                throw new IllegalArgumentException(
                        "figures: neuron %d asked for, which is not analysed; choose one of the %d from %d to %d"
                                .formatted(
                                        wanted.get(), neurons.size(), neurons.get(0), neurons.get(neurons.size() - 1)));
            }
            return new ExampleNeuron(wanted.get(), index, "");
        }
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int index = 0; index < neurons.size(); index++) {
            double median = medianCorrelation(curves, index);
            if (median > highest) {
                highest = median;
                best = index;
            }
        }
        return new ExampleNeuron(neurons.get(best), best, highest == Double.NEGATIVE_INFINITY ? "" : MOST_MODELED);
    }

    /** Of the models that have one; NaN where none has. */
    private static double medianCorrelation(Collection<TuningCurves> curves, int index) {
        double[] sorted = curves.stream()
                .mapToDouble(model -> Correlation.pearson(model.predicted(index), model.recorded(index)))
                .filter(correlation -> !Double.isNaN(correlation))
                .sorted()
                .toArray();
        return sorted.length == 0
                ? Double.NaN
                : Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                        .average()
                        .orElseThrow();
    }

    /** For example {@code neuron 7, whose median CORR over models is the highest}. */
    String text() {
        return "neuron " + neuron + choice;
    }
}
