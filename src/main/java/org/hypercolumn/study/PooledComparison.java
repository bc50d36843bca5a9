package org.hypercolumn.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.metrics.Holm;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.train.RunSite;

/**
 * Two runs of several sites, compared site by site and taken together: neurons of a site are not independent, so that sites are the units of
 * intervals and tests, or animals where one has several sites.
 */
public final class PooledComparison {

    private static final int LONGEST_MODEL = 20;

    private static final List<String> COLUMNS = List.of(
            "metric",
            "model_a",
            "model_b",
            "sites",
            "neurons",
            "mean_a",
            "mean_b",
            "difference",
            "low",
            "high",
            "p",
            "p_holm",
            "bound",
            "p_equivalence",
            "p_equivalence_holm");

    /** What is compared: two models in one metric. */
    private record What(Metric metric, String modelA, String modelB) {}

    /** What one site says of it. */
    private record AtSite(String animal, ComparisonEntry entry) {

        boolean isDefined() {
            return entry.counts().paired() > 0;
        }
    }

    /**
     * What all sites say of it.
     *
     * @param sites that have neurons with the score under A and B
     * @param neurons of all these sites
     * @param difference mean of B - A
     * @param correctedP after Holm's correction over the comparisons of the metric
     * @param equivalenceP of the test of equivalence; NaN where none is asked for
     * @param correctedEquivalenceP after Holm's correction
     */
    private record Entry(
            What what,
            int sites,
            int neurons,
            double meanA,
            double meanB,
            MeanEstimate difference,
            double correctedP,
            double equivalenceP,
            double correctedEquivalenceP) {

        Entry withCorrected(double p, double equivalence) {
            return new Entry(what, sites, neurons, meanA, meanB, difference, p, equivalenceP, equivalence);
        }

        Interval interval() {
            return what.metric().intervalOfDifference(difference);
        }
    }

    private final List<String> sites;
    private final List<Entry> entries;
    private final Map<Metric, Double> bounds;
    private final int images;

    private PooledComparison(List<String> sites, List<Entry> entries, Map<Metric, Double> bounds, int images) {
        this.sites = List.copyOf(sites);
        this.entries = List.copyOf(entries);
        this.bounds = Map.copyOf(bounds);
        this.images = images;
    }

    /**
     * Of the comparisons of two sites or more, each within the site.
     *
     * @param bounds of tests of equivalence
     */
    public static PooledComparison of(Map<RunSite, RunComparison> bySite, Map<Metric, Double> bounds) {
        Map<What, List<AtSite>> all = new LinkedHashMap<>();
        bySite.forEach((site, comparison) -> comparison
                .entries()
                .forEach(entry -> all.computeIfAbsent(
                                new What(entry.metric(), entry.modelA(), entry.modelB()), what -> new ArrayList<>())
                        .add(new AtSite(animal(site), entry))));
        MeanEstimate.Units units = MeanEstimate.Units.of(
                bySite.keySet().stream().map(PooledComparison::animal).toList());
        List<Entry> entries = new ArrayList<>();
        for (Metric metric : all.keySet().stream().map(What::metric).distinct().toList()) {
            List<Entry> ofMetric = all.entrySet().stream()
                    .filter(what -> what.getKey().metric() == metric)
                    .map(what -> entry(what.getKey(), what.getValue(), units, bounds))
                    .toList();
            double[] corrected = Holm.corrected(ofMetric.stream()
                    .mapToDouble(entry -> entry.difference().p())
                    .toArray());
            double[] equivalence = Holm.corrected(
                    ofMetric.stream().mapToDouble(Entry::equivalenceP).toArray());
            for (int i = 0; i < corrected.length; i++) {
                entries.add(ofMetric.get(i).withCorrected(corrected[i], equivalence[i]));
            }
        }
        int images =
                bySite.values().stream().mapToInt(RunComparison::images).min().orElse(0);
        return new PooledComparison(bySite.keySet().stream().map(RunSite::name).toList(), entries, bounds, images);
    }

    private static String animal(RunSite site) {
        return site.animal().orElse(site.name());
    }

    private static Entry entry(What what, List<AtSite> all, MeanEstimate.Units units, Map<Metric, Double> bounds) {
        List<AtSite> at = all.stream().filter(AtSite::isDefined).toList();
        List<String> animals = at.stream().map(AtSite::animal).toList();
        MeanEstimate difference = estimate(at, animals, units, entry -> entry.meanB() - entry.meanA());
        Double bound = bounds.get(what.metric());
        return new Entry(
                what,
                at.size(),
                at.stream().mapToInt(site -> site.entry().counts().paired()).sum(),
                estimate(at, animals, units, ComparisonEntry::meanA).mean(),
                estimate(at, animals, units, ComparisonEntry::meanB).mean(),
                difference,
                Double.NaN,
                bound == null ? Double.NaN : difference.equivalenceP(bound),
                Double.NaN);
    }

    private static MeanEstimate estimate(
            List<AtSite> at, List<String> animals, MeanEstimate.Units units, ToDoubleFunction<ComparisonEntry> value) {
        return MeanEstimate.ofSites(
                at.stream()
                        .map(site -> new double[] {value.applyAsDouble(site.entry())})
                        .toList(),
                animals,
                units);
    }

    /** Plain text for a terminal, no line longer than 100 characters. */
    public String text() {
        StringBuilder text = new StringBuilder();
        TableText.wrapped("All sites together: %s.".formatted(String.join(", ", sites)), text);
        for (Metric metric :
                entries.stream().map(entry -> entry.what().metric()).distinct().toList()) {
            text.append("\n");
            row(text, metric.label(images), "A", "sites", "n", "B - A", "95 % interval", "p", "Holm");
            for (Entry entry : entries) {
                if (entry.what().metric() == metric) {
                    row(
                            text,
                            TableText.name(entry.what().modelB(), LONGEST_MODEL),
                            TableText.name(entry.what().modelA(), LONGEST_MODEL),
                            Integer.toString(entry.sites()),
                            Integer.toString(entry.neurons()),
                            TableNumbers.difference(metric, entry.difference().mean()),
                            TableNumbers.interval(metric, entry.interval()),
                            p(metric, entry.difference().p()),
                            p(metric, entry.correctedP()));
                }
            }
            if (bounds.containsKey(metric)) {
                equivalence(metric, text);
            }
        }
        text.append("\n");
        TableText.wrapped(method(), text);
        if (entries.stream().anyMatch(entry -> !entry.what().metric().isInformative(images))) {
            int neurons = entries.stream().mapToInt(Entry::neurons).max().orElse(0);
            PeakNotes.of(images, neurons).forEach(note -> TableText.wrapped(PeakNotes.sentence(note), text));
        }
        return text.toString();
    }

    /** None where the score is of too few images to be informative. */
    private String p(Metric metric, double p) {
        return TableNumbers.p(metric.isInformative(images) ? p : Double.NaN);
    }

    private void equivalence(Metric metric, StringBuilder text) {
        row(text, "", "", "", "", "bound", "", "p eq.", "Holm");
        for (Entry entry : entries) {
            if (entry.what().metric() == metric) {
                row(
                        text,
                        TableText.name(entry.what().modelB(), LONGEST_MODEL),
                        TableText.name(entry.what().modelA(), LONGEST_MODEL),
                        "",
                        "",
                        TableNumbers.bound(metric, bounds.getOrDefault(metric, Double.NaN)),
                        "",
                        p(metric, entry.equivalenceP()),
                        p(metric, entry.correctedEquivalenceP()));
            }
        }
    }

    private String method() {
        return "B - A: mean over sites of each site's mean difference, each site counting alike (each animal, where one has"
                + " several sites), since neurons of a site are not independent, with its 95 % interval ("
                + MeanEstimate.METHOD
                + ") and p by the same method; Holm: corrected over the comparisons of the metric."
                + (bounds.isEmpty()
                        ? ""
                        : " p eq.: twice the larger p of two one-sided tests against a difference of the bound or more, below 0.05 exactly when the interval lies within ±the bound.")
                + " Few sites say little about others.";
    }

    private static void row(StringBuilder text, Object... cells) {
        String line = String.format(Locale.ROOT, "%-20s  %-20s  %5s  %4s  %9s  %-16s  %6s  %6s", cells);
        text.append(line.stripTrailing()).append("\n");
    }

    /** One row a metric and pair of models, for programs: all digits (6 of p), NaN where undefined. */
    public String csv() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(COLUMNS);
        for (Entry entry : entries) {
            lines.add(List.of(
                    entry.what().metric().id(),
                    entry.what().modelA(),
                    entry.what().modelB(),
                    Integer.toString(entry.sites()),
                    Integer.toString(entry.neurons()),
                    DecimalText.of(entry.meanA()),
                    DecimalText.of(entry.meanB()),
                    DecimalText.of(entry.difference().mean()),
                    DecimalText.of(entry.interval().low()),
                    DecimalText.of(entry.interval().high()),
                    DecimalText.of(TableCsv.roundedP(entry.difference().p())),
                    DecimalText.of(TableCsv.roundedP(entry.correctedP())),
                    DecimalText.of(bounds.getOrDefault(entry.what().metric(), Double.NaN)),
                    DecimalText.of(TableCsv.roundedP(entry.equivalenceP())),
                    DecimalText.of(TableCsv.roundedP(entry.correctedEquivalenceP()))));
        }
        return TableCsv.text(lines);
    }

    /**
     * Writes {@code sites.csv} and {@code sites.txt}, each whole or not at all.
     *
     * @param folder made if it is missing; files of the same names are replaced
     * @return the files, in order
     * @throws IOException if a file cannot be written
     */
    public List<Path> write(Path folder) throws IOException {
        return List.of(write(folder.resolve("sites.csv"), csv()), write(folder.resolve("sites.txt"), text()));
    }

    private static Path write(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(bytes));
        return file;
    }
}
