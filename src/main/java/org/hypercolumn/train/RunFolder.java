package org.hypercolumn.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.ArchitectureJson;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.SafetensorsFile;
import org.hypercolumn.stimulus.Normalization;

/** Where a run keeps what: the folder that explains itself and that an interrupted run goes on from. */
public final class RunFolder {

    private static final String CHECKPOINTS = "checkpoints";
    /** What to do where a file that is made from models is damaged. */
    public static final String REWRITE = "the run's study or fit command, given again, writes it anew without fitting";

    private static final String REFIT =
            "the run's study or fit command, given again, fits it anew and keeps all others";

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

    /** Which sites a run of several has; one of a single recording has none. */
    Path sitesFile() {
        return folder.resolve("sites.json");
    }

    /** Which of a run's comparisons its user has named as the primary one; missing where none was named. */
    public Path primary() {
        return folder.resolve("primary.json");
    }

    /** A copy of what made the run, which is all that a folder of models cannot do without. */
    Path spareDescription() {
        return folder.resolve(".run.json");
    }

    /** Where the recording is on this machine; to be left out where the folder is passed on. */
    Path local() {
        return folder.resolve("local.json");
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
        Map<String, String> mark = mark(fit);
        try {
            FittedModel model = FittedModel.read(file, Optional.empty(), 0, 0);
            requireDigest(model.notes());
            EpochText.read(model.notes().getOrDefault(Trainer.EPOCHS, ""));
            Integer.parseInt(model.notes().getOrDefault(Trainer.EPOCH, ""));
            if (model.architecture().equals(fit.architecture()) && isMarked(model.notes(), mark)) {
                return model;
            }
        } catch (BadDataFileException | IllegalArgumentException e) {
            throw new BadDataFileException(file, "is damaged (%s); %s".formatted(file, REFIT), e);
        }
        throw new BadDataFileException(
                file, "holds another model than %s of run.json (%s); %s".formatted(fit, file, REFIT));
    }

    /**
     * Whether what a fit has left can be used: its model if it has ended, its checkpoint if it has one.
     *
     * @throws IOException if a file cannot be read
     */
    public boolean isWhole(Fit fit) throws IOException {
        Map<String, String> mark = checkpointMark(fit);
        try {
            if (isDone(fit)) {
                readModel(fit);
            } else if (Files.exists(checkpoint(fit))) {
                Map<String, String> metadata =
                        SafetensorsFile.read(checkpoint(fit)).metadata();
                requireDigest(metadata);
                return isMarked(metadata, mark);
            }
            return true;
        } catch (BadDataFileException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Moves what a fit has left out of the way, so that it is made again.
     *
     * @return where it is now
     */
    public Path setAside(Fit fit) throws IOException {
        Path file = isDone(fit) ? model(fit) : checkpoint(fit);
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        return Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void requireDigest(Map<String, String> metadata) {
        if (!metadata.containsKey(SafetensorsFile.SHA256)) {
            throw new IllegalArgumentException("expected metadata %s, got none".formatted(SafetensorsFile.SHA256));
        }
    }

    /**
     * What the metadata of a fit's files say of it: files are easily copied to another place, and runs of other recordings or
     * plans have files of the same names.
     */
    Map<String, String> mark(Fit fit) throws IOException {
        Map<String, String> mark = new LinkedHashMap<>();
        mark.put(Trainer.NEURON, Integer.toString(fit.neuron()));
        mark.put(Trainer.SHARE, DecimalText.of(fit.share()));
        mark.put(Trainer.SEED, Long.toString(fit.seed()));
        mark.put(Trainer.RUN, Files.exists(description()) ? RunJson.read(this).origin() : "");
        return mark;
    }

    /** The same of a checkpoint, which may be of any architecture with weights of the same shapes. */
    Map<String, String> checkpointMark(Fit fit) throws IOException {
        Map<String, String> mark = mark(fit);
        mark.put(
                "hypercolumn.architecture",
                ArchitectureJson.write(fit.architecture()).toString());
        return mark;
    }

    private static boolean isMarked(Map<String, String> metadata, Map<String, String> mark) {
        return metadata.entrySet().containsAll(mark.entrySet());
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
        WholeFile.removeParts(file);
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

    /** The SHA-256 of what the run has written, of all but models and checkpoints, which have their own. */
    public RunSeal seal() {
        return new RunSeal(this);
    }

    /** Files and folders of what fits come to, besides their models. */
    List<Path> results() {
        return List.of(scores(), neurons(), log(), folder.resolve("predictions"), tables());
    }

    /** What a run writes into its folder, by name; a folder without run.json must have none of it. */
    List<Path> written() {
        List<Path> written = new ArrayList<>(results());
        written.add(folder.resolve("models"));
        written.add(folder.resolve(CHECKPOINTS));
        return written;
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
            times.add(root, DEPTH);
        }
        return times.found();
    }

    /**
     * Makes the folder and takes it for this process.
     *
     * @throws IOException if it cannot be made or written to, or another process has it
     */
    public RunLock lock() throws IOException {
        return RunLock.ofRun(folder);
    }

    /**
     * Takes what is made of the run's results, its analysis, figures and report, for this process; waits for another one that
     * has it. Fits may go on meanwhile.
     *
     * @param waiting told if another one has it
     * @throws IOException if the folder cannot be written to
     */
    public RunLock lockResults(Runnable waiting) throws IOException {
        return RunLock.ofResults(folder, waiting);
    }
}
