package org.hypercolumn.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.Limits;

/** Where the variables of a MATLAB file of version 5 to 7 lie, and the bytes of each, inflated if they are compressed. */
final class Mat5File {
    static final int HEADER_BYTES = 128;
    private static final int COMPRESSED = 15;
    private static final int MOST_DEFLATE_RATIO = Limits.MOST_DEFLATE_RATIO;

    private final Path path;
    private final ByteOrder order;
    private final List<Variable> variables;

    private Mat5File(Path path, ByteOrder order, List<Variable> variables) {
        this.path = path;
        this.order = order;
        this.variables = variables;
    }

    /**
     * A variable of the file.
     *
     * @param start where it begins: its tag, or its compressed bytes
     * @param bytes how many there are
     * @param packed whether they are compressed
     */
    record Variable(long start, long bytes, Packed packed) {
        /** How many bytes it can be when inflated. */
        long mostBytes() {
            return packed == Packed.DEFLATED ? (bytes + 1) * MOST_DEFLATE_RATIO : bytes;
        }
    }

    /** How the bytes of a variable are kept. */
    enum Packed {
        AS_IS,
        DEFLATED
    }

    /**
     * Finds the variables; nothing is inflated.
     *
     * @throws ArrayFormatException if the file is not of MATLAB 5 to 7, or cut short
     */
    static Mat5File of(Path path) throws IOException, ArrayFormatException {
        long length = Files.size(path);
        try (InputStream in = DataFile.open(path)) {
            ByteOrder order = order(in.readNBytes(HEADER_BYTES));
            List<Variable> variables = new ArrayList<>();
            for (long position = HEADER_BYTES; position < length; ) {
                ByteBuffer tag =
                        ByteBuffer.wrap(in.readNBytes(Mat5Elements.TAG_BYTES)).order(order);
                if (tag.remaining() < Mat5Elements.TAG_BYTES) {
                    throw new ArrayFormatException(
                            "ends within a variable's tag, the file is cut short; copy or save it again");
                }
                int type = tag.getInt();
                long bytes = tag.getInt() & 0xffffffffL;
                long start = position + Mat5Elements.TAG_BYTES;
                if (type != Mat5Elements.MATRIX && type != COMPRESSED) {
                    throw new ArrayFormatException(
                            "expected a variable (type 14 or 15) at byte %d, got an element of type %d; the file is damaged"
                                    .formatted(position, type));
                }
                if (bytes == 0 || bytes > length - start) {
                    throw new ArrayFormatException(
                            "expected a variable of 1 to %d bytes at byte %d, got %d; the file is cut short or damaged, copy or save it again"
                                    .formatted(length - start, position, bytes));
                }
                variables.add(
                        type == COMPRESSED
                                ? new Variable(start, bytes, Packed.DEFLATED)
                                : new Variable(position, bytes + Mat5Elements.TAG_BYTES, Packed.AS_IS));
                in.skipNBytes(bytes);
                position = start + bytes;
            }
            return new Mat5File(path, order, List.copyOf(variables));
        }
    }

    private static ByteOrder order(byte[] header) throws ArrayFormatException {
        String text = new String(header, StandardCharsets.ISO_8859_1);
        if (text.startsWith("MATLAB 7.3")) {
            throw new ArrayFormatException(
                    "says that it is MATLAB 7.3, which is HDF5, but holds none; copy or save the file again");
        }
        if (header.length == HEADER_BYTES && text.endsWith("\0\1IM")) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        if (header.length == HEADER_BYTES && text.endsWith("\1\0MI")) {
            return ByteOrder.BIG_ENDIAN;
        }
        throw new ArrayFormatException(
                FileKind.isMatlab4(header)
                        ? "expected MATLAB 5 to 7.3, got MATLAB 4; load it and save it again with save(file, '-v7')"
                        : "expected a MATLAB 5 to 7 file, got one that begins with '%s'; save it with save(file, '-v7')"
                                .formatted(Excerpt.of(text)));
    }

    List<Variable> variables() {
        return variables;
    }

    /** The elements of a variable; to be closed. */
    Mat5Elements open(Variable variable) throws IOException {
        InputStream in = DataFile.open(path);
        try {
            in.skipNBytes(variable.start());
            InputStream bytes = new FirstBytes(in, variable.bytes());
            return new Mat5Elements(
                    variable.packed() == Packed.DEFLATED ? new InflaterInputStream(bytes) : bytes, order);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
