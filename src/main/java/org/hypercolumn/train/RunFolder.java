package org.hypercolumn.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.stimulus.Normalization;

/** Where a run keeps what: the folder that explains itself and that an interrupted run goes on from. */
public final class RunFolder {

    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /** The run of a folder, which need not exist yet. */
    public static RunFolder of(Path folder) {
        return new RunFolder(folder);
    }

    /** The folder itself. */
    public Path path() {
        return folder;
    }

    /** What made the run. */
    public Path description() {
        return folder.resolve("run.json");
    }

    /** One row a fit. */
    public Path scores() {
        return folder.resolve("scores.csv");
    }

    /** One line an epoch. */
    public Path log() {
        return folder.resolve("log.jsonl");
    }

    /** Predictions and responses of a model's neurons. */
    public Path predictions(Architecture architecture) {
        return folder.resolve("predictions").resolve(architecture.id() + ".npz");
    }

    /** The model of a fit that has ended. */
    public Path model(Fit fit) {
        return folder.resolve("models").resolve(fit.architecture().id()).resolve(fileName(fit));
    }

    /** Where a fit under way stands. */
    Path checkpoint(Fit fit) {
        return folder.resolve("checkpoints").resolve(fit.architecture().id()).resolve(fileName(fit));
    }

    private static String fileName(Fit fit) {
        return "neuron_%04d.safetensors".formatted(fit.neuron());
    }

    /** Whether the fit has ended and its model is there. */
    public boolean isDone(Fit fit) {
        return Files.exists(model(fit));
    }

    /**
     * The model of a fit that has ended.
     *
     * @throws IOException if it cannot be read or is damaged
     */
    public FittedModel readModel(Fit fit) throws IOException {
        return FittedModel.read(model(fit), Optional.empty(), 0, 0);
    }

    /** Where an interrupted fit stood; empty where it has not been begun. */
    Optional<Checkpoint> readCheckpoint(Fit fit, Normalization normalization, int height, int width)
            throws IOException {
        Path file = checkpoint(fit);
        return Files.exists(file)
                ? Optional.of(Checkpoint.read(file, fit.architecture(), normalization, height, width))
                : Optional.empty();
    }

    /** Removes the checkpoint of a fit that has ended, and its folders once they are empty. */
    void dropCheckpoint(Fit fit) throws IOException {
        Path file = checkpoint(fit);
        Files.deleteIfExists(file);
        Path checkpoints = folder.resolve("checkpoints");
        deleteIfEmpty(checkpoints.resolve(fit.architecture().id()));
        deleteIfEmpty(checkpoints);
    }

    private static void deleteIfEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                return;
            }
        }
        Files.deleteIfExists(directory);
    }

    /** Keeps other processes off the folder until closed, or until this process ends however it does. */
    public static final class Lock implements AutoCloseable {

        private final FileChannel channel;
        private final Path file;

        private Lock(FileChannel channel, Path file) {
            this.channel = channel;
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
            channel.close();
        }
    }

    /**
     * Makes the folder and takes it for this process.
     *
     * @throws IOException if it cannot be made or written to, or another process has it
     */
    public Lock lock() throws IOException {
        Path file = folder.resolve(".lock");
        FileChannel channel;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(
                    "%s: cannot be used as a run folder (%s: %s); choose another --out"
                            .formatted(folder, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new Lock(channel, file);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new BadDataFileException(folder, "is in use by this process already", e);
        }
        channel.close();
        throw new BadDataFileException(folder, "is in use by another process; wait for it or choose another --out");
    }
}
