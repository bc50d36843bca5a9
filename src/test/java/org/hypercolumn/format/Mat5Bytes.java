package org.hypercolumn.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/** MATLAB 5 files made by hand in one byte order: each piece as it would lie in the file. */
final class Mat5Bytes {
    private final ByteOrder order;

    Mat5Bytes(ByteOrder order) {
        this.order = order;
    }

    static Mat5Bytes little() {
        return new Mat5Bytes(ByteOrder.LITTLE_ENDIAN);
    }

    /** A file of these variables. */
    byte[] file(byte[]... variables) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("MATLAB 5.0 MAT-file, made by hand".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[124 - out.size()]);
        out.writeBytes(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {0, 1, 'I', 'M'} : new byte[] {1, 0, 'M', 'I'});
        out.writeBytes(joined(variables));
        return out.toByteArray();
    }

    /** An element of a type, its bytes filled up to a multiple of 8. */
    byte[] element(int type, byte[] content) {
        return ByteBuffer.allocate(8 + (content.length + 7) / 8 * 8)
                .order(order)
                .putInt(type)
                .putInt(content.length)
                .put(content)
                .array();
    }

    /** An element of at most 4 bytes, which stand in its tag. */
    byte[] small(int type, byte[] content) {
        return ByteBuffer.allocate(8)
                .order(order)
                .putInt(content.length << 16 | type)
                .put(content)
                .array();
    }

    /** An array of a class with flags, such as 0x200 for logical. */
    byte[] array(int kind, int flags, String name, int[] sizes, byte[]... content) {
        byte[] head = joined(
                element(6, ints(flags | kind, 0)),
                element(5, ints(sizes)),
                element(1, name.getBytes(StandardCharsets.US_ASCII)));
        return element(14, joined(head, joined(content)));
    }

    byte[] array(int kind, String name, int[] sizes, byte[]... content) {
        return array(kind, 0, name, sizes, content);
    }

    /** Text in a char array, its characters one column after another. */
    byte[] text(String name, int rows, int columns, String characters) {
        byte[] codes = characters.getBytes(
                order == ByteOrder.LITTLE_ENDIAN ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        return array(4, name, new int[] {rows, columns}, element(4, codes));
    }

    /** A struct without elements of its own: names of 8 bytes each, and the fields' arrays. */
    byte[] struct(String name, String[] fields, byte[]... values) {
        ByteBuffer names = ByteBuffer.allocate(8 * fields.length);
        for (int i = 0; i < fields.length; i++) {
            names.position(8 * i).put(fields[i].getBytes(StandardCharsets.US_ASCII));
        }
        return array(2, name, new int[] {1, 1}, small(5, ints(8)), element(1, names.array()), joined(values));
    }

    /** A variable compressed. */
    byte[] deflated(byte[] variable) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(variable);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] buffer = new byte[1 << 16]; !deflater.finished(); ) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        byte[] tag = ints(15, out.size());
        return joined(tag, out.toByteArray());
    }

    byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(order);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    byte[] doubles(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(order);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }
}
