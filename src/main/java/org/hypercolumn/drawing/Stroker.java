package org.hypercolumn.drawing;

import java.util.ArrayList;
import java.util.List;

/** The areas that lines cover: a rectangle a straight part, and a disc where it turns. All wind the same way. */
final class Stroker {
    private static final int DISC_CORNERS = 16;

    /** Cosine of the largest turn whose outer gap nobody sees, 8 degrees. */
    private static final double STRAIGHT = 0.99;

    private Stroker() {}

    /** The areas of a line through {@code points} of {@code width}. */
    static List<List<Point>> areas(List<Point> points, double width) {
        List<List<Point>> areas = new ArrayList<>();
        Point before = null;
        for (int i = 1; i < points.size(); i++) {
            Point a = points.get(i - 1);
            Point b = points.get(i);
            double dx = b.x() - a.x();
            double dy = b.y() - a.y();
            double length = distance(a, b);
            if (length == 0) {
                continue;
            }
            Point along = new Point(dx / length, dy / length);
            areas.add(rectangle(a, b, along, width / 2));
            if (before != null && before.x() * along.x() + before.y() * along.y() < STRAIGHT) {
                areas.add(disc(a, width / 2));
            }
            before = along;
        }
        return areas;
    }

    /** The parts of a line that {@code dash}, lengths drawn and left out in turn, leaves. */
    static List<List<Point>> dashes(List<Point> points, List<Double> dash) {
        if (dash.isEmpty()) {
            return List.of(points);
        }
        List<List<Point>> parts = new ArrayList<>();
        List<Point> part = new ArrayList<>(points.subList(0, Math.min(1, points.size())));
        int index = 0;
        double left = dash.get(0);
        for (int i = 1; i < points.size(); i++) {
            Point a = points.get(i - 1);
            Point b = points.get(i);
            double length = distance(a, b);
            double done = 0;
            while (length - done > left) {
                done += left;
                Point turn =
                        new Point(a.x() + (b.x() - a.x()) * done / length, a.y() + (b.y() - a.y()) * done / length);
                part.add(turn);
                if (index % 2 == 0) {
                    parts.add(part);
                }
                part = new ArrayList<>(List.of(turn));
                index = (index + 1) % dash.size();
                left = dash.get(index);
            }
            left -= length - done;
            part.add(b);
        }
        if (index % 2 == 0) {
            parts.add(part);
        }
        return parts;
    }

    private static double distance(Point a, Point b) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        return Math.sqrt(dx * dx + dy * dy);
    }

    private static List<Point> rectangle(Point a, Point b, Point along, double half) {
        double x = along.y() * half;
        double y = along.x() * half;
        return List.of(
                new Point(a.x() + x, a.y() - y),
                new Point(b.x() + x, b.y() - y),
                new Point(b.x() - x, b.y() + y),
                new Point(a.x() - x, a.y() + y));
    }

    private static List<Point> disc(Point at, double radius) {
        List<Point> corners = new ArrayList<>();
        for (int i = 0; i < DISC_CORNERS; i++) {
            double angle = 2 * Math.PI * i / DISC_CORNERS;
            corners.add(new Point(at.x() + radius * StrictMath.cos(angle), at.y() + radius * StrictMath.sin(angle)));
        }
        return corners;
    }
}
