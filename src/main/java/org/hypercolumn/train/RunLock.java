package org.hypercolumn.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;

/**
 * Keeps other processes off a run folder, or off what is made of its results, until closed or until this process ends however
 * it does. The file itself stays: whoever removed it could remove it from under the next one.
 */
public final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder and takes it; see {@link RunFolder#lock}. */
    static RunLock ofRun(Path folder) throws IOException {
        FileChannel channel = open(folder, ".lock");
        boolean ours = false;
        try {
            ours = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            ours = false; // this process has it already
        } catch (IOException e) {
            throw unusable(folder, e);
        } finally {
            if (!ours) {
                channel.close();
            }
        }
        if (!ours) {
            throw new BadDataFileException(folder, "is in use by another process; wait for it or choose another --out");
        }
        return new RunLock(channel);
    }

    /** Takes what is made of the results; see {@link RunFolder#lockResults}. */
    static RunLock ofResults(Path folder, Runnable waiting) throws IOException {
        FileChannel channel = open(folder, ".results.lock");
        boolean ours = false;
        try {
            if (channel.tryLock() == null) {
                waiting.run();
                channel.lock();
            }
            ours = true;
        } catch (OverlappingFileLockException e) {
            throw new BadDataFileException(folder, "is being analysed by this process; wait for it");
        } finally {
            if (!ours) {
                channel.close();
            }
        }
        return new RunLock(channel);
    }

    private static FileChannel open(Path folder, String name) throws IOException {
        Path lock = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            if (Files.exists(lock)) {
                DataFile.check(lock);
            }
            return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static IOException unusable(Path folder, IOException e) {
        return new IOException(
                "%s: cannot be used as a run folder: %s; choose another --out".formatted(folder, cause(e)), e);
    }

    private static String cause(IOException e) {
        if (e instanceof FileAlreadyExistsException inTheWay) {
            return inTheWay.getFile() + " is a file, not a folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " cannot be made";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return String.valueOf(e.getMessage());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
