package org.hypercolumn.study;

import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Summary;

/**
 * What a table says of one metric of one model at one share of the training images. The baseline is not compared: its
 * change and its p are NaN.
 *
 * @param model id
 * @param share of the training images, in (0, 1]
 * @param metric which score
 * @param summary its mean over neurons, and how many have it
 * @param interval of the mean, 95 %, see {@link org.hypercolumn.metrics.MeanEstimate#ofScores}
 * @param changePercent of the mean against the baseline's, both over the neurons that both models have it for; NaN where
 *     the baseline's mean is not above 0, since then no percentage means anything
 * @param p of the signed-rank test against the baseline, over the same neurons
 * @param correctedP the same after Holm's correction
 */
public record TableEntry(
        String model,
        double share,
        Metric metric,
        Summary summary,
        Interval interval,
        double changePercent,
        double p,
        double correctedP) {

    TableEntry withCorrectedP(double changed) {
        return new TableEntry(model, share, metric, summary, interval, changePercent, p, changed);
    }
}
