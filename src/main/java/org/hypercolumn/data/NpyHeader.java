package org.hypercolumn.data;

import java.nio.ByteOrder;
import java.util.Arrays;

/** What an npy file says about its array before the elements begin. */
public final class NpyHeader {
    private final NpyDescr descr;
    private final int[] shape;
    private final boolean fortranOrder;
    private final long length;

    /** Takes {@code shape} over; {@code length} is its product, {@code NpyHeaderReader} has checked both. */
    NpyHeader(NpyDescr descr, int[] shape, boolean fortranOrder, long length) {
        this.descr = descr;
        this.shape = shape;
        this.fortranOrder = fortranOrder;
        this.length = length;
    }

    /** What one element is. */
    public ElementType type() {
        return descr.type();
    }

    /** The sizes of the axes, outermost first; empty for a single number. */
    public int[] shape() {
        return shape.clone();
    }

    /** How many axes there are; 0 for a single number. */
    public int rank() {
        return shape.length;
    }

    /**
     * The size of one axis.
     *
     * @param axis 0 is the outermost
     * @throws IllegalArgumentException if there is no such axis
     */
    public int size(int axis) {
        return Shapes.size(shape, axis);
    }

    /** How many elements there are: the product of {@link #shape}. */
    public long length() {
        return length;
    }

    /** Whether the first axis changes fastest in the file. */
    boolean fortranOrder() {
        return fortranOrder;
    }

    /** Bytes of one element in the file. */
    int elementBytes() {
        return descr.elementBytes();
    }

    ByteOrder byteOrder() {
        return descr.byteOrder();
    }

    /** Whether text is in single bytes ({@code S}) and not in code points of four ({@code U}). */
    boolean byteText() {
        return descr.byteText();
    }

    /** The same bytes read as the array with all axes in reverse order. */
    NpyHeader transposed() {
        int[] reversed = new int[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            reversed[axis] = shape[shape.length - 1 - axis];
        }
        return new NpyHeader(descr, reversed, !fortranOrder, length);
    }

    /** Type and shape, such as {@code f4 [1000, 302]}. */
    @Override
    public String toString() {
        return type() + " " + Arrays.toString(shape);
    }
}
