package org.hypercolumn.metrics;

/**
 * How much of a neuron's variance over single trials images can explain: what is left when the variance from repeat to
 * repeat is taken away.
 *
 * <p>Two passes in double, in the order of images and repeats: the same bits on every machine and JDK.
 *
 * <p>Source: neuralpredictors, measures/np_functions.py. Ours differs: an image that was shown once takes no part in the
 * noise, where it makes theirs NaN.
 *
 * @param noise mean over images of the variance over an image's repeats, which divides by repeats - 1; each image counts
 *     the same, however often it was repeated; squared unit of the responses; NaN if no image has 2 repeats
 * @param total variance over all trials of all images, which divides by trials - 1; squared unit of the responses; NaN if
 *     there are fewer than 2 trials
 */
public record ExplainableVariance(double noise, double total) {

    /** Why {@link #share} is NaN, in the words of a report. */
    public static final String UNDEFINED = "no image with 2 repeats, or constant responses";

    /**
     * The variances of one neuron.
     *
     * @param trials image, then repeat; ΔF/F or spikes; only those that were shown, read only
     */
    public static ExplainableVariance of(float[][] trials) {
        double noise = 0;
        int repeated = 0;
        for (float[] image : trials) {
            if (image.length > 1) {
                noise += variance(image);
                repeated++;
            }
        }
        return new ExplainableVariance(noise / repeated, variance(trials));
    }

    /** FEV = (total - noise) / total, dimensionless, at most 1; below 0 if noise is larger; NaN if total is 0 or NaN. */
    public double share() {
        return total == 0 ? Double.NaN : (total - noise) / total;
    }

    /** Variance of all values of all parts; divides by their number less 1; 0 / 0 is NaN. */
    private static double variance(float[]... parts) {
        double sum = 0;
        int count = 0;
        for (float[] part : parts) {
            for (float value : part) {
                sum += value;
            }
            count += part.length;
        }
        double mean = sum / count;
        double squares = 0;
        for (float[] part : parts) {
            for (float value : part) {
                squares += (value - mean) * (value - mean);
            }
        }
        return squares / (count - 1);
    }
}
