package org.hypercolumn.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Opens files for reading: regular files and symbolic links to them, nothing else, and never more of a file than it had when
 * it was opened. Every file that a user can name is read through here.
 */
public final class DataFile {
    private DataFile() {}

    /** What is made of an array that is being read. */
    @FunctionalInterface
    interface Use<T> {
        /**
         * Reads what it needs.
         *
         * @throws ArrayFormatException if the array is not what is needed; says expected, got, what to do
         */
        T of(NpyReader reader) throws IOException, ArrayFormatException;
    }

    /**
     * Refuses anything but a regular file: opening a pipe could wait forever, and a device may never end.
     *
     * @return the length of {@code file} in bytes
     * @throws NoSuchFileException if there is nothing at {@code file}
     * @throws BadDataFileException if {@code file} is a folder, a pipe, a socket or a device
     * @throws IOException if {@code file} cannot be looked at
     */
    public static long check(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        if (found.isDirectory()) {
            throw new BadDataFileException(
                    file, "expected a file, got a folder (%s); give the file itself".formatted(file));
        }
        if (!found.isRegularFile()) {
            throw new BadDataFileException(
                    file,
                    "expected a regular file, got a pipe, socket or device (%s); save its content to a file first"
                            .formatted(file));
        }
        return found.size();
    }

    /**
     * Opens a file.
     *
     * @return not buffered; to be closed; a read fails if the file turns out to be longer than it was when opened
     * @throws IOException as {@link #check}, or if {@code file} cannot be opened
     */
    public static InputStream open(Path file) throws IOException {
        return open(file, check(file));
    }

    private static InputStream open(Path file, long length) throws IOException {
        return new FixedLength(Files.newInputStream(file), file, length);
    }

    /**
     * Reads all of a file.
     *
     * @param most bytes that it may have
     * @throws BadDataFileException if {@code file} is larger
     * @throws IOException as {@link #open}, or if {@code file} cannot be read
     */
    public static byte[] bytes(Path file, long most) throws IOException {
        long length = check(file);
        if (length > most) {
            throw new BadDataFileException(
                    file, "expected a file of at most %d bytes, got %d; is it the right file?".formatted(most, length));
        }
        try (InputStream in = open(file, length)) {
            return in.readAllBytes();
        }
    }

    /**
     * Reads all of a text file in UTF-8.
     *
     * @param most bytes that it may have
     * @throws CharacterCodingException if {@code file} is not UTF-8
     * @throws IOException as {@link #bytes}
     */
    public static String text(Path file, long most) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes(file, most)))
                .toString();
    }

    /**
     * Reads an npy file once and puts its name before whatever is wrong with it.
     *
     * @param digests told the SHA-256 of what was read
     * @throws BadDataFileException if {@code file} is missing, not a regular file, not npy, or {@code use} cannot take it
     */
    static <T> T read(Path file, FileDigests digests, Use<T> use) throws IOException {
        try (InputStream in = digests.watch(open(file))) {
            T result = use.of(NpyReader.open(in, Files.size(file)));
            digests.keep(file, in);
            return result;
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(file, e.problem(), e);
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(file, "there is no such file (%s); check the path".formatted(file), e);
        } catch (AccessDeniedException e) {
            throw new BadDataFileException(file, "may not be read (%s); check its permissions".formatted(file), e);
        } catch (ClosedByInterruptException | BadDataFileException e) {
            throw e;
        } catch (IOException e) {
            throw new BadDataFileException(file, "could not be read: " + e.getMessage() + "; check the disk", e);
        }
    }

    /**
     * The bytes of a file, as many as it had when it was opened. Some files of the system claim to be empty and are not, and
     * a file that another program is writing never ends. Mutable.
     */
    private static final class FixedLength extends FilterInputStream {
        private final Path file;
        private final long length;
        private long left;

        FixedLength(InputStream in, Path file, long length) {
            super(in);
            this.file = file;
            this.length = length;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int got = in.read(target, offset, count);
            count(Math.max(0, got));
            return got;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        private void count(int bytes) throws BadDataFileException {
            left -= bytes;
            if (left < 0) {
                throw new BadDataFileException(
                        file,
                        "expected %d bytes as when it was opened, got more; if a program is still writing it, wait until it is done"
                                .formatted(length));
            }
        }

        @Override
        public boolean markSupported() {
            return false; // what is read again would be counted twice
        }
    }
}
