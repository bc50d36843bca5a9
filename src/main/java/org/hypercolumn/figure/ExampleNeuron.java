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
 * @param id what the recording calls it; its index where it does not say
 * @param index its place among the neurons analysed
 * @param choice how it was chosen, as captions say it; empty where someone asked for it
 */
record ExampleNeuron(int neuron, String id, int index, String choice) {

    private static final int LONGEST_ID = 32; // letters
    private static final String MOST_MODELED = ", which has the highest median CORR across models";

    /**
     * The neuron asked for, or else that which has the highest median CORR across models; the first of equals, and the first of
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
            return of(conditions, index, "");
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
        return of(conditions, best, highest == Double.NEGATIVE_INFINITY ? "" : MOST_MODELED);
    }

    private static ExampleNeuron of(AnalysisConditions conditions, int index, String choice) {
        return new ExampleNeuron(
                conditions.neurons().get(index), conditions.neuronIds().get(index), index, choice);
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

    /** For example {@code neuron 7}, or {@code neuron 7, id M1-c12}; a long id is cut. */
    String name() {
        if (id.equals(Integer.toString(neuron)) || id.isBlank()) {
            return "neuron " + neuron;
        }
        boolean whole = id.codePointCount(0, id.length()) <= LONGEST_ID;
        String shown = whole ? id : id.substring(0, id.offsetByCodePoints(0, LONGEST_ID)) + '\u2026';
        return "neuron %d, id %s".formatted(neuron, shown);
    }

    /** For example {@code neuron 7, which has the highest median CORR across models}. */
    String text() {
        return name() + choice;
    }
}
