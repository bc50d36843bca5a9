package org.hypercolumn.metrics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How far a model reaches a neuron's tuning peak: whether its predictions get as large as the neuron's largest
 * responses.
 *
 * <p>Let θ be the k-th largest recorded response. Both values compare <em>predictions</em> with θ, so a model that
 * ranks the images perfectly but predicts small values scores 0. Neither is corrected for chance.
 *
 * <p>Of images with equal recorded responses at rank k, the earlier ones belong to the k largest. A prediction equal to
 * θ reaches it. If a response or prediction is NaN or infinite, or if the recorded responses are constant (as
 * {@link Correlation} defines it; there is no peak), both values are NaN. A constant prediction is defined, mostly 0: a
 * model that has died must not leave the mean over neurons. Fewer than 2 images have no peak either.
 *
 * <p>Source: Lin et al. 2025, §3.4: PT_J (joint) and PT_S (separate), with k = 1 % of 1000 images.
 *
 * @param joint PT_J: of the k images with the largest recorded responses, the share whose prediction is at least θ, 0
 *     to 1
 * @param separate PT_S: of the k largest predictions, whichever their images, the share that is at least θ, 0 to 1
 */
public record PeakTuning(double joint, double separate) {

    /** Why peak tuning is NaN, in the words of a report. */
    public static final String UNDEFINED = "constant response";

    private static final int IMAGES_PER_PEAK_IMAGE = 100;

    /**
     * The k that is 1 % of the images, rounded down, at least 1: 10 of 1000, 9 of 960 and of 920, 1 of 199.
     *
     * @param images S, the number of images scored
     */
    public static int peakImages(int images) {
        return Math.max(1, images / IMAGES_PER_PEAK_IMAGE);
    }

    /**
     * Peak tuning with k of {@link #peakImages}.
     *
     * @param predicted {@code [S]}, ΔF/F, read only
     * @param recorded {@code [S]}, ΔF/F, read only
     * @throws IllegalArgumentException if the lengths differ
     */
    public static PeakTuning of(float[] predicted, float[] recorded) {
        Series.requireEqualLengths("peak tuning", predicted.length, recorded.length);
        return of(predicted, recorded, peakImages(recorded.length));
    }

    static PeakTuning of(float[] predicted, float[] recorded, int k) {
        if (!allFinite(predicted) || !allFinite(recorded) || Series.isConstant(recorded)) {
            return new PeakTuning(Double.NaN, Double.NaN);
        }
        int[] byRecorded = largestFirst(recorded);
        float theta = recorded[byRecorded[k - 1]];
        return new PeakTuning(
                shareReaching(theta, predicted, byRecorded, k),
                shareReaching(theta, predicted, largestFirst(predicted), k));
    }

    private static double shareReaching(float theta, float[] predicted, int[] images, int k) {
        return IntStream.range(0, k)
                        .filter(rank -> predicted[images[rank]] >= theta)
                        .count()
                / (double) k;
    }

    /** Images ordered from the largest value down; the sort is stable, so of equal values the earlier comes first. */
    private static int[] largestFirst(float[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        image -> 0.0 - values[image])) // 0.0 - x has no -0, which sorts below 0
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static boolean allFinite(float[] values) {
        return IntStream.range(0, values.length).allMatch(s -> Float.isFinite(values[s]));
    }
}
