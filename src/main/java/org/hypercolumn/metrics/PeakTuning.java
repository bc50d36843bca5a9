package org.hypercolumn.metrics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How far a model reaches a neuron's tuning peak: whether its predictions get as large as the neuron's largest
 * responses.
 *
 * <p>Let θ be the k-th largest recorded response. PT_J and PT_S compare <em>predictions</em> with θ, so a model that
 * ranks the images perfectly but predicts small values scores 0. PT_R asks for the ranks alone: it is PT_J of predictions
 * that are replaced by the recorded responses of equal rank (whose PT_S is 1). None is corrected for chance; {@code chance} says what
 * PT_J the same predictions would have if they knew nothing of the images, {@link #separateByChance} what PT_S comes to without
 * any knowledge of them. By chance, PT_R is k / S.
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
 *     are shuffled over the images
 * @param ranked PT_R: of the k images with the largest recorded responses, the share that is among the k with the largest
 *     predictions, 0 to 1; equal predictions at rank k are in any order, and the share is the mean over all orders
 */
public record PeakTuning(double joint, double separate, double chance, double ranked) {

    /** Why peak tuning is NaN, in the words of a report. */
    public static final String UNDEFINED = "constant response or a diverged fit";

    /**
     * The smallest k whose shares are worth reading. A neuron's share of k images has a standard error of up to 1 / (2 √k), and
     * comes in steps of 1 / k: 22 and 20 percentage points at 5, where the paper has 16 and 10 at k = 10. With fewer, &theta; is
     * hardly more than the largest response of all.
     */
    public static final int FEWEST_PEAK_IMAGES = 5;

    /** Marks the names of scores of fewer. */
    public static final String UNINFORMATIVE = "†";

    private static final PeakTuning NONE = new PeakTuning(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

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

    /**
     * PT_S of predictions that are drawn at random from the neuron's own recorded responses, S of them with replacement, whatever
     * the image: the mean of min(k, B) / k, B binomial with mean k. Shuffling cannot show this, because it leaves PT_S as it is.
     *
     * @param images S, 1 or more
     * @return 0.63 for k = 1, 0.82 for k = 5, 0.88 for k = 10
     */
    public static double separateByChance(int images) {
        int k = peakImages(images);
        var reaching = BinomialDistribution.of(images, k / (double) images);
        double sum = 0;
        for (int count = 0; count < k; count++) {
            sum += reaching.survivalProbability(count); // of more than so many
        }
        return sum / k;
    }

    static PeakTuning of(float[] predicted, float[] recorded, int k) {
        Series.requireEqualLengths("peak tuning", predicted.length, recorded.length);
        return Series.isConstant(recorded) ? NONE : ofVarying(Series.widened(predicted), Series.widened(recorded), k);
    }

    /** The same in double precision, with k of {@link #peakImages}. */
    static PeakTuning of(double[] predicted, double[] recorded) {
        return of(predicted, recorded, peakImages(recorded.length));
    }

    static PeakTuning of(double[] predicted, double[] recorded, int k) {
        Series.requireEqualLengths("peak tuning", predicted.length, recorded.length);
        return Series.isConstant(recorded) ? NONE : ofVarying(predicted, recorded, k);
    }

    private static PeakTuning ofVarying(double[] predicted, double[] recorded, int k) {
        if (!Series.allFinite(predicted) || !Series.allFinite(recorded)) {
            return NONE;
        }
        double theta = largest(recorded, k);
        boolean[] peak = peak(recorded, theta, k);
        double level = largest(predicted, k);
        int joint = 0;
        int reaching = 0;
        int above = 0; // peak images whose prediction is above the k-th largest
        int peaksAtLevel = 0;
        int atLevel = 0;
        int left = k; // of the k largest predictions those at the k-th, once the larger ones are taken off
        for (int s = 0; s < recorded.length; s++) {
            boolean reaches = predicted[s] >= theta;
            joint += reaches && peak[s] ? 1 : 0;
            reaching += reaches ? 1 : 0;
            left -= predicted[s] > level ? 1 : 0;
            above += peak[s] && predicted[s] > level ? 1 : 0;
            atLevel += predicted[s] == level ? 1 : 0;
            peaksAtLevel += peak[s] && predicted[s] == level ? 1 : 0;
        }
        return new PeakTuning(
                joint / (double) k,
                Math.min(k, reaching) / (double) k,
                reaching / (double) predicted.length,
                (above + left * (double) peaksAtLevel / atLevel) / k);
    }

    /** The k-th largest value. */
    private static double largest(double[] values, int k) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        return ascending[ascending.length - k];
    }

    /** Which images are the k with the largest responses; of equal ones the earlier. */
    private static boolean[] peak(double[] recorded, double theta, int k) {
        int left = k; // of the k images those at theta, once the larger ones are taken off
        for (double response : recorded) {
            left -= response > theta ? 1 : 0;
        }
        boolean[] peak = new boolean[recorded.length];
        for (int s = 0; s < recorded.length; s++) {
            peak[s] = recorded[s] > theta || (recorded[s] == theta && left-- > 0);
        }
        return peak;
    }
}
