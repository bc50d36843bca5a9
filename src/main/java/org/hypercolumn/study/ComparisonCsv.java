package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Interval;

/** A comparison as CSV: one row a metric and pair of models; NaN where undefined. */
final class ComparisonCsv {

    private static final List<String> COLUMNS = List.of(
            "metric",
            "run_a",
            "model_a",
            "run_b",
            "model_b",
            "share",
            "paired",
            "only_a",
            "only_b",
            "undefined",
            "mean_a",
            "mean_b",
            "difference",
            "low",
            "high",
            "rank_biserial",
            "d_z",
            "p_wilcoxon",
            "p_wilcoxon_holm",
            "p_permutation",
            "p_permutation_holm",
            "units",
            "p_units",
            "p_units_holm",
            "bound",
            "p_equivalence",
            "p_equivalence_holm");

    /** Further ones where images are a sample too. */
    private static final List<String> IMAGES = List.of("low_images", "high_images", "p_images", "p_images_holm");

    private ComparisonCsv() {}

    static String text(ComparisonConditions conditions, List<ComparisonEntry> entries) {
        List<List<String>> lines = new ArrayList<>();
        boolean sampled = conditions.choice().images() == ComparisonChoice.Images.SAMPLED;
        lines.add(sampled ? Stream.concat(COLUMNS.stream(), IMAGES.stream()).toList() : COLUMNS);
        for (ComparisonEntry entry : entries) {
            List<String> cells = new ArrayList<>(List.of(
                    entry.metric().id(),
                    conditions.runA().name(),
                    entry.modelA(),
                    conditions.runB().name(),
                    entry.modelB(),
                    DecimalText.of(conditions.share()),
                    Integer.toString(entry.counts().paired()),
                    Integer.toString(entry.counts().onlyFirst()),
                    Integer.toString(entry.counts().onlySecond()),
                    Integer.toString(entry.counts().undefined()),
                    DecimalText.of(entry.meanA()),
                    DecimalText.of(entry.meanB()),
                    DecimalText.of(entry.difference()),
                    DecimalText.of(entry.interval().low()),
                    DecimalText.of(entry.interval().high()),
                    DecimalText.of(entry.effect().rankBiserial()),
                    DecimalText.of(entry.effect().standardized()),
                    p(entry.tests().wilcoxon()),
                    p(entry.tests().wilcoxonCorrected()),
                    p(entry.tests().permutation()),
                    p(entry.tests().permutationCorrected()),
                    Integer.toString(entry.estimate().units()),
                    p(entry.meanTests().difference()),
                    p(entry.meanTests().differenceCorrected()),
                    DecimalText.of(conditions.bound(entry.metric()).orElse(Double.NaN)),
                    p(entry.meanTests().equivalence()),
                    p(entry.meanTests().equivalenceCorrected())));
            if (sampled) {
                cells.addAll(images(entry));
            }
            lines.add(cells);
        }
        return TableCsv.text(lines);
    }

    private static List<String> images(ComparisonEntry entry) {
        Optional<OverImages> images = entry.overImages();
        Interval interval = images.map(of -> entry.metric().intervalOfDifference(of.estimate()))
                .orElse(Interval.UNDEFINED);
        return List.of(
                DecimalText.of(interval.low()),
                DecimalText.of(interval.high()),
                p(images.map(of -> of.estimate().p()).orElse(Double.NaN)),
                p(images.map(OverImages::corrected).orElse(Double.NaN)));
    }

    private static String p(double p) {
        return DecimalText.of(TableCsv.roundedP(p));
    }
}
