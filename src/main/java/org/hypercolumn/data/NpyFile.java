package org.hypercolumn.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads and writes numpy's npy files.
 *
 * <p>Read are versions 1 to 3, either byte order, C and Fortran order, and the types of {@link ElementType}; objects,
 * records, complex numbers and dates are refused. Written is what numpy.save writes, byte for byte.
 *
 * <p>Source: numpy.lib.format, NEP 1. Ours differs: the header is parsed, never evaluated, and a file must end where
 * its array ends.
 */
public final class NpyFile {
    private NpyFile() {}

    /**
     * Reads the whole array.
     *
     * @throws BadDataFileException if {@code file} is not npy, holds another type, is cut short or too long
     * @throws IOException if {@code file} cannot be read
     */
    public static NpyArray read(Path file) throws IOException {
        return DataFile.read(file, FileDigests.none(), NpyFile::array);
    }

    /**
     * Reads the array block by block.
     *
     * @param digests told the file's SHA-256
     * @throws BadDataFileException if {@code file} is not npy, holds another type, is cut short or too long, or the sink
     *     refuses a block
     * @throws IOException if {@code file} cannot be read
     */
    public static void read(Path file, FileDigests digests, BlockSink sink) throws IOException {
        DataFile.read(file, digests, reader -> {
            reader.blocks(sink);
            return reader.header();
        });
    }

    /**
     * Reads type and shape, and holds them against the length of the file, without reading the elements.
     *
     * @throws BadDataFileException if {@code file} is not npy, holds another type, is cut short or too long
     * @throws IOException if {@code file} cannot be read
     */
    public static NpyHeader header(Path file) throws IOException {
        return DataFile.read(file, FileDigests.none(), NpyReader::header);
    }

    /**
     * Writes {@code array} whole or not at all, see {@link WholeFile}.
     *
     * @throws IOException if {@code file} cannot be written
     */
    public static void write(Path file, NpyArray array) throws IOException {
        WholeFile.write(file, out -> NpyWriter.write(out, array));
    }

    /**
     * Writes numbers that are never in memory as a whole, whole or not at all, see {@link WholeFile}.
     *
     * @param type of the elements, not text
     * @param shape sizes of the axes, outermost first; none for a single number
     * @param elements writes all elements in C order, little endian
     * @throws IllegalArgumentException if the type is text
     * @throws IllegalStateException if {@code elements} writes more or fewer bytes than the shape has
     * @throws IOException if {@code file} cannot be written
     */
    public static void write(Path file, ElementType type, int[] shape, WholeFile.Content elements) throws IOException {
        if (!type.isNumeric()) {
            throw new IllegalArgumentException("npy: expected numbers to write in parts, got " + type);
        }
        WholeFile.write(file, out -> {
            out.write(NpyWriter.header(type, shape, 0));
            var counted = new CountedStream(out);
            elements.writeTo(counted);
            counted.checkCount(Math.multiplyExact(Shapes.length(shape), type.bytes()));
        });
    }

    /** The rest of {@code reader} as an array. */
    static NpyArray array(NpyReader reader) throws IOException, ArrayFormatException {
        return NpyArray.owning(reader.header(), reader.elements());
    }
}
