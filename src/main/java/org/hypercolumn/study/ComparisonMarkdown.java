package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.metrics.Metric;

/** A comparison in GitHub's Markdown: a table a metric, one row a pair of models. */
final class ComparisonMarkdown {

    private static final List<String> NUMBERS =
            List.of("n", "only A", "only B", "undefined", "mean A", "mean B", "B - A", "95 % interval", "r", "d");

    private static final List<String> TESTS = List.of("p Wilcoxon", "Holm", "p permutation", "Holm");

    private static final List<String> EQUIVALENCE = List.of("p equivalence", "Holm");

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
                    TableMarkdown.row(cells(conditions, entry.ofImages(conditions.images())), text);
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
        String name = TableMarkdown.escaped(metric.label(conditions.images()));
        names.addAll(conditions.isModelByModel() ? List.of(name) : List.of(name + ", A", "B"));
        names.forEach(column -> rule.add("---"));
        List<String> numbers = numbers(conditions, metric);
        names.addAll(numbers);
        numbers.forEach(column -> rule.add("--:"));
        TableMarkdown.row(names, text);
        TableMarkdown.row(rule, text);
    }

    private static List<String> numbers(ComparisonConditions conditions, Metric metric) {
        List<String> numbers = new ArrayList<>(NUMBERS);
        numbers.addAll(
                conditions.sites().areSeveral()
                        ? List.of("units", "p " + conditions.sites().units().id(), "Holm")
                        : TESTS);
        if (conditions.hasImages(metric)) {
            numbers.addAll(List.of("95 %% interval, %s and images".formatted(conditions.units()), "p", "Holm"));
        }
        conditions.bound(metric).ifPresent(bound -> numbers.addAll(EQUIVALENCE));
        return numbers;
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
                TableNumbers.difference(entry.metric(), entry.difference()),
                TableNumbers.interval(entry.metric(), entry.interval()),
                TableNumbers.effect(entry.effect().rankBiserial()),
                TableNumbers.effect(entry.effect().standardized())));
        cells.replaceAll(TableMarkdown::escaped);
        if (conditions.sites().areSeveral()) {
            cells.add(Integer.toString(entry.estimate().units()));
            test(cells, entry.meanTests().difference(), entry.meanTests().differenceCorrected());
        } else {
            test(cells, entry.tests().wilcoxon(), entry.tests().wilcoxonCorrected());
            test(cells, entry.tests().permutation(), entry.tests().permutationCorrected());
        }
        entry.overImages().ifPresent(images -> {
            cells.add(TableMarkdown.escaped(
                    TableNumbers.interval(entry.metric(), entry.metric().intervalOfDifference(images.estimate()))));
            test(cells, images.estimate().p(), images.corrected());
        });
        if (conditions.bound(entry.metric()).isPresent()) {
            test(cells, entry.meanTests().equivalence(), entry.meanTests().equivalenceCorrected());
        }
        return cells;
    }

    private static void test(List<String> cells, double p, double corrected) {
        cells.add(TableMarkdown.escaped(TableNumbers.p(p)));
        String holm = TableMarkdown.escaped(TableNumbers.p(corrected));
        cells.add(corrected < TableNumbers.SIGNIFICANT ? "**%s**".formatted(holm) : holm);
    }
}
