package org.hypercolumn.metrics;

import java.util.Arrays;

/**
 * How far a model reaches a neuron's tuning peak: whether its predictions get as large as the neuron's largest
 * responses.
 *
 * <p>Let θ be the k-th largest recorded response. Both values compare <em>predictions</em> with θ, so a model that
 * ranks the images perfectly but predicts small values scores 0. Neither is corrected for chance; {@code chance} says what
 * the same predictions would score if they knew nothing of the images.
 *
 * <p>Of images with equal recorded responses at rank k, the earlier ones belong to the k largest. A prediction equal to
 * θ reaches it. If a response or prediction is NaN or infinite, or if the recorded responses are constant (as
 * {@link Correlation} defines it; there is no peak), all values are NaN. A constant prediction is defined, mostly 0: a
 * model that has died must not leave the mean over neurons. Fewer than 2 images have no peak either.
 *
 * <p>Source: Lin et al. 2025, §3.4: PT_J (joint) and PT_S (separate), with k = 1 % of 1000 images.
 *
 * @param joint PT_J: of the k images with the largest recorded responses, the share whose prediction is at least θ, 0
 *     to 1
 * @param separate PT_S: of the k largest predictions, whichever their images, the share that is at least θ, 0 to 1
 * @param chance the share of all predictions that is at least θ, 0 to 1: what PT_J comes to on average when the predictions
 *     are shuffled over the images, and PT_S when k predictions are drawn at random instead of the k largest
 */
public record PeakTuning(double joint, double separate, double chance) {

    /** Why peak tuning is NaN, in the words of a report. */
    public static final String UNDEFINED = "constant response or a diverged fit";

    /**
     * The smallest k whose shares are worth reading. A neuron's share of k images has a standard error of up to 1 / (2 √k), and
     * comes in steps of 1 / k: 22 and 20 percentage points at 5, where the paper has 16 and 10 at k = 10. With fewer, &theta; is
     * hardly more than the largest response of all.
     */
    public static final int FEWEST_PEAK_IMAGES = 5;

    private static final PeakTuning NONE = new PeakTuning(Double.NaN, Double.NaN, Double.NaN);

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
        return of(predicted, recorded, peakImages(recorded.length));
    }

    static PeakTuning of(float[] predicted, float[] recorded, int k) {
        Series.requireEqualLengths("peak tuning", predicted.length, recorded.length);
        return Series.isConstant(recorded) ? NONE : ofVarying(Series.widened(predicted), Series.widened(recorded), k);
    }

    /** The same in double precision, with k of {@link #peakImages}. */
    static PeakTuning of(double[] predicted, double[] recorded) {
        Series.requireEqualLengths("peak tuning", predicted.length, recorded.length);
        return Series.isConstant(recorded) ? NONE : ofVarying(predicted, recorded, peakImages(recorded.length));
    }

    private static PeakTuning ofVarying(double[] predicted, double[] recorded, int k) {
        if (!Series.allFinite(predicted) || !Series.allFinite(recorded)) {
            return NONE;
        }
        double[] ascending = recorded.clone();
        Arrays.sort(ascending);
        double theta = ascending[ascending.length - k];
        int left = k; // of the k images those at theta, once the larger ones are taken off
        for (double response : recorded) {
            left -= response > theta ? 1 : 0;
        }
        int joint = 0;
        int reaching = 0;
        for (int s = 0; s < recorded.length; s++) {
            boolean reaches = predicted[s] >= theta;
            boolean peak = recorded[s] > theta || (recorded[s] == theta && left-- > 0);
            joint += reaches && peak ? 1 : 0;
            reaching += reaches ? 1 : 0;
        }
        return new PeakTuning(
                joint / (double) k, Math.min(k, reaching) / (double) k, reaching / (double) predicted.length);
    }
}
