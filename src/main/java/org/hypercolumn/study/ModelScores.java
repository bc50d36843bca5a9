package org.hypercolumn.study;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.train.FitScore;

/**
 * The scores of one model at one share: one a neuron, since neurons and not fits are the unit of every statistic. A
 * neuron's score is its mean over the seeds that have one, and NaN where no seed has.
 *
 * @param model id
 * @param share of the training images
 * @param fits how many rows they come from, one for each neuron and seed
 * @param byNeuron ascending by the neuron's index
 */
record ModelScores(String model, double share, int fits, NavigableMap<Integer, Scores> byNeuron) {

    ModelScores {
        byNeuron = Collections.unmodifiableNavigableMap(new TreeMap<>(byNeuron));
    }

    /**
     * What the rows say of a model at a share, whatever their order; without neurons if they say nothing.
     *
     * @throws IllegalArgumentException if two rows are of the same fit
     */
    static ModelScores of(List<FitScore> rows, String model, double share) {
        NavigableMap<Integer, NavigableMap<Long, Scores>> bySeed = new TreeMap<>();
        int fits = 0;
        for (FitScore row : rows) {
            if (isOf(row, model, share)) {
                Scores twice = bySeed.computeIfAbsent(row.neuron(), neuron -> new TreeMap<>())
                        .put(row.plan().seed(), row.scores());
                if (twice != null) {
                    throw new IllegalArgumentException(
                            "scores: expected one row a fit, got two of %s, neuron %d, seed %d; remove one"
                                    .formatted(model, row.neuron(), row.plan().seed()));
                }
                fits++;
            }
        }
        NavigableMap<Integer, Scores> byNeuron = new TreeMap<>();
        bySeed.forEach((neuron, scores) -> byNeuron.put(neuron, mean(scores.values())));
        return new ModelScores(model, share, fits, byNeuron);
    }

    /**
     * Lets rows pass that may stand in one table.
     *
     * @throws IllegalArgumentException if they are of several tiers, protocols or units of the responses
     */
    static void requireComparable(List<FitScore> rows) {
        List<String> kinds = rows.stream()
                .map(row -> "%s under %s (%s responses)"
                        .formatted(
                                row.tier(),
                                row.plan().protocol().id(),
                                row.plan().responses().id()))
                .distinct()
                .toList();
        if (kinds.size() > 1) {
            throw new IllegalArgumentException(
                    "scores: expected one tier, protocol and unit of the responses in a table, got %s; make a table of each"
                            .formatted(String.join(" and ", kinds)));
        }
    }

    /** Whether a row is one of these scores. */
    boolean holds(FitScore row) {
        return isOf(row, model, share);
    }

    private static boolean isOf(FitScore row, String model, double share) {
        return row.model().equals(model) && row.plan().share() == share;
    }

    private static Scores mean(Collection<Scores> seeds) {
        return Scores.of(metric ->
                Summary.of(seeds.stream().mapToDouble(metric::of).toArray()).mean());
    }

    /** {@code [N]}, one value a neuron, by the neuron's index. */
    double[] values(Metric metric) {
        return byNeuron.values().stream().mapToDouble(metric::of).toArray();
    }

    /** The 95 % interval of the mean over neurons, within the scores that there can be. */
    Interval interval(Metric metric) {
        return MeanEstimate.ofScores(values(metric)).interval().within(metric.range());
    }

    /** The score of a neuron that was fitted. */
    double value(int neuron, Metric metric) {
        Scores scores = byNeuron.get(neuron);
        if (scores == null) {
            throw new IllegalArgumentException("%s: neuron %d was not fitted".formatted(model, neuron));
        }
        return metric.of(scores);
    }
}
