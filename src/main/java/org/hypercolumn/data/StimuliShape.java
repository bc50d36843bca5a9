package org.hypercolumn.data;

import java.util.Arrays;

/**
 * How an array is taken as images.
 *
 * @param count S
 * @param height H in pixels
 * @param width W in pixels
 */
public record StimuliShape(int count, int height, int width) {
    private static final String EXPECTED = "expected images [S, H, W], [S, H, W, 1] or [S, 1, H, W], got ";

    /**
     * Finds the images in an array: {@code [S, H, W]}, {@code [S, H, W, 1]} or {@code [S, 1, H, W]}.
     *
     * @param sizes of its axes, outermost first, read only
     * @throws ArrayFormatException if they are not numbers of one of the three shapes, or there are none
     */
    public static StimuliShape of(ElementType type, int[] sizes) throws ArrayFormatException {
        String array = type + " " + Arrays.toString(sizes);
        if (!type.isNumeric()) {
            throw new ArrayFormatException("expected pixels as numbers, got " + array + "; save grey values");
        }
        StimuliShape shape = shape(array, sizes);
        if (shape.count == 0 || shape.height == 0 || shape.width == 0) {
            throw new ArrayFormatException("expected one image or more, got " + array + "; save it again with images");
        }
        return shape;
    }

    private static StimuliShape shape(String array, int[] sizes) throws ArrayFormatException {
        int rank = sizes.length;
        if (rank == 3 || (rank == 4 && sizes[3] == 1)) {
            return new StimuliShape(sizes[0], sizes[1], sizes[2]);
        }
        if (rank == 4 && sizes[1] == 1) {
            return new StimuliShape(sizes[0], sizes[2], sizes[3]);
        }
        throw new ArrayFormatException(EXPECTED + array + "; " + advice(sizes));
    }

    private static String advice(int[] sizes) {
        if (sizes.length == 2) {
            int side = (int) Math.round(Math.sqrt(sizes[1]));
            boolean square = side * side == sizes[1];
            String sides = square ? side + ", " + side : "H, W";
            String turned = square ? side + ", " + side : "W, H";
            return "save one image as a[None]; if each row is an image, save a.reshape(-1, %s) where its pixels go row by row, and a.reshape(-1, %s).transpose(0, 2, 1) where they go column by column, as in MATLAB"
                    .formatted(sides, turned);
        }
        for (int axis : new int[] {3, 1, 2}) {
            if (sizes.length == 4 && (sizes[axis] == 3 || sizes[axis] == 4)) {
                return "if axis %d is color, convert it to gray, such as a[:%s, :3].mean(axis=%d)"
                        .formatted(axis + 1, ", :".repeat(axis - 1), axis);
            }
        }
        return "bring its axes into this order with numpy.moveaxis, which keeps pixels together as reshape does not";
    }
}
