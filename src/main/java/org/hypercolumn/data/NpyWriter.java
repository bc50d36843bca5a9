package org.hypercolumn.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes an array byte for byte as numpy.save does: version 1.0, C order, little endian. */
final class NpyWriter {
    private static final int ALIGNMENT = 64;
    private static final int BEFORE_HEADER = 10;
    private static final int FIRST_AXIS_DIGITS = 21; // numpy leaves room for the first size to grow in place
    private static final int CHUNK_BYTES = 1 << 16;

    private NpyWriter() {}

    /**
     * Writes header and elements.
     *
     * @param out written, not closed
     */
    static void write(OutputStream out, NpyArray array) throws IOException {
        int width = array.elements() instanceof String[] texts ? textWidth(texts) : 0;
        out.write(header(array.type(), array.shape(), width));
        int elementBytes =
                array.type() == ElementType.TEXT ? 4 * width : array.type().bytes();
        int length = (int) array.length();
        int perChunk = Math.max(1, CHUNK_BYTES / elementBytes);
        ByteBuffer chunk = ByteBuffer.allocate(perChunk * elementBytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int start = 0; start < length; start += perChunk) {
            chunk.clear();
            encode(array.elements(), start, Math.min(perChunk, length - start), elementBytes, chunk);
            out.write(chunk.array(), 0, chunk.position());
        }
    }

    /**
     * What stands before the elements.
     *
     * @param width of text in characters
     */
    static byte[] header(ElementType type, int[] shape, int width) {
        String sizes = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
                .formatted(descr(type, width), shape.length == 1 ? sizes + "," : sizes);
        if (shape.length > 0) {
            text += " ".repeat(FIRST_AXIS_DIGITS - Integer.toString(shape[0]).length());
        }
        int used = BEFORE_HEADER + text.length() + 1;
        text += " ".repeat(ALIGNMENT - used % ALIGNMENT) + "\n"; // a whole line of spaces if it fits already, as numpy
        ByteBuffer bytes = ByteBuffer.allocate(BEFORE_HEADER + text.length()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) text.length());
        return bytes.put(text.getBytes(StandardCharsets.ISO_8859_1)).array();
    }

    private static String descr(ElementType type, int width) {
        return switch (type) {
            case U1, I1, B1 -> "|" + type;
            case TEXT -> "<U" + width;
            default -> "<" + type;
        };
    }

    private static int textWidth(String[] texts) {
        return Math.max(
                1,
                Arrays.stream(texts)
                        .mapToInt(text -> text.codePointCount(0, text.length()))
                        .max()
                        .orElse(1));
    }

    private static void encode(Object elements, int start, int count, int elementBytes, ByteBuffer to) {
        if (elements instanceof byte[] bytes) {
            to.put(bytes, start, count);
            return;
        }
        for (int i = start; i < start + count; i++) {
            if (elements instanceof float[] floats) {
                to.putFloat(floats[i]);
            } else if (elements instanceof double[] doubles) {
                to.putDouble(doubles[i]);
            } else if (elements instanceof long[] longs) {
                to.putLong(longs[i]);
            } else if (elements instanceof int[] ints) {
                to.putInt(ints[i]);
            } else if (elements instanceof short[] shorts) {
                to.putShort(shorts[i]);
            } else if (elements instanceof String[] texts) {
                int end = to.position() + elementBytes;
                texts[i].codePoints().forEach(to::putInt);
                while (to.position() < end) {
                    to.putInt(0);
                }
            }
        }
    }
}
