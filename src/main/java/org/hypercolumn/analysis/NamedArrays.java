package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;

/** The arrays of an npz file of ours, each of the type and shape that is asked for. */
final class NamedArrays {
    /** A size of an axis that may be any. */
    static final int ANY = -1;

    private final Path file;
    private final Map<String, NpyArray> arrays;

    private NamedArrays(Path file, Map<String, NpyArray> arrays) {
        this.file = file;
        this.arrays = arrays;
    }

    /**
     * Reads all arrays.
     *
     * @throws BadDataFileException as {@link NpzFile#read}
     */
    static NamedArrays read(Path file) throws IOException {
        return new NamedArrays(file, NpzFile.read(file));
    }

    /**
     * One array.
     *
     * @param shape sizes of the axes; {@link #ANY} where any will do
     * @throws BadDataFileException if there is none of that name, type and shape
     */
    NpyArray array(String name, ElementType type, int... shape) throws BadDataFileException {
        NpyArray array = arrays.get(name);
        String expected = Arrays.toString(shape).replace(Integer.toString(ANY), "any");
        if (array == null) {
            throw bad(name, "expected %s %s, got none (there are %s)".formatted(type, expected, arrays.keySet()));
        }
        boolean fits = array.type() == type && array.rank() == shape.length;
        for (int axis = 0; fits && axis < shape.length; axis++) {
            fits = shape[axis] == ANY || shape[axis] == array.size(axis);
        }
        if (!fits) {
            throw bad(name, "expected %s %s, got %s".formatted(type, expected, array));
        }
        return array;
    }

    /**
     * One axis of whole numbers of {@code least} or more.
     *
     * @param length how many; {@link #ANY} where any number will do
     * @throws BadDataFileException if there are none of that name, length and range
     */
    int[] wholeNumbers(String name, int length, int least) throws BadDataFileException {
        return wholeNumbers(name, array(name, ElementType.I8, length), least);
    }

    private int[] wholeNumbers(String name, NpyArray array, int least) throws BadDataFileException {
        long[] longs = array.toLongs();
        int[] numbers = new int[longs.length];
        for (int i = 0; i < longs.length; i++) {
            if (longs[i] < least || longs[i] > Integer.MAX_VALUE) {
                throw bad(
                        name, "expected whole numbers of %d or more, got %d at place %d".formatted(least, longs[i], i));
            }
            numbers[i] = (int) longs[i];
        }
        return numbers;
    }

    /**
     * Floats in an array of that shape; as {@link #array}.
     *
     * @throws BadDataFileException if there is none of that name, type and shape
     */
    float[] floats(String name, int... shape) throws BadDataFileException {
        return array(name, ElementType.F4, shape).toFloats();
    }

    /** Doubles in an array of that shape; as {@link #floats}. */
    double[] doubles(String name, int... shape) throws BadDataFileException {
        return array(name, ElementType.F8, shape).toDoubles();
    }

    /** Indices, whole numbers from 0 on, in an array of that shape; as {@link #floats}. */
    int[] indices(String name, int... shape) throws BadDataFileException {
        return wholeNumbers(name, array(name, ElementType.I8, shape), 0);
    }

    /** The neurons of the file, {@code neurons [N]}, one or more. */
    List<Integer> neurons() throws BadDataFileException {
        int[] neurons = indices("neurons", ANY);
        if (neurons.length == 0) {
            throw bad("neurons", "expected one neuron or more, got none");
        }
        return Arrays.stream(neurons).boxed().toList();
    }

    /** The size of an axis of an array. */
    int size(String name, int axis) throws BadDataFileException {
        NpyArray array = arrays.get(name);
        if (array == null || axis >= array.rank()) {
            throw bad(name, "expected an axis %d, got %s".formatted(axis, array == null ? "no array" : array));
        }
        return array.size(axis);
    }

    /** What to throw where an array cannot be right; analyses go on from files that are there, so it must be deleted. */
    BadDataFileException bad(String name, String problem) {
        return new BadDataFileException(file, "array '%s': %s; delete it and analyze again".formatted(name, problem));
    }

    /** An axis of whole numbers to be written. */
    static NpyArray of(int... numbers) {
        return of(numbers, new int[] {numbers.length});
    }

    /** Whole numbers of a shape to be written. */
    static NpyArray of(int[] numbers, int[] shape) {
        return NpyArray.ofLongs(Arrays.stream(numbers).asLongStream().toArray(), shape);
    }

    /** An axis of neurons to be written. */
    static NpyArray of(List<Integer> neurons) {
        return of(neurons.stream().mapToInt(Integer::intValue).toArray());
    }
}
