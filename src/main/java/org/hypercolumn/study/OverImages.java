package org.hypercolumn.study;

import org.hypercolumn.metrics.MeanEstimate;

/**
 * What a comparison says where the images are a sample too.
 *
 * @param estimate of the mean of B - A
 * @param corrected its p after Holm's correction over the comparisons of the metric
 */
record OverImages(MeanEstimate estimate, double corrected) {

    OverImages withCorrected(double changed) {
        return new OverImages(estimate, changed);
    }
}
