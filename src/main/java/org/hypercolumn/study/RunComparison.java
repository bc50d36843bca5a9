package org.hypercolumn.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.SitesFolder;

/**
 * Models compared neuron by neuron: those of one run with each other, or those of two runs. It needs run.json and
 * scores.csv only, and comes out the same bytes wherever the runs are.
 */
public final class RunComparison {

    private final ComparisonConditions conditions;
    private final List<ComparisonEntry> entries;
    private final List<String> notes;

    private RunComparison(
            ComparisonConditions conditions, List<ComparisonEntry> entries, Optional<NamedPrimary> primary) {
        this.conditions = conditions;
        this.entries = List.copyOf(entries);
        List<String> all = new ArrayList<>(ComparisonNotes.of(conditions, entries));
        primary.ifPresent(named -> all.add(0, sentence(named, conditions, entries)));
        this.notes = List.copyOf(all);
    }

    /**
     * Compares models of one run.
     *
     * @throws BadDataFileException if it is damaged, or has not two models of those asked for
     * @throws IOException if it cannot be read
     */
    public static RunComparison of(RunFolder run, ComparisonChoice choice) throws IOException {
        ScoredRun scored = ScoredRun.read(run);
        double share = ComparedShare.of(scored, scored, choice);
        ScoredRun atShare = scored.atShare(share);
        return of(atShare, atShare, share, choice, ComparedSites.one(atShare));
    }

    /**
     * Compares models over several sites, each of which has a run of its own. Sites, or animals where one has several of
     * them, are the units of intervals and tests.
     *
     * @param runs two or more, of different recordings
     * @param animals of each run, equal for equal animals; empty if each site is taken as an animal of its own
     * @throws BadDataFileException if one is damaged, two are of the same recording or differ in what must be equal, or they
     *     have not two models of those asked for in common
     * @throws IOException if one cannot be read
     */
    public static RunComparison ofSites(List<RunFolder> runs, List<String> animals, ComparisonChoice choice)
            throws IOException {
        if (runs.size() < 2 || (!animals.isEmpty() && animals.size() != runs.size())) {
            throw new IllegalArgumentException("sites: expected two or more runs and an animal of each, got %d and %d"
                    .formatted(runs.size(), animals.size()));
        }
        ComparedSites sites = ComparedSites.read(runs, animals, choice);
        ScoredRun pooled = sites.pooled();
        if (pooled.rows().isEmpty()) {
            throw new BadDataFileException(
                    runs.get(0).path(), "has no model in common with the runs of the other sites; fit the same ones");
        }
        double share = pooled.rows().get(0).plan().share();
        return of(pooled, pooled, share, choice, sites);
    }

    /**
     * Compares the models of two runs: each with itself, or those of the second with a baseline of the first.
     *
     * @throws BadDataFileException if one is damaged, they are the same folder, nothing says which of their neurons are the
     *     same, or they differ in what must be equal
     * @throws IOException if one cannot be read
     */
    public static RunComparison of(RunFolder runA, RunFolder runB, ComparisonChoice choice) throws IOException {
        ScoredRun a = ScoredRun.read(runA);
        ScoredRun b = ScoredRun.read(runB);
        if (Files.isSameFile(runA.path(), runB.path())) {
            throw new BadDataFileException(
                    runB.path(), "is the first run again; give two runs, or one of which to compare the models");
        }
        if (a.name().equals(b.name())) {
            a = a.withName(a.name() + " (A)");
            b = b.withName(b.name() + " (B)");
        }
        if (choice.images() == ComparisonChoice.Images.SAMPLED) {
            throw new IllegalArgumentException(
                    "comparison: images are a sample only for models of one run or of sites");
        }
        if (choice.differences() == ComparisonChoice.Differences.REFUSED) {
            checkEqual(a, b);
        }
        double share = ComparedShare.of(a, b, choice);
        ScoredRun first = a.atShare(share);
        return of(
                first, NeuronPairing.renumbered(a, b, choice).atShare(share), share, choice, ComparedSites.one(first));
    }

    /** Refuses runs whose scores are not of the same kind. */
    static void checkEqual(ScoredRun a, ScoredRun b) throws BadDataFileException {
        String there = kind(a);
        String here = kind(b);
        if (!there.equals(here)) {
            throw new BadDataFileException(
                    b.folder().path(),
                    "has scores on the %s and %s on the %s; give runs of the same, or say --allow-different"
                            .formatted(here, a.name(), there));
        }
    }

    private static String kind(ScoredRun run) {
        return "%s images under protocol %s"
                .formatted(run.tier(), run.description().plan().protocol().id());
    }

    private static RunComparison of(
            ScoredRun a, ScoredRun b, double share, ComparisonChoice choice, ComparedSites sites) throws IOException {
        List<ModelComparison.Pair> pairs = new ArrayList<>();
        for (ComparedModels.Names names : new ComparedModels(a, b, choice).pairs()) {
            pairs.add(new ModelComparison.Pair(a.scores(names.first(), share), b.scores(names.second(), share)));
        }
        long seed = Stream.of(a, b)
                .flatMap(run -> run.rows().stream())
                .mapToLong(row -> row.plan().seed())
                .min()
                .orElseThrow();
        Optional<NamedPrimary> primary = NamedPrimary.read(a.folder());
        List<Metric> all = metrics(a, b);
        List<Metric> metrics = choice.metrics().isEmpty()
                ? primary.map(named -> named.first(all)).orElse(all)
                : choice.metrics();
        ComparisonChoice compared = choice.boundingOnly(metrics);
        Optional<ImageInfluences> images = choice.images() == ComparisonChoice.Images.SAMPLED
                ? Optional.of(images(pairs, sites, share))
                : Optional.empty();
        var comparison = new ModelComparison(pairs, seed, sites, compared.bounds(), images);
        ComparisonConditions conditions = ComparisonConditions.of(a, b, share, compared, pairs, sites);
        List<ComparisonEntry> entries = metrics.stream()
                .flatMap(metric -> comparison.entries(metric).stream())
                .toList();
        return new RunComparison(conditions, entries, primary);
    }

    private static ImageInfluences images(List<ModelComparison.Pair> pairs, ComparedSites sites, double share)
            throws IOException {
        List<String> models = pairs.stream()
                .flatMap(pair -> Stream.of(pair.first().model(), pair.second().model()))
                .distinct()
                .toList();
        return ImageInfluences.read(sites, models, share);
    }

    private static String sentence(
            NamedPrimary primary, ComparisonConditions conditions, List<ComparisonEntry> entries) {
        PrimaryComparison comparison = primary.comparison();
        boolean here = entries.stream()
                .anyMatch(entry -> entry.metric() == comparison.metric()
                        && entry.modelA().equals(comparison.baseline())
                        && !entry.modelB().equals(comparison.baseline()));
        List<PrimaryComparison.Test> tests = conditions.sites().areSeveral()
                ? List.of(PrimaryComparison.Test.SITES)
                : List.of(PrimaryComparison.Test.WILCOXON, PrimaryComparison.Test.PERMUTATION);
        return primary.sentence(here ? comparison.baseline() : "", tests);
    }

    /** The paper's, and those of single trials that some fit has; chance is no score of a model. */
    private static List<Metric> metrics(ScoredRun a, ScoredRun b) {
        List<Metric> metrics = new ArrayList<>(Metric.paper());
        for (Metric metric : Metric.values()) {
            if (metric.needsTrials() && (a.has(metric) || b.has(metric))) {
                metrics.add(metric);
            }
        }
        return metrics;
    }

    /** By metric, then by pair. */
    List<ComparisonEntry> entries() {
        return entries;
    }

    /** How many images the scores are of, the smaller number of two runs; 0 if it is not known. */
    int images() {
        return conditions.images();
    }

    /** What a reader must know before believing it, a sentence each. */
    List<String> notes() {
        return notes;
    }

    /** Plain text for a terminal, no line longer than 100 characters unless a word of a note is. */
    public String text() {
        return ComparisonText.text(conditions, entries, notes);
    }

    /** One row a metric and pair of models, for programs: all digits (6 of p), NaN where undefined. */
    public String csv() {
        return ComparisonCsv.text(conditions, entries);
    }

    /** The same with all that the runs are, null where undefined. */
    public String json() {
        return ComparisonJson.text(conditions, entries, notes);
    }

    /** What it was made of: one row a metric, pair of models and paired neuron, all digits. */
    public String neuronsCsv() {
        return ComparisonNeurons.text(conditions, metrics());
    }

    private List<Metric> metrics() {
        return entries.stream().map(ComparisonEntry::metric).distinct().toList();
    }

    /** For people, in GitHub's Markdown. */
    public String markdown() {
        return ComparisonMarkdown.text(conditions, entries, notes);
    }

    /**
     * Writes {@code comparison.csv}, {@code comparison.json}, {@code comparison.md} and {@code neurons.csv}, each whole or not at
     * all.
     *
     * @param folder made if it is missing; files of the same names are replaced
     * @return the files, in order
     * @throws BadDataFileException if it holds a run, or a file of such a name that is of no comparison
     * @throws IOException if a file cannot be written
     */
    public List<Path> write(Path folder) throws IOException {
        requireReplaceable(folder);
        return List.of(
                write(folder.resolve("comparison.csv"), csv()),
                write(folder.resolve("comparison.json"), json()),
                write(folder.resolve("comparison.md"), markdown()),
                write(folder.resolve("neurons.csv"), neuronsCsv()));
    }

    /**
     * Lets a folder pass if what a comparison writes there replaces nothing, or what a comparison wrote.
     *
     * @throws BadDataFileException if it holds a run, or a file of such a name that is of no comparison
     */
    public static void requireReplaceable(Path folder) throws BadDataFileException {
        boolean run = Files.exists(RunFolder.of(folder).description())
                || SitesFolder.of(folder).isThere();
        boolean others = !Files.exists(folder.resolve("comparison.json"))
                && Stream.of("comparison.csv", "comparison.md", "neurons.csv")
                        .anyMatch(name -> Files.exists(folder.resolve(name)));
        if (run || others) {
            throw new BadDataFileException(
                    folder,
                    "holds %s, which a comparison would replace; choose another --out"
                            .formatted(run ? "a run" : "other files of the names that are written"));
        }
    }

    private static Path write(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(bytes));
        return file;
    }
}
