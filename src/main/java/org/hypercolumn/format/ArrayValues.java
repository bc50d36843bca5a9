package org.hypercolumn.format;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BlockSink;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.Limits;
import org.hypercolumn.data.NpyArray;

/** Reads the arrays of a source as numbers and texts, whatever the order of their axes. */
final class ArrayValues {
    private static final int MOST_ELEMENTS = Limits.MOST_ELEMENTS;

    private ArrayValues() {}

    /** Takes one number and the place where it belongs. */
    @FunctionalInterface
    interface NumberSink {
        void at(int place, float value) throws ArrayFormatException;
    }

    /**
     * The sizes of an array in another order of its axes.
     *
     * @param from letters of the array's axes, {@code 1} for an axis of one element
     * @param to letters wanted, each in {@code from}
     */
    static int[] sizes(ArrayShape shape, String from, String to) throws ArrayFormatException {
        if (from.length() != shape.rank()) {
            throw new ArrayFormatException(
                    "expected axes %s, got %s; say its axes in a mapping".formatted(from, shape));
        }
        for (int axis = 0; axis < from.length(); axis++) {
            if (from.charAt(axis) == '1' && shape.size(axis) != 1) {
                throw new ArrayFormatException("expected axes %s, got %s".formatted(from, shape));
            }
        }
        return to.chars().map(letter -> shape.size(from.indexOf(letter))).toArray();
    }

    /**
     * Reads numbers to the places that they have with the axes in another order.
     *
     * @param from letters of the array's axes
     * @param to letters of the axes wanted, the last fastest
     */
    static void read(ArraySource source, String name, String from, String to, NumberSink sink)
            throws IOException, ArrayFormatException {
        source.read(name, placing(source.shape(name), from, to, sink));
    }

    /** The same of an array of an HDF5 file. */
    static void read(HdfArray array, String from, String to, NumberSink sink) throws IOException, ArrayFormatException {
        array.read(placing(array.shape(), from, to, sink));
    }

    private static BlockSink placing(ArrayShape shape, String from, String to, NumberSink sink)
            throws ArrayFormatException {
        if (!shape.type().isNumeric()) {
            throw new ArrayFormatException("expected numbers, got " + shape);
        }
        if (shape.length() > MOST_ELEMENTS) {
            throw new ArrayFormatException(
                    "expected at most %d elements, got %s; save it in parts".formatted(MOST_ELEMENTS, shape));
        }
        int[] sizes = sizes(shape, from, to);
        int[] strides = new int[from.length()];
        int stride = 1;
        for (int axis = to.length() - 1; axis >= 0; axis--) {
            strides[from.indexOf(to.charAt(axis))] = stride;
            stride *= sizes[axis];
        }
        return scatter(strides, sink);
    }

    private static BlockSink scatter(int[] strides, NumberSink sink) {
        return (start, values) -> {
            int[] index = new int[strides.length];
            int place = 0;
            for (int axis = 0; axis < strides.length; axis++) {
                place += start[axis] * strides[axis];
            }
            int length = (int) values.length();
            for (int i = 0; i < length; i++) {
                sink.at(place, values.floatAt(i));
                for (int axis = strides.length - 1; axis >= 0; axis--) {
                    place += strides[axis];
                    if (++index[axis] < values.size(axis)) {
                        break;
                    }
                    place -= strides[axis] * index[axis];
                    index[axis] = 0;
                }
            }
        };
    }

    /**
     * One text for each element of an array that has one axis, besides axes of one element: text as it is but for zeros at its
     * end, whole numbers digit by digit.
     *
     * @param count how many there must be
     * @throws ArrayFormatException if an element is neither, or a float so large that it may have been rounded
     */
    static List<String> texts(ArraySource source, String name, int count) throws IOException, ArrayFormatException {
        ArrayShape shape = source.shape(name);
        if (Arrays.stream(shape.sizes()).filter(size -> size != 1).count() > 1) {
            throw new ArrayFormatException("expected one axis, got " + shape);
        }
        if (shape.length() != count) {
            throw new ArrayFormatException("expected one for each of %d, got %s".formatted(count, shape));
        }
        String[] texts = new String[count];
        source.read(name, (start, values) -> {
            int first = Arrays.stream(start).sum(); // all other axes are of one element
            for (int i = 0; i < values.length(); i++) {
                texts[first + i] = text(values, i, shape.type());
            }
        });
        return new ArrayList<>(Arrays.asList(texts));
    }

    /**
     * The text of one element.
     *
     * @param type of the whole array; a file may store floats as whole numbers where they are such
     */
    static String text(NpyArray values, int i, ElementType type) throws ArrayFormatException {
        if (values.type() == ElementType.TEXT) {
            return withoutZeros(values.textAt(i));
        }
        double number = values.at(i);
        if (number != Math.rint(number) || Double.isInfinite(number)) {
            throw new ArrayFormatException("expected text or whole numbers, got " + number);
        }
        if (Math.abs(number) >= (type == ElementType.F4 ? 0x1p24 : 0x1p53) && !type.isInteger()) {
            throw new ArrayFormatException(
                    "expected text or whole numbers that are exact, got %s as %s, which rounds whole numbers from %s on; save the original numbers as int64 or text, not these"
                            .formatted(
                                    new BigDecimal(number).toPlainString(),
                                    type == ElementType.F4 ? "float32" : "float64",
                                    type == ElementType.F4 ? "2^24" : "2^53"));
        }
        return values.type().isInteger() ? values.digitsAt(i) : new BigDecimal(number).toPlainString();
    }

    /** Without the zeros that fill texts up to one length. */
    private static String withoutZeros(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
