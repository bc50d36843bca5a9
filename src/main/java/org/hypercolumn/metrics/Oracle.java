package org.hypercolumn.metrics;

/**
 * How well a neuron's single trials are predicted by the neuron itself: what {@link Correlation#singleTrial} of a model is
 * measured against.
 *
 * <p>Images with fewer than 2 repeats take no part. Sums run in the order of images and repeats: the same bits everywhere.
 *
 * <p>Source: neuralpredictors, measures/np_functions.py, whose jackknife adds 1e-8 to each standard deviation; ours does not.
 * What is optimistic here is called conservative there. Ours differs too in that an image that was shown once takes no part, where it makes theirs NaN.
 *
 * @param jackknife correlation over trials of each trial with the mean of the other trials of its image, -1 to 1; too small
 *     as a ceiling, since that mean is noisy too; NaN if undefined, see {@link Correlation}
 * @param optimistic √(variance over images of the means / (that variance + mean variance over repeats)), variances that
 *     divide by the number of values, 0 to 1; too large, since noise is left in the means; NaN if the means are constant
 */
record Oracle(double jackknife, double optimistic) {

    /** Why both are NaN, in the words of a report. */
    static final String UNDEFINED = "fewer than 2 images with 2 repeats, or constant responses";

    /**
     * Of one neuron.
     *
     * @param trials image, then repeat; ΔF/F or spikes; only those that were shown, read only
     */
    static Oracle of(float[][] trials) {
        RepeatedImages repeated = RepeatedImages.of(trials, 2);
        return new Oracle(jackknife(repeated), optimistic(repeated));
    }

    private static double jackknife(RepeatedImages images) {
        double[] trials = images.trials();
        double[] others = new double[trials.length];
        int next = 0;
        for (int i = 0; i < images.count(); i++) {
            double sum = 0;
            for (double response : images.of(i)) {
                sum += response;
            }
            for (double response : images.of(i)) {
                others[next++] = (sum - response) / (images.of(i).length - 1);
            }
        }
        return images.count() < 2 ? Double.NaN : Correlation.pearson(others, trials);
    }

    private static double optimistic(RepeatedImages images) {
        double[] means = images.means();
        double[] variances = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            variances[i] = Series.variance(images.of(i));
        }
        double signal = Series.variance(means);
        // The reference has signal / sqrt(signal (signal + noise)), which is the same but can overflow.
        return Series.isConstant(means) ? Double.NaN : Math.sqrt(signal / (signal + Series.mean(variances)));
    }
}
