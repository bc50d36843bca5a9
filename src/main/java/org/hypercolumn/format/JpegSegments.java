package org.hypercolumn.format;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;

/**
 * The segments before the pixels of a JPEG file: how they are coded, in which color space, and what is said of orientation
 * and tone. Whatever Java's decoder cannot read, or reads as another color space than other programs do, is refused by
 * name; color profiles, which it would apply, are kept from it.
 *
 * <p>Mutable: a file is read once, then closed.
 */
final class JpegSegments implements Closeable {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ADOBE_TRANSFORM = 11; // its byte in the segment: 0 RGB or CMYK, 1 YCbCr, 2 YCCK
    private static final int MOST_BYTES = 1 << 22; // of a profile

    private final Path file;
    private final DataInputStream in;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(); // all up to the pixels, without profiles
    private final ByteArrayOutputStream profile = new ByteArrayOutputStream();
    private byte[] frame = {};
    private boolean exif;
    private boolean jfif;
    private int adobeTransform = -1;
    private Orientation orientation = Orientation.UPRIGHT;

    private JpegSegments(Path file, DataInputStream in) {
        this.file = file;
        this.in = in;
    }

    static boolean begins(byte[] start) {
        return start.length > 2 && (start[0] & 0xff) == 0xff && (start[1] & 0xff) == 0xd8 && (start[2] & 0xff) == 0xff;
    }

    /**
     * Reads the file up to its pixels.
     *
     * @throws BadDataFileException if it is cut short, or coded in a way that is not read
     */
    static JpegSegments open(Path file) throws IOException {
        JpegSegments segments =
                new JpegSegments(file, new DataInputStream(new BufferedInputStream(DataFile.open(file))));
        try {
            segments.read();
            return segments;
        } catch (EOFException e) {
            segments.close();
            throw new BadDataFileException(file, "ends too early, the file is cut short; copy or save it again", e);
        } catch (IOException e) {
            segments.close();
            throw e;
        }
    }

    private void read() throws IOException {
        in.skipNBytes(2);
        kept.write(0xff);
        kept.write(0xd8);
        int marker = marker(in);
        while (marker != START_OF_SCAN && marker != END_OF_IMAGE) {
            if (marker != 0x01 && (marker < 0xd0 || marker > 0xd8)) { // those stand without data
                take(marker, data(in));
            }
            marker = marker(in);
        }
        kept.write(0xff);
        kept.write(marker);
        checkColors();
    }

    /** What is said of the pixels. */
    ImageHeader header() {
        boolean profiled = profile.size() > 0;
        return new ImageHeader(
                orientation, profiled ? ImageHeader.toneOf(profile.toByteArray()) : ImageHeader.Tone.STANDARD);
    }

    /** The file as the decoder should see it, without color profiles; read once. */
    InputStream decodable() {
        return new SequenceInputStream(new ByteArrayInputStream(kept.toByteArray()), in);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static int marker(DataInputStream in) throws IOException {
        int next = in.readUnsignedByte();
        while (next != 0xff) { // bytes between segments are damage that decoders skip
            next = in.readUnsignedByte();
        }
        while (next == 0xff) {
            next = in.readUnsignedByte();
        }
        return next;
    }

    private static byte[] data(DataInputStream in) throws IOException {
        byte[] data = new byte[Math.max(0, in.readUnsignedShort() - 2)];
        in.readFully(data);
        return data;
    }

    private void take(int marker, byte[] data) throws BadDataFileException {
        boolean isProfile = marker == 0xe2 && begins(data, PROFILE);
        if (!isProfile) {
            kept.write(0xff);
            kept.write(marker);
            kept.write((data.length + 2) >> 8);
            kept.write(data.length + 2);
            kept.writeBytes(data);
        }
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
            checkCoding(marker, data);
            frame = data;
        } else if (marker == 0xe0 && begins(data, JFIF)) {
            jfif = true;
        } else if (marker == 0xe1 && begins(data, EXIF) && !exif) {
            exif = true;
            orientation = Orientation.ofExif(Arrays.copyOfRange(data, EXIF.length, data.length));
        } else if (isProfile && profile.size() < MOST_BYTES) {
            int start = Math.min(PROFILE.length + 2, data.length);
            profile.write(data, start, data.length - start);
        } else if (marker == 0xee && begins(data, ADOBE) && data.length > ADOBE_TRANSFORM) {
            adobeTransform = data[ADOBE_TRANSFORM] & 0xff;
        }
    }

    private static boolean begins(byte[] data, byte[] word) {
        return data.length >= word.length && Arrays.equals(Arrays.copyOf(data, word.length), word);
    }

    /** Java decodes Huffman codes of 8 bits, sequential or progressive. */
    private void checkCoding(int marker, byte[] frame) throws BadDataFileException {
        if (marker > 0xc8) {
            throw unread("arithmetic coding");
        }
        if (marker > 0xc2) {
            throw unread(marker == 0xc3 ? "lossless coding" : "hierarchical coding");
        }
        if (frame.length < 6 || frame.length < 6 + 3 * (frame[5] & 0xff)) {
            throw new BadDataFileException(file, "the header of its pixels is damaged; copy or save it again");
        }
        if (frame[0] != 8) {
            throw unread("%d bits a sample".formatted(frame[0] & 0xff));
        }
    }

    private void checkColors() throws BadDataFileException {
        int components = frame.length == 0 ? 1 : frame[5] & 0xff;
        if (components == 4) {
            throw unread("CMYK colors, whose gray values depend on a printer's profile");
        }
        if (components != 1 && components != 3) {
            throw unread("%d components a pixel".formatted(components));
        }
        boolean letters = components == 3 && frame[6] == 'R' && frame[9] == 'G' && frame[12] == 'B';
        boolean subsampled = components == 3 && (frame[7] != frame[10] || frame[10] != frame[13]);
        boolean says = jfif || exif || adobeTransform >= 0 || letters || subsampled;
        boolean contradicts = adobeTransform > 1 || (adobeTransform == 0 && jfif);
        if (components == 3 && (!says || contradicts)) {
            throw unread("colors of which its header does not say whether they are RGB or YCbCr");
        }
    }

    private BadDataFileException unread(String what) {
        return new BadDataFileException(
                file,
                "expected a JPEG of gray, RGB or YCbCr, got one with %s; save it as PNG with the gray values that were shown"
                        .formatted(what));
    }
}
