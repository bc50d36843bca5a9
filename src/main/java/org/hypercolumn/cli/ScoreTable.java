package org.hypercolumn.cli;

import java.util.List;
import java.util.Locale;
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
        var table = new TextColumns().withColumn("model", summaries, ModelSummary::model);
        if (summaries.stream().map(ModelSummary::share).distinct().count() > 1) {
            table = table.withColumn("share", summaries, summary -> DecimalText.of(summary.share()));
        }
        if (summaries.stream().map(ModelSummary::seed).distinct().count() > 1) {
            table = table.withColumn("seed", summaries, summary -> Long.toString(summary.seed()));
        }
        table = table.withColumn("neurons", summaries, summary -> Integer.toString(summary.neurons()))
                .withColumn("  CORR", summaries, summary -> correlation(summary.correlation()))
                .withColumn("   PT_J", summaries, summary -> percent(summary.peakTuningJoint()))
                .withColumn("   PT_S", summaries, summary -> percent(summary.peakTuningSeparate()));
        StringBuilder text = new StringBuilder();
        table.lines().forEach(line -> text.append(line).append(System.lineSeparator()));
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
