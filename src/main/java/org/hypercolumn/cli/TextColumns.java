package org.hypercolumn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A table of plain text: the first column flush left and the others flush right, each as wide as it must be. */
final class TextColumns {

    private final List<List<String>> columns;

    /** A table without columns. */
    TextColumns() {
        this(List.of());
    }

    private TextColumns(List<List<String>> columns) {
        this.columns = columns;
    }

    /** The same table with another column on the right: a head, and the cell of each row. */
    <R> TextColumns withColumn(String head, List<R> rows, Function<R, String> cell) {
        return withColumn(head, rows.stream().map(cell).toList());
    }

    /** The same table with another column on the right: a head, and a cell a row. */
    TextColumns withColumn(String head, List<String> cells) {
        List<String> column = new ArrayList<>(List.of(head));
        column.addAll(cells);
        List<List<String>> more = new ArrayList<>(columns);
        more.add(column);
        return new TextColumns(more);
    }

    /** The lines, the heads first. */
    List<String> lines() {
        int rows = columns.isEmpty() ? 0 : columns.get(0).size();
        return IntStream.range(0, rows).mapToObj(this::line).toList();
    }

    private String line(int row) {
        StringBuilder line = new StringBuilder();
        for (List<String> column : columns) {
            int width = column.stream().mapToInt(String::length).max().orElse(0);
            String padding = " ".repeat(width - column.get(row).length());
            line.append(line.isEmpty() ? column.get(row) + padding : "  " + padding + column.get(row));
        }
        return line.toString().stripTrailing();
    }
}
