package org.hypercolumn.drawing;

import java.util.Arrays;
import java.util.List;

/**
 * Fills polygons, with edges softened by how much of a pixel they cover. Every pixel row is looked at along lines; on
 * each, what the polygons wind around is inside, and its ends are exact. Only sums, products and quotients are used, so
 * that every Java gives the same pixels.
 */
final class Filler {
    /** Lines a pixel row. */
    private static final int LINES = 8;

    /** Steps of a place along a line, of a pixel. */
    private static final double STEPS = 1 << 16;

    private final Canvas canvas;
    private final Canvas.Window window;
    private final int firstLine;
    private final int lines;

    private Filler(Canvas canvas, Canvas.Window window) {
        this.canvas = canvas;
        this.window = window;
        this.firstLine = window.top() * LINES;
        this.lines = (window.bottom() - window.top()) * LINES;
    }

    /** Fills what {@code polygons}, in pixels, wind around, inside {@code limits}. */
    static void fill(Canvas canvas, List<List<Point>> polygons, Rgb color, double opacity, Canvas.Window limits) {
        Canvas.Window window = bounds(polygons).meet(limits).meet(canvas.window());
        if (window.left() < window.right() && window.top() < window.bottom()) {
            new Filler(canvas, window).fill(polygons, color, opacity);
        }
    }

    private void fill(List<List<Point>> polygons, Rgb color, double opacity) {
        int[] ends = new int[lines + 1];
        for (List<Point> polygon : polygons) {
            cross(polygon, (line, crossing) -> ends[line + 1]++);
        }
        for (int line = 0; line < lines; line++) {
            ends[line + 1] += ends[line];
        }
        long[] crossings = new long[ends[lines]];
        int[] next = ends.clone();
        for (List<Point> polygon : polygons) {
            cross(polygon, (line, crossing) -> crossings[next[line]++] = crossing);
        }
        double[] covered = new double[window.right() - window.left()];
        for (int y = window.top(); y < window.bottom(); y++) {
            Arrays.fill(covered, 0);
            for (int line = (y - window.top()) * LINES; line < (y - window.top() + 1) * LINES; line++) {
                Arrays.sort(crossings, ends[line], ends[line + 1]);
                cover(crossings, ends[line], ends[line + 1], covered);
            }
            for (int i = 0; i < covered.length; i++) {
                if (covered[i] > 0) {
                    canvas.blend(window.left() + i, y, color, opacity * Math.min(1, covered[i] / LINES));
                }
            }
        }
    }

    /** Where an edge crosses a line: its place in steps from the window's left, times 2, plus 1 where it goes down. */
    @FunctionalInterface
    private interface Crossings {
        void accept(int line, long crossing);
    }

    private void cross(List<Point> polygon, Crossings crossings) {
        for (int i = 0; i < polygon.size(); i++) {
            Point a = polygon.get(i);
            Point b = polygon.get((i + 1) % polygon.size());
            boolean down = a.y() < b.y();
            Point upper = down ? a : b;
            Point lower = down ? b : a;
            int from = Math.max(0, line(upper.y()));
            int to = Math.min(lines, line(lower.y()));
            double slope = (lower.x() - upper.x()) / (lower.y() - upper.y());
            for (int line = from; line < to; line++) {
                double y = (firstLine + line + 0.5) / LINES;
                double x = upper.x() + (y - upper.y()) * slope - window.left();
                double inside = Math.min(window.right() - window.left(), Math.max(0, x));
                crossings.accept(line, Math.round(inside * STEPS) << 1 | (down ? 1 : 0));
            }
        }
    }

    /** The first line of the window at or below {@code y}. */
    private int line(double y) {
        return (int) Math.ceil(y * LINES - 0.5) - firstLine;
    }

    private static void cover(long[] crossings, int from, int to, double[] covered) {
        int winding = 0;
        double start = 0;
        for (int i = from; i < to; i++) {
            double x = (crossings[i] >> 1) / STEPS;
            int before = winding;
            winding += (crossings[i] & 1) == 1 ? 1 : -1;
            if (before == 0) {
                start = x;
            } else if (winding == 0) {
                cover(start, x, covered);
            }
        }
    }

    private static void cover(double start, double end, double[] covered) {
        int first = (int) start;
        int last = Math.min((int) end, covered.length - 1);
        for (int i = first; i <= last; i++) {
            covered[i] += Math.min(end, i + 1) - Math.max(start, i);
        }
    }

    private static Canvas.Window bounds(List<List<Point>> polygons) {
        double left = Double.POSITIVE_INFINITY;
        double top = left;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = right;
        for (List<Point> polygon : polygons) {
            for (Point point : polygon) {
                left = Math.min(left, point.x());
                top = Math.min(top, point.y());
                right = Math.max(right, point.x());
                bottom = Math.max(bottom, point.y());
            }
        }
        return new Canvas.Window(
                (int) Math.floor(left), (int) Math.floor(top), (int) Math.ceil(right), (int) Math.ceil(bottom));
    }
}
