package org.hypercolumn.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.model.Presets;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.ScoresFile;
import org.hypercolumn.train.TrainingPlan;

/**
 * Run folders of nothing but run.json and scores.csv, for tests of comparisons.
 *
 * @param site name
 * @param file digest of the recording's only file
 * @param leaks whether it allowed them
 * @param ids of the recording's neurons, empty for places
 * @param count how many neurons were fitted, from 0 on
 * @param plan share and seed too
 * @param tier of the scores
 * @param rows so far
 */
public record ScoredRuns(
        String site,
        String file,
        RunData.Leaks leaks,
        List<String> ids,
        int count,
        TrainingPlan plan,
        String tier,
        List<FitScore> rows) {

    /** A run of so many neurons of a recording without ids, without scores yet. */
    public static ScoredRuns of(int count) {
        return new ScoredRuns(
                "m1s1", "0a", RunData.Leaks.NONE, List.of(), count, TrainingPlan.paper(), "test", List.of());
    }

    /** The same of a site of another name. */
    public ScoredRuns withSite(String changed) {
        return new ScoredRuns(changed, file, leaks, ids, count, plan, tier, rows);
    }

    /** The same of another recording. */
    public ScoredRuns withFile(String changed) {
        return new ScoredRuns(site, changed, leaks, ids, count, plan, tier, rows);
    }

    /** The same with leaks or without. */
    public ScoredRuns withLeaks(RunData.Leaks changed) {
        return new ScoredRuns(site, file, changed, ids, count, plan, tier, rows);
    }

    /** The same of a recording with neuron ids. */
    public ScoredRuns withIds(String... changed) {
        return new ScoredRuns(site, file, leaks, List.of(changed), count, plan, tier, rows);
    }

    /** The tier of the rows that come. */
    public ScoredRuns withTier(String changed) {
        return new ScoredRuns(site, file, leaks, ids, count, plan, changed, rows);
    }

    /** The plan of the rows that come. */
    public ScoredRuns withPlan(TrainingPlan changed) {
        return new ScoredRuns(site, file, leaks, ids, count, changed, tier, rows);
    }

    /** A score of each neuron; both peak tunings are it in tenths, rounded down. */
    public ScoredRuns with(String model, double... correlations) {
        return with(model, correlations.length, neuron -> correlations[neuron]);
    }

    /** The score of each of the first neurons. */
    public ScoredRuns with(String model, int neurons, IntToDoubleFunction correlation) {
        List<FitScore> more = new ArrayList<>(rows);
        for (int neuron = 0; neuron < neurons; neuron++) {
            double score = correlation.applyAsDouble(neuron);
            double tenths = Math.floor(10 * score) / 10;
            more.add(row(model, neuron, new Scores(score, tenths, tenths)));
        }
        return new ScoredRuns(site, file, leaks, ids, count, plan, tier, more);
    }

    /** All scores of one neuron. */
    public ScoredRuns with(String model, int neuron, Scores scores) {
        List<FitScore> more = new ArrayList<>(rows);
        more.add(row(model, neuron, scores));
        return new ScoredRuns(site, file, leaks, ids, count, plan, tier, more);
    }

    private FitScore row(String model, int neuron, Scores scores) {
        return new FitScore(model, neuron, tier, plan, 1, scores);
    }

    /** Writes run.json and scores.csv. */
    public RunFolder write(Path folder) throws IOException {
        RunFolder run = RunFolder.of(folder);
        description().write(run, MadeUpRun.session(0));
        ScoresFile.write(
                run.scores(),
                rows.stream()
                        .map(row -> new FitScore(
                                row.model(), row.neuron(), id(row), row.tier(), row.plan(), row.epoch(), row.scores()))
                        .toList());
        return run;
    }

    private String id(FitScore row) {
        return row.neuron() < ids.size() ? ids.get(row.neuron()) : row.neuronId();
    }

    private RunDescription description() {
        return new RunDescription(
                        new RunData(
                                Path.of("nowhere"),
                                site,
                                Map.of("recording.h5", file),
                                Optional.empty(),
                                Optional.empty(),
                                ids.isEmpty() ? Optional.empty() : Optional.of(NeuronIds.of(ids)),
                                leaks),
                        Stream.concat(Stream.of("ff-cnn"), rows.stream().map(FitScore::model))
                                .distinct()
                                .map(Presets::of)
                                .toList(),
                        IntStream.range(0, count).boxed().toList(),
                        List.of(1.0),
                        List.of(1L),
                        plan)
                .withShares(of(
                        rows.stream().map(row -> row.plan().share()).distinct().toList(), 1.0))
                .withSeeds(of(
                        rows.stream().map(row -> row.plan().seed()).distinct().toList(), 1L));
    }

    private static <T> List<T> of(List<T> found, T otherwise) {
        return found.isEmpty() ? List.of(otherwise) : found;
    }
}
