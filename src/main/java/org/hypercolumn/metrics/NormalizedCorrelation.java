package org.hypercolumn.metrics;

/**
 * Correlation with the mean over repeats, and the same in units of what a perfect model could reach.
 *
 * <p>The formula takes equally many repeats of each image: of images with unequal repeats the first ones count, as many as the
 * image has that was shown least. Images with fewer than 2 repeats take no part.
 *
 * <p>Sums run in the order of images and repeats: the same bits everywhere.
 *
 * <p>Source: Schoppe et al., "Measuring the performance of neural models", Front. Comput. Neurosci. 2016, eq. 1, 5 and 6; after
 * Hsu, Borst, Theunissen 2004.
 *
 * @param absolute CC_abs, correlation of predictions with the mean over these repeats, -1 to 1; NaN if undefined, see
 *     {@link Correlation}
 * @param ceiling CC_max, √(signal power / variance of the mean), up to 1; see {@link #ceiling(float[][])}
 * @param explainable FEV of all trials, see {@link ExplainableVariance#share}
 */
record NormalizedCorrelation(double absolute, double ceiling, double explainable) {

    /** Why {@link #ceiling} is NaN, in the words of a report. */
    static final String NO_CEILING = Reliability.UNDEFINED;

    /** Why {@link #normalized} is NaN, in the words of a report. */
    static final String UNDEFINED =
            ExplainableVariance.NOT_KEPT + ", repeats that share no signal, or a constant prediction";

    /**
     * Of one neuron.
     *
     * @param predicted {@code [S]}, one an image, ΔF/F, read only
     * @param trials image, then repeat, of the same S images; only those that were shown, read only
     * @throws IllegalArgumentException if the lengths differ
     */
    static NormalizedCorrelation of(float[] predicted, float[][] trials) {
        Series.requireEqualLengths("normalized correlation", predicted.length, trials.length);
        RepeatedImages repeated = RepeatedImages.of(trials, 2);
        RepeatedImages equal = repeated.first(repeated.fewestRepeats());
        float[] ofRepeated = equal.select(predicted);
        double absolute = Series.isConstant(ofRepeated)
                ? Double.NaN
                : Correlation.pearson(Series.widened(ofRepeated), equal.means());
        return new NormalizedCorrelation(
                absolute, ceiling(equal), ExplainableVariance.of(trials).share());
    }

    /**
     * CC_max of one neuron.
     *
     * @param trials image, then repeat; only those that were shown, read only
     * @return up to 1; below 0, minus the root, where the signal power, n times the variance of the mean less the mean variance of
     *     a repeat, is, and at least -1; NaN if the means are constant
     */
    static double ceiling(float[][] trials) {
        RepeatedImages repeated = RepeatedImages.of(trials, 2);
        return ceiling(repeated.first(repeated.fewestRepeats()));
    }

    private static double ceiling(RepeatedImages equal) {
        int n = equal.fewestRepeats(); // n repeats; variances are over images
        double[] means = equal.means();
        if (Series.isConstant(means)) {
            return Double.NaN;
        }
        double[] variances = new double[n];
        for (int repeat = 0; repeat < n; repeat++) {
            double[] responses = new double[means.length];
            for (int i = 0; i < responses.length; i++) {
                responses[i] = equal.of(i)[repeat];
            }
            variances[repeat] = Series.sampleVariance(responses);
        }
        double ofMean = Series.sampleVariance(means);
        double signalPower = (n * ofMean - Series.mean(variances)) / (n - 1);
        return Math.max(-1, Reliability.signedRoot(signalPower / ofMean));
    }

    /**
     * CC_norm = CC_abs / CC_max, dimensionless; of few images a good model can pass 1. NaN if either is, if CC_max is not above 0,
     * and where FEVE is NaN for want of variance to explain: a CC_max close to 0 is all error, and makes scores of any size.
     */
    double normalized() {
        return explainable >= ExplainableVariance.LEAST_SHARE && ceiling > 0 ? absolute / ceiling : Double.NaN;
    }
}
