package org.hypercolumn.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file under way: {@code .NAME.PROCESS-UNIQUE.part} beside its target. It is locked as long as its process writes it, so that
 * another one knows whether it is left by a process that was killed. Mutable: to be closed, which removes it unless it was moved.
 */
final class PartFile implements Closeable {

    /** Of this process: whoever opens and closes a file loses all of the process's locks on it. */
    private static final String PROCESS = unique();

    private static final String SUFFIX = ".part";

    private final Path path;
    private final FileChannel channel;

    private PartFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /**
     * Begins a file.
     *
     * @throws IOException if it cannot be made
     */
    static PartFile of(Path target) throws IOException {
        while (true) {
            Path path = target.resolveSibling(prefix(target) + PROCESS + "-" + unique() + SUFFIX);
            FileChannel channel;
            try {
                channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                if (Files.exists(path)) {
                    continue;
                }
                throw e; // a file stands where the folder should
            }
            if (isTaken(channel) && Files.exists(path)) {
                return new PartFile(path, channel);
            }
            channel.close(); // someone took it for one that was left, before it was locked
        }
    }

    private static String prefix(Path target) {
        Path name = target.getFileName();
        if (name == null) {
            throw new IllegalArgumentException("file to write: expected a path with a name, got " + target);
        }
        return "." + name + ".";
    }

    /** Whether the lock is ours; so it is taken to be where there are no locks. */
    private static boolean isTaken(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock(); // until the channel is closed
            return lock != null;
        } catch (IOException e) {
            return true;
        }
    }

    FileChannel channel() {
        return channel;
    }

    /** Puts the file in the place of its target; before it is closed, so that nobody takes it for one that was left. */
    void moveTo(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(path);
        } finally {
            channel.close();
        }
    }

    /** Removes the parts of a target that processes have left which are no more. */
    static void removeLeft(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        String prefix = prefix(target);
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, path -> isLeft(path, prefix))) {
            for (Path part : parts) {
                removeIfLeft(part);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isLeft(Path path, String prefix) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(prefix) && name.endsWith(SUFFIX) && !name.startsWith(prefix + PROCESS);
    }

    private static void removeIfLeft(Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(part);
            }
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            return; // gone meanwhile, or written in this process after all
        } catch (IOException e) {
            return; // of another user, or a system without locks: it does no harm
        }
    }
}
