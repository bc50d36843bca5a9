package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Bytes of image files, and parts to put into them. */
final class ImageBytes {
    private static final int PNG_HEADER = 8 + 12 + 13; // its signature and first chunk

    private ImageBytes() {}

    static byte[] of(String format, BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, format, out)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A PNG with a chunk after its first. */
    static byte[] withChunk(byte[] png, String type, byte[] data) {
        return inserted(png, PNG_HEADER, chunk(type, data));
    }

    static byte[] chunk(String type, byte[] data) {
        byte[] letters = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(letters);
        sum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(letters)
                .put(data)
                .putInt((int) sum.getValue())
                .array();
    }

    /** A JPEG with a segment before all others. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
        return inserted(jpeg, 2, segment(marker, data));
    }

    static byte[] segment(int marker, byte[] data) {
        return ByteBuffer.allocate(4 + data.length)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (data.length + 2))
                .put(data)
                .array();
    }

    /** What stands before the pixels of a JPEG: the segments, and a frame of so many components, called by bytes. */
    static byte[] jpegHeader(int startOfFrame, int bits, byte[] components, byte[]... segments) {
        ByteBuffer frame = ByteBuffer.allocate(6 + 3 * components.length);
        frame.put((byte) bits).putShort((short) 3).putShort((short) 5).put((byte) components.length);
        for (byte component : components) {
            frame.put(component).put((byte) 0x11).put((byte) 0);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
        for (byte[] segment : segments) {
            out.writeBytes(segment);
        }
        out.writeBytes(segment(startOfFrame, frame.array()));
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda});
        return out.toByteArray();
    }

    /** EXIF data of a value of the tag orientation, as cameras write them. */
    static byte[] exif(int orientation, ByteOrder order) {
        return ByteBuffer.allocate(8 + 2 + 12 + 4)
                .order(order)
                .putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    static byte[] deflated(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] inserted(byte[] all, int at, byte[] part) {
        return ByteBuffer.allocate(all.length + part.length)
                .put(all, 0, at)
                .put(part)
                .put(all, at, all.length - at)
                .array();
    }
}
