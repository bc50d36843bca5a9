package org.hypercolumn.metrics;

import java.util.Arrays;

/**
 * How much a neuron's mean responses vary from image to image, against how much its responses vary from repeat to repeat.
 *
 * <p>Of counts, both after Anscombe's transform 2 √(r + 3/8), which makes the noise of counts about 1 whatever their mean; of other
 * responses, such as ΔF/F, as they are: the transform depends on their unit. Responses are counts if all trials are whole numbers
 * of 0 or more. Images with fewer than 2 repeats take no part.
 *
 * <p>Source: Anscombe, "The transformation of Poisson, binomial and negative-binomial data", Biometrika 1948; the ratio as
 * neuralpredictors has it, measures/np_functions.py, which transforms responses of any kind.
 */
final class SignalToNoise {

    /** Why it is NaN, in the words of a report. */
    static final String UNDEFINED = "fewer than 2 images with 2 repeats, or no variance over repeats";

    private static final double OFFSET = 3.0 / 8;

    private SignalToNoise() {}

    /**
     * The ratio of one neuron: the variance over images of the means, which divides by the number of images, to the mean over
     * images of the variance over repeats, which divides by their number less 1.
     *
     * @param trials image, then repeat; spikes or ΔF/F; only those that were shown, read only
     * @return dimensionless, 0 or more; NaN if there is no noise to compare with
     */
    static double of(float[][] trials) {
        RepeatedImages repeated = RepeatedImages.of(trials, 2);
        boolean counts =
                Arrays.stream(repeated.trials()).allMatch(response -> response >= 0 && response == Math.rint(response));
        double[] means = new double[repeated.count()];
        double[] variances = new double[repeated.count()];
        for (int i = 0; i < means.length; i++) {
            double[] responses = repeated.of(i).clone();
            for (int repeat = 0; counts && repeat < responses.length; repeat++) {
                responses[repeat] = 2 * Math.sqrt(responses[repeat] + OFFSET);
            }
            means[i] = Series.mean(responses);
            // a mean that is rounded must not make noise of none
            variances[i] = Series.isConstant(responses) ? 0 : Series.sampleVariance(responses);
        }
        double noise = Series.mean(variances);
        return means.length < 2 || noise == 0 ? Double.NaN : Series.variance(means) / noise;
    }
}
