package org.hypercolumn.format;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;

/** Holds the chunks of a PNG file against their checksums, which Java's reader does not look at. */
final class PngChunks {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int END =
            ByteBuffer.wrap(new byte[] {'I', 'E', 'N', 'D'}).getInt();

    private PngChunks() {}

    static boolean begins(byte[] start) {
        return Arrays.equals(start, SIGNATURE);
    }

    /**
     * Reads the file to its last chunk.
     *
     * @throws BadDataFileException if a chunk is damaged or the file is cut short
     */
    static void check(Path file) throws IOException {
        try (InputStream bytes = new BufferedInputStream(DataFile.open(file))) {
            bytes.skipNBytes(SIGNATURE.length);
            for (int type = 0; type != END; ) {
                long length = new DataInputStream(bytes).readInt() & 0xffffffffL;
                CheckedInputStream checked = new CheckedInputStream(bytes, new CRC32());
                type = new DataInputStream(checked).readInt();
                checked.skipNBytes(length);
                int expected = (int) checked.getChecksum().getValue();
                if (new DataInputStream(bytes).readInt() != expected) {
                    throw new BadDataFileException(
                            file, "the checksum of a part is wrong, the file is damaged; copy or save it again");
                }
            }
        } catch (EOFException e) {
            throw new BadDataFileException(file, "ends too early, the file is cut short; copy or save it again", e);
        }
    }
}
