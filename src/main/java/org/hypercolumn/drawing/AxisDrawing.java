package org.hypercolumn.drawing;

import java.util.List;

/** Draws axes where a panel has its edges. */
final class AxisDrawing {
    private static final double SMALL_TICK = 1.5;
    private static final Look LINE = Look.of(Palette.INK).withWidth(0.75);

    private AxisDrawing() {}

    /** Draws the axis along the lower edge of {@code area}, all of it in {@code cell}. */
    static void below(AxisLayout layout, Rect area, Rect cell, List<Shape> out) {
        if (layout.axis().isHidden()) {
            return;
        }
        out.add(line(area.x(), area.bottom(), area.right(), area.bottom(), LINE));
        double y = area.bottom() + AxisLayout.TICK + AxisLayout.GAP;
        for (Tick tick : layout.ticks()) {
            double x = area.x() + layout.scale().place(tick.value()) * area.width();
            if (layout.axis().style() != Axis.Style.CATEGORIES) {
                out.add(line(x, area.bottom(), x, area.bottom() + length(tick), LINE));
            }
            if (layout.turn() == Shape.Turn.SLANTED) {
                Point at = new Point(
                        x + AxisLayout.CAPITAL * AxisLayout.DIAGONAL / 2, y + AxisLayout.CAPITAL * AxisLayout.DIAGONAL);
                out.add(words(at, AxisLayout.label(tick), AxisLayout.FONT, Shape.Anchor.END, layout.turn()));
            } else {
                out.add(words(
                        new Point(x, y + AxisLayout.CAPITAL),
                        AxisLayout.label(tick),
                        AxisLayout.FONT,
                        Shape.Anchor.MIDDLE,
                        layout.turn()));
            }
        }
        double titleY = area.bottom() + layout.below() - AxisLayout.GAP - Lettering.DEPTH * Shape.Font.LABEL.size();
        double room = 2 * Math.min(area.centerX() - cell.x(), cell.right() - area.centerX());
        String title = Lettering.fitted(layout.axis().title(), Shape.Font.LABEL, room);
        out.add(words(
                new Point(area.centerX(), titleY), title, Shape.Font.LABEL, Shape.Anchor.MIDDLE, Shape.Turn.LEVEL));
    }

    /** Draws the axis along the left edge of {@code area}, all of it in {@code cell}. */
    static void left(AxisLayout layout, Rect area, Rect cell, List<Shape> out) {
        if (layout.axis().isHidden()) {
            return;
        }
        out.add(line(area.x(), area.y(), area.x(), area.bottom(), LINE));
        for (Tick tick : layout.ticks()) {
            double y = area.bottom() - layout.scale().place(tick.value()) * area.height();
            out.add(line(area.x() - length(tick), y, area.x(), y, LINE));
            Point at = new Point(area.x() - AxisLayout.TICK - AxisLayout.GAP, y + AxisLayout.CAPITAL / 2);
            out.add(words(at, AxisLayout.label(tick), AxisLayout.FONT, Shape.Anchor.END, Shape.Turn.LEVEL));
        }
        title(layout, area, cell, area.x() - layout.beside() + Lettering.CAPITAL * Shape.Font.LABEL.size(), out);
    }

    /** Draws the axis along the right edge of {@code area}, as a color bar has it, all of it in {@code cell}. */
    static void right(AxisLayout layout, Rect area, Rect cell, List<Shape> out) {
        for (Tick tick : layout.ticks()) {
            double y = area.bottom() - layout.scale().place(tick.value()) * area.height();
            out.add(line(area.right(), y, area.right() + length(tick), y, LINE));
            Point at = new Point(area.right() + AxisLayout.TICK + AxisLayout.GAP, y + AxisLayout.CAPITAL / 2);
            out.add(words(at, AxisLayout.label(tick), AxisLayout.FONT, Shape.Anchor.START, Shape.Turn.LEVEL));
        }
        title(layout, area, cell, area.right() + layout.beside() - Lettering.DEPTH * Shape.Font.LABEL.size(), out);
    }

    private static void title(AxisLayout layout, Rect area, Rect cell, double x, List<Shape> out) {
        double room = 2 * Math.min(area.centerY() - cell.y(), cell.bottom() - area.centerY());
        String title = Lettering.fitted(layout.axis().title(), Shape.Font.LABEL, room);
        out.add(words(new Point(x, area.centerY()), title, Shape.Font.LABEL, Shape.Anchor.MIDDLE, Shape.Turn.UPRIGHT));
    }

    private static double length(Tick tick) {
        return tick.label().isEmpty() ? SMALL_TICK : AxisLayout.TICK;
    }

    private static Shape line(double x1, double y1, double x2, double y2, Look look) {
        return new Shape.Stroke(List.of(new Point(x1, y1), new Point(x2, y2)), look);
    }

    private static Shape words(Point at, String text, Shape.Font font, Shape.Anchor anchor, Shape.Turn turn) {
        return new Shape.Words(at, text, font, anchor, turn, Palette.INK);
    }
}
