package org.hypercolumn.figure;

import org.hypercolumn.drawing.Grid;

/** Smooth maps over images. */
final class Upsampling {

    private Upsampling() {}

    /**
     * A map with {@code factor} times as many rows and columns, bilinear between the middles of cells and constant beyond the
     * outermost ones.
     */
    static Grid bilinear(Grid map, int factor) {
        double[] values = new double[map.rows() * factor * map.columns() * factor];
        int columns = map.columns() * factor;
        for (int i = 0; i < values.length; i++) {
            double row = place(i / columns, factor, map.rows());
            double column = place(i % columns, factor, map.columns());
            int top = Math.min((int) row, Math.max(0, map.rows() - 2));
            int left = Math.min((int) column, Math.max(0, map.columns() - 2));
            int bottom = Math.min(top + 1, map.rows() - 1);
            int right = Math.min(left + 1, map.columns() - 1);
            double above = between(map.at(top, left), map.at(top, right), column - left);
            double below = between(map.at(bottom, left), map.at(bottom, right), column - left);
            values[i] = between(above, below, row - top);
        }
        return Grid.of(map.rows() * factor, columns, values);
    }

    /** Where the middle of a fine cell lies, counted in middles of coarse cells. */
    private static double place(int cell, int factor, int cells) {
        return Math.min(cells - 1, Math.max(0, (cell + 0.5) / factor - 0.5));
    }

    private static double between(double from, double to, double share) {
        return from + (to - from) * share;
    }
}
