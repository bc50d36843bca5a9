package org.hypercolumn.figure;

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
    private static final double LEAST_SIDE = 4;

    private final Figure figure;
    private final double width;
    private final double height;
    private final Rect inner;
    private final List<List<LegendEntry>> legend;
    private final List<Double> columnStarts = new ArrayList<>();
    private final List<Double> columnEnds = new ArrayList<>();
    private final List<Double> rowStarts = new ArrayList<>();
    private final List<Double> rowEnds = new ArrayList<>();

    private FigureLayout(Figure figure) {
        this.figure = figure;
        this.width = figure.width() * Drawing.POINTS_PER_MILLIMETER;
        List<Mark> marks = figure.panels().stream()
                .flatMap(placed -> placed.panel().marks().stream())
                .toList();
        double room = width - 2 * MARGIN;
        this.legend = figure.legend() == Figure.Legend.NONE
                ? List.of()
                : LegendLayout.lines(LegendLayout.entries(marks), room);
        double legendHeight = legend.isEmpty() ? 0 : legend.size() * LegendLayout.LINE_HEIGHT + LEGEND_GAP;
        double above = figure.legend() == Figure.Legend.ABOVE ? legendHeight : 0;
        double beside = figure.yTitle().isEmpty() ? 0 : AxisLayout.TITLE + AxisLayout.GAP;
        double below = figure.xTitle().isEmpty() ? 0 : AxisLayout.TITLE;
        double rows = figure.rows().stream().mapToDouble(Double::doubleValue).sum() * Drawing.POINTS_PER_MILLIMETER
                + ROW_GAP * (figure.rows().size() - 1);
        this.height = rows + legendHeight + below + 2 * MARGIN;
        this.inner = new Rect(MARGIN + beside, MARGIN + above, room - beside, rows);
        splitColumns();
        splitRows();
    }

    static Drawing draw(Figure figure) {
        return new FigureLayout(figure).drawing();
    }

    private void splitColumns() {
        List<Double> weights = figure.columns();
        double all = weights.stream().mapToDouble(Double::doubleValue).sum();
        double shared = inner.width() - COLUMN_GAP * (weights.size() - 1);
        double x = inner.x();
        for (double weight : weights) {
            columnStarts.add(x);
            x += shared * weight / all;
            columnEnds.add(x);
            x += COLUMN_GAP;
        }
    }

    private void splitRows() {
        double y = inner.y();
        for (double row : figure.rows()) {
            rowStarts.add(y);
            y += row * Drawing.POINTS_PER_MILLIMETER;
            rowEnds.add(y);
            y += ROW_GAP;
        }
    }

    private Drawing drawing() {
        List<Shape> shapes = new ArrayList<>();
        List<PanelLayout> layouts = figure.panels().stream()
                .map(placed -> PanelLayout.of(placed.panel(), cell(placed)))
                .toList();
        for (int i = 0; i < layouts.size(); i++) {
            Figure.Placed placed = figure.panels().get(i);
            Rect cell = cell(placed);
            double left = inset(layouts, placed, Figure.Placed::column, PanelLayout::left);
            double right = inset(layouts, placed, FigureLayout::lastColumn, PanelLayout::right);
            double top = inset(layouts, placed, Figure.Placed::row, PanelLayout::top);
            double bottom = inset(layouts, placed, FigureLayout::lastRow, PanelLayout::bottom);
            Rect place = new Rect(
                    cell.x() + left,
                    cell.y() + top,
                    Math.max(LEAST_SIDE, cell.width() - left - right),
                    Math.max(LEAST_SIDE, cell.height() - top - bottom));
            layouts.get(i).draw(cell, place, shapes);
        }
        drawTitles(shapes);
        if (!legend.isEmpty()) {
            boolean above = figure.legend() == Figure.Legend.ABOVE;
            double y = above ? MARGIN : height - MARGIN - legend.size() * LegendLayout.LINE_HEIGHT;
            LegendLayout.draw(legend, new Rect(MARGIN, y, width - 2 * MARGIN, 0), shapes);
        }
        return new Drawing(width, height, shapes);
    }

    private void drawTitles(List<Shape> shapes) {
        Shape.Font font = Shape.Font.LABEL;
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

    private Rect cell(Figure.Placed placed) {
        double x = columnStarts.get(placed.column());
        double y = rowStarts.get(placed.row());
        return new Rect(x, y, columnEnds.get(lastColumn(placed)) - x, rowEnds.get(lastRow(placed)) - y);
    }

    /** The most that any panel needs on a side, of those whose side lies in the same row or column. */
    private double inset(
            List<PanelLayout> layouts,
            Figure.Placed placed,
            ToIntFunction<Figure.Placed> index,
            ToDoubleFunction<PanelLayout> need) {
        double most = 0;
        for (int i = 0; i < layouts.size(); i++) {
            if (index.applyAsInt(figure.panels().get(i)) == index.applyAsInt(placed)) {
                most = Math.max(most, need.applyAsDouble(layouts.get(i)));
            }
        }
        return most;
    }

    private static int lastColumn(Figure.Placed placed) {
        return placed.column() + placed.columnSpan() - 1;
    }

    private static int lastRow(Figure.Placed placed) {
        return placed.row() + placed.rowSpan() - 1;
    }
}
