package org.hypercolumn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.study.ModelSummary;
import org.hypercolumn.train.FitScore;

/** Mean scores a model, as a table of plain text; share and seed have a column where there are several. */
final class ScoreTable {

    private ScoreTable() {}

    /** The table, and below it what the scores were taken on and which are undefined. */
    static String text(List<FitScore> rows) {
        List<ModelSummary> summaries = ModelSummary.of(rows);
        List<List<String>> columns = new ArrayList<>();
        columns.add(column("model", summaries, ModelSummary::model));
        if (summaries.stream().map(ModelSummary::share).distinct().count() > 1) {
            columns.add(column("share", summaries, summary -> DecimalText.of(summary.share())));
        }
        if (summaries.stream().map(ModelSummary::seed).distinct().count() > 1) {
            columns.add(column("seed", summaries, summary -> Long.toString(summary.seed())));
        }
        columns.add(column("neurons", summaries, summary -> Integer.toString(summary.neurons())));
        columns.add(column("  CORR", summaries, summary -> correlation(summary.correlation())));
        columns.add(column("   PT_J", summaries, summary -> percent(summary.peakTuningJoint())));
        columns.add(column("   PT_S", summaries, summary -> percent(summary.peakTuningSeparate())));
        StringBuilder text = new StringBuilder();
        for (int row = 0; row <= summaries.size(); row++) {
            text.append(line(columns, row)).append(System.lineSeparator());
        }
        FitScore first = rows.get(0);
        text.append(String.format(
                "means over neurons, on the %s images, protocol %s%n",
                first.tier(), first.plan().protocol().id()));
        summaries.forEach(
                summary -> summary.undefined().forEach(line -> text.append(line).append(System.lineSeparator())));
        return text.toString();
    }

    private static List<String> column(
            String head, List<ModelSummary> summaries, Function<ModelSummary, String> value) {
        List<String> column = new ArrayList<>(List.of(head));
        summaries.forEach(summary -> column.add(value.apply(summary)));
        return column;
    }

    /** A line of all columns, the first flush left and the others flush right. */
    private static String line(List<List<String>> columns, int row) {
        StringBuilder line = new StringBuilder();
        for (List<String> column : columns) {
            int width = column.stream().mapToInt(String::length).max().orElse(0);
            String padding = " ".repeat(width - column.get(row).length());
            line.append(line.isEmpty() ? column.get(row) + padding : "  " + padding + column.get(row));
        }
        return line.toString();
    }

    private static String correlation(Summary summary) {
        return summary.defined() == 0 ? "NaN" : String.format(Locale.ROOT, "%.3f", summary.mean());
    }

    private static String percent(Summary summary) {
        return summary.defined() == 0 ? "NaN" : String.format(Locale.ROOT, "%.1f %%", 100 * summary.mean());
    }
}
