package org.hypercolumn.study;

import java.util.Locale;
import org.hypercolumn.metrics.Metric;

/** A table as plain text: a block a metric, so that no line is longer than 100 characters. */
final class TableText {

    private static final int COLUMNS = 100;

    /** Longer ids lose their middle; the longest of the paper's has 23 characters. */
    private static final int LONGEST_MODEL = 34;

    private TableText() {}

    static String text(StudyTable table) {
        int width = table.entries().stream()
                .mapToInt(entry -> name(entry.model()).length())
                .reduce(Metric.CORR.name().length(), Math::max);
        StringBuilder text = new StringBuilder();
        wrapped(table.kind().title() + ". " + TableCaption.subject(table), text);
        for (Metric metric : table.metrics()) {
            text.append("\n");
            row(
                    table,
                    width,
                    text,
                    "share",
                    table.name(metric),
                    "n",
                    "mean",
                    "95 % interval",
                    "change",
                    TableNumbers.P);
            for (TableEntry entry : table.of(metric)) {
                row(
                        table,
                        width,
                        text,
                        TableNumbers.share(entry.share()),
                        name(entry.model()),
                        Integer.toString(entry.summary().defined()),
                        TableNumbers.mean(entry),
                        TableNumbers.interval(entry),
                        TableNumbers.change(entry, table.kind()),
                        TableNumbers.p(entry, table.kind(), table.conditions().images()));
            }
        }
        text.append("\n");
        wrapped(TableCaption.conditions(table), text);
        wrapped(TableCaption.method(table), text);
        table.notes().forEach(note -> wrapped(note, text));
        return text.toString();
    }

    private static void row(StudyTable table, int width, StringBuilder text, String share, Object... cells) {
        String start = table.kind() == TableKind.TABLE_3 ? String.format(Locale.ROOT, "%-7s  ", share) : "";
        String format = "%-" + width + "s  %5s  %7s  %-15s  %9s  %8s";
        text.append((start + String.format(Locale.ROOT, format, cells)).stripTrailing())
                .append("\n");
    }

    private static String name(String model) {
        return name(model, LONGEST_MODEL);
    }

    /** An id that loses its middle if it has more characters than a column may have. */
    static String name(String model, int longest) {
        if (model.length() <= longest) {
            return model;
        }
        int kept = (longest - 3) / 2;
        return model.substring(0, kept) + "..." + model.substring(model.length() - kept);
    }

    /** Breaks a sentence between words, but not between a number and its %. */
    static void wrapped(String sentence, StringBuilder text) {
        int column = 0;
        for (String word : sentence.split(" (?!%)", -1)) {
            if (column > 0 && column + 1 + word.length() > COLUMNS) {
                text.append("\n");
                column = 0;
            } else if (column > 0) {
                text.append(" ");
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append("\n");
    }
}
