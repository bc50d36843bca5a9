package org.hypercolumn.data;

import java.util.Arrays;

/** An array as numpy saves it: elements of one type in C order (last axis fastest), and the sizes of its axes. */
public final class NpyArray {
    private final ElementType type;
    private final int[] shape;
    private final Object elements;

    private NpyArray(ElementType type, int[] shape, Object elements) {
        this.type = type;
        this.shape = shape;
        this.elements = elements;
    }

    /** Takes over {@code elements} as {@link Elements#allocate} makes them. */
    static NpyArray owning(NpyHeader header, Object elements) {
        return new NpyArray(header.type(), header.shape(), elements);
    }

    /** Takes over {@code shape} and {@code elements} as {@link Elements#allocate} makes them. */
    static NpyArray owning(ElementType type, int[] shape, Object elements) {
        return new NpyArray(type, shape, elements);
    }

    /**
     * Wraps a copy of {@code values} as f4.
     *
     * @param values in C order
     * @param shape sizes of the axes, outermost first; none for a single number
     * @throws IllegalArgumentException if the product of {@code shape} is not the number of values
     */
    public static NpyArray ofFloats(float[] values, int... shape) {
        return new NpyArray(ElementType.F4, Shapes.checked(shape, values.length), values.clone());
    }

    /** Wraps a copy of {@code values} as f8; like {@link #ofFloats}. */
    public static NpyArray ofDoubles(double[] values, int... shape) {
        return new NpyArray(ElementType.F8, Shapes.checked(shape, values.length), values.clone());
    }

    /** Wraps a copy of {@code values} as i8; like {@link #ofFloats}. */
    public static NpyArray ofLongs(long[] values, int... shape) {
        return new NpyArray(ElementType.I8, Shapes.checked(shape, values.length), values.clone());
    }

    /** Wraps a copy of {@code values}, taken as unsigned, as u8; like {@link #ofFloats}. */
    public static NpyArray ofUnsignedLongs(long[] values, int... shape) {
        return new NpyArray(ElementType.U8, Shapes.checked(shape, values.length), values.clone());
    }

    /** Wraps a copy of {@code values} as u1, 0 to 255; like {@link #ofFloats}. */
    public static NpyArray ofBytes(byte[] values, int... shape) {
        return new NpyArray(ElementType.U1, Shapes.checked(shape, values.length), values.clone());
    }

    /** Wraps a copy of {@code values} as text; like {@link #ofFloats}. A file keeps no zeros at the end of a text. */
    public static NpyArray ofText(String[] values, int... shape) {
        return new NpyArray(ElementType.TEXT, Shapes.checked(shape, values.length), values.clone());
    }

    /** What one element is. */
    public ElementType type() {
        return type;
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
        return Shapes.length(shape);
    }

    /**
     * One number.
     *
     * @param index place in C order, 0 to {@link #length} - 1
     * @throws IllegalArgumentException if there is no such place
     * @throws IllegalStateException if the elements are text
     */
    public double at(long index) {
        if (index < 0 || index >= length()) {
            throw new IllegalArgumentException("array: element %d of %s asked for".formatted(index, this));
        }
        return number((int) index);
    }

    /**
     * One number, rounded to the nearest float; like {@link #at}.
     *
     * @throws IllegalStateException if the elements are text
     */
    public float floatAt(int index) {
        return switch (type) {
            case I8 -> ((long[]) elements)[index];
            case U8 -> UnsignedLongs.toFloat(((long[]) elements)[index]);
            default -> (float) number(index);
        };
    }

    /**
     * One text; like {@link #at}.
     *
     * @throws IllegalStateException if the elements are numbers
     */
    public String textAt(int index) {
        if (elements instanceof String[] texts) {
            return texts[index];
        }
        throw wrongType("text");
    }

    /**
     * All numbers, each rounded to the nearest float.
     *
     * @throws IllegalStateException if the elements are text
     */
    public float[] toFloats() {
        if (elements instanceof float[] floats) {
            return floats.clone();
        }
        float[] floats = new float[(int) length()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = floatAt(i);
        }
        return floats;
    }

    /**
     * All numbers; those of i8 and u8 beyond 2^53 are rounded.
     *
     * @throws IllegalStateException if the elements are text
     */
    public double[] toDoubles() {
        if (elements instanceof double[] doubles) {
            return doubles.clone();
        }
        double[] doubles = new double[(int) length()];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = number(i);
        }
        return doubles;
    }

    /**
     * The digits of one whole number, exact whatever its size; truth values are 0 and 1; like {@link #at}.
     *
     * @throws IllegalStateException if the type is not {@link ElementType#isInteger}
     */
    public String digitsAt(int index) {
        if (!type.isInteger()) {
            throw wrongType("whole numbers");
        }
        if (elements instanceof long[] longs) {
            return type == ElementType.U8 ? Long.toUnsignedString(longs[index]) : Long.toString(longs[index]);
        }
        return Long.toString((long) number(index));
    }

    /**
     * All whole numbers; truth values are 0 and 1, and u8 from 2^63 on are the negative numbers of the same bits.
     *
     * @throws IllegalStateException if the type is not {@link ElementType#isInteger}
     */
    public long[] toLongs() {
        if (!type.isInteger()) {
            throw wrongType("whole numbers");
        }
        if (elements instanceof long[] longs) {
            return longs.clone();
        }
        long[] longs = new long[(int) length()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = (long) number(i); // exact: all others have 32 bits or less
        }
        return longs;
    }

    /**
     * The bytes of u1, i1 or b1, those of u1 as Java's signed bytes (255 is -1).
     *
     * @throws IllegalStateException if the type is another
     */
    public byte[] toBytes() {
        if (elements instanceof byte[] bytes) {
            return bytes.clone();
        }
        throw wrongType("bytes (u1, i1 or b1)");
    }

    /**
     * All texts.
     *
     * @throws IllegalStateException if the elements are numbers
     */
    public String[] toText() {
        if (elements instanceof String[] texts) {
            return texts.clone();
        }
        throw wrongType("text");
    }

    /** The elements as {@link Elements#allocate} makes them, not copied: read only. */
    Object elements() {
        return elements;
    }

    /** Type and shape, such as {@code f4 [1000, 302]}. */
    @Override
    public String toString() {
        return type + " " + Arrays.toString(shape);
    }

    private double number(int i) {
        return switch (type) {
            case F4 -> ((float[]) elements)[i];
            case F8 -> ((double[]) elements)[i];
            case I1, B1 -> ((byte[]) elements)[i];
            case U1 -> ((byte[]) elements)[i] & 0xff;
            case I2 -> ((short[]) elements)[i];
            case U2 -> ((short[]) elements)[i] & 0xffff;
            case I4 -> ((int[]) elements)[i];
            case U4 -> ((int[]) elements)[i] & 0xffffffffL;
            case I8 -> ((long[]) elements)[i];
            case U8 -> UnsignedLongs.toDouble(((long[]) elements)[i]);
            case TEXT -> throw wrongType("numbers");
        };
    }

    private IllegalStateException wrongType(String expected) {
        return new IllegalStateException("array: expected %s, got %s".formatted(expected, this));
    }
}
