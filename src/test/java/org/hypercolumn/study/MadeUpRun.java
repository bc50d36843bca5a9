package org.hypercolumn.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Presets;
import org.hypercolumn.model.SafetensorsFile;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.ScoresFile;
import org.hypercolumn.train.Session;
import org.hypercolumn.train.TrainingPlan;

/** A run folder made of files that nobody fitted, each of the time that a test gives it. Mutable. */
public final class MadeUpRun {

    /** When the first session begins, from which seconds count. */
    public static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

    public static final int EPOCHS = 10;

    private final RunFolder folder;
    private final Map<Path, Long> seconds = new HashMap<>();
    private RunDescription description;

    private MadeUpRun(Path folder, RunDescription description) {
        this.folder = RunFolder.of(folder);
        this.description = description;
    }

    /** A run of presets and of as many neurons, without a session yet. */
    public static MadeUpRun of(Path folder, int neurons, String... models) {
        List<Architecture> architectures = Stream.of(models).map(Presets::of).toList();
        return new MadeUpRun(
                folder,
                new RunDescription(
                        new RunData(
                                Path.of("nowhere"),
                                "lab",
                                Map.of("images.npy", "0a"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                RunData.Leaks.NONE),
                        architectures,
                        IntStream.range(0, neurons).boxed().toList(),
                        List.of(1.0),
                        List.of(1L),
                        TrainingPlan.paper().withEpochs(EPOCHS)));
    }

    /** The same run grown to shares and seeds. */
    public MadeUpRun grow(List<Double> shares, List<Long> seeds) {
        description = description.withShares(shares).withSeeds(seeds);
        return this;
    }

    /** Where it is. */
    public RunFolder folder() {
        return folder;
    }

    /** A session that has begun, on two threads. */
    public MadeUpRun begin(long second) throws IOException {
        seconds.put(folder.description(), second);
        return write(session(second));
    }

    /** The end of a session that began then. */
    public MadeUpRun end(long begin, long second) throws IOException {
        write(session(begin).withEnded(START.plusSeconds(second).toString()));
        seconds.put(folder.description(), second);
        return this;
    }

    public MadeUpRun write(Session session) throws IOException {
        description.write(folder, session);
        return this;
    }

    /** A session on two threads, not ended. */
    public static Session session(long second) {
        return new Session(START.plusSeconds(second).toString(), "running", "1", "17", "Linux", "vector", 2);
    }

    public Fit fit(String model, int neuron, double share, long seed) {
        return new Fit(Presets.of(model), neuron, share, seed);
    }

    public Fit fit(String model, int neuron) {
        return fit(model, neuron, 1, 1);
    }

    /** The models of fits, written at a time; their checkpoints go. */
    public MadeUpRun done(long second, Fit... fits) throws IOException {
        for (Fit fit : fits) {
            Files.deleteIfExists(folder.checkpoint(fit));
            put(folder.model(fit), second, "a model".getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** The checkpoint of a fit. */
    public MadeUpRun reach(long second, Fit fit, int epoch) throws IOException {
        String epochs = IntStream.rangeClosed(1, epoch)
                .mapToObj(number -> number + " 0.5 0.25")
                .collect(Collectors.joining(";"));
        SafetensorsFile.of(Map.of("epochs", epochs), Map.of()).write(folder.checkpoint(fit));
        seconds.put(folder.checkpoint(fit), second);
        return this;
    }

    /** Any file. */
    public MadeUpRun put(Path file, long second, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        seconds.put(file, second);
        return this;
    }

    /** A row of scores.csv. */
    public FitScore row(Fit fit, double correlation) {
        return new FitScore(
                fit.architecture().id(),
                fit.neuron(),
                "test",
                description.plan().of(fit),
                3,
                new Scores(correlation, 0, 0));
    }

    /** scores.csv. */
    public MadeUpRun score(long second, FitScore... rows) throws IOException {
        ScoresFile.write(folder.scores(), List.of(rows));
        seconds.put(folder.scores(), second);
        return this;
    }

    /** What the folder tells at a time, when nothing has happened but what has been said. */
    public RunProgress at(long second) throws IOException {
        settle();
        return RunProgress.read(folder, START.plusSeconds(second));
    }

    /** Gives every file the time that was said, and what no time was said of the beginning. */
    public void settle() throws IOException {
        try (Stream<Path> all = Files.walk(folder.path())) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(START.plusSeconds(seconds.getOrDefault(path, 0L))));
            }
        }
    }
}
