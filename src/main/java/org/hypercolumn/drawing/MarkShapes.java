package org.hypercolumn.drawing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The shapes of marks. */
final class MarkShapes {
    private static final double MARKER_RADIUS = 1.6;
    static final double BAND_OPACITY = 0.25;
    private static final double CAP = 2;
    private static final int FEW_DOTS = 30;
    private static final double MANY_DOTS_OPACITY = 0.6;

    /** A map of more cells than this is drawn as one image, which is a smaller file; it may not be turned around. */
    private static final int MOST_BOXES = 500;

    private MarkShapes() {}

    static void line(Plot plot, List<Point> run, Look look) {
        if (run.size() > 1) {
            plot.add(new Shape.Stroke(run, look));
        }
        Marker marker = run.size() == 1 && look.marker() == Marker.NONE ? Marker.CIRCLE : look.marker();
        for (Point at : marker == Marker.NONE ? List.<Point>of() : run) {
            plot.add(new Shape.Fill(marker(marker, at), look.color(), 1));
        }
    }

    static void dots(Plot plot, Mark.Dots dots) {
        List<Point> points =
                plot.runs(dots.x(), dots.y()).stream().flatMap(List::stream).toList();
        if (!points.isEmpty()) {
            plot.add(dots(points, dots.look()));
        }
    }

    static Shape dots(List<Point> points, Look look) {
        double opacity = points.size() > FEW_DOTS ? MANY_DOTS_OPACITY : 1;
        return new Shape.Dots(points, MARKER_RADIUS * look.width(), look.color(), opacity);
    }

    /** The corners of a dot, as near to round as its size needs. */
    static List<Point> dot(Point at, double radius) {
        return polygon(at, radius, 16, 11.25);
    }

    /** The corners of {@code marker} around {@code at}; all markers have about the same area. */
    static List<Point> marker(Marker marker, Point at) {
        return switch (marker) {
            case NONE -> List.of();
            case CIRCLE -> dot(at, MARKER_RADIUS);
            case SQUARE -> polygon(at, MARKER_RADIUS * 1.25, 4, 45);
            case DIAMOND -> polygon(at, MARKER_RADIUS * 1.35, 4, 0);
            case TRIANGLE -> polygon(at, MARKER_RADIUS * 1.5, 3, -90);
        };
    }

    static void band(Plot plot, Mark.Band band) {
        List<Point> lower = new ArrayList<>();
        List<Point> upper = new ArrayList<>();
        for (int i = 0; i <= band.x().count(); i++) {
            boolean end = i == band.x().count();
            Point low = end
                    ? new Point(0, Double.NaN)
                    : plot.at(band.x().at(i), band.low().at(i));
            Point high = end ? low : plot.at(band.x().at(i), band.high().at(i));
            if (Plot.seen(low) && Plot.seen(high)) {
                lower.add(low);
                upper.add(high);
            } else if (!lower.isEmpty()) {
                Collections.reverse(upper);
                lower.addAll(upper);
                plot.add(new Shape.Fill(lower, band.color(), BAND_OPACITY));
                lower = new ArrayList<>();
                upper = new ArrayList<>();
            }
        }
    }

    static void bars(Plot plot, Mark.Bars bars) {
        for (int i = 0; i < bars.x().count(); i++) {
            double left = bars.x().at(i) - bars.width() / 2;
            Point end = plot.at(left + bars.width(), bars.heights().at(i));
            if (Plot.seen(end)) {
                plot.add(new Shape.Box(
                        Rect.between(plot.base(left), end), bars.look().color(), 1));
            }
        }
    }

    static void whiskers(Plot plot, Mark.Whiskers whiskers) {
        for (int i = 0; i < whiskers.x().count(); i++) {
            Point low = plot.at(whiskers.x().at(i), whiskers.low().at(i));
            Point high = plot.at(whiskers.x().at(i), whiskers.high().at(i));
            if (Plot.seen(low) && Plot.seen(high)) {
                plot.add(new Shape.Stroke(List.of(low, high), whiskers.look()));
                for (Point end : List.of(low, high)) {
                    plot.add(new Shape.Stroke(
                            List.of(new Point(end.x() - CAP, end.y()), new Point(end.x() + CAP, end.y())),
                            whiskers.look()));
                }
            }
        }
    }

    static void heat(Plot plot, Mark.Heat heat) {
        Grid values = heat.values();
        if ((long) values.rows() * values.columns() > MOST_BOXES) {
            Extent extent = heat.extent();
            Rect place = Rect.between(plot.at(extent.left(), extent.top()), plot.at(extent.right(), extent.bottom()));
            plot.add(new Shape.Map(place, values, heat.scale()));
            return;
        }
        for (int row = 0; row < values.rows(); row++) {
            for (int column = 0; column < values.columns(); column++) {
                double value = values.at(row, column);
                double opacity = Double.isFinite(value) ? heat.scale().opacity(value) : 0;
                if (opacity > 0) {
                    Rect cell = Rect.between(
                            corner(plot, heat.extent(), values, row, column),
                            corner(plot, heat.extent(), values, row + 1, column + 1));
                    plot.add(new Shape.Box(cell, heat.scale().color(value), opacity));
                }
            }
        }
    }

    static void picture(Plot plot, Mark.Picture picture) {
        Extent extent = picture.extent();
        plot.add(new Shape.Image(
                Rect.between(plot.at(extent.left(), extent.top()), plot.at(extent.right(), extent.bottom())),
                picture.gray()));
    }

    static void frame(Plot plot, Mark.Frame frame) {
        Extent extent = frame.extent();
        Rect rect = Rect.between(plot.at(extent.left(), extent.top()), plot.at(extent.right(), extent.bottom()));
        plot.add(outline(rect, frame.look()));
    }

    static Shape outline(Rect rect, Look look) {
        List<Point> corners = new ArrayList<>(rect.corners());
        corners.add(corners.get(0));
        corners.add(corners.get(1)); // once more round the first corner, which is then as round as the others
        return new Shape.Stroke(corners, look);
    }

    static void level(Plot plot, Mark.Level level) {
        Rect area = plot.area();
        double y = plot.height(level.y());
        if (!Double.isNaN(y)) {
            plot.add(new Shape.Stroke(List.of(new Point(area.x(), y), new Point(area.right(), y)), level.look()));
        }
    }

    static void upright(Plot plot, Mark.Upright upright) {
        Rect area = plot.area();
        double x = plot.at(upright.x(), 0).x();
        if (!Double.isNaN(x)) {
            plot.add(new Shape.Stroke(List.of(new Point(x, area.bottom()), new Point(x, area.y())), upright.look()));
        }
    }

    static void note(Plot plot, Mark.Note note) {
        Point at = plot.at(note.x(), note.y());
        if (Plot.seen(at)) {
            double before = at.x() - plot.area().x();
            double behind = plot.area().right() - at.x();
            switch (note.side()) {
                case START -> note(plot, note, at, Shape.Anchor.START, behind);
                case MIDDLE -> note(plot, note, at, Shape.Anchor.MIDDLE, 2 * Math.min(before, behind));
                case END -> note(plot, note, at, Shape.Anchor.END, before);
            }
        }
    }

    private static void note(Plot plot, Mark.Note note, Point at, Shape.Anchor anchor, double room) {
        plot.add(Lettering.words(at, note.text(), Shape.Font.TICK, anchor, room));
    }

    private static Point corner(Plot plot, Extent extent, Grid values, int row, int column) {
        return plot.at(
                extent.left() + (extent.right() - extent.left()) * column / values.columns(),
                extent.top() + (extent.bottom() - extent.top()) * row / values.rows());
    }

    private static List<Point> polygon(Point at, double radius, int corners, double firstDegrees) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            double angle = StrictMath.toRadians(firstDegrees + 360.0 * i / corners);
            points.add(new Point(at.x() + radius * StrictMath.cos(angle), at.y() + radius * StrictMath.sin(angle)));
        }
        return points;
    }
}
