package org.hypercolumn.model;

import org.hypercolumn.nn.CenterReadout;
import org.hypercolumn.nn.MapShape;

/**
 * Which pixels the hypercolumns of a grid see: the one at row i and column j a square whose first pixel is at row
 * {@code stride * i} and column {@code stride * j}. Positions count row by row.
 *
 * @param rows of the grid
 * @param columns of the grid
 * @param stride pixels from one hypercolumn to the next
 * @param side pixels of a side of the square
 */
public record ReceptiveFields(int rows, int columns, int stride, int side) {

    /**
     * @throws IllegalArgumentException if any of them is below 1
     */
    public ReceptiveFields {
        if (rows < 1 || columns < 1 || stride < 1 || side < 1) {
            throw new IllegalArgumentException(
                    "receptive fields: expected a grid, a stride and a side of 1 or more, got %d x %d, %d and %d"
                            .formatted(rows, columns, stride, side));
        }
    }

    /** P, how many hypercolumns there are. */
    public int positions() {
        return rows * columns;
    }

    /** The position in the middle: row {@code rows / 2}, column {@code columns / 2}, rounded down; 40 of 81. */
    public int center() {
        return CenterReadout.center(new MapShape(rows, columns, 1));
    }

    /**
     * The pixels that one hypercolumn sees.
     *
     * @throws IllegalArgumentException if there is no such position
     */
    public Window window(int position) {
        if (position < 0 || position >= positions()) {
            throw new IllegalArgumentException(
                    "receptive fields: position %d of %d asked for".formatted(position, positions()));
        }
        return new Window(stride * (position / columns), stride * (position % columns), side, side);
    }

    /** Whether two hypercolumns see a pixel in common. */
    public boolean overlap(int position, int other) {
        Window first = window(position);
        Window second = window(other);
        return Math.abs(first.top() - second.top()) < side && Math.abs(first.left() - second.left()) < side;
    }
}
