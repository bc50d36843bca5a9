package org.hypercolumn.drawing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A panel with its axes found, before its place on the paper is known.
 *
 * @param panel as given
 * @param x horizontal axis
 * @param y vertical axis
 * @param bar axis of the color bar; null where there is none
 */
record PanelLayout(
        Panel panel, AxisLayout x, AxisLayout y, @Nullable AxisLayout bar) {
    private static final double TITLE = 11;
    private static final double BAR_GAP = 6;
    private static final double BAR_WIDTH = 6;
    private static final int BAR_STEPS = 64;
    private static final double LETTER_GAP = 4;

    /** What a line at the end of the range has beyond it. */
    private static final double HALF_LINE = 0.5;

    /** Beyond the ends of an axis by this part of it is on it, but for rounding. */
    private static final double SLACK = 1e-6;

    /** Beyond an axis, for the half of a line or a text there. */
    private static final double EDGE = 4;

    /** A panel whose axes are about {@code width} and {@code height} points long. */
    static PanelLayout of(Panel panel, double width, double height) {
        ColorBar bar = panel.colorBar();
        return new PanelLayout(
                panel,
                AxisLayout.horizontal(panel.x(), panel.marks(), width),
                AxisLayout.vertical(panel.y(), panel.marks(), height),
                bar == null
                        ? null
                        : AxisLayout.vertical(
                                Axis.linear(bar.title())
                                        .withRange(
                                                bar.scale().low(), bar.scale().high()),
                                List.of(),
                                height));
    }

    double top() {
        boolean named = !panel.title().isEmpty() || !panel.letter().isEmpty();
        return named ? TITLE : edge(panel.y());
    }

    double left() {
        return Math.max(Math.max(y.beside(), edge(panel.x())), x.beyond(Shape.Anchor.START));
    }

    double right() {
        double colors = bar == null ? 0 : BAR_GAP + BAR_WIDTH + bar.beside();
        return Math.max(Math.max(edge(panel.x()), colors), x.beyond(Shape.Anchor.END));
    }

    double bottom() {
        return Math.max(x.below(), edge(panel.y()));
    }

    /**
     * Draws the panel.
     *
     * @param cell what it may draw on, all of its texts included
     * @param place what its axes enclose; with equal units, they enclose as much of it as they can
     */
    void draw(Rect cell, Rect place, List<Shape> out) {
        Rect area = panel.units() == Panel.Units.EQUAL ? place.withRatio(ratio()) : place;
        Plot plot = new Plot(area, x.scale(), y.scale());
        for (Mark mark : panel.marks()) {
            mark.draw(plot);
        }
        if (reachesOut()) {
            out.add(new Shape.Clip(area.widened(HALF_LINE), plot.shapes()));
        } else {
            out.addAll(plot.shapes());
        }
        AxisDrawing.below(x, area, cell, out);
        AxisDrawing.left(y, area, cell, out);
        drawBar(cell, area, out);
        drawTitle(cell, area, out);
        if (panel.legend() != null) {
            LegendLayout.draw(LegendLayout.entries(panel.marks()), area, panel.legend(), out);
        }
    }

    private void drawTitle(Rect cell, Rect area, List<Shape> out) {
        double baseline = area.y() - EDGE;
        double from = area.x();
        if (!panel.letter().isEmpty()) {
            Point at = new Point(Math.min(cell.x(), area.x()), baseline);
            double room = cell.right() - at.x();
            out.add(Lettering.words(at, panel.letter(), Shape.Font.LETTER, Shape.Anchor.START, room));
            from = Math.max(from, at.x() + Lettering.width(panel.letter(), Shape.Font.LETTER) + LETTER_GAP);
        }
        if (!panel.title().isEmpty()) {
            Point at = new Point(from, baseline);
            out.add(Lettering.words(at, panel.title(), Shape.Font.LABEL, Shape.Anchor.START, cell.right() - from));
        }
    }

    private void drawBar(Rect cell, Rect area, List<Shape> out) {
        if (bar == null || panel.colorBar() == null) {
            return;
        }
        ColorScale scale = panel.colorBar().scale();
        Rect whole = new Rect(area.right() + BAR_GAP, area.y(), BAR_WIDTH, area.height());
        double step = whole.height() / BAR_STEPS;
        for (int i = 0; i < BAR_STEPS; i++) {
            double value = scale.high() + (scale.low() - scale.high()) * (i + 0.5) / BAR_STEPS;
            Rect part = new Rect(whole.x(), whole.y() + i * step, BAR_WIDTH, step);
            out.add(new Shape.Box(part, scale.color(value), scale.opacity(value)));
        }
        out.add(MarkShapes.outline(whole, Look.of(Palette.INK).withWidth(0.5)));
        AxisDrawing.right(bar, whole, cell, out);
    }

    /** Width over height of an area where a unit of x is as long as one of y. */
    private double ratio() {
        return (x.scale().high() - x.scale().low())
                / (y.scale().high() - y.scale().low());
    }

    private boolean reachesOut() {
        return panel.marks().stream()
                .anyMatch(mark -> reachesOut(mark.xs(), x.scale()) || reachesOut(mark.ys(), y.scale()));
    }

    private static boolean reachesOut(Values values, Scale scale) {
        return values.toList().stream()
                .mapToDouble(scale::place)
                .anyMatch(place -> place < -SLACK || place > 1 + SLACK);
    }

    private static double edge(Axis axis) {
        return axis.isHidden() ? 0 : EDGE;
    }
}
