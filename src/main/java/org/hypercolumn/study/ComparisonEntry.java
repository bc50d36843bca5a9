package org.hypercolumn.study;

import java.util.List;
import java.util.Optional;
import org.hypercolumn.metrics.EffectSize;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Metric;

/**
 * What a comparison says of one metric of two models, A and B, over the neurons that have it under both.
 *
 * @param modelA id, of run A
 * @param modelB id, of run B
 * @param metric which score
 * @param counts how many neurons took part, and how many did not; A is the first model
 * @param meanA mean over the neurons, or over the sites or animals, under A; NaN without one
 * @param meanB the same under B
 * @param estimate of the mean of B - A
 * @param effect sizes of B - A over the neurons
 * @param tests whether A and B differ, with neurons as the units; NaN over several sites
 * @param meanTests whether A and B differ over sites or animals, and whether they are equivalent
 * @param bySite the difference at each site; empty within one site
 * @param overImages the same with the images as a sample too; empty unless it was asked for, and of other metrics than CORR
 */
record ComparisonEntry(
        String modelA,
        String modelB,
        Metric metric,
        PairCounts counts,
        double meanA,
        double meanB,
        MeanEstimate estimate,
        EffectSize effect,
        PairTests tests,
        MeanTests meanTests,
        List<SiteDifference> bySite,
        Optional<OverImages> overImages) {

    ComparisonEntry {
        bySite = List.copyOf(bySite);
    }

    ComparisonEntry withTests(PairTests changed, MeanTests meanChanged) {
        return new ComparisonEntry(
                modelA,
                modelB,
                metric,
                counts,
                meanA,
                meanB,
                estimate,
                effect,
                changed,
                meanChanged,
                bySite,
                overImages);
    }

    ComparisonEntry withOverImages(Optional<OverImages> changed) {
        return new ComparisonEntry(
                modelA, modelB, metric, counts, meanA, meanB, estimate, effect, tests, meanTests, bySite, changed);
    }

    /** The same for a reader, without tests where the score is of too few images to be informative. */
    ComparisonEntry ofImages(int images) {
        return metric.isInformative(images) ? this : withTests(PairTests.NONE, MeanTests.NONE);
    }

    /** Mean of B - A. */
    double difference() {
        return estimate.mean();
    }

    /** 95 %, of the mean of B - A. */
    Interval interval() {
        return metric.intervalOfDifference(estimate);
    }
}
