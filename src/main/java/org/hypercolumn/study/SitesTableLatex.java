package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.metrics.Metric;

/** A table of several sites as a LaTeX environment over both columns of a page that needs booktabs only: a block a metric. */
final class SitesTableLatex {

    /** Mean, change and p, as in the paper; a page has no room for intervals. */
    private static final int OF_SITE = 3;

    private SitesTableLatex() {}

    static String text(SitesTable table) {
        boolean byShare = table.kind() == TableKind.TABLE_3;
        int first = byShare ? 2 : 1;
        int columns = first + OF_SITE * table.columns().size();
        StringBuilder text = new StringBuilder();
        text.append("% Needs \\usepackage{booktabs}.\n\\begin{table*}\n\\centering\n");
        text.append("\\caption{%s.\n%s}\n"
                .formatted(
                        TableLatex.escaped(table.kind().subject()),
                        TableLatex.escaped(table.remarks().get(0))));
        text.append("\\label{tab:%s}\n\\medskip\n\\footnotesize\n"
                .formatted(table.kind().id()));
        text.append("\\begin{tabular}{@{}%s%s@{}}\n\\toprule\n"
                .formatted("l".repeat(first), "rrr".repeat(table.columns().size())));
        titles(table, first, text);
        for (Metric metric : table.metrics()) {
            text.append("\\midrule\n\\multicolumn{%d}{@{}l}{\\textbf{%s}} \\\\\n"
                    .formatted(columns, TableLatex.escaped(table.name(metric))));
            table.rows().forEach(row -> TableLatex.row(cells(table, row, metric), text));
        }
        text.append("\\bottomrule\n\\end{tabular}\n\\par\\medskip\n\\raggedright\n");
        table.remarksWithoutIntervals().stream()
                .skip(1)
                .forEach(remark -> text.append(TableLatex.escaped(remark)).append("\n"));
        text.append("Bold: $p$ below %s.\n".formatted(TableNumbers.SIGNIFICANT));
        table.notes().forEach(note -> text.append(TableLatex.escaped(note)).append("\n"));
        return text.append("\\end{table*}\n").toString();
    }

    private static void titles(SitesTable table, int first, StringBuilder text) {
        StringBuilder sites = new StringBuilder(" & ".repeat(first - 1));
        StringBuilder rules = new StringBuilder();
        List<String> names = new ArrayList<>(first == 2 ? List.of("Share", "Model") : List.of("Model"));
        int column = first + 1;
        for (SitesTable.Block block : table.columns()) {
            sites.append(" & \\multicolumn{%d}{c}{%s ($n = %d$)}"
                    .formatted(OF_SITE, TableLatex.escaped(block.heading()), block.neurons()));
            rules.append("\\cmidrule(lr){%d-%d}".formatted(column, column + OF_SITE - 1));
            names.addAll(List.of("Mean", "Change", "$p$ (Holm)"));
            column += OF_SITE;
        }
        text.append(sites).append(" \\\\\n").append(rules).append("\n");
        TableLatex.row(names, text);
    }

    private static List<String> cells(SitesTable table, SitesTable.Row row, Metric metric) {
        List<String> cells = new ArrayList<>();
        if (table.kind() == TableKind.TABLE_3) {
            cells.add(TableLatex.escaped(TableNumbers.share(row.share())));
        }
        cells.add(TableLatex.escaped(row.model()));
        for (SitesTable.Block block : table.columns()) {
            Optional<TableEntry> entry = block.entry(row, metric);
            if (entry.isEmpty()) {
                cells.addAll(List.of("--", "", ""));
                continue;
            }
            String p = TableLatex.escaped(TableNumbers.p(entry.get(), table.kind(), block.images()))
                    .replace(TableNumbers.UNDEFINED, "--");
            cells.add(TableLatex.signed(TableNumbers.mean(entry.get())));
            cells.add(TableLatex.signed(TableNumbers.change(entry.get(), table.kind())));
            cells.add(TableNumbers.isSignificant(entry.get(), block.images()) ? "\\textbf{" + p + "}" : p);
        }
        return cells;
    }
}
