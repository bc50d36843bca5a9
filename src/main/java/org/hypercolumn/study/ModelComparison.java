package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.metrics.EffectSize;
import org.hypercolumn.metrics.Holm;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.PermutationTest;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.metrics.WilcoxonSignedRank;

/**
 * Compares pairs of models, of one run or two, in one metric; all pairs together are one family of tests. Random draws are
 * keyed by what they are for, so that a pair has the same interval and p beside any other pair.
 */
final class ModelComparison {

    /**
     * Two models at one share.
     *
     * @param first A
     * @param second B, its neurons numbered as those of A
     */
    record Pair(ModelScores first, ModelScores second) {}

    private final List<Pair> pairs;
    private final long seed;
    private final ComparedSites sites;
    private final Map<Metric, Double> bounds;
    private final Optional<ImageInfluences> images;

    /**
     * Pairs to be compared.
     *
     * @param seed the smallest of all rows that stand together
     * @param sites of the neurons, one or several
     * @param bounds of tests of equivalence
     * @param images where these are a sample too
     */
    ModelComparison(
            List<Pair> pairs,
            long seed,
            ComparedSites sites,
            Map<Metric, Double> bounds,
            Optional<ImageInfluences> images) {
        this.pairs = List.copyOf(pairs);
        this.seed = seed;
        this.sites = sites;
        this.bounds = Map.copyOf(bounds);
        this.images = images;
    }

    /** One entry a pair, in their order, their p corrected together. */
    List<ComparisonEntry> entries(Metric metric) {
        List<ComparisonEntry> entries = new ArrayList<>();
        for (Pair pair : pairs) {
            entries.add(withImages(sites.areSeveral() ? overSites(pair, metric) : overNeurons(pair, metric), pair));
        }
        double[] wilcoxon = corrected(entries, entry -> entry.tests().wilcoxon());
        double[] permutation = corrected(entries, entry -> entry.tests().permutation());
        double[] difference = corrected(entries, entry -> entry.meanTests().difference());
        double[] equivalence = corrected(entries, entry -> entry.meanTests().equivalence());
        double[] overImages = corrected(
                entries,
                entry -> entry.overImages().map(of -> of.estimate().p()).orElse(Double.NaN));
        for (int i = 0; i < entries.size(); i++) {
            ComparisonEntry entry = entries.get(i);
            double ofImages = overImages[i];
            entries.set(
                    i,
                    entry.withTests(
                                    entry.tests().withCorrected(wilcoxon[i], permutation[i]),
                                    entry.meanTests().withCorrected(difference[i], equivalence[i]))
                            .withOverImages(entry.overImages().map(of -> of.withCorrected(ofImages))));
        }
        return entries;
    }

    private static double[] corrected(List<ComparisonEntry> entries, ToDoubleFunction<ComparisonEntry> p) {
        return Holm.corrected(entries.stream().mapToDouble(p).toArray());
    }

    /** Within one site: neurons are the units. */
    private ComparisonEntry overNeurons(Pair pair, Metric metric) {
        PairedScores scores = PairedScores.of(pair.first(), pair.second(), metric);
        double[] a = scores.first();
        double[] b = scores.second();
        var tests = new PairTests(
                WilcoxonSignedRank.of(b, a).p(),
                Double.NaN,
                PermutationTest.of(b, a, stream("permutation", pair, metric)).p(),
                Double.NaN);
        MeanEstimate estimate = MeanEstimate.ofDifferences(b, a);
        return new ComparisonEntry(
                pair.first().model(),
                pair.second().model(),
                metric,
                scores.counts(),
                Summary.of(a).mean(),
                Summary.of(b).mean(),
                estimate,
                EffectSize.of(b, a),
                tests,
                new MeanTests(Double.NaN, Double.NaN, equivalence(estimate, metric), Double.NaN),
                List.of(),
                Optional.empty());
    }

    /** Sites or animals are the units; no test takes their neurons for independent. */
    private ComparisonEntry overSites(Pair pair, Metric metric) {
        PairedScores scores = PairedScores.of(pair.first(), pair.second(), metric);
        double[] allOfA = scores.first();
        double[] allOfB = scores.second();
        List<double[]> a = sites.bySite(scores.shared(), allOfA);
        List<double[]> b = sites.bySite(scores.shared(), allOfB);
        List<double[]> differences = new ArrayList<>();
        List<SiteDifference> bySite = new ArrayList<>();
        for (int site = 0; site < a.size(); site++) {
            double[] ofA = a.get(site);
            double[] ofB = b.get(site);
            double[] difference = new double[ofA.length];
            Arrays.setAll(difference, n -> ofB[n] - ofA[n]);
            differences.add(difference);
            bySite.add(new SiteDifference(
                    sites.sites().get(site), difference.length, MeanEstimate.ofDifferences(ofB, ofA)));
        }
        MeanEstimate estimate = sites.estimate(differences);
        return new ComparisonEntry(
                pair.first().model(),
                pair.second().model(),
                metric,
                scores.counts(),
                sites.estimate(a).mean(),
                sites.estimate(b).mean(),
                estimate,
                EffectSize.of(allOfB, allOfA),
                new PairTests(Double.NaN, Double.NaN, Double.NaN, Double.NaN),
                new MeanTests(estimate.p(), Double.NaN, equivalence(estimate, metric), Double.NaN),
                bySite,
                Optional.empty());
    }

    /** Where images are a sample too; sites that saw different images have that in their means already. */
    private ComparisonEntry withImages(ComparisonEntry entry, Pair pair) {
        if (entry.metric() != Metric.CORR) {
            return entry;
        }
        return entry.withOverImages(images.map(influences -> new OverImages(
                influences.areOfSameImages() ? influences.estimate(pair, entry.estimate()) : entry.estimate(),
                Double.NaN)));
    }

    private double equivalence(MeanEstimate estimate, Metric metric) {
        Double bound = bounds.get(metric);
        return bound == null ? Double.NaN : estimate.equivalenceP(bound);
    }

    private RandomStream stream(String purpose, Pair pair, Metric metric) {
        return RandomStream.of(
                seed,
                "%s of %s of %s against %s at share %s"
                        .formatted(
                                purpose,
                                metric.id(),
                                pair.second().model(),
                                pair.first().model(),
                                DecimalText.of(pair.first().share())));
    }
}
