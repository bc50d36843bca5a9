package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.metrics.Holm;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.metrics.WilcoxonSignedRank;

/** Compares models with the baseline at the same share: one metric of one table, which is one family of tests. */
final class Comparison {

    private final String baseline;
    private final Metric metric;

    Comparison(String baseline, Metric metric) {
        this.baseline = baseline;
        this.metric = metric;
    }

    /** One entry a model and share, in the order of {@code models}, their p corrected together. */
    List<TableEntry> entries(List<ModelScores> models) {
        List<TableEntry> entries = new ArrayList<>();
        for (ModelScores model : models) {
            entries.add(entry(model, baselineOf(model, models)));
        }
        double[] corrected =
                Holm.corrected(entries.stream().mapToDouble(TableEntry::p).toArray());
        for (int i = 0; i < corrected.length; i++) {
            entries.set(i, entries.get(i).withCorrectedP(corrected[i]));
        }
        return entries;
    }

    /** Empty for the baseline itself. */
    private Optional<ModelScores> baselineOf(ModelScores model, List<ModelScores> models) {
        return models.stream()
                .filter(other -> !model.model().equals(baseline))
                .filter(other -> other.model().equals(baseline) && other.share() == model.share())
                .findFirst();
    }

    private TableEntry entry(ModelScores model, Optional<ModelScores> reference) {
        double[] values = model.values(metric);
        double change = Double.NaN;
        double p = Double.NaN;
        int units = Summary.of(values).defined();
        if (reference.isPresent()) {
            PairedScores pairs = PairedScores.of(model, reference.get(), metric);
            double[] own = pairs.first();
            double[] others = pairs.second();
            change = changePercent(own, others);
            units = own.length;
            p = WilcoxonSignedRank.of(own, others).p();
        }
        return new TableEntry(
                model.model(),
                model.share(),
                metric,
                Summary.of(values),
                model.interval(metric),
                change,
                p,
                Double.NaN,
                TableEntry.Test.NEURONS,
                units);
    }

    private static double changePercent(double[] own, double[] others) {
        double reference = Summary.of(others).mean();
        return reference > 0 ? 100 * (Summary.of(own).mean() - reference) / reference : Double.NaN;
    }
}
