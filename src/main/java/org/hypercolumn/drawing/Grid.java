package org.hypercolumn.drawing;

import java.util.stream.IntStream;

/** Numbers on a grid, {@code [rows, columns]}, row by row from the top: a map over hypercolumns, or a gray image. */
public final class Grid {
    private final double[] values;
    private final int columns;

    private Grid(double[] values, int columns) {
        this.values = values;
        this.columns = columns;
    }

    /**
     * Wraps a copy of {@code values}.
     *
     * @param values {@code [rows * columns]}, column fastest
     * @throws IllegalArgumentException if there are no cells, or not rows * columns values
     */
    public static Grid of(int rows, int columns, double... values) {
        if (rows < 1 || columns < 1 || values.length != (long) rows * columns) {
            throw new IllegalArgumentException(
                    "grid: expected [rows, columns] = [%d, %d] above 0 and a value a cell, got %d values"
                            .formatted(rows, columns, values.length));
        }
        return new Grid(values.clone(), columns);
    }

    /** As {@link #of(int, int, double...)}. */
    public static Grid of(int rows, int columns, float[] values) {
        return of(
                rows,
                columns,
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
    }

    /** Cells from top to bottom. */
    public int rows() {
        return values.length / columns;
    }

    /** Cells from left to right. */
    public int columns() {
        return columns;
    }

    /** The value at {@code row} from the top and {@code column} from the left, both from 0. */
    public double at(int row, int column) {
        return values[row * columns + column];
    }

    /** The largest size of a finite value, for a scale around 0; 0 where none is finite. */
    public double largest() {
        double largest = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
