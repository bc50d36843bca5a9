package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Summary;

/** What a reader must know before believing a table. */
final class TableNotes {

    /** With more neurons than this, a two-sided signed-rank test can get below 0.05: 2 of 2^6 patterns of signs. */
    private static final int TOO_FEW_TO_TEST = 5;

    private TableNotes() {}

    static List<String> of(
            TableKind kind, TableConditions conditions, List<ModelScores> models, List<TableEntry> entries) {
        return Stream.of(
                        missing(kind, conditions, models),
                        undefined(kind, entries, Metric.CORR, "CORR"),
                        undefined(kind, entries, Metric.PT_J, "PT_J and PT_S"),
                        tooFew(conditions.neurons()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A study under way, or a model that was fitted to fewer neurons or seeds. */
    private static Optional<String> missing(TableKind kind, TableConditions conditions, List<ModelScores> models) {
        int expected = conditions.neurons() * conditions.seeds().size();
        List<String> counts = new ArrayList<>();
        for (ModelScores model : models) {
            if (model.fits() < expected) {
                counts.add(name(kind, model.model(), model.share()) + " has " + model.fits());
            }
        }
        return sentence("Not all of " + expected + " fits are done: ", counts);
    }

    /** Where one of the two peak tunings is undefined, so is the other. */
    private static Optional<String> undefined(TableKind kind, List<TableEntry> entries, Metric metric, String label) {
        List<String> counts = new ArrayList<>();
        for (TableEntry entry : entries) {
            Summary summary = entry.summary();
            if (entry.metric() == metric && summary.undefined() > 0) {
                String name = name(kind, entry.model(), entry.share());
                int neurons = summary.defined() + summary.undefined();
                counts.add(name + " for " + summary.undefined() + " of " + neurons);
            }
        }
        return sentence("Neurons without %s (%s): ".formatted(label, metric.undefined()), counts);
    }

    /** What tests of so few neurons cannot find. */
    static Optional<String> tooFew(int neurons) {
        if (neurons > TOO_FEW_TO_TEST) {
            return Optional.empty();
        }
        String smallest = DecimalText.of(Math.scalb(2.0, -neurons));
        return Optional.of("With " + neurons + (neurons == 1 ? " neuron" : " neurons")
                + ", neither Wilcoxon's nor the permutation test can have a p below " + smallest
                + ": compare models over more neurons.");
    }

    private static Optional<String> sentence(String beginning, List<String> counts) {
        return counts.isEmpty()
                ? Optional.empty()
                : Optional.of(counts.stream().collect(Collectors.joining(", ", beginning, ".")));
    }

    static String name(TableKind kind, String model, double share) {
        return kind == TableKind.TABLE_3 ? model + " at " + TableNumbers.share(share) : model;
    }
}
