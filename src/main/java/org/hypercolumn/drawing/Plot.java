package org.hypercolumn.drawing;

import java.util.ArrayList;
import java.util.List;

/** Takes what a panel's marks draw, and knows where data land on the paper. Mutable: it collects shapes. */
public final class Plot {
    private final Rect area;
    private final Scale x;
    private final Scale y;
    private final List<Shape> shapes = new ArrayList<>();

    Plot(Rect area, Scale x, Scale y) {
        this.area = area;
        this.x = x;
        this.y = y;
    }

    /** Where data ({@code dataX}, {@code dataY}) lie; NaN in a coordinate that has no place on its axis. */
    Point at(double dataX, double dataY) {
        return new Point(area.x() + x.place(dataX) * area.width(), height(dataY));
    }

    /** How far down the paper {@code dataY} lies; NaN where it has no place. */
    double height(double dataY) {
        return area.bottom() - y.place(dataY) * area.height();
    }

    /** Where a bar at {@code dataX} begins: at 0, or at the end of an axis that does not hold 0. */
    Point base(double dataX) {
        double zero = y.place(0);
        double place = Double.isNaN(zero) ? 0 : Math.min(1, Math.max(0, zero));
        return new Point(area.x() + x.place(dataX) * area.width(), area.bottom() - place * area.height());
    }

    /** The parts of a line between its gaps, in points of the paper. */
    List<List<Point>> runs(Values dataX, Values dataY) {
        List<List<Point>> runs = new ArrayList<>();
        List<Point> run = new ArrayList<>();
        for (int i = 0; i < dataX.count(); i++) {
            Point point = at(dataX.at(i), dataY.at(i));
            if (seen(point)) {
                run.add(point);
            } else if (!run.isEmpty()) {
                runs.add(run);
                run = new ArrayList<>();
            }
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    static boolean seen(Point point) {
        return !Double.isNaN(point.x()) && !Double.isNaN(point.y());
    }

    void add(Shape shape) {
        shapes.add(shape);
    }

    Rect area() {
        return area;
    }

    List<Shape> shapes() {
        return List.copyOf(shapes);
    }
}
