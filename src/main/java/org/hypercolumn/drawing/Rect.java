package org.hypercolumn.drawing;

import java.util.List;

/** A rectangle on the paper, points from the top left. */
record Rect(double x, double y, double width, double height) {

    /** The rectangle whose opposite corners are {@code a} and {@code b}. */
    static Rect between(Point a, Point b) {
        return new Rect(
                Math.min(a.x(), b.x()), Math.min(a.y(), b.y()), Math.abs(a.x() - b.x()), Math.abs(a.y() - b.y()));
    }

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    double centerX() {
        return x + width / 2;
    }

    double centerY() {
        return y + height / 2;
    }

    /** The largest rectangle from the same top left corner inside whose width is {@code ratio} times its height. */
    Rect withRatio(double ratio) {
        double w = Math.min(width, height * ratio);
        return new Rect(x, y, w, w / ratio);
    }

    /** The rectangle with {@code by} more on each side. */
    Rect widened(double by) {
        return new Rect(x - by, y - by, width + 2 * by, height + 2 * by);
    }

    List<Point> corners() {
        return List.of(new Point(x, y), new Point(right(), y), new Point(right(), bottom()), new Point(x, bottom()));
    }
}
