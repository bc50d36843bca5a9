package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.VisibleText;
import org.hypercolumn.metrics.Metric;

/** A table in GitHub's Markdown: one row a model and share, the metrics beside each other. */
final class TableMarkdown {

    /** What would otherwise be markup; an underscore inside a word is none, but who wants to check that. */
    private static final String MARKUP = "\\`*_|<>[]#&~$";

    private TableMarkdown() {}

    static String text(StudyTable table) {
        StringBuilder text = new StringBuilder();
        text.append("**%s.** %s\n\n".formatted(table.kind().title(), escaped(TableCaption.subject(table))));
        header(table, text);
        int metrics = table.metrics().size();
        for (int first = 0; first < table.entries().size(); first += metrics) {
            row(cells(table, table.entries().subList(first, first + metrics)), text);
        }
        paragraph(TableCaption.conditions(table), text);
        paragraph(TableCaption.method(table) + " Bold: p below %s.".formatted(TableNumbers.SIGNIFICANT), text);
        table.notes().forEach(note -> paragraph(note, text));
        return text.toString();
    }

    private static void header(StudyTable table, StringBuilder text) {
        List<String> names = new ArrayList<>();
        List<String> rule = new ArrayList<>();
        names.add("model");
        rule.add("---");
        if (table.kind() == TableKind.TABLE_3) {
            names.add(0, "share");
            rule.add("---");
        }
        names.add("n");
        rule.add("--:");
        for (Metric metric : table.metrics()) {
            names.addAll(List.of(escaped(table.name(metric)), "change", TableNumbers.P));
            rule.addAll(List.of(":--", "--:", "--:"));
        }
        row(names, text);
        row(rule, text);
    }

    /** The cells of one model's entries, one a metric. */
    private static List<String> cells(StudyTable table, List<TableEntry> entries) {
        TableEntry first = entries.get(0);
        List<String> cells = new ArrayList<>();
        if (table.kind() == TableKind.TABLE_3) {
            cells.add(TableNumbers.share(first.share()));
        }
        cells.add(escaped(first.model()));
        cells.add(Integer.toString(first.summary().defined() + first.summary().undefined()));
        for (TableEntry entry : entries) {
            String p = TableNumbers.p(entry, table.kind(), table.conditions().images());
            cells.add((TableNumbers.mean(entry) + " " + escaped(TableNumbers.interval(entry))).strip());
            cells.add(TableNumbers.change(entry, table.kind()));
            cells.add(
                    TableNumbers.isSignificant(entry, table.conditions().images())
                            ? "**" + escaped(p) + "**"
                            : escaped(p));
        }
        return cells;
    }

    /** A line of a table; the cells are escaped already. */
    static void row(List<String> cells, StringBuilder text) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** A sentence, escaped, below an empty line. */
    static void paragraph(String sentence, StringBuilder text) {
        text.append("\n").append(escaped(sentence)).append("\n");
    }

    /** Words as they are to be read, no markup among them. */
    static String escaped(String words) {
        StringBuilder escaped = new StringBuilder();
        for (char c : VisibleText.line(words).toCharArray()) {
            escaped.append(MARKUP.indexOf(c) < 0 ? "" : "\\").append(c);
        }
        return escaped.toString();
    }
}
