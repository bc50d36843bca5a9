package org.hypercolumn.metrics;

/**
 * How much of a neuron's variance over single trials images can explain: what is left when the variance from repeat to
 * repeat is taken away.
 *
 * <p>Two passes in double, in the order of images and repeats: the same bits on every machine and JDK.
 *
 * <p>Source: neuralpredictors, measures/np_functions.py; the least share as in Cadena et al., PLoS Comput. Biol. 2019.
 * Ours differs: an image that was shown once takes no part in the noise, where it makes theirs NaN.
 *
 * @param noise mean over images of the variance over an image's repeats, which divides by repeats - 1; each image counts
 *     the same, however often it was repeated; squared unit of the responses; NaN if no image has 2 repeats
 * @param total variance over all trials of all images, which divides by trials - 1; squared unit of the responses; NaN if
 *     there are fewer than 2 trials
 */
public record ExplainableVariance(double noise, double total) {

    /** Why {@link #share} is NaN, in the words of a report. */
    public static final String UNDEFINED = "no image with 2 repeats, or constant responses";

    /** Why {@link #explained} is NaN, in the words of a report. */
    public static final String NOT_KEPT = "FEV below 0.15, or none";

    /** FEV below which a neuron has no {@link #explained}: there is too little to explain. */
    public static final double LEAST_SHARE = 0.15;

    /**
     * The variances of one neuron.
     *
     * @param trials image, then repeat; ΔF/F or spikes; only those that were shown, read only
     */
    public static ExplainableVariance of(float[][] trials) {
        return new ExplainableVariance(
                RepeatedImages.of(trials, 2).noise(),
                Series.sampleVariance(RepeatedImages.of(trials, 1).trials()));
    }

    /** FEV = (total - noise) / total, dimensionless, at most 1; below 0 if noise is larger; NaN if total is 0 or NaN. */
    public double share() {
        return total == 0 ? Double.NaN : (total - noise) / total;
    }

    /**
     * FEVE = 1 - (squared error - noise) / (total - noise): the share of a neuron's explainable variance that a model explains.
     * The squared error is averaged over all trials of all images, an image that was shown once among them.
     *
     * <p>It is not clipped: below 0 a model is worse than the neuron's mean response, and of few images a good one can pass
     * 1.
     *
     * @param predicted {@code [S]}, one an image, in the unit of the trials, read only
     * @param trials image, then repeat, of the same S images; only those that were shown, read only
     * @return dimensionless; NaN if {@link #share} is below {@value #LEAST_SHARE} or NaN
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double explained(float[] predicted, float[][] trials) {
        Series.requireEqualLengths("explained variance", predicted.length, trials.length);
        ExplainableVariance variance = of(trials);
        if (!(variance.share() >= LEAST_SHARE)) { // NaN too
            return Double.NaN;
        }
        double squares = 0;
        int count = 0;
        for (int i = 0; i < trials.length; i++) {
            for (float response : trials[i]) {
                double error = (double) response - predicted[i];
                squares += error * error;
                count++;
            }
        }
        return 1 - (squares / count - variance.noise) / (variance.total - variance.noise);
    }
}
