package org.hypercolumn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens an npy file for reading and puts its name before whatever is wrong with it. */
final class DataFile {
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
     * Reads {@code file} once.
     *
     * @param digests told the SHA-256 of what was read
     * @throws BadDataFileException if {@code file} is missing, not a file, not npy, or {@code use} cannot take it
     */
    static <T> T read(Path file, FileDigests digests, Use<T> use) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadDataFileException(
                    file, "expected a file, got a folder (%s); give the file itself".formatted(file));
        }
        try (InputStream in = digests.watch(Files.newInputStream(file))) {
            T result = use.of(NpyReader.open(in, Files.size(file)));
            digests.keep(file, in);
            return result;
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(file, e.problem(), e);
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(file, "there is no such file (%s); check the path".formatted(file), e);
        } catch (AccessDeniedException e) {
            throw new BadDataFileException(file, "may not be read (%s); check its permissions".formatted(file), e);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new BadDataFileException(file, "could not be read: " + e.getMessage() + "; check the disk", e);
        }
    }
}
