package org.hypercolumn.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** Finds the place of everything in a figure; the axes of panels in one row or column are aligned. */
final class FigureLayout {
    private static final double MARGIN = 2;
    private static final double COLUMN_GAP = 9;
    private static final double ROW_GAP = 6;
    private static final double LEGEND_GAP = 3;
    private static final double HEADING = 12;

    /** Less than this between the axes is no panel. */
    private static final double LEAST_SIDE = 4;

    /** The part of a figure's width that is left for areas between axes, before that is known. */
    private static final double USUAL_AREA = 0.75;

    private final Figure figure;
    private final double width;
    private final List<PanelLayout> layouts;
    private final List<List<LegendEntry>> legend;
    private final Track columns;
    private final Track rows;
    private final double height;
    private final double heading;

    private FigureLayout(Figure figure) {
        this.figure = figure;
        this.width = figure.width() * Drawing.POINTS_PER_MILLIMETER;
        this.legend = legend(figure, width - 2 * MARGIN);
        List<Double> heights = figure.rows().stream()
                .map(row -> row * Drawing.POINTS_PER_MILLIMETER)
                .toList();
        double beside = figure.yTitle().isEmpty() ? 0 : AxisLayout.TITLE + AxisLayout.GAP;
        double room =
                width - 2 * MARGIN - beside - COLUMN_GAP * (figure.columns().size() - 1);
        List<Double> guessed = shared(figure.columns(), room * USUAL_AREA);
        this.layouts = figure.panels().stream()
                .map(placed -> PanelLayout.of(
                        placed.panel(),
                        sum(guessed, placed.column(), placed.columnSpan()),
                        sum(heights, placed.row(), placed.rowSpan())))
                .toList();
        List<Double> left =
                most(Figure.Placed::column, PanelLayout::left, figure.columns().size());
        List<Double> right = most(
                FigureLayout::lastColumn, PanelLayout::right, figure.columns().size());
        double insets = sum(left, 0, left.size()) + sum(right, 0, right.size());
        if (room - insets < LEAST_SIDE * figure.columns().size()) {
            throw new IllegalArgumentException(
                    "figure '%s': expected room between its texts, got %s mm with texts of %s mm; make it wider"
                            .formatted(
                                    Lettering.clean(figure.title()),
                                    Decimals.of(figure.width()),
                                    Decimals.of((width - room + insets) / Drawing.POINTS_PER_MILLIMETER)));
        }
        List<Double> widths = shared(figure.columns(), room - insets);
        this.columns = Track.of(MARGIN + beside, COLUMN_GAP, left, widths, right);
        this.heading = figure.heading().isEmpty() ? 0 : HEADING;
        double above = heading + (figure.legend() == Figure.Legend.ABOVE ? legendHeight() : 0);
        double below = figure.legend() == Figure.Legend.BELOW ? legendHeight() : 0;
        List<Double> top = most(Figure.Placed::row, PanelLayout::top, heights.size());
        List<Double> bottom = most(FigureLayout::lastRow, PanelLayout::bottom, heights.size());
        this.rows = Track.of(MARGIN + above, ROW_GAP, top, heights, bottom);
        double title = figure.xTitle().isEmpty() ? 0 : AxisLayout.TITLE;
        this.height = rows.cellEnd(heights.size() - 1) + title + below + MARGIN;
    }

    static Drawing draw(Figure figure) {
        return new FigureLayout(figure).drawing();
    }

    private static List<List<LegendEntry>> legend(Figure figure, double room) {
        if (figure.legend() == Figure.Legend.NONE) {
            return List.of();
        }
        List<Mark> marks = figure.panels().stream()
                .flatMap(placed -> placed.panel().marks().stream())
                .toList();
        return LegendLayout.lines(LegendLayout.entries(marks), room);
    }

    private double legendHeight() {
        return legend.isEmpty() ? 0 : legend.size() * LegendLayout.LINE_HEIGHT + LEGEND_GAP;
    }

    private Drawing drawing() {
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < layouts.size(); i++) {
            Figure.Placed placed = figure.panels().get(i);
            int lastColumn = lastColumn(placed);
            int lastRow = lastRow(placed);
            Rect cell = Rect.between(
                    new Point(columns.cellStart(placed.column()), rows.cellStart(placed.row())),
                    new Point(columns.cellEnd(lastColumn), rows.cellEnd(lastRow)));
            Rect place = Rect.between(
                    new Point(columns.areaStart(placed.column()), rows.areaStart(placed.row())),
                    new Point(columns.areaEnd(lastColumn), rows.areaEnd(lastRow)));
            layouts.get(i).draw(cell, place, shapes);
        }
        drawTitles(shapes);
        if (!legend.isEmpty()) {
            boolean above = figure.legend() == Figure.Legend.ABOVE;
            double y = above ? MARGIN + heading : height - MARGIN - legend.size() * LegendLayout.LINE_HEIGHT;
            LegendLayout.draw(legend, new Rect(MARGIN, y, width - 2 * MARGIN, 0), shapes);
        }
        shapes.removeIf(
                shape -> shape instanceof Shape.Words words && words.text().isEmpty());
        return new Drawing(width, height, shapes);
    }

    private void drawTitles(List<Shape> shapes) {
        Shape.Font font = Shape.Font.LABEL;
        Point top = new Point(MARGIN, MARGIN + Lettering.CAPITAL * font.size());
        shapes.add(Lettering.words(top, figure.heading(), font, Shape.Anchor.START, width - 2 * MARGIN));
        Rect inner = Rect.between(
                new Point(columns.cellStart(0), rows.cellStart(0)),
                new Point(width - MARGIN, rows.cellEnd(figure.rows().size() - 1)));
        String x = Lettering.fitted(figure.xTitle(), font, inner.width());
        String y = Lettering.fitted(figure.yTitle(), font, inner.height());
        if (!x.isEmpty()) {
            Point at = new Point(inner.centerX(), inner.bottom() + AxisLayout.TITLE - Lettering.DEPTH * font.size());
            shapes.add(new Shape.Words(at, x, font, Shape.Anchor.MIDDLE, Shape.Turn.LEVEL, Palette.INK));
        }
        if (!y.isEmpty()) {
            Point at = new Point(MARGIN + Lettering.CAPITAL * font.size(), inner.centerY());
            shapes.add(new Shape.Words(at, y, font, Shape.Anchor.MIDDLE, Shape.Turn.UPRIGHT, Palette.INK));
        }
    }

    /** The most that any panel needs on a side, for each of {@code count} rows or columns where that side may lie. */
    private List<Double> most(ToIntFunction<Figure.Placed> index, ToDoubleFunction<PanelLayout> need, int count) {
        double[] most = new double[count];
        for (int i = 0; i < layouts.size(); i++) {
            int at = index.applyAsInt(figure.panels().get(i));
            most[at] = Math.max(most[at], need.applyAsDouble(layouts.get(i)));
        }
        return Values.of(most).toList();
    }

    private static List<Double> shared(List<Double> weights, double room) {
        double all = sum(weights, 0, weights.size());
        return weights.stream().map(weight -> room * weight / all).toList();
    }

    private static double sum(List<Double> sizes, int from, int count) {
        double sum = 0;
        for (double size : sizes.subList(from, from + count)) {
            sum += size;
        }
        return sum;
    }

    private static int lastColumn(Figure.Placed placed) {
        return placed.column() + placed.columnSpan() - 1;
    }

    private static int lastRow(Figure.Placed placed) {
        return placed.row() + placed.rowSpan() - 1;
    }
}
