package org.hypercolumn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what stands before the elements of an npy array, and holds it against the number of bytes there are. */
final class NpyHeaderReader {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MOST_HEADER_BYTES = 1 << 20;
    private static final int MOST_TEXT_BYTES = 1 << 24;
    private static final int MOST_ELEMENTS = Limits.MOST_ELEMENTS;
    private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

    private NpyHeaderReader() {}

    /**
     * Reads up to where the elements begin.
     *
     * @param in read from; stands on the first element afterwards
     * @param bytes how many bytes {@code in} has, all of them
     * @throws ArrayFormatException if it is not npy, or its shape does not fit {@code bytes} exactly
     */
    static NpyHeader read(InputStream in, long bytes) throws IOException, ArrayFormatException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw notNpy(start);
        }
        if (start.length < MAGIC.length + 2) {
            throw cutShort("its first " + (MAGIC.length + 2) + " bytes", start.length);
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new ArrayFormatException(
                    "expected npy version 1, 2 or 3, got %d; save it again with numpy.save".formatted(version & 0xff));
        }
        int lengthBytes = version == 1 ? 2 : 4;
        byte[] length = in.readNBytes(lengthBytes);
        if (length.length < lengthBytes) {
            throw cutShort("the length of its header", start.length + length.length);
        }
        ByteBuffer number = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN);
        long headerBytes = version == 1 ? number.getShort() & 0xffff : number.getInt() & 0xffffffffL;
        long before = start.length + lengthBytes + headerBytes;
        if (before > bytes) {
            throw cutShort("a header that ends at byte " + before, bytes);
        }
        if (headerBytes > MOST_HEADER_BYTES) {
            throw new ArrayFormatException(
                    "expected a header of at most %d bytes, got %d; save it again with numpy.save"
                            .formatted(MOST_HEADER_BYTES, headerBytes));
        }
        byte[] header = in.readNBytes((int) headerBytes);
        if (header.length < headerBytes) {
            throw cutShort("a header that ends at byte " + before, before - headerBytes + header.length);
        }
        Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        return parse(new String(header, charset), bytes - before);
    }

    private static NpyHeader parse(String text, long dataBytes) throws ArrayFormatException {
        Map<String, Object> entries = PythonLiteral.dictionary(text);
        if (!entries.keySet().equals(KEYS)) {
            throw new ArrayFormatException("header: expected descr, fortran_order and shape, got "
                    + Excerpt.of(entries.keySet().toString()) + "; save the array again with numpy.save");
        }
        if (entries.get("descr") instanceof String descr
                && entries.get("fortran_order") instanceof Boolean fortranOrder
                && entries.get("shape") instanceof List<?> shape) {
            return header(NpyDescr.parse(descr), shape, fortranOrder, dataBytes);
        }
        throw new ArrayFormatException("header: expected a text, a truth value and a tuple of sizes, got "
                + Excerpt.of(entries.toString()) + "; save the array again with numpy.save");
    }

    private static NpyHeader header(NpyDescr descr, List<?> sizes, boolean fortranOrder, long dataBytes)
            throws ArrayFormatException {
        int[] shape = new int[sizes.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            if (!(sizes.get(axis) instanceof Long size) || size < 0 || size > Integer.MAX_VALUE) {
                throw new ArrayFormatException(
                        "expected sizes of 0 to %d, got the shape %s; save the array again with numpy.save"
                                .formatted(Integer.MAX_VALUE, sizes));
            }
            shape[axis] = size.intValue();
        }
        long length;
        long needed;
        try {
            length = Shapes.length(shape);
            needed = Math.multiplyExact(length, descr.elementBytes());
        } catch (ArithmeticException e) {
            length = needed = Long.MAX_VALUE;
        }
        if (needed != dataBytes) {
            throw wrongLength(descr, sizes, needed, dataBytes);
        }
        if (length > MOST_ELEMENTS || descr.elementBytes() > MOST_TEXT_BYTES) {
            throw new ArrayFormatException(
                    "expected at most %d elements of at most %d bytes, got %s %s; save it in parts"
                            .formatted(MOST_ELEMENTS, MOST_TEXT_BYTES, descr.type(), sizes));
        }
        return new NpyHeader(descr, shape, fortranOrder, length);
    }

    private static ArrayFormatException wrongLength(NpyDescr descr, List<?> sizes, long needed, long dataBytes) {
        String amount = needed == Long.MAX_VALUE ? "more bytes than there can be" : needed + " bytes";
        String verdict = needed > dataBytes
                ? "the file is cut short, copy or save it again"
                : "something else follows the array, save it again";
        return new ArrayFormatException("expected %s of elements for %s %s, got %d; %s"
                .formatted(amount, descr.type(), sizes, dataBytes, verdict));
    }

    private static ArrayFormatException cutShort(String expected, long got) {
        return new ArrayFormatException(
                "expected %s, got %d bytes; the file is cut short, copy or save it again".formatted(expected, got));
    }

    private static ArrayFormatException notNpy(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (start.length == 0) {
            return new ArrayFormatException("expected an npy file, got an empty one; save it with numpy.save");
        }
        if (text.startsWith("PK")) {
            return new ArrayFormatException(
                    "expected an npy file, got a zip or npz file; save the array with numpy.save");
        }
        return new ArrayFormatException("expected an npy file, which begins with '?NUMPY', got one that begins with '"
                + Excerpt.of(text) + "'; save the array with numpy.save");
    }
}
