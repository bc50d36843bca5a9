package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hypercolumn.metrics.Metric;

/**
 * A table of several sites as plain text: a block a metric, the sites side by side, and below each other where a line would
 * be longer than 100 characters.
 */
final class SitesTableText {

    private static final int COLUMNS = 100;

    private static final int LONGEST_NAME = 26;

    /** Of the cells of a site. */
    private static final int WIDTH = 28;

    private static final String GAP = "   ";

    private SitesTableText() {}

    static String text(SitesTable table) {
        StringBuilder text = new StringBuilder();
        TableText.wrapped(table.kind().title() + ". " + table.kind().subject() + ".", text);
        int names = table.rows().stream()
                .mapToInt(row -> name(table, row).length())
                .reduce(Metric.CORR.name().length(), Math::max);
        int beside = Math.max(1, (COLUMNS - names) / (GAP.length() + WIDTH));
        for (Metric metric : table.metrics()) {
            for (int first = 0; first < table.columns().size(); first += beside) {
                List<SitesTable.Block> blocks =
                        table.columns().subList(first, Math.min(table.columns().size(), first + beside));
                text.append("\n");
                block(table, metric, blocks, names, text);
            }
        }
        text.append("\n");
        table.remarksWithoutIntervals().forEach(remark -> TableText.wrapped(remark, text));
        table.notes().forEach(note -> TableText.wrapped(note, text));
        return text.toString();
    }

    private static void block(
            SitesTable table, Metric metric, List<SitesTable.Block> blocks, int names, StringBuilder text) {
        line("", blocks.stream().map(SitesTableText::title).toList(), names, text);
        line(
                table.name(metric),
                blocks.stream()
                        .map(block -> cells("mean", "change", TableNumbers.P))
                        .toList(),
                names,
                text);
        for (SitesTable.Row row : table.rows()) {
            List<String> cells = new ArrayList<>();
            for (SitesTable.Block block : blocks) {
                Optional<TableEntry> entry = block.entry(row, metric);
                cells.add(entry.map(numbers -> cells(
                                TableNumbers.mean(numbers),
                                TableNumbers.change(numbers, table.kind()),
                                TableNumbers.p(numbers, table.kind(), block.images())))
                        .orElse(cells(TableNumbers.UNDEFINED, "", "")));
            }
            line(name(table, row), cells, names, text);
        }
    }

    private static String title(SitesTable.Block block) {
        int left = WIDTH - block.title().length() + block.heading().length();
        String title = block.title().replace(block.heading(), TableText.name(block.heading(), left));
        return String.format(Locale.ROOT, "%" + WIDTH + "s", title);
    }

    private static String cells(String mean, String change, String p) {
        return String.format(Locale.ROOT, "%7s  %9s  %8s", mean, change, p);
    }

    private static String name(SitesTable table, SitesTable.Row row) {
        String model = TableText.name(row.model(), LONGEST_NAME);
        return table.kind() == TableKind.TABLE_3 ? TableNumbers.share(row.share()) + "  " + model : model;
    }

    private static void line(String name, List<String> cells, int names, StringBuilder text) {
        String start = String.format(Locale.ROOT, "%-" + names + "s", name);
        text.append((start + GAP + String.join(GAP, cells)).stripTrailing()).append("\n");
    }
}
