package org.hypercolumn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.RepeatMeasure;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.study.FitNotes;
import org.hypercolumn.study.ModelSummary;
import org.hypercolumn.study.PeakNotes;
import org.hypercolumn.train.FitScore;

/**
 * Mean scores a model, as a table of plain text; share and seed have a column where there are several. Where the recording has
 * single trials, the last line is what a noise-free model would score.
 */
final class ScoreTable {

    private static final String UNDEFINED = "–";

    private final List<FitScore> rows;
    private final List<ModelSummary> models;
    private final Ceilings ceilings;

    private ScoreTable(List<FitScore> rows, Ceilings ceilings) {
        this.rows = rows;
        this.models = ModelSummary.of(rows);
        this.ceilings = ceilings.select(rows.stream().map(FitScore::neuron).collect(Collectors.toSet()));
    }

    /**
     * The table, and below it what the scores were taken on and which are undefined.
     *
     * @param ceilings of neurons among which those of the rows are
     */
    static String text(List<FitScore> rows, Ceilings ceilings) {
        var table = new ScoreTable(rows, ceilings);
        List<String> lines = new ArrayList<>(table.columns().lines());
        lines.addAll(table.conditions());
        return lines.stream().map(line -> line + System.lineSeparator()).collect(Collectors.joining());
    }

    private TextColumns columns() {
        var table = new TextColumns().withColumn("model", cells(ModelSummary::model, "ceiling"));
        if (models.stream().map(ModelSummary::share).distinct().count() > 1) {
            table = table.withColumn("share", cells(model -> DecimalText.of(model.share()), ""));
        }
        if (models.stream().map(ModelSummary::seed).distinct().count() > 1) {
            table = table.withColumn("seed", cells(model -> Long.toString(model.seed()), ""));
        }
        String neurons = Integer.toString(ceilings.neurons().size());
        table = table.withColumn("neurons", cells(model -> Integer.toString(model.neurons()), neurons))
                .withColumn("  CORR", cells(Metric.CORR, ScoreTable::number))
                .withColumn(peak(Metric.PT_J), cells(Metric.PT_J, ScoreTable::percent))
                .withColumn(peak(Metric.PT_S), cells(Metric.PT_S, ScoreTable::percent));
        return !ceilings.haveTrials()
                ? table
                : table.withColumn("chance", cells(Metric.PT_CHANCE, ScoreTable::percent))
                        .withColumn("  FEVE", cells(Metric.FEVE, ScoreTable::number))
                        .withColumn("kept", cells(model -> kept(model.of(Metric.FEVE)), ""));
    }

    private String peak(Metric metric) {
        return String.format(Locale.ROOT, "%7s", metric.label(PeakNotes.images(ceilings)));
    }

    /** A cell a model and, where there are trials, one of the ceiling. */
    private List<String> cells(Function<ModelSummary, String> cell, String ceiling) {
        List<String> cells = new ArrayList<>(models.stream().map(cell).toList());
        if (ceilings.haveTrials()) {
            cells.add(ceiling);
        }
        return cells;
    }

    private List<String> cells(Metric metric, Function<Summary, String> words) {
        String ceiling = metric.ceiling().map(ceilings::summary).map(words).orElse("");
        return cells(model -> words.apply(model.of(metric)), ceiling);
    }

    private List<String> conditions() {
        FitScore first = rows.get(0);
        List<String> lines = new ArrayList<>();
        lines.add("means over neurons, on the %s images, protocol %s; %s"
                .formatted(
                        first.tier(),
                        first.plan().protocol().id(),
                        first.plan().responses().phrase()));
        lines.addAll(PeakNotes.of(ceilings));
        if (ceilings.haveTrials()) {
            lines.add("ceiling: what a noise-free model would score, estimated from the repeats");
            lines.add("chance: PT_J after shuffling predictions over images");
            lines.add("FEVE: over the neurons kept, with FEV of 0.15 or more");
        } else {
            lines.add("no ceilings: there are no single trials of these images");
        }
        models.forEach(model -> lines.addAll(model.undefined()));
        lines.addAll(FitNotes.of(rows));
        for (Metric metric : ceilings.haveTrials() ? Metric.paper() : List.<Metric>of()) {
            RepeatMeasure ceiling = metric.ceiling().orElseThrow();
            ceilings.summary(ceiling)
                    .undefinedSentence("ceiling of " + metric, ceiling.undefined())
                    .ifPresent(lines::add);
        }
        return lines;
    }

    private static String number(Summary summary) {
        return summary.defined() == 0 ? UNDEFINED : String.format(Locale.ROOT, "%.3f", summary.mean());
    }

    private static String percent(Summary summary) {
        return summary.defined() == 0 ? UNDEFINED : String.format(Locale.ROOT, "%.1f %%", 100 * summary.mean());
    }

    private static String kept(Summary summary) {
        return summary.defined() + "/" + (summary.defined() + summary.undefined());
    }
}
