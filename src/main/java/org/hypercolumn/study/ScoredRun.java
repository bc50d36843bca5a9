package org.hypercolumn.study;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.ScoresFile;

/**
 * A run that is compared: what run.json, scores.csv and, where it is there, neurons.csv say of it.
 *
 * @param folder where it is
 * @param name what results call it: a name of the folder, never its whole path
 * @param description what made it
 * @param rows one a fit, one or more, all of the description's fits and of one tier; no two of one fit, no score infinite
 * @param images how many images the scores are of; 0 if the run has no neurons.csv
 */
record ScoredRun(RunFolder folder, String name, RunDescription description, List<FitScore> rows, int images) {

    ScoredRun {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a run.
     *
     * @throws BadDataFileException if it is no run, has no scores yet, or its files are damaged
     */
    static ScoredRun read(RunFolder folder) throws IOException {
        RunDescription description = RunDescription.read(folder);
        checkIds(folder, description);
        List<FitScore> rows;
        try {
            rows = ScoresFile.readScores(folder.scores(), description.plan());
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(folder.path(), "has no scores.csv yet; run its fit command again", e);
        } catch (CharacterCodingException e) {
            throw new BadDataFileException(folder.scores(), "expected CSV, got a damaged file", e);
        }
        if (rows.isEmpty()) {
            throw new BadDataFileException(folder.path(), "has no scores yet; run its fit command again");
        }
        try {
            check(rows, description);
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(
                    folder.scores(), "%s; run its fit command again".formatted(e.getMessage()), e);
        }
        Path name = folder.path().toAbsolutePath().normalize().getFileName();
        return new ScoredRun(
                folder, String.valueOf(name == null ? folder.path() : name), description, rows, images(folder));
    }

    private static int images(RunFolder folder) throws IOException {
        return Files.exists(folder.neurons()) ? PeakNotes.images(Ceilings.readOfRun(folder.neurons())) : 0;
    }

    private static void checkIds(RunFolder folder, RunDescription description) throws BadDataFileException {
        int last =
                description.neurons().stream().mapToInt(Integer::intValue).max().orElse(0);
        int named = description.data().neuronIds().map(NeuronIds::count).orElse(Integer.MAX_VALUE);
        if (named <= last) {
            throw new BadDataFileException(
                    folder.description(),
                    "expected an id of every neuron in neuronIds, got %d ids and neuron %d; restore it or begin another run"
                            .formatted(named, last));
        }
    }

    private static void check(List<FitScore> rows, RunDescription description) {
        Set<Integer> neurons = new HashSet<>(description.neurons());
        for (FitScore row : rows) {
            if (!description.modelIds().contains(row.model())
                    || !neurons.contains(row.neuron())
                    || !description.shares().contains(row.plan().share())
                    || !description.seeds().contains(row.plan().seed())) {
                throw new IllegalArgumentException("expected fits of run.json, got " + row.fit());
            }
            check(row, description.data().neuronId(row.neuron()));
        }
        List<String> tiers = rows.stream().map(FitScore::tier).distinct().toList();
        if (tiers.size() > 1) {
            throw new IllegalArgumentException("expected scores of one tier, got " + String.join(" and ", tiers));
        }
        long fits = rows.stream().map(FitScore::fit).distinct().count();
        if (fits < rows.size()) {
            throw new IllegalArgumentException(
                    "expected one row a fit, got %d rows of %d fits".formatted(rows.size(), fits));
        }
    }

    private static void check(FitScore row, String id) {
        if (!row.neuronId().equals(id)) {
            throw new IllegalArgumentException("expected neuron_id '%s' of %s, as run.json has it, got '%s'"
                    .formatted(id, row.fit(), row.neuronId()));
        }
        for (Metric metric : Metric.values()) {
            if (Double.isInfinite(metric.of(row.scores()))) {
                throw new IllegalArgumentException(
                        "expected a number or NaN as %s of %s, got an infinite one".formatted(metric.id(), row.fit()));
            }
        }
    }

    ScoredRun withName(String changed) {
        return new ScoredRun(folder, changed, description, rows, images);
    }

    /** The same with these rows, of the same fits, whose neurons may have other numbers. */
    ScoredRun withRows(List<FitScore> changed) {
        return new ScoredRun(folder, name, description, changed, images);
    }

    /** The same with the rows of one share, which it has. */
    ScoredRun atShare(double share) {
        return withRows(rows.stream().filter(row -> row.plan().share() == share).toList());
    }

    /** Models that have scores, in the order of run.json. */
    List<String> models() {
        return description.modelIds().stream()
                .filter(model -> rows.stream().anyMatch(row -> row.model().equals(model)))
                .toList();
    }

    /** Shares that have scores, rising. */
    List<Double> shares() {
        return rows.stream().map(row -> row.plan().share()).distinct().sorted().toList();
    }

    /** The tier that all scores are of. */
    String tier() {
        return rows.get(0).tier();
    }

    /** Whether some fit has a score that is not NaN. */
    boolean has(Metric metric) {
        return rows.stream().anyMatch(row -> !Double.isNaN(metric.of(row.scores())));
    }

    /** The neurons that have scores, rising. */
    List<Integer> neurons() {
        return rows.stream().map(FitScore::neuron).distinct().sorted().toList();
    }

    ModelScores scores(String model, double share) {
        return ModelScores.of(rows, model, share);
    }
}
