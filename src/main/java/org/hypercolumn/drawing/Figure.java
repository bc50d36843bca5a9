package org.hypercolumn.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * Panels on a grid, with what they share. Sizes are millimeters of the printed page.
 *
 * @param title said by screen readers, not drawn
 * @param description what is to be seen, in one or two sentences, for those who do not see it; not drawn
 * @param heading drawn above all panels, such as whom they are of; may be empty
 * @param width of the figure, {@link #SINGLE_COLUMN} or {@link #TWO_COLUMNS}
 * @param rows heights of the areas between the axes, millimeters; titles and axes add to them
 * @param columns how wide the areas between the axes are, compared to each other; titles and axes take their part first
 * @param panels and where they stand
 * @param legend where all labels of the figure are told, each once
 * @param xTitle below all panels; may be empty
 * @param yTitle at the left of all panels; may be empty
 */
public record Figure(
        String title,
        String description,
        String heading,
        double width,
        List<Double> rows,
        List<Double> columns,
        List<Placed> panels,
        Legend legend,
        String xTitle,
        String yTitle) {

    /** Width of one column of a journal, millimeters. */
    public static final double SINGLE_COLUMN = 85;

    /** Width of a page of two columns, millimeters. */
    public static final double TWO_COLUMNS = 178;

    private static final double LARGEST = 1000;

    /** Where labels are told. */
    public enum Legend {
        NONE,
        ABOVE,
        BELOW
    }

    /**
     * A panel and its place on the grid, from 0.
     *
     * @param rowSpan rows that it takes
     * @param columnSpan columns that it takes
     */
    public record Placed(Panel panel, int row, int column, int rowSpan, int columnSpan) {}

    public Figure {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        panels = List.copyOf(panels);
        positive("rows", rows);
        positive("columns", columns);
        positive("width", List.of(width));
        for (Placed placed : panels) {
            if (placed.row() < 0
                    || placed.column() < 0
                    || placed.rowSpan() < 1
                    || placed.columnSpan() < 1
                    || placed.row() + placed.rowSpan() > rows.size()
                    || placed.column() + placed.columnSpan() > columns.size()) {
                throw new IllegalArgumentException(
                        "figure '%s': expected panels on a grid of %d rows and %d columns, got one at row %d, column %d (%d by %d)"
                                .formatted(
                                        title,
                                        rows.size(),
                                        columns.size(),
                                        placed.row(),
                                        placed.column(),
                                        placed.rowSpan(),
                                        placed.columnSpan()));
            }
        }
    }

    /** How wide a text is in the letters of ticks, millimetres. */
    public static double widthOfTick(String text) {
        return Lettering.width(text, Shape.Font.TICK) / Drawing.POINTS_PER_MILLIMETER;
    }

    /** A figure of one place, whose axes are 50 mm high; {@link #withRows} and {@link #withColumns} make more. */
    public static Figure of(String title, String description, double width) {
        return new Figure(title, description, "", width, List.of(50.0), List.of(1.0), List.of(), Legend.NONE, "", "");
    }

    /** The same figure on rows of these heights between the axes, millimeters. */
    public Figure withRows(double... heights) {
        return new Figure(
                title,
                description,
                heading,
                width,
                Values.of(heights).toList(),
                columns,
                panels,
                legend,
                xTitle,
                yTitle);
    }

    /** The same figure on columns of these widths between the axes, compared to each other. */
    public Figure withColumns(double... widths) {
        return new Figure(
                title, description, heading, width, rows, Values.of(widths).toList(), panels, legend, xTitle, yTitle);
    }

    /** The same figure with one more panel, at {@code row} from the top and {@code column} from the left, from 0. */
    public Figure with(int row, int column, Panel panel) {
        return with(row, column, 1, 1, panel);
    }

    /** A panel over {@code rowSpan} rows and {@code columnSpan} columns from {@code row} and {@code column} on. */
    public Figure with(int row, int column, int rowSpan, int columnSpan, Panel panel) {
        List<Placed> more = new ArrayList<>(panels);
        more.add(new Placed(panel, row, column, rowSpan, columnSpan));
        return new Figure(title, description, heading, width, rows, columns, more, legend, xTitle, yTitle);
    }

    /** The same figure with a legend of all panels. */
    public Figure withLegend(Legend where) {
        return new Figure(title, description, heading, width, rows, columns, panels, where, xTitle, yTitle);
    }

    /** The same figure with a line of text above all panels; empty for none. */
    public Figure withHeading(String text) {
        return new Figure(title, description, text, width, rows, columns, panels, legend, xTitle, yTitle);
    }

    /** The same figure with titles for the axes of all panels, whose own are best left empty then. */
    public Figure withTitles(String x, String y) {
        return new Figure(title, description, heading, width, rows, columns, panels, legend, x, y);
    }

    private static void positive(String what, List<Double> sizes) {
        if (sizes.isEmpty() || sizes.stream().anyMatch(size -> !(size > 0 && size <= LARGEST))) {
            throw new IllegalArgumentException(
                    "figure: expected %s above 0 and up to %s mm, got %s".formatted(what, LARGEST, sizes));
        }
    }
}
