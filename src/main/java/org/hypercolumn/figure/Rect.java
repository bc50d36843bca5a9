package org.hypercolumn.figure;

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

    /** The largest rectangle inside whose width is {@code ratio} times its height, at the same center. */
    Rect withRatio(double ratio) {
        double w = Math.min(width, height * ratio);
        double h = w / ratio;
        return new Rect(centerX() - w / 2, centerY() - h / 2, w, h);
    }

    List<Point> corners() {
        return List.of(new Point(x, y), new Point(right(), y), new Point(right(), bottom()), new Point(x, bottom()));
    }
}
