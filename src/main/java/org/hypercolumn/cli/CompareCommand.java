package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.study.ComparisonChoice;
import org.hypercolumn.study.RunComparison;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.SitesFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hypercolumn compare}. */
@Command(
        name = "compare",
        description = {
            "Compares two runs, or the models of one or of several sites, neuron by neuron.",
            "Two runs: each model that both have, or with --baseline the models of RUN_B",
            "with one of RUN_A. One run: its models with a baseline, or each with each.",
            "Several sites (--sites, or one run of several): the same, with sites or animals",
            "as the units of intervals and tests, since neurons of one site are not",
            "independent. Two runs of several sites: site by site, then all together.",
            "Prints and writes differences with intervals, effect sizes and tests. Reads",
            "run.json and scores.csv; docs/statistics.md says what the numbers are."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hypercolumn compare runs/monday runs/tuesday",
            "  hypercolumn compare runs/m1s1 --baseline ff-cnn",
            "  hypercolumn compare runs/m1s1 --models ff-cnn,rf-cnn,rf-sa-cnn --all-pairs",
            "  hypercolumn compare runs/m1s1 runs/mine --models my-net --baseline ff-cnn",
            "  hypercolumn compare runs/m1s1 --baseline ff-cnn --equivalence corr=0.01",
            "  hypercolumn compare --sites runs/m1s1,runs/m1s2,runs/m2s1 --animals m1,m1,m2"
        })
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN_A", description = "Folder of a run.")
    private Optional<Path> runA = Optional.empty();

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN_B", description = "Folder of another run.")
    private Optional<Path> runB = Optional.empty();

    @Option(
            names = "--sites",
            paramLabel = "RUNS",
            description = "In place of RUN_A: comma-separated folders of runs, one of each site.")
    private Optional<String> sites = Optional.empty();

    @Option(
            names = "--animals",
            paramLabel = "LIST",
            description =
                    "Comma-separated animals of the sites, in their order (default: those of a run of several, else one animal per site).")
    private Optional<String> animals = Optional.empty();

    @Option(
            names = "--models",
            paramLabel = "LIST",
            description = "Comma-separated ids (default: all, but for the first stage of incremental learning).")
    private Optional<String> models = Optional.empty();

    @Option(
            names = "--baseline",
            paramLabel = "ID",
            description = "Model of RUN_A or of the sites to compare with (default without RUN_B: the first model).")
    private Optional<String> baseline = Optional.empty();

    @Option(names = "--all-pairs", description = "Compare each model of one run with each.")
    private boolean allPairs;

    @Option(
            names = "--metric",
            paramLabel = "LIST",
            description =
                    "Comma-separated columns of scores.csv (default: corr,ptj,pts and, if single trials exist, the single-trial metrics).")
    private Optional<String> metrics = Optional.empty();

    @Option(
            names = "--equivalence",
            paramLabel = "BOUND",
            description =
                    "Also test whether models differ by less than this, such as 0.01 (of shares: 1 percentage point) or, by metric, corr=0.01,ptj=0.02.")
    private Optional<String> equivalence = Optional.empty();

    @Option(
            names = "--sampled-images",
            description =
                    "Take the test images as a sample, as neurons are: adds an interval and p of CORR that hold for other images of the kind. Reads the runs' predictions.")
    private boolean sampledImages;

    @Option(
            names = "--share",
            paramLabel = "X",
            description = "Of the training images (default: the largest that all have).")
    private Optional<Double> share = Optional.empty();

    @Option(
            names = "--by-place",
            description = "Pair the neurons at the same place of two recordings, not those of the same id.")
    private boolean byPlace;

    @Option(
            names = "--allow-different",
            description = "Compare runs of different tiers, protocols or names of the site.")
    private boolean allowDifferent;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder of the files (default: RUN_A/comparisons/RUN_B or RUN_A/comparisons/models; with --sites, comparisons/sites in the first run).")
    private Optional<Path> out = Optional.empty();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    CompareCommand() {}

    @Override
    public Integer call() throws IOException {
        ComparisonChoice choice = choice();
        if (runA.map(SiteRuns::areIn).orElse(false) && runB.map(SiteRuns::areIn).orElse(true) && sites.isEmpty()) {
            Path run = runA.orElseThrow();
            if (animals.isPresent() && runB.isPresent()) {
                throw wrong("--animals is for the sites of one run, but RUN_B is given");
            }
            SiteBySiteComparison compared = runB.isPresent()
                    ? SiteBySiteComparison.of(run, runB.get(), choice)
                    : SiteBySiteComparison.of(run, animals(), choice);
            compared.printAndWrite(
                    out.orElseGet(() -> SitesFolder.of(run).comparisons().resolve(name())));
            return 0;
        }
        List<RunFolder> runs = runs();
        RunFolder first = runs.get(0);
        RunComparison comparison = sites.isPresent()
                ? RunComparison.ofSites(runs, animals(), choice)
                : runB.isPresent()
                        ? RunComparison.of(first, RunFolder.of(runB.get()), choice)
                        : RunComparison.of(first, choice);
        Path folder = out.orElseGet(() -> first.comparisons().resolve(name()));
        RunComparison.requireReplaceable(folder);
        System.out.print(comparison.text());
        System.out.flush();
        List<String> files = comparison.write(folder).stream()
                .map(file -> String.valueOf(file.getFileName()))
                .toList();
        System.err.println("comparison in " + folder + ": " + String.join(", ", files));
        return 0;
    }

    /** Of the sites, or RUN_A alone. */
    private List<RunFolder> runs() {
        if (sites.isPresent() == runA.isPresent()) {
            throw wrong(
                    runA.isPresent()
                            ? "--sites takes the place of RUN_A; give one of them"
                            : "expected RUN_A or --sites, got neither");
        }
        if (animals.isPresent() && sites.isEmpty()) {
            throw wrong("--animals is for several sites; give --sites or a run of several");
        }
        if (sites.isEmpty()) {
            return List.of(RunFolder.of(runA.orElseThrow()));
        }
        List<RunFolder> runs =
                all(sites.get()).stream().map(Path::of).map(RunFolder::of).toList();
        if (runs.size() < 2) {
            throw wrong("--sites: expected two runs or more, got " + sites.get());
        }
        if (animals.isPresent() && all(animals.get()).size() != runs.size()) {
            throw wrong("--animals: expected an animal of each of %d sites, got %d"
                    .formatted(runs.size(), all(animals.get()).size()));
        }
        return runs;
    }

    /** Of the sites, in their order; empty if not given. */
    private List<String> animals() {
        List<String> names = animals.map(CompareCommand::all).orElse(List.of());
        if (names.contains("")) {
            throw wrong("--animals: expected names with commas, got '%s'".formatted(animals.orElse("")));
        }
        return names;
    }

    /** Of the folder where no other is asked for. */
    private String name() {
        if (sites.isPresent()) {
            return "sites";
        }
        return runB.map(run -> run.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("models");
    }

    private ComparisonChoice choice() {
        if (allPairs && (baseline.isPresent() || runB.isPresent())) {
            throw wrong("--all-pairs compares models of one run, without --baseline");
        }
        if (runB.isEmpty() && (byPlace || (allowDifferent && sites.isEmpty()))) {
            throw wrong((byPlace ? "--by-place" : "--allow-different") + " is for two runs, but RUN_B is missing");
        }
        if (sampledImages && runB.isPresent()) {
            throw wrong("--sampled-images is for the models of one run or of --sites, but RUN_B is given");
        }
        ComparisonChoice choice = ComparisonChoice.standard();
        if (models.isPresent()) {
            choice = choice.withModels(list(models.get()));
        }
        if (baseline.isPresent()) {
            choice = choice.withBaseline(baseline.get().strip());
        }
        if (allPairs) {
            choice = choice.withPartners(ComparisonChoice.Partners.ALL);
        }
        if (metrics.isPresent()) {
            choice = choice.withMetrics(list(metrics.get()).stream()
                    .map(name -> metric("--metric", name))
                    .distinct()
                    .toList());
        }
        if (equivalence.isPresent()) {
            choice = choice.withBounds(bounds(equivalence.get(), choice.metrics()));
        }
        if (sampledImages && !choice.metrics().isEmpty() && !choice.metrics().contains(Metric.CORR)) {
            throw wrong("--sampled-images is for corr; add it to --metric");
        }
        if (sampledImages) {
            choice = choice.withImages(ComparisonChoice.Images.SAMPLED);
        }
        if (share.isPresent()) {
            choice = choice.withShare(share.get());
        }
        if (byPlace) {
            choice = choice.withNeurons(ComparisonChoice.Neurons.BY_PLACE);
        }
        return allowDifferent ? choice.withDifferences(ComparisonChoice.Differences.ALLOWED) : choice;
    }

    /** One bound of all metrics, or one of each that is named. */
    private Map<Metric, Double> bounds(String text, List<Metric> chosen) {
        Map<Metric, Double> bounds = new EnumMap<>(Metric.class);
        Optional<Double> ofAll = Optional.empty();
        for (String part : all(text)) {
            int sign = part.indexOf('=');
            double bound = bound(part.substring(sign + 1).strip());
            boolean several;
            if (sign < 0) {
                several = ofAll.isPresent();
                ofAll = Optional.of(bound);
            } else {
                Metric metric = metric("--equivalence", part.substring(0, sign).strip());
                several = bounds.put(metric, bound) != null;
            }
            if (several) {
                throw wrong("--equivalence: expected one bound, or one of each metric, got several: " + text);
            }
        }
        for (Metric metric : bounds.keySet()) {
            if (!chosen.isEmpty() && !chosen.contains(metric)) {
                throw wrong("--equivalence: %s is not compared; add it to --metric".formatted(metric.id()));
            }
        }
        ofAll.ifPresent(bound -> Arrays.stream(Metric.values()).forEach(metric -> bounds.putIfAbsent(metric, bound)));
        bounds.forEach(this::checkBound);
        return bounds;
    }

    private void checkBound(Metric metric, double bound) {
        Interval range = metric.range();
        if (bound >= range.high() - range.low()) {
            throw wrong("--equivalence: expected a bound below %s of %s, whose differences are not larger, got %s%s"
                    .formatted(
                            DecimalText.of(range.high() - range.low()),
                            metric.id(),
                            DecimalText.of(bound),
                            metric.isPeakTuning() ? "; 0.02 is 2 percentage points" : ""));
        }
    }

    private double bound(String number) {
        try {
            double bound = Double.parseDouble(number);
            if (bound > 0 && Double.isFinite(bound)) {
                return bound;
            }
        } catch (NumberFormatException e) {
            throw wrong("--equivalence: expected a bound above 0 such as 0.01, got '%s'".formatted(number), e);
        }
        throw wrong("--equivalence: expected a bound above 0 such as 0.01, got '%s'".formatted(number));
    }

    private static List<String> all(String names) {
        return Arrays.stream(names.split(",", -1)).map(String::strip).toList();
    }

    /** Each once. */
    private static List<String> list(String names) {
        return all(names).stream().distinct().toList();
    }

    /** By its column of scores.csv or by its name in tables. */
    private Metric metric(String option, String name) {
        String id = name.toLowerCase(Locale.ROOT);
        for (Metric metric : Metric.values()) {
            if (metric.id().equals(id) || metric.name().toLowerCase(Locale.ROOT).equals(id)) {
                return metric;
            }
        }
        List<String> ids = Arrays.stream(Metric.values()).map(Metric::id).toList();
        throw wrong("%s: expected %s, got '%s'%s"
                .formatted(option, String.join(", ", ids), name, EditDistance.hint(id, ids)));
    }

    private ParameterException wrong(String problem, Exception cause) {
        return new ParameterException(command.commandLine(), problem, cause);
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(command.commandLine(), problem);
    }
}
