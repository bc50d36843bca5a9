package org.hypercolumn.drawing;

import java.util.List;

/**
 * A figure laid out: what the writers write.
 *
 * @param width points
 * @param height points
 * @param shapes in the order in which they are drawn
 */
record Drawing(double width, double height, List<Shape> shapes) {
    static final double POINTS_PER_MILLIMETER = 72 / 25.4;

    Drawing {
        shapes = List.copyOf(shapes);
    }
}
