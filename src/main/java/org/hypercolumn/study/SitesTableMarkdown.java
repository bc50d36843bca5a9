package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.metrics.Metric;

/** A table of several sites in GitHub's Markdown: a table a metric, the sites beside each other. */
final class SitesTableMarkdown {

    private SitesTableMarkdown() {}

    static String text(SitesTable table) {
        StringBuilder text = new StringBuilder();
        text.append("**%s.** %s.\n"
                .formatted(
                        table.kind().title(), TableMarkdown.escaped(table.kind().subject())));
        for (Metric metric : table.metrics()) {
            text.append("\n");
            header(table, metric, text);
            table.rows().forEach(row -> TableMarkdown.row(cells(table, row, metric), text));
        }
        table.remarks().forEach(remark -> TableMarkdown.paragraph(remark, text));
        TableMarkdown.paragraph("Bold: p below %s.".formatted(TableNumbers.SIGNIFICANT), text);
        table.notes().forEach(note -> TableMarkdown.paragraph(note, text));
        return text.toString();
    }

    private static void header(SitesTable table, Metric metric, StringBuilder text) {
        List<String> names = new ArrayList<>(List.of(TableMarkdown.escaped(table.name(metric))));
        List<String> rule = new ArrayList<>(List.of("---"));
        if (table.kind() == TableKind.TABLE_3) {
            names.add("share");
            rule.add("--:");
        }
        for (SitesTable.Block block : table.columns()) {
            names.addAll(List.of(TableMarkdown.escaped(block.title()), "change", TableNumbers.P));
            rule.addAll(List.of(":--", "--:", "--:"));
        }
        TableMarkdown.row(names, text);
        TableMarkdown.row(rule, text);
    }

    private static List<String> cells(SitesTable table, SitesTable.Row row, Metric metric) {
        List<String> cells = new ArrayList<>(List.of(TableMarkdown.escaped(row.model())));
        if (table.kind() == TableKind.TABLE_3) {
            cells.add(TableNumbers.share(row.share()));
        }
        for (SitesTable.Block block : table.columns()) {
            Optional<TableEntry> entry = block.entry(row, metric);
            if (entry.isEmpty()) {
                cells.addAll(List.of(TableNumbers.UNDEFINED, "", ""));
                continue;
            }
            String interval = TableMarkdown.escaped(TableNumbers.interval(entry.get()));
            String p = TableMarkdown.escaped(TableNumbers.p(entry.get(), table.kind(), block.images()));
            cells.add((TableNumbers.mean(entry.get()) + " " + interval).strip());
            cells.add(TableNumbers.change(entry.get(), table.kind()));
            cells.add(TableNumbers.isSignificant(entry.get(), block.images()) ? "**" + p + "**" : p);
        }
        return cells;
    }
}
