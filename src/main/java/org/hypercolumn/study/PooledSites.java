package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hypercolumn.metrics.Holm;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunSite;

/**
 * All sites of a table together. Neurons of a site share more than their number says, so that sites are the units, or animals
 * where one has several sites: no interval and no test here takes the neurons of several sites for independent.
 */
final class PooledSites {

    /** A model's scores at one site, and the baseline's at the same share; empty for the baseline itself. */
    private record AtSite(String animal, ModelScores scores, Optional<ModelScores> baseline) {}

    /**
     * What one site has to say.
     *
     * @param site which
     * @param rows one a fit
     */
    record SiteRows(RunSite site, List<FitScore> rows) {

        SiteRows {
            rows = List.copyOf(rows);
        }
    }

    private final TableKind kind;
    private final List<SiteRows> sites;
    private final MeanEstimate.Units units;

    /** Of sites, two or more. */
    PooledSites(TableKind kind, List<SiteRows> sites) {
        this.kind = kind;
        this.sites = List.copyOf(sites);
        this.units = MeanEstimate.Units.of(
                sites.stream().map(site -> animal(site.site())).toList());
    }

    /** The entries of these rows, by row and metric. */
    List<TableEntry> entries(List<SitesTable.Row> rows) {
        Map<Metric, List<TableEntry>> byMetric = new LinkedHashMap<>();
        for (Metric metric : Metric.paper()) {
            List<TableEntry> entries = new ArrayList<>();
            rows.forEach(row -> entries.add(entry(row, metric)));
            double[] corrected =
                    Holm.corrected(entries.stream().mapToDouble(TableEntry::p).toArray());
            for (int i = 0; i < corrected.length; i++) {
                entries.set(i, entries.get(i).withCorrectedP(corrected[i]));
            }
            byMetric.put(metric, entries);
        }
        List<TableEntry> all = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (List<TableEntry> entries : byMetric.values()) {
                all.add(entries.get(row));
            }
        }
        return all;
    }

    private TableEntry entry(SitesTable.Row row, Metric metric) {
        List<AtSite> at = at(row);
        List<double[]> values =
                at.stream().map(site -> site.scores().values(metric)).toList();
        MeanEstimate estimate = estimate(at, values);
        int behind = estimate.units();
        Summary all = Summary.of(values.stream().flatMapToDouble(Arrays::stream).toArray());
        double change = Double.NaN;
        double p = Double.NaN;
        if (!row.model().equals(kind.baseline())) {
            List<AtSite> paired =
                    at.stream().filter(site -> site.baseline().isPresent()).toList();
            List<double[]> own = new ArrayList<>();
            List<double[]> others = new ArrayList<>();
            List<double[]> differences = new ArrayList<>();
            for (AtSite site : paired) {
                PairedScores pairs =
                        PairedScores.of(site.scores(), site.baseline().orElseThrow(), metric);
                own.add(pairs.first());
                others.add(pairs.second());
                differences.add(differences(pairs.first(), pairs.second()));
            }
            double reference = estimate(paired, others).mean();
            change = reference > 0 ? 100 * (estimate(paired, own).mean() - reference) / reference : Double.NaN;
            MeanEstimate difference = estimate(paired, differences);
            p = difference.p();
            behind = difference.units();
        }
        return new TableEntry(
                row.model(),
                row.share(),
                metric,
                new Summary(estimate.mean(), all.defined(), all.undefined()),
                estimate.interval().within(metric.range()),
                change,
                p,
                Double.NaN,
                TableEntry.Test.over(units),
                behind);
    }

    private MeanEstimate estimate(List<AtSite> at, List<double[]> values) {
        return MeanEstimate.ofSites(values, at.stream().map(AtSite::animal).toList(), units);
    }

    private static double[] differences(double[] own, double[] others) {
        double[] differences = new double[own.length];
        Arrays.setAll(differences, n -> own[n] - others[n]);
        return differences;
    }

    /** The sites that have the model at the share. */
    private List<AtSite> at(SitesTable.Row row) {
        List<AtSite> at = new ArrayList<>();
        for (SiteRows site : sites) {
            ModelScores scores = ModelScores.of(site.rows(), row.model(), row.share());
            if (scores.fits() > 0) {
                at.add(new AtSite(
                        animal(site.site()),
                        scores,
                        Optional.of(ModelScores.of(site.rows(), kind.baseline(), row.share()))
                                .filter(baseline -> baseline.fits() > 0)));
            }
        }
        return at;
    }

    /** A site whose animal nobody named is taken for an animal of its own. */
    private static String animal(RunSite site) {
        return site.animal().orElse(site.name());
    }

    /** How the numbers of all sites were made. */
    String method() {
        int animals = animals();
        boolean byAnimal = units == MeanEstimate.Units.ANIMALS;
        return "All sites: %s counts alike, since neurons of a site are not independent; the 95 %% interval is made in the same way from the means of %s. p: the corresponding test of the mean difference from %s, after Holm's correction over the table's tests of the metric."
                .formatted(
                        byAnimal ? "each animal, and each site of an animal," : "each site",
                        (byAnimal ? animals + " animals" : sites.size() + " sites")
                                + (animals == 1 ? " of one animal, and say nothing of others" : ""),
                        kind.baseline());
    }

    /** Which of these entries have fewer sites or animals behind them than there are; empty if none has. */
    Optional<String> fewerUnits(List<TableEntry> entries) {
        int all = units == MeanEstimate.Units.ANIMALS ? animals() : sites.size();
        String fewer = entries.stream()
                .filter(entry -> entry.units() < all)
                .map(entry -> "%s of %s%s (%d)"
                        .formatted(
                                entry.metric().name(),
                                entry.model(),
                                kind == TableKind.TABLE_3 ? " at " + TableNumbers.share(entry.share()) : "",
                                entry.units()))
                .collect(Collectors.joining(", "));
        return fewer.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "All sites: not all %d %s have the scores, and of fewer than two there is no interval or test: %s."
                                .formatted(all, units.id(), fewer));
    }

    private int animals() {
        return Math.toIntExact(
                sites.stream().map(site -> animal(site.site())).distinct().count());
    }
}
