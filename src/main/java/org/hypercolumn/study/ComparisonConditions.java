package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.metrics.Metric;

/**
 * What all of a comparison has in common.
 *
 * @param runA with the rows that are compared only
 * @param runB the same run as {@code runA}, or another one whose neurons are numbered as those of {@code runA}
 * @param share of the training images
 * @param choice what was asked for
 * @param pairs which models are compared
 * @param sites of run A, one or several
 * @param whole the runs with all their rows at the share, each once
 */
record ComparisonConditions(
        ScoredRun runA,
        ScoredRun runB,
        double share,
        ComparisonChoice choice,
        List<ModelComparison.Pair> pairs,
        ComparedSites sites,
        List<ScoredRun> whole) {

    ComparisonConditions {
        pairs = List.copyOf(pairs);
        whole = List.copyOf(whole);
    }

    static ComparisonConditions of(
            ScoredRun a,
            ScoredRun b,
            double share,
            ComparisonChoice choice,
            List<ModelComparison.Pair> pairs,
            ComparedSites sites) {
        List<ModelScores> ofA = new ArrayList<>();
        List<ModelScores> ofB = new ArrayList<>();
        for (ModelComparison.Pair pair : pairs) {
            ofA.add(pair.first());
            ofB.add(pair.second());
        }
        if (a.folder() == b.folder()) {
            ofA.addAll(ofB);
            ScoredRun run = holding(a, ofA);
            List<ScoredRun> whole =
                    sites.sites().stream().map(ComparedSites.Site::run).toList();
            return new ComparisonConditions(run, run, share, choice, pairs, sites, whole);
        }
        return new ComparisonConditions(holding(a, ofA), holding(b, ofB), share, choice, pairs, sites, List.of(a, b));
    }

    private static ScoredRun holding(ScoredRun run, List<ModelScores> models) {
        return run.withRows(run.rows().stream()
                .filter(row -> models.stream().anyMatch(model -> model.holds(row)))
                .toList());
    }

    boolean isOneRun() {
        return runA.folder() == runB.folder();
    }

    /** Each once: that of each site, or those that are compared. */
    List<ScoredRun> runs() {
        if (sites.areSeveral()) {
            return sites.sites().stream().map(ComparedSites.Site::run).toList();
        }
        return isOneRun() ? List.of(runA) : List.of(runA, runB);
    }

    /** What results are over: {@code neurons}, {@code sites} or {@code animals}. */
    String units() {
        return sites.areSeveral() ? sites.units().id() : "neurons";
    }

    /** Whether images are a sample too. */
    boolean hasImages(Metric metric) {
        return metric == Metric.CORR && choice.images() == ComparisonChoice.Images.SAMPLED;
    }

    /** The bound of a metric's test of equivalence; empty where none is asked for. */
    Optional<Double> bound(Metric metric) {
        return Optional.ofNullable(choice.bounds().get(metric));
    }

    /** Whether each model is compared with itself. */
    boolean isModelByModel() {
        return pairs.stream()
                .allMatch(pair -> pair.first().model().equals(pair.second().model()));
    }

    /** How many images both runs' scores are of, the smaller number; 0 if one is not known. */
    int images() {
        return Math.min(runA.images(), runB.images());
    }

    TableConditions ofA() {
        return TableConditions.of(runA.rows(), runA.images());
    }

    TableConditions ofB() {
        return TableConditions.of(runB.rows(), runB.images());
    }
}
