package org.hypercolumn.data;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a file whole or not at all, also when the process is killed or the power fails. */
public final class WholeFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private WholeFile() {}

    /** What a file shall hold. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all of the content.
         *
         * @param out written; buffered; closing it does no harm and is not needed
         * @throws IOException if the content cannot be made or {@code out} cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Puts {@code content} at {@code target}, which is replaced if it is there; missing folders are made.
     *
     * <p>The content goes to a {@link PartFile} of its own first, is forced to the disk, and takes its place by an atomic
     * rename, so that several processes may write the same target at once: the last one stays. If anything fails,
     * {@code target} is as it was and the part is gone; parts left by killed processes are removed by the next write to the
     * same target.
     *
     * @throws IOException if the file cannot be written; one line with the path, the cause and what to do
     */
    public static void write(Path target, Content content) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        try {
            if (target.getFileName() != null) {
                checkReplaceable(target);
            }
            if (folder != null) {
                Files.createDirectories(folder);
            }
            PartFile.removeLeft(target);
            try (PartFile part = PartFile.of(target)) {
                fill(part.channel(), content);
                part.moveTo(target);
            }
            if (folder != null) {
                force(folder);
            }
        } catch (ClosedByInterruptException | BadDataFileException e) {
            throw e; // someone stopped us, or the content comes from a file whose fault it is
        } catch (IOException e) {
            throw new IOException(
                    "%s: could not be written: %s; choose a folder with free space that you may write to"
                            .formatted(target, cause(e)),
                    e);
        }
    }

    /**
     * Removes what killed processes have left of writes to a target; what is being written now stays.
     *
     * @throws IOException if a part cannot be removed
     */
    public static void removeParts(Path target) throws IOException {
        PartFile.removeLeft(target);
    }

    /** Where a folder that is not yet whole may be kept by who writes it file by file: {@code .NAME.part} beside it. */
    public static Path part(Path target) {
        Path name = target.getFileName();
        if (name == null) {
            throw new IllegalArgumentException("file to write: expected a path with a name, got " + target);
        }
        return target.resolveSibling("." + name + ".part");
    }

    /** A rename would replace a device such as /dev/null by a file. */
    private static void checkReplaceable(Path target) throws FileSystemException {
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "a folder has that name");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileSystemException(target.toString(), null, "a pipe, socket or device has that name");
        }
    }

    private static void fill(FileChannel channel, Content content) throws IOException {
        OutputStream out = new Uncloseable(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES));
        content.writeTo(out);
        out.flush();
        channel.force(true);
    }

    /** Makes the rename last through a power failure, where the file system can do that for a folder. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // not every system opens folders; the file is whole all the same
        }
    }

    private static String cause(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " is missing";
        }
        if (e instanceof FileAlreadyExistsException inTheWay) {
            return inTheWay.getFile() + " is a file, not a folder";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Lets content close its stream (as zip writers do) while the file must still be forced to the disk. */
    private static final class Uncloseable extends FilterOutputStream {
        Uncloseable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
