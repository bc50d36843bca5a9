package org.hypercolumn.metrics;

/** Mean and variance of the trials of each image that was shown. */
final class TrialMoments {

    private final int[] repeats; // [S]
    private final double[] means; // [S]
    private final double[] variances; // [S], divide by repeats - 1; NaN of one trial
    private final double noise;

    private TrialMoments(int[] repeats, double[] means, double[] variances) {
        this.repeats = repeats;
        this.means = means;
        this.variances = variances;
        double sum = 0;
        int count = 0;
        for (double variance : variances) {
            if (!Double.isNaN(variance)) {
                sum += variance;
                count++;
            }
        }
        noise = sum / count;
    }

    /** Of images of which at least one was shown twice. */
    static TrialMoments of(RepeatedImages images) {
        int[] repeats = new int[images.count()];
        double[] variances = new double[repeats.length];
        for (int i = 0; i < repeats.length; i++) {
            double[] trials = images.of(i);
            repeats[i] = trials.length;
            boolean silent = trials.length > 1 && Series.isConstant(trials); // a rounded mean makes no noise of none
            variances[i] = silent ? 0 : Series.sampleVariance(trials);
        }
        return new TrialMoments(repeats, images.means(), variances);
    }

    int images() {
        return means.length;
    }

    int repeats(int image) {
        return repeats[image];
    }

    double mean(int image) {
        return means[image];
    }

    /** The variance over an image's trials, which divides by repeats - 1; NaN if it was shown once. */
    double variance(int image) {
        return variances[image];
    }

    /** The variance over trials, averaged over the images that were shown at least twice. */
    double noise() {
        return noise;
    }

    double meanOfMeans() {
        return Series.mean(means);
    }

    /** Variance of the means over images; divides by images - 1. */
    double varianceOfMeans() {
        return Series.sampleVariance(means);
    }

    /** The part of {@link #varianceOfMeans} that is not noise; below 0 where noise alone happens to vary less than expected. */
    double signalVariance() {
        double ofMeans = 0;
        for (int i = 0; i < means.length; i++) {
            ofMeans += (repeats[i] > 1 ? variances[i] : noise) / repeats[i];
        }
        return varianceOfMeans() - ofMeans / means.length;
    }

    /** Standard error of {@link #varianceOfMeans}; of a heavy tail it is large. */
    double standardErrorOfVariance() {
        double mean = meanOfMeans();
        double variance = varianceOfMeans();
        double fourth = 0;
        for (double value : means) {
            double squared = (value - mean) * (value - mean);
            fourth += squared * squared;
        }
        double normal = 2 * variance * variance;
        return Math.sqrt(Math.max(fourth / means.length - variance * variance, normal) / means.length);
    }
}
