package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;

/** The arrays of an npz file that an analysis wrote, each held against the shape that it must have. */
final class ResultFile {

    /** Stands in a shape for an axis of any size. */
    static final int ANY = -1;

    private final Path file;
    private final Map<String, NpyArray> arrays;

    private ResultFile(Path file, Map<String, NpyArray> arrays) {
        this.file = file;
        this.arrays = arrays;
    }

    /**
     * Reads all arrays.
     *
     * @throws BadDataFileException if there is no such file or it is damaged
     */
    static ResultFile read(Path file) throws IOException {
        return new ResultFile(file, NpzFile.read(file));
    }

    /**
     * An array of floats.
     *
     * @param shape that it must have, {@link #ANY} where it may have any size
     * @throws BadDataFileException if there is none, or of another type or shape
     */
    float[] floats(String name, int... shape) throws BadDataFileException {
        return array(name, ElementType.F4, shape).toFloats();
    }

    /** An array of doubles; as {@link #floats}. */
    double[] doubles(String name, int... shape) throws BadDataFileException {
        return array(name, ElementType.F8, shape).toDoubles();
    }

    /** An array of bytes; as {@link #floats}. */
    byte[] bytes(String name, int... shape) throws BadDataFileException {
        return array(name, ElementType.U1, shape).toBytes();
    }

    /** Whole numbers from 0 on, such as the indices of neurons and images; as {@link #floats}. */
    int[] indices(String name, int... shape) throws BadDataFileException {
        long[] values = array(name, ElementType.I8, shape).toLongs();
        if (LongStream.of(values).anyMatch(value -> value < 0 || value > Integer.MAX_VALUE)) {
            throw damaged("expected whole numbers from 0 on as %s".formatted(name));
        }
        return LongStream.of(values).mapToInt(Math::toIntExact).toArray();
    }

    /** The neurons of the file, {@code neurons [N]}, one or more. */
    List<Integer> neurons() throws BadDataFileException {
        int[] neurons = indices("neurons", ANY);
        if (neurons.length == 0) {
            throw damaged("expected one neuron or more, got none");
        }
        return Arrays.stream(neurons).boxed().toList();
    }

    /** The size of an axis of an array. */
    int size(String name, int axis) throws BadDataFileException {
        NpyArray array = arrays.get(name);
        if (array == null || axis >= array.rank()) {
            throw damaged("expected an array %s with an axis %d, got %s".formatted(name, axis, array));
        }
        return array.size(axis);
    }

    private NpyArray array(String name, ElementType type, int... shape) throws BadDataFileException {
        NpyArray array = arrays.get(name);
        if (array == null || array.type() != type || !fits(array.shape(), shape)) {
            throw damaged("expected %s as %s %s, got %s"
                    .formatted(
                            name,
                            type,
                            Arrays.toString(shape).replace("-1", "any"),
                            array == null ? "no such array" : array));
        }
        return array;
    }

    private static boolean fits(int[] got, int[] expected) {
        if (got.length != expected.length) {
            return false;
        }
        for (int axis = 0; axis < got.length; axis++) {
            if (expected[axis] != ANY && got[axis] != expected[axis]) {
                return false;
            }
        }
        return true;
    }

    /** What to throw where the file's content cannot be right. */
    BadDataFileException damaged(String problem) {
        return new BadDataFileException(file, problem + "; delete it and run the analysis again");
    }
}
