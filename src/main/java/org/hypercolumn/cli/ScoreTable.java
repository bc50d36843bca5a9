package org.hypercolumn.cli;

import java.util.List;
import java.util.Locale;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.study.ModelSummary;
import org.hypercolumn.train.FitScore;

/** Mean scores a model, as a table of plain text. */
final class ScoreTable {

    private ScoreTable() {}

    /** The table, and below it what the scores were taken on and which are undefined. */
    static String text(List<FitScore> rows) {
        List<ModelSummary> summaries = ModelSummary.of(rows);
        int width =
                summaries.stream().mapToInt(summary -> summary.model().length()).reduce(5, Math::max);
        StringBuilder text = new StringBuilder();
        String format = "%-" + width + "s  %7s  %6s  %7s  %7s%n";
        text.append(String.format(Locale.ROOT, format, "model", "neurons", "CORR", "PT_J", "PT_S"));
        for (ModelSummary summary : summaries) {
            text.append(String.format(
                    Locale.ROOT,
                    format,
                    summary.model(),
                    summary.neurons(),
                    correlation(summary.correlation()),
                    percent(summary.peakTuningJoint()),
                    percent(summary.peakTuningSeparate())));
        }
        FitScore first = rows.get(0);
        text.append(String.format(
                "means over neurons, on the %s images, protocol %s%n",
                first.tier(), first.plan().protocol().id()));
        summaries.forEach(
                summary -> summary.undefined().forEach(line -> text.append(line).append(System.lineSeparator())));
        return text.toString();
    }

    private static String correlation(Summary summary) {
        return summary.defined() == 0 ? "NaN" : String.format(Locale.ROOT, "%.3f", summary.mean());
    }

    private static String percent(Summary summary) {
        return summary.defined() == 0 ? "NaN" : String.format(Locale.ROOT, "%.1f %%", 100 * summary.mean());
    }
}
