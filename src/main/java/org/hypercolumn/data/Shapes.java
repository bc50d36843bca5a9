package org.hypercolumn.data;

import java.util.Arrays;

/** Arithmetic of shapes, sizes of axes outermost first. */
final class Shapes {
    private Shapes() {}

    /**
     * How many elements an array has.
     *
     * @param shape sizes of 0 or more
     * @throws ArithmeticException if the product is beyond a long
     */
    static long length(int[] shape) {
        if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
            return 0;
        }
        long length = 1;
        for (int size : shape) {
            length = Math.multiplyExact(length, size);
        }
        return length;
    }

    /**
     * A copy of {@code shape}, which describes {@code values} elements.
     *
     * @throws IllegalArgumentException if a size is negative or the product is not {@code values}
     */
    static int[] checked(int[] shape, int values) {
        boolean fits = Arrays.stream(shape).allMatch(size -> size >= 0);
        try {
            fits = fits && length(shape) == values;
        } catch (ArithmeticException e) {
            fits = false;
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "array: expected values for the shape %s, got %d values".formatted(Arrays.toString(shape), values));
        }
        return shape.clone();
    }

    static int size(int[] shape, int axis) {
        if (axis < 0 || axis >= shape.length) {
            throw new IllegalArgumentException(
                    "array: axis %d of shape %s asked for".formatted(axis, Arrays.toString(shape)));
        }
        return shape[axis];
    }
}
