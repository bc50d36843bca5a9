package org.hypercolumn.format;

import java.util.Arrays;
import org.hypercolumn.data.ElementType;

/** What an array of a file is: the type of its elements and the sizes of its axes, outermost first, as numpy shows them. */
final class ArrayShape {
    private final ElementType type;
    private final int[] sizes;

    private ArrayShape(ElementType type, int[] sizes) {
        this.type = type;
        this.sizes = sizes;
    }

    static ArrayShape of(ElementType type, int... sizes) {
        return new ArrayShape(type, sizes.clone());
    }

    ElementType type() {
        return type;
    }

    /** A copy. */
    int[] sizes() {
        return sizes.clone();
    }

    int rank() {
        return sizes.length;
    }

    int size(int axis) {
        return sizes[axis];
    }

    /** How many elements there are; may be more than an array holds. */
    double length() {
        double length = 1;
        for (int size : sizes) {
            length *= size;
        }
        return length;
    }

    /** Type and shape, such as {@code f4 [1000, 302]}. */
    @Override
    public String toString() {
        return type + " " + Arrays.toString(sizes);
    }
}
