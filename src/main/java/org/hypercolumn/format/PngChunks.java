package org.hypercolumn.format;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.InflaterInputStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;

/**
 * Holds the chunks of a PNG file against their checksums, which Java's reader does not look at, and reads what they say of
 * orientation, tone and animation.
 *
 * <p>Mutable: a file is read once.
 */
final class PngChunks {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int END = type("IEND");
    private static final int EXIF = type("eXIf");
    private static final int PROFILE = type("iCCP");
    private static final int SRGB = type("sRGB");
    private static final int GAMMA = type("gAMA");
    private static final int ANIMATION = type("acTL");

    private static final int MOST_BYTES = 1 << 22; // of what a chunk says beside pixels
    private static final int SRGB_GAMMA = 45455; // 1 / 2.2, times 100,000
    private static final int GAMMA_TOLERANCE = 1000; // files of 1 / 2.2 say 0.45 as well

    private final Path file;
    private Orientation orientation = Orientation.UPRIGHT;
    private ImageHeader.Tone gamma = ImageHeader.Tone.STANDARD;
    private ImageHeader.Tone profile = ImageHeader.Tone.STANDARD;
    private boolean profiled;

    private PngChunks(Path file) {
        this.file = file;
    }

    private static int type(String letters) {
        return ByteBuffer.wrap(letters.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

    static boolean begins(byte[] start) {
        return Arrays.equals(Arrays.copyOf(start, SIGNATURE.length), SIGNATURE);
    }

    /**
     * Reads the file to its last chunk.
     *
     * @throws BadDataFileException if a chunk is damaged, the file is cut short, or has several frames
     */
    static ImageHeader read(Path file) throws IOException {
        PngChunks chunks = new PngChunks(file);
        try (InputStream bytes = new BufferedInputStream(DataFile.open(file))) {
            bytes.skipNBytes(SIGNATURE.length);
            for (int type = 0; type != END; ) {
                long length = new DataInputStream(bytes).readInt() & 0xffffffffL;
                CheckedInputStream checked = new CheckedInputStream(bytes, new CRC32());
                type = new DataInputStream(checked).readInt();
                byte[] said = checked.readNBytes((int) Math.min(length, wanted(type)));
                checked.skipNBytes(length - said.length);
                int expected = (int) checked.getChecksum().getValue();
                if (new DataInputStream(bytes).readInt() != expected) {
                    throw new BadDataFileException(
                            file, "the checksum of a part is wrong, the file is damaged; copy or save it again");
                }
                chunks.take(type, said);
            }
        } catch (EOFException e) {
            throw new BadDataFileException(file, "ends too early, the file is cut short; copy or save it again", e);
        }
        return new ImageHeader(chunks.orientation, chunks.profiled ? chunks.profile : chunks.gamma);
    }

    private static int wanted(int type) {
        return type == EXIF || type == PROFILE || type == GAMMA || type == ANIMATION ? MOST_BYTES : 0;
    }

    private void take(int type, byte[] said) throws IOException {
        if (type == EXIF) {
            orientation = Orientation.ofExif(said);
        } else if (type == PROFILE) {
            profiled = true;
            profile = ImageHeader.toneOf(inflated(said));
        } else if (type == SRGB) {
            profiled = true;
        } else if (type == GAMMA && said.length == Integer.BYTES) {
            boolean standard = Math.abs(ByteBuffer.wrap(said).getInt() - SRGB_GAMMA) <= GAMMA_TOLERANCE;
            gamma = standard ? ImageHeader.Tone.STANDARD : ImageHeader.Tone.GAMMA;
        } else if (type == ANIMATION && said.length >= Integer.BYTES) {
            int frames = ByteBuffer.wrap(said).getInt();
            if (frames != 1) {
                throw new BadDataFileException(
                        file,
                        "expected a still image, got an animated PNG of %d frames; save the frame that was shown as a PNG of its own"
                                .formatted(frames));
            }
        }
    }

    /** The profile in an iCCP chunk: a name, a zero, the method, then deflated data; empty if it is damaged. */
    private static byte[] inflated(byte[] chunk) {
        int name = 0;
        while (name < chunk.length && chunk[name] != 0) {
            name++;
        }
        int start = Math.min(name + 2, chunk.length);
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(chunk, start, chunk.length - start))) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
