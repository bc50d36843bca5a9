package org.hypercolumn.drawing;

/**
 * A rectangle in data coordinates.
 *
 * @param left x of the left edge
 * @param top y of the edge that is drawn on top
 * @param right x of the right edge
 * @param bottom y of the edge that is drawn below
 */
public record Extent(double left, double top, double right, double bottom) {
    /**
     * A rectangle.
     *
     * @throws IllegalArgumentException if a number is not finite
     */
    public Extent {
        if (!Double.isFinite(left + top + right + bottom)) {
            throw new IllegalArgumentException("extent: expected finite edges, got left %s, top %s, right %s, bottom %s"
                    .formatted(left, top, right, bottom));
        }
    }

    /** From 0 to {@code columns} and, downwards, from 0 to {@code rows}: that of an image with one unit a pixel. */
    public static Extent ofImage(int rows, int columns) {
        return new Extent(0, 0, columns, rows);
    }

    Values xs() {
        return Values.of(left, right);
    }

    Values ys() {
        return Values.of(top, bottom);
    }
}
