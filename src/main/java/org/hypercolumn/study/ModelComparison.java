package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
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

    /**
     * Pairs to be compared.
     *
     * @param seed the smallest of all rows that stand together
     */
    ModelComparison(List<Pair> pairs, long seed) {
        this.pairs = List.copyOf(pairs);
        this.seed = seed;
    }

    /** One entry a pair, in their order, their p corrected together. */
    List<ComparisonEntry> entries(Metric metric) {
        List<ComparisonEntry> entries = new ArrayList<>();
        for (Pair pair : pairs) {
            entries.add(entry(pair, metric));
        }
        double[] wilcoxon = Holm.corrected(
                entries.stream().mapToDouble(entry -> entry.tests().wilcoxon()).toArray());
        double[] permutation = Holm.corrected(entries.stream()
                .mapToDouble(entry -> entry.tests().permutation())
                .toArray());
        for (int i = 0; i < entries.size(); i++) {
            PairTests corrected = entries.get(i).tests().withCorrected(wilcoxon[i], permutation[i]);
            entries.set(i, entries.get(i).withTests(corrected));
        }
        return entries;
    }

    private ComparisonEntry entry(Pair pair, Metric metric) {
        PairedScores scores = PairedScores.of(pair.first(), pair.second(), metric);
        double[] a = scores.first();
        double[] b = scores.second();
        var tests = new PairTests(
                WilcoxonSignedRank.of(b, a).p(),
                Double.NaN,
                PermutationTest.of(b, a, stream("permutation", pair, metric)).p(),
                Double.NaN);
        return new ComparisonEntry(
                pair.first().model(),
                pair.second().model(),
                metric,
                scores.counts(),
                Summary.of(a).mean(),
                Summary.of(b).mean(),
                MeanEstimate.ofDifferences(b, a).interval(),
                EffectSize.of(b, a),
                tests);
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
