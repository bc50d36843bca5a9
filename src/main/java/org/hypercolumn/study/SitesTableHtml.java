package org.hypercolumn.study;

import java.util.Optional;
import org.hypercolumn.metrics.Metric;

/** A table of several sites as an HTML fragment: a table a metric, the sites beside each other. */
final class SitesTableHtml {

    /** Mean, change and p. */
    private static final int OF_SITE = 3;

    private SitesTableHtml() {}

    static String text(SitesTable table) {
        String title = table.kind().title();
        StringBuilder text = new StringBuilder();
        text.append("<figure class=\"study-table\" id=\"%s\">\n"
                .formatted(table.kind().id()));
        for (Metric metric : table.metrics()) {
            String caption = "%s. %s: %s".formatted(title, table.kind().subject(), table.name(metric));
            text.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n<table>\n"
                    .formatted(TableHtml.escaped(title + ", " + table.name(metric))));
            text.append("<caption>%s</caption>\n".formatted(TableHtml.escaped(caption)));
            header(table, text);
            text.append("<tbody>\n");
            table.rows().forEach(row -> row(table, row, metric, text));
            text.append("</tbody>\n</table>\n</div>\n");
        }
        text.append("<figcaption>\n");
        table.remarks().forEach(remark -> TableHtml.paragraph(remark, text));
        TableHtml.paragraph("Bold: p below %s.".formatted(TableNumbers.SIGNIFICANT), text);
        table.notes().forEach(note -> TableHtml.paragraph(note, text));
        return text.append("</figcaption>\n</figure>\n").toString();
    }

    private static void header(SitesTable table, StringBuilder text) {
        String share = table.kind() == TableKind.TABLE_3 ? "<th scope=\"col\" rowspan=\"2\">share</th>" : "";
        text.append("<thead><tr>%s<th scope=\"col\" rowspan=\"2\" class=\"names\">model</th>".formatted(share));
        for (SitesTable.Block block : table.columns()) {
            text.append("<th scope=\"colgroup\" colspan=\"%d\">%s</th>"
                    .formatted(OF_SITE, TableHtml.escaped(block.title())));
        }
        text.append("</tr>\n<tr>");
        for (int site = 0; site < table.columns().size(); site++) {
            text.append("<th scope=\"col\">mean</th><th scope=\"col\">change</th><th scope=\"col\">%s</th>"
                    .formatted(TableNumbers.P));
        }
        text.append("</tr></thead>\n");
    }

    private static void row(SitesTable table, SitesTable.Row row, Metric metric, StringBuilder text) {
        text.append("<tr>");
        if (table.kind() == TableKind.TABLE_3) {
            TableHtml.number(TableNumbers.share(row.share()), text);
        }
        String model = TableHtml.escaped(row.model());
        text.append("<th scope=\"row\" data-model=\"%s\">%s</th>".formatted(model, model));
        for (SitesTable.Block block : table.columns()) {
            Optional<TableEntry> found = block.entry(row, metric);
            if (found.isEmpty()) {
                text.append("<td>%s</td><td></td><td></td>".formatted(TableNumbers.UNDEFINED));
                continue;
            }
            TableEntry entry = found.get();
            String p = TableHtml.escaped(TableNumbers.p(entry, table.kind(), block.images()));
            text.append("<td>%s <span class=\"interval\">%s</span></td>"
                    .formatted(
                            TableHtml.typeset(TableNumbers.mean(entry)),
                            TableHtml.typeset(TableNumbers.interval(entry))));
            TableHtml.number(TableNumbers.change(entry, table.kind()), text);
            text.append("<td>%s</td>"
                    .formatted(TableNumbers.isSignificant(entry, block.images()) ? "<strong>" + p + "</strong>" : p));
        }
        text.append("</tr>\n");
    }
}
