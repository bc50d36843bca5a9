package org.hypercolumn.prepare;

import io.jhdf.checksum.JenkinsLookup3HashLittle;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.hypercolumn.data.ElementType;

/** The parts of an HDF5 file that say what is where, byte by byte; all numbers little endian, addresses of 8 bytes. */
final class HdfMessages {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final long UNDEFINED = -1;
    private static final int CHECKSUM_BYTES = 4;

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
        ByteBuffer bytes = buffer(48);
        bytes.put(SIGNATURE);
        bytes.put((byte) 2).put((byte) 8).put((byte) 8).put((byte) 0); // version, bytes of addresses, of lengths, flags
        bytes.putLong(0).putLong(UNDEFINED).putLong(end).putLong(root); // base, no extension
        return withChecksum(bytes);
    }

    /** The header of a group with a hard link to each address. */
    static byte[] group(Map<String, Long> addressOf) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        add(
                messages,
                LINK_INFO,
                buffer(18).put((byte) 0).put((byte) 0).putLong(UNDEFINED).putLong(UNDEFINED));
        add(messages, GROUP_INFO, buffer(2));
        addressOf.forEach((name, address) -> {
            byte[] text = name.getBytes(StandardCharsets.US_ASCII);
            // version 1; flags 0: a hard link, its name's length in one byte
            ByteBuffer link = buffer(3 + text.length + 8).put((byte) 1).put((byte) 0);
            add(messages, LINK, link.put((byte) text.length).put(text).putLong(address));
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
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        ByteBuffer space = buffer(4 + 8 * shape.length).put((byte) 2).put((byte) shape.length);
        space.put((byte) 0).put((byte) (shape.length == 0 ? 0 : 1)); // no largest sizes; scalar or simple
        for (int size : shape) {
            space.putLong(size);
        }
        add(messages, DATASPACE, space);
        add(messages, DATATYPE, buffer(type.length).put(type));
        add(messages, FILL_VALUE, buffer(2).put((byte) 3).put((byte) 0x0a)); // version 3: allocated late, none is said
        ByteBuffer layout = buffer(18).put((byte) 3).put((byte) 1); // version 3, contiguous
        add(messages, LAYOUT, layout.putLong(address).putLong(length));
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

    private static byte[] fixedPoint(int bytes, int signed) {
        ByteBuffer type =
                buffer(12).put((byte) 0x10).put((byte) signed).put((byte) 0).put((byte) 0);
        return type.putInt(bytes)
                .putShort((short) 0)
                .putShort((short) (8 * bytes))
                .array();
    }

    private static byte[] floatingPoint(int bytes, int sign, int exponent, int exponentBits, int bias) {
        ByteBuffer type = buffer(20).put((byte) 0x11); // version 1, class 1
        type.put((byte) 0x20).put((byte) sign).put((byte) 0); // the mantissa's first bit is implied
        type.putInt(bytes).putShort((short) 0).putShort((short) (8 * bytes));
        type.put((byte) exponent).put((byte) exponentBits).put((byte) 0).put((byte) exponent);
        return type.putInt(bias).array();
    }

    /** The type of texts in UTF-8, filled up with zeros to {@code width} bytes. */
    static byte[] text(int width) {
        ByteBuffer type =
                buffer(8).put((byte) 0x13).put((byte) 0x11).put((byte) 0).put((byte) 0);
        return type.putInt(width).array();
    }

    private static void add(ByteArrayOutputStream messages, int type, ByteBuffer message) {
        byte[] bytes = message.array();
        ByteBuffer prefix = buffer(4).put((byte) type).putShort((short) bytes.length);
        messages.writeBytes(prefix.array()); // the last byte: no flags
        messages.writeBytes(bytes);
    }

    private static byte[] header(ByteArrayOutputStream messages) {
        ByteBuffer bytes = buffer(10 + messages.size() + CHECKSUM_BYTES);
        bytes.put("OHDR".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) 2).put((byte) 2).putInt(messages.size()); // version; flags: the size has 4 bytes, no times
        bytes.put(messages.toByteArray());
        return withChecksum(bytes);
    }

    /** Puts the checksum of all before it in the last four bytes. */
    private static byte[] withChecksum(ByteBuffer bytes) {
        byte[] all = bytes.array();
        byte[] before = Arrays.copyOf(all, all.length - CHECKSUM_BYTES);
        bytes.putInt(all.length - CHECKSUM_BYTES, JenkinsLookup3HashLittle.hash(before));
        return all;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
