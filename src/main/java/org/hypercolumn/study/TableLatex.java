package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.VisibleText;
import org.hypercolumn.metrics.Metric;

/** A table as a LaTeX environment that needs booktabs only: a block a metric, so that it fits one column of text. */
final class TableLatex {

    private TableLatex() {}

    static String text(StudyTable table) {
        boolean byShare = table.kind() == TableKind.TABLE_3;
        StringBuilder text = new StringBuilder();
        text.append("% Needs \\usepackage{booktabs}.\n\\begin{table}\n\\centering\n");
        text.append("\\caption{%s\n%s}\n"
                .formatted(escaped(TableCaption.subject(table)), escaped(TableCaption.conditions(table))));
        text.append("\\label{tab:%s}\n\\medskip\n\\footnotesize\n"
                .formatted(table.kind().id()));
        text.append("\\begin{tabular}{@{}l%srllrr@{}}\n\\toprule\n".formatted(byShare ? "l" : ""));
        row(header(byShare), text);
        for (Metric metric : table.metrics()) {
            text.append("\\midrule\n");
            text.append("\\multicolumn{%s}{@{}l}{\\textbf{%s}} \\\\\n"
                    .formatted(byShare ? "7" : "6", escaped(table.name(metric))));
            table.of(metric).forEach(entry -> row(cells(table, entry), text));
        }
        text.append("\\bottomrule\n\\end{tabular}\n");
        text.append("\\par\\medskip\n\\raggedright\n%s\n".formatted(remarks(table)));
        return text.append("\\end{table}\n").toString();
    }

    /** Below the table, since a caption as long as this would not fit above table 3 on a page. */
    private static String remarks(StudyTable table) {
        List<String> sentences = new ArrayList<>();
        sentences.add(escaped(TableCaption.method(table)));
        sentences.add("Bold: $p$ below %s.".formatted(TableNumbers.SIGNIFICANT));
        table.notes().forEach(note -> sentences.add(escaped(note)));
        return String.join("\n", sentences);
    }

    private static List<String> header(boolean byShare) {
        List<String> names =
                new ArrayList<>(List.of("Model", "$n$", "Mean", "95\\,\\% interval", "Change", "$p$ (Holm)"));
        if (byShare) {
            names.add(0, "Share");
        }
        return names;
    }

    private static List<String> cells(StudyTable table, TableEntry entry) {
        List<String> cells = new ArrayList<>();
        if (table.kind() == TableKind.TABLE_3) {
            cells.add(escaped(TableNumbers.share(entry.share())));
        }
        String p = escaped(
                        TableNumbers.p(entry, table.kind(), table.conditions().images()))
                .replace(TableNumbers.UNDEFINED, "--");
        cells.add(escaped(entry.model()));
        cells.add(Integer.toString(entry.summary().defined()));
        cells.add(signed(TableNumbers.mean(entry)));
        cells.add(signed(TableNumbers.interval(entry)));
        cells.add(signed(TableNumbers.change(entry, table.kind())));
        cells.add(TableNumbers.isSignificant(entry, table.conditions().images()) ? "\\textbf{" + p + "}" : p);
        return cells;
    }

    static void row(List<String> cells, StringBuilder text) {
        text.append(String.join(" & ", cells)).append(" \\\\\n");
    }

    /** A number's hyphen is a minus; that of a model's name is not. */
    static String signed(String number) {
        return number.equals(TableNumbers.UNDEFINED) ? "--" : escaped(number).replace("-", "$-$");
    }

    static String escaped(String words) {
        StringBuilder escaped = new StringBuilder();
        for (char c : VisibleText.line(words).toCharArray()) {
            escaped.append(escaped(c));
        }
        return escaped.toString().replace(" \\%", "\\,\\%");
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\\' -> "\\textbackslash{}";
            case '~' -> "\\textasciitilde{}";
            case '^' -> "\\textasciicircum{}";
            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + c;
            case '†' -> "\\dag{}";
            case '<', '>', '|' -> "$" + c + "$";
            default -> String.valueOf(c);
        };
    }
}
