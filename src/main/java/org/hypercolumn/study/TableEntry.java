package org.hypercolumn.study;

import java.util.Locale;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.MeanEstimate;
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
 * @param p of the test against the baseline, over what both models have the score of
 * @param correctedP the same after Holm's correction
 * @param test which test that is
 * @param units how many neurons, sites or animals it is over; of the baseline, how many its mean is over
 */
public record TableEntry(
        String model,
        double share,
        Metric metric,
        Summary summary,
        Interval interval,
        double changePercent,
        double p,
        double correctedP,
        Test test,
        int units) {

    /** Tests against the baseline, and what they are over. */
    public enum Test {
        /** The signed-rank test over the neurons of a site. */
        NEURONS("wilcoxon"),
        /** Over the means of sites. */
        SITES("mean"),
        /** Over the means of animals. */
        ANIMALS("mean");

        private final String id;

        Test(String id) {
            this.id = id;
        }

        static Test over(MeanEstimate.Units units) {
            return units == MeanEstimate.Units.SITES ? SITES : ANIMALS;
        }

        /** {@code wilcoxon} or {@code mean}, in files. */
        String id() {
            return id;
        }

        /** {@code neurons}, {@code sites} or {@code animals}, in files. */
        String unit() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    TableEntry withCorrectedP(double changed) {
        return new TableEntry(model, share, metric, summary, interval, changePercent, p, changed, test, units);
    }
}
