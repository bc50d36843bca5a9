package org.hypercolumn.prepare;

import io.jhdf.checksum.JenkinsLookup3HashLittle;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.hypercolumn.data.ElementType;

/** The parts of an HDF5 file that say what is where, byte by byte; all numbers little endian, addresses of 8 bytes. */
final class HdfMessages {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final long UNDEFINED = -1;

    private static final int DATASPACE = 0x01;
    private static final int LINK_INFO = 0x02;
    private static final int DATATYPE = 0x03;
    private static final int FILL_VALUE = 0x05;
    private static final int LINK = 0x06;
    private static final int LAYOUT = 0x08;
    private static final int GROUP_INFO = 0x0a;

    private HdfMessages() {}

    /**
     * The first 48 bytes.
     *
     * @param end length of the file
     * @param root where the root group's header is
     */
    static byte[] superblock(long end, long root) {
        return withChecksum(filled(
                44,
                bytes -> bytes.put(SIGNATURE)
                        .put(numbers(2, 8, 8, 0)) // version, bytes of an address, of a length, flags
                        .putLong(0) // base
                        .putLong(UNDEFINED) // no extension
                        .putLong(end)
                        .putLong(root)));
    }

    /** The header of a group with a hard link to each address. */
    static byte[] group(Map<String, Long> addressOf) {
        var messages = new ByteArrayOutputStream();
        add(
                messages,
                LINK_INFO,
                filled(18, bytes -> bytes.put(numbers(0, 0)).putLong(UNDEFINED).putLong(UNDEFINED)));
        add(messages, GROUP_INFO, numbers(0, 0));
        addressOf.forEach((name, address) -> {
            byte[] text = name.getBytes(StandardCharsets.US_ASCII);
            // version 1; flags 0: a hard link, its name's length in one byte
            add(
                    messages,
                    LINK,
                    filled(
                            11 + text.length,
                            bytes -> bytes.put(numbers(1, 0, text.length))
                                    .put(text)
                                    .putLong(address)));
        });
        return header(messages);
    }

    /**
     * The header of an array in one piece.
     *
     * @param type as {@link #number} or {@link #text} gives it
     * @param address where its elements are
     * @param length how many bytes they have
     */
    static byte[] dataset(byte[] type, int[] shape, long address, long length) {
        var messages = new ByteArrayOutputStream();
        byte[] space = filled(4 + 8 * shape.length, bytes -> {
            bytes.put(numbers(2, shape.length, 0, shape.length == 0 ? 0 : 1)); // no largest sizes; scalar or simple
            for (int size : shape) {
                bytes.putLong(size);
            }
        });
        add(messages, DATASPACE, space);
        add(messages, DATATYPE, type);
        add(messages, FILL_VALUE, numbers(3, 0x0a)); // version 3: allocated late, none is said
        // version 3, contiguous
        add(
                messages,
                LAYOUT,
                filled(18, bytes -> bytes.put(numbers(3, 1)).putLong(address).putLong(length)));
        return header(messages);
    }

    /** The type of numbers of one of the types that recordings are written in. */
    static byte[] number(ElementType type) {
        return switch (type) {
            case U1 -> fixedPoint(1, 0);
            case I4 -> fixedPoint(4, 8);
            case F4 -> floatingPoint(4, 31, 23, 8, 127);
            case F8 -> floatingPoint(8, 63, 52, 11, 1023);
            default -> throw new IllegalStateException("hdf5: no recording is written in " + type);
        };
    }

    private static byte[] fixedPoint(int width, int signed) {
        return filled(
                12,
                bytes -> bytes.put(numbers(0x10, signed, 0, 0)) // version 1, class 0
                        .putInt(width)
                        .putShort((short) 0)
                        .putShort((short) (8 * width)));
    }

    private static byte[] floatingPoint(int width, int sign, int exponent, int exponentBits, int bias) {
        // version 1, class 1; 0x20: the mantissa's first bit is implied
        return filled(
                20,
                bytes -> bytes.put(numbers(0x11, 0x20, sign, 0))
                        .putInt(width)
                        .putShort((short) 0)
                        .putShort((short) (8 * width))
                        .put(numbers(exponent, exponentBits, 0, exponent))
                        .putInt(bias));
    }

    /** The type of texts in UTF-8, filled up with zeros to {@code width} bytes. */
    static byte[] text(int width) {
        return filled(8, bytes -> bytes.put(numbers(0x13, 0x11, 0, 0)).putInt(width));
    }

    private static void add(ByteArrayOutputStream messages, int type, byte[] message) {
        // the last byte: no flags
        messages.writeBytes(filled(
                4,
                bytes -> bytes.put((byte) type).putShort((short) message.length).put((byte) 0)));
        messages.writeBytes(message);
    }

    private static byte[] header(ByteArrayOutputStream messages) {
        return withChecksum(filled(
                10 + messages.size(),
                bytes -> bytes.put("OHDR".getBytes(StandardCharsets.US_ASCII))
                        .put(numbers(2, 2)) // version; flags: the size has 4 bytes, there are no times
                        .putInt(messages.size())
                        .put(messages.toByteArray())));
    }

    private static byte[] withChecksum(byte[] bytes) {
        return filled(bytes.length + 4, all -> all.put(bytes).putInt(JenkinsLookup3HashLittle.hash(bytes)));
    }

    private static byte[] numbers(int... numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return bytes;
    }

    private static byte[] filled(int size, Consumer<ByteBuffer> content) {
        byte[] bytes = new byte[size];
        content.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        return bytes;
    }
}
