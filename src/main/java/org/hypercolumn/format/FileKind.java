package org.hypercolumn.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.Excerpt;

/** Finds out by its first bytes, never by its name alone, what a file is. */
final class FileKind {
    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int MATLAB_HEADER = 128; // text, version and byte order
    private static final int LARGEST_USER_BLOCK = 2048;

    private FileKind() {}

    /**
     * The format of a file that holds a recording.
     *
     * @throws BadDataFileException if it is of none
     */
    static Format of(Path file) throws IOException {
        byte[] start = start(file);
        String text = new String(start, 0, Math.min(start.length, MATLAB_HEADER), StandardCharsets.ISO_8859_1);
        if (text.startsWith("MATLAB ") || isMatlab5(start)) {
            return Format.MATLAB;
        }
        if (isHdf5(start)) {
            boolean nwb =
                    String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".nwb");
            return nwb || NwbFile.isNwb(file) ? Format.NWB : Format.HDF5;
        }
        if (text.startsWith("PK")) {
            return Format.NPZ;
        }
        if (isMatlab4(start)) {
            throw new BadDataFileException(
                    file, "expected MATLAB 5 to 7.3, got MATLAB 4; load it and save it again with save(file, '-v7')");
        }
        if (text.startsWith("Octave-1") || text.contains("Created by Octave")) {
            throw new BadDataFileException(
                    file, "expected MATLAB 5 to 7.3, got Octave's own format; save it with save('-v7', file)");
        }
        if (start.length == 0) {
            throw new BadDataFileException(file, "expected a recording, got an empty file");
        }
        if (text.startsWith("\u0093NUMPY")) {
            throw new BadDataFileException(
                    file, "expected a recording, got one npy array; give the folder that holds images and responses");
        }
        throw new BadDataFileException(
                file,
                "expected an npz, HDF5, MATLAB or NWB file, or a folder, got a file that begins with '%s'; say its --format if it is one"
                        .formatted(Excerpt.of(text)));
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = DataFile.open(file)) {
            return in.readNBytes(LARGEST_USER_BLOCK + HDF5.length);
        } catch (AccessDeniedException e) {
            throw new BadDataFileException(file, "may not be read (%s); check its permissions".formatted(file), e);
        }
    }

    /** Whether a file is HDF5, perhaps behind a block of the user's, as MATLAB 7.3 has it. */
    static boolean isHdf5(Path file) throws IOException {
        return isHdf5(start(file));
    }

    /** HDF5 begins at 0, 512, 1024 or 2048, behind a block of the user's. */
    private static boolean isHdf5(byte[] start) {
        return at(start, 0) || at(start, 512) || at(start, 1024) || at(start, 2048);
    }

    private static boolean at(byte[] start, int offset) {
        for (int i = 0; i < HDF5.length; i++) {
            if (offset + i >= start.length || start[offset + i] != HDF5[i]) {
                return false;
            }
        }
        return true;
    }

    /** The version 0x0100 and the letters that tell the byte order, at the end of the header. */
    private static boolean isMatlab5(byte[] start) {
        if (start.length < MATLAB_HEADER) {
            return false;
        }
        boolean little = start[126] == 'I' && start[127] == 'M' && start[124] == 0 && start[125] == 1;
        boolean big = start[126] == 'M' && start[127] == 'I' && start[124] == 1 && start[125] == 0;
        return little || big;
    }

    /**
     * Five numbers stand in front: machine, precision and kind as the digits of one; rows; columns; whether it is complex;
     * bytes of the name, which follows.
     */
    static boolean isMatlab4(byte[] start) {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            if (start.length < 24) {
                return false;
            }
            ByteBuffer numbers = ByteBuffer.wrap(start).order(order);
            int type = numbers.getInt();
            int rows = numbers.getInt();
            int columns = numbers.getInt();
            int complex = numbers.getInt();
            int name = numbers.getInt();
            boolean known = type >= 0 && type < 5000 && type % 10 <= 2 && type / 10 % 10 <= 5 && type / 100 % 10 == 0;
            boolean letter = Character.isLetter(start[20]) && start[20] > 0;
            if (known
                    && rows >= 0
                    && columns >= 0
                    && (complex == 0 || complex == 1)
                    && name > 1
                    && name < 64
                    && letter) {
                return true;
            }
        }
        return false;
    }
}
