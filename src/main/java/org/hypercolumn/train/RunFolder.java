package org.hypercolumn.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.stimulus.Normalization;
import org.jspecify.annotations.Nullable;

/** Where a run keeps what: the folder that explains itself and that an interrupted run goes on from. */
public final class RunFolder {

    private static final String CHECKPOINTS = "checkpoints";

    /** Of {@code models/MODEL/neuron_0007.safetensors} below the folder. */
    private static final int DEPTH = 2;

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

    /** One row a fitted neuron: what is known of it whatever the model. */
    public Path neurons() {
        return folder.resolve("neurons.csv");
    }

    /** One line an epoch. */
    public Path log() {
        return folder.resolve("log.jsonl");
    }

    /** The tables that a study has made. */
    public Path tables() {
        return folder.resolve("tables");
    }

    /** Whether a study has made tables. */
    public boolean hasTables() {
        return Files.isDirectory(tables());
    }

    /** Predictions and responses of a model's neurons, fitted with one share and seed. */
    public Path predictions(Architecture architecture, double share, long seed) {
        return folder.resolve("predictions").resolve(name(architecture, share, seed) + ".npz");
    }

    private static String name(Architecture architecture, double share, long seed) {
        return architecture.id() + variant(share, seed);
    }

    /** What names of files say behind the model: {@code @share-0.25@seed-2}; a share or seed of 1 leaves no trace. */
    public static String variant(double share, long seed) {
        return (share == 1 ? "" : "@share-" + DecimalText.of(share)) + (seed == 1 ? "" : "@seed-" + seed);
    }

    /** The results of analyses. */
    public Path analysis() {
        return folder.resolve("analysis");
    }

    /** The drawn figures. */
    public Path figures() {
        return folder.resolve("figures");
    }

    /** Comparisons of its models, and of it with other runs, a folder each. */
    public Path comparisons() {
        return folder.resolve("comparisons");
    }

    /** The page that shows the run. */
    public Path report() {
        return folder.resolve("report.html");
    }

    /** The model of a fit that has ended. */
    public Path model(Fit fit) {
        return place("models", fit);
    }

    /** Where a fit under way stands: a file every 10 seconds at the end of an epoch, gone when the fit has ended. */
    public Path checkpoint(Fit fit) {
        return place(CHECKPOINTS, fit);
    }

    private Path place(String kind, Fit fit) {
        return folder.resolve(kind)
                .resolve(name(fit.architecture(), fit.share(), fit.seed()))
                .resolve(String.format(Locale.ROOT, "neuron_%04d.safetensors", fit.neuron()));
    }

    /** Whether the fit has ended and its model is there. */
    public boolean isDone(Fit fit) {
        return Files.exists(model(fit));
    }

    /**
     * The model of a fit that has ended.
     *
     * @throws BadDataFileException if it is damaged or not that fit's
     * @throws IOException if it cannot be read
     */
    public FittedModel readModel(Fit fit) throws IOException {
        Path file = model(fit);
        try {
            FittedModel model = FittedModel.read(file, Optional.empty(), 0, 0);
            EpochText.read(model.notes().getOrDefault(Trainer.EPOCHS, ""));
            Integer.parseInt(model.notes().getOrDefault(Trainer.EPOCH, ""));
            if (model.architecture().equals(fit.architecture()) && isOf(fit, model)) {
                return model;
            }
        } catch (BadDataFileException | IllegalArgumentException e) {
            throw new BadDataFileException(
                    file, "is damaged; delete %s and run the fit command again".formatted(file), e);
        }
        throw new BadDataFileException(
                file,
                "holds another model than %s of run.json; delete %s and run the fit command again"
                        .formatted(fit, file));
    }

    /** Whether a model's own notes say that it is this fit's: files are easily copied to another place. */
    private static boolean isOf(Fit fit, FittedModel model) {
        Map<String, String> notes = model.notes();
        return Integer.toString(fit.neuron()).equals(notes.get(Trainer.NEURON))
                && DecimalText.of(fit.share()).equals(notes.get(Trainer.SHARE))
                && Long.toString(fit.seed()).equals(notes.get(Trainer.SEED));
    }

    /** Where an interrupted fit stood; empty where it has not been begun. */
    Optional<Checkpoint> readCheckpoint(Fit fit, Normalization normalization, int height, int width)
            throws IOException {
        Path file = checkpoint(fit);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Checkpoint.read(file, fit.architecture(), normalization, height, width));
        } catch (BadDataFileException e) {
            // Models have the same file names, so the whole path is said.
            throw new BadDataFileException(
                    file, "is a damaged checkpoint; delete %s and the fit starts anew".formatted(file), e);
        }
    }

    /**
     * The epoch that a fit's checkpoint has come to, 1 or more; empty where there is none. It may be replaced meanwhile.
     *
     * @throws BadDataFileException if it is damaged
     * @throws IOException if it cannot be read
     */
    public OptionalInt epochReached(Fit fit) throws IOException {
        try {
            return OptionalInt.of(Checkpoint.epochReached(checkpoint(fit)));
        } catch (BadDataFileException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    /** Removes the checkpoint of a fit that has ended, also one that was being written when its process was killed. */
    void dropCheckpoint(Fit fit) throws IOException {
        Path file = checkpoint(fit);
        Files.deleteIfExists(file);
        Files.deleteIfExists(WholeFile.part(file));
    }

    /** Removes what is left of the checkpoints once all fits have ended: nobody may be writing one. */
    void dropCheckpoints() throws IOException {
        Path checkpoints = folder.resolve(CHECKPOINTS);
        if (!Files.isDirectory(checkpoints)) {
            return;
        }
        try (Stream<Path> files = Files.walk(checkpoints)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** What a run writes into its folder, by name; a folder without run.json must have none of it. */
    List<Path> written() {
        return Stream.of("scores.csv", "neurons.csv", "log.jsonl", "models", "predictions", "tables", CHECKPOINTS)
                .map(folder::resolve)
                .toList();
    }

    /**
     * When each file and folder of what a run writes was last changed, by the clock of the disk that has them. Reads nothing
     * but names and times; what comes, goes or cannot be seen meanwhile is left out.
     */
    public Map<Path, Instant> changes() {
        var times = new ChangeTimes();
        List<Path> roots = new ArrayList<>(written());
        Collections.reverse(roots); // models after checkpoints, lest a fit that ends meanwhile be seen in neither
        roots.add(description());
        for (Path root : roots) {
            walk(root, times);
        }
        return times.found;
    }

    private static void walk(Path root, ChangeTimes times) {
        try {
            Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), DEPTH, times);
        } catch (IOException e) {
            return; // what it could not see, it has passed over already; nothing more is to be seen
        }
    }

    /** Notes times, and passes over what it cannot see. Mutable. */
    private static final class ChangeTimes implements FileVisitor<Path> {

        private final Map<Path, Instant> found = new HashMap<>();

        private FileVisitResult note(Path path, BasicFileAttributes attributes) {
            found.put(path, attributes.lastModifiedTime().toInstant());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return note(directory, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return note(file, attributes);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }

    /**
     * Keeps other processes off the folder until closed, or until this process ends however it does. The file itself stays:
     * whoever removed it could remove it from under the next one.
     */
    public static final class Lock implements AutoCloseable {

        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /**
     * Makes the folder and takes it for this process.
     *
     * @throws IOException if it cannot be made or written to, or another process has it
     */
    public Lock lock() throws IOException {
        FileChannel channel;
        Path lock = folder.resolve(".lock");
        try {
            Files.createDirectories(folder);
            if (Files.exists(lock)) {
                DataFile.check(lock);
            }
            channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(e);
        }
        boolean ours = false;
        try {
            ours = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            ours = false; // this process has it already
        } catch (IOException e) {
            throw unusable(e);
        } finally {
            if (!ours) {
                channel.close();
            }
        }
        if (!ours) {
            throw new BadDataFileException(folder, "is in use by another process; wait for it or choose another --out");
        }
        return new Lock(channel);
    }

    private IOException unusable(IOException e) {
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
}
