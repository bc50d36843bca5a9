package org.hypercolumn.study;

import org.hypercolumn.metrics.EffectSize;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;

/**
 * What a comparison says of one metric of two models, A and B, over the neurons that have it under both.
 *
 * @param modelA id, of run A
 * @param modelB id, of run B
 * @param metric which score
 * @param counts how many neurons took part, and how many did not; A is the first model
 * @param meanA mean over the neurons, under A; NaN without one
 * @param meanB the same under B
 * @param interval of the mean of B - A, 95 %, see {@link org.hypercolumn.metrics.MeanEstimate#ofDifferences}
 * @param effect sizes of B - A
 * @param tests whether A and B differ
 */
record ComparisonEntry(
        String modelA,
        String modelB,
        Metric metric,
        PairCounts counts,
        double meanA,
        double meanB,
        Interval interval,
        EffectSize effect,
        PairTests tests) {

    ComparisonEntry withTests(PairTests changed) {
        return new ComparisonEntry(modelA, modelB, metric, counts, meanA, meanB, interval, effect, changed);
    }
}
