package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.metrics.Metric;

/** A comparison in GitHub's Markdown: a table a metric, one row a pair of models. */
final class ComparisonMarkdown {

    private static final List<String> NUMBERS = List.of(
            "n",
            "only A",
            "only B",
            "undefined",
            "mean A",
            "mean B",
            "B - A",
            "95 % interval",
            "r",
            "d",
            "p Wilcoxon",
            "Holm",
            "p permutation",
            "Holm");

    private ComparisonMarkdown() {}

    static String text(ComparisonConditions conditions, List<ComparisonEntry> entries, List<String> notes) {
        StringBuilder text = new StringBuilder();
        text.append("**Comparison.** %s\n".formatted(TableMarkdown.escaped(ComparisonCaption.subject(conditions))));
        for (Metric metric :
                entries.stream().map(ComparisonEntry::metric).distinct().toList()) {
            text.append("\n");
            header(conditions, metric, text);
            for (ComparisonEntry entry : entries) {
                if (entry.metric() == metric) {
                    TableMarkdown.row(cells(conditions, entry), text);
                }
            }
        }
        TableMarkdown.paragraph(ComparisonCaption.conditions(conditions), text);
        TableMarkdown.paragraph(ComparisonCaption.pairing(conditions), text);
        TableMarkdown.paragraph(
                ComparisonCaption.method(conditions) + " Bold: Holm's p below %s.".formatted(TableNumbers.SIGNIFICANT),
                text);
        notes.forEach(note -> TableMarkdown.paragraph(note, text));
        return text.toString();
    }

    private static void header(ComparisonConditions conditions, Metric metric, StringBuilder text) {
        List<String> names = new ArrayList<>();
        List<String> rule = new ArrayList<>();
        String name = TableMarkdown.escaped(metric.name());
        names.addAll(conditions.isModelByModel() ? List.of(name) : List.of(name + ", A", "B"));
        names.forEach(column -> rule.add("---"));
        names.addAll(NUMBERS);
        NUMBERS.forEach(column -> rule.add("--:"));
        TableMarkdown.row(names, text);
        TableMarkdown.row(rule, text);
    }

    private static List<String> cells(ComparisonConditions conditions, ComparisonEntry entry) {
        List<String> cells = new ArrayList<>();
        if (!conditions.isModelByModel()) {
            cells.add(entry.modelA());
        }
        cells.addAll(List.of(
                entry.modelB(),
                Integer.toString(entry.counts().paired()),
                Integer.toString(entry.counts().onlyFirst()),
                Integer.toString(entry.counts().onlySecond()),
                Integer.toString(entry.counts().undefined()),
                TableNumbers.value(entry.metric(), entry.meanA()),
                TableNumbers.value(entry.metric(), entry.meanB()),
                TableNumbers.difference(entry.metric(), entry.effect().meanDifference()),
                TableNumbers.interval(entry.metric(), entry.interval()),
                TableNumbers.effect(entry.effect().rankBiserial()),
                TableNumbers.effect(entry.effect().standardized()),
                TableNumbers.p(entry.tests().wilcoxon()),
                TableNumbers.p(entry.tests().wilcoxonCorrected()),
                TableNumbers.p(entry.tests().permutation()),
                TableNumbers.p(entry.tests().permutationCorrected())));
        cells.replaceAll(TableMarkdown::escaped);
        bold(cells, cells.size() - 3, entry.tests().wilcoxonCorrected());
        bold(cells, cells.size() - 1, entry.tests().permutationCorrected());
        return cells;
    }

    private static void bold(List<String> cells, int cell, double p) {
        if (p < TableNumbers.SIGNIFICANT) {
            cells.set(cell, "**%s**".formatted(cells.get(cell)));
        }
    }
}
