package org.hypercolumn.analysis;

import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.nn.CenterReadout;
import org.hypercolumn.nn.MapShape;

/** The grid of hypercolumns that a core makes of an image; positions are counted row by row. */
record Grid(int rows, int columns) {

    static Grid of(MapShape features) {
        return new Grid(features.height(), features.width());
    }

    /** Reads {@code grid [2]} and the {@code center [1]} that must go with it. */
    static Grid read(NamedArrays file) throws BadDataFileException {
        int[] sides = file.indices("grid", 2);
        int center = file.indices("center", 1)[0];
        boolean exists = sides[0] > 0 && sides[1] > 0 && (long) sides[0] * sides[1] <= Integer.MAX_VALUE;
        if (!exists || center != new Grid(sides[0], sides[1]).center()) {
            throw file.bad(
                    "center",
                    "expected a grid and the position of its center, got %d x %d and %d"
                            .formatted(sides[0], sides[1], center));
        }
        return new Grid(sides[0], sides[1]);
    }

    /** P. */
    int positions() {
        return rows * columns;
    }

    int center() {
        return CenterReadout.center(new MapShape(rows, columns, 1));
    }

    NpyArray sides() {
        return NpyArray.ofLongs(new long[] {rows, columns}, 2);
    }

    NpyArray centerOf() {
        return NpyArray.ofLongs(new long[] {center()}, 1);
    }
}
