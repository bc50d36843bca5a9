package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.metrics.Metric;

/** A table as an HTML fragment: one row a model and share, the metrics beside each other, what a reader must know below. */
final class TableHtml {

    private static final String MODEL = "model";

    private TableHtml() {}

    static String text(StudyTable table) {
        StringBuilder text = new StringBuilder();
        text.append("<figure class=\"study-table\" id=\"%s\">\n"
                .formatted(table.kind().id()));
        text.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n<table>\n"
                .formatted(escaped(table.kind().title())));
        text.append("<caption>%s. %s</caption>\n"
                .formatted(escaped(table.kind().title()), escaped(TableCaption.subject(table))));
        header(table, text);
        text.append("<tbody>\n");
        int metrics = table.metrics().size();
        for (int first = 0; first < table.entries().size(); first += metrics) {
            row(table, table.entries().subList(first, first + metrics), text);
        }
        text.append("</tbody>\n</table>\n</div>\n<figcaption>\n");
        paragraph(TableCaption.conditions(table), text);
        paragraph(TableCaption.method(table) + " Bold: p below %s.".formatted(TableNumbers.SIGNIFICANT), text);
        table.notes().forEach(note -> paragraph(note, text));
        return text.append("</figcaption>\n</figure>\n").toString();
    }

    private static void header(StudyTable table, StringBuilder text) {
        List<String> names = new ArrayList<>();
        if (table.kind() == TableKind.TABLE_3) {
            names.add("share");
        }
        names.add(MODEL);
        names.add("n");
        for (Metric metric : table.metrics()) {
            names.addAll(List.of(table.name(metric), "change", TableNumbers.P));
        }
        text.append("<thead><tr>");
        names.forEach(
                name -> text.append(name.equals(MODEL) ? "<th scope=\"col\" class=\"names\">" : "<th scope=\"col\">")
                        .append(escaped(name))
                        .append("</th>"));
        text.append("</tr></thead>\n");
    }

    private static void row(StudyTable table, List<TableEntry> entries, StringBuilder text) {
        TableEntry first = entries.get(0);
        text.append("<tr>");
        if (table.kind() == TableKind.TABLE_3) {
            number(TableNumbers.share(first.share()), text);
        }
        String model = escaped(first.model());
        text.append("<th scope=\"row\" data-model=\"%s\">%s</th>".formatted(model, model));
        number(Integer.toString(first.summary().defined() + first.summary().undefined()), text);
        for (TableEntry entry : entries) {
            String p = escaped(
                    TableNumbers.p(entry, table.kind(), table.conditions().images()));
            text.append("<td>%s <span class=\"interval\">%s</span></td>"
                    .formatted(typeset(TableNumbers.mean(entry)), typeset(TableNumbers.interval(entry))));
            number(TableNumbers.change(entry, table.kind()), text);
            text.append("<td>%s</td>"
                    .formatted(
                            TableNumbers.isSignificant(entry, table.conditions().images())
                                    ? "<strong>" + p + "</strong>"
                                    : p));
        }
        text.append("</tr>\n");
    }

    static void number(String number, StringBuilder text) {
        text.append("<td>").append(typeset(number)).append("</td>");
    }

    /** With a minus sign for a hyphen, as the rest of the page has it. */
    static String typeset(String number) {
        return escaped(number).replace('-', '\u2212');
    }

    static void paragraph(String sentence, StringBuilder text) {
        text.append("<p>").append(escaped(sentence)).append("</p>\n");
    }

    static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
