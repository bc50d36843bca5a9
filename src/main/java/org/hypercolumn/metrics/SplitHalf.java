package org.hypercolumn.metrics;

import java.util.random.RandomGenerator;

/**
 * How well a neuron repeats itself: the correlation, over images, of its mean responses in two random halves of each
 * image's repeats, and the scores that a perfect model could reach with such a neuron.
 *
 * <p>Write a trial as the image's own response plus noise that is independent from trial to trial. The mean of n trials
 * then has the reliability ρ = signal variance / (signal variance + noise variance / n), which is also the correlation
 * that it would have with the mean of n further trials. Halves have n / 2 trials each; Spearman and Brown's formula leads
 * from their correlation r to ρ = 2r / (1 + r).
 *
 * <p>A model that predicts each image's own response exactly has no noise of its own, so it correlates with the mean of n
 * trials by √ρ, not by ρ. CORR to the average has the ceiling √ρ; its square, an explained share of variance, has the
 * ceiling ρ. Both are estimates: of few images a score can pass them.
 *
 * <p>{@link PeakTuning} has no such formula. Its ceiling is what one half's means score as predictions of the other half's,
 * both ways. Halves are noisier than the mean over all repeats, and a perfect model has no noise at all, so this ceiling is
 * conservative: it lies below what can be reached, and a good model may pass it.
 *
 * <p>Images with fewer than 2 repeats take no part. Of an odd number of repeats, either half gets one more, by chance.
 * Only the generator's {@code nextInt(bound)} is used, so a generator that is the same everywhere gives the same bits.
 *
 * <p>Source: Spearman 1910; Brown 1910. √ρ is the CC_max of Hsu, Borst, Theunissen, "Quantifying variability in neural
 * responses and its application for the validation of model predictions", Network 2004, √(2 / (1 + √(1 / r²))); also in
 * Schoppe et al., "Measuring the performance of neural models", Front. Comput. Neurosci. 2016.
 *
 * @param correlation r, mean over the splits, dimensionless, -1 to 1; NaN if it is undefined in one of them, see
 *     {@link Correlation}: fewer than 2 images with 2 repeats, or the means of a half are constant
 * @param peakTuningJoint PT_J of one half as prediction of the other, mean over the splits and both ways, 0 to 1; k is 1 % of
 *     the images that took part; NaN if it is undefined in one of them
 * @param peakTuningSeparate PT_S in the same way
 * @param images how many images took part
 */
public record SplitHalf(double correlation, double peakTuningJoint, double peakTuningSeparate, int images) {

    /** How often the repeats are split. */
    public static final int SPLITS = 100;

    /** Why {@link #correlation} and {@link #reliability} are NaN, in the words of a report. */
    public static final String UNDEFINED = "fewer than 2 images with 2 repeats, or a constant half";

    /** Why {@link #correlationCeiling} is NaN, in the words of a report. */
    public static final String NO_CEILING = UNDEFINED + ", or halves that correlate below 0";

    /**
     * Splits the repeats of one neuron {@value #SPLITS} times.
     *
     * @param trials image, then repeat; ΔF/F or spikes; only those that were shown, read only
     * @param random drawn from
     */
    public static SplitHalf of(float[][] trials, RandomGenerator random) {
        return of(trials, SPLITS, random);
    }

    static SplitHalf of(float[][] trials, int splits, RandomGenerator random) {
        return of(trials, splits, repeats -> {
            shuffle(repeats, random);
            return (repeats.length + random.nextInt(2)) / 2;
        });
    }

    /** How the repeats of an image come into halves. */
    @FunctionalInterface
    interface Splitter {
        /**
         * Splits them.
         *
         * @param repeats 2 or more, written: may be put into another order
         * @return how many of them, from the first on, make one half
         */
        int split(double[] repeats);
    }

    static SplitHalf of(float[][] trials, int splits, Splitter splitter) {
        RepeatedImages repeated = RepeatedImages.of(trials, 2);
        double[] one = new double[repeated.count()];
        double[] other = new double[repeated.count()];
        double correlations = 0;
        double joint = 0;
        double separate = 0;
        for (int split = 0; split < splits; split++) {
            for (int i = 0; i < one.length; i++) {
                double[] repeats = repeated.of(i);
                int half = splitter.split(repeats);
                one[i] = mean(repeats, 0, half);
                other[i] = mean(repeats, half, repeats.length);
            }
            correlations += Correlation.pearson(one, other);
            PeakTuning forth = PeakTuning.of(one, other);
            PeakTuning back = PeakTuning.of(other, one);
            joint += (forth.joint() + back.joint()) / 2;
            separate += (forth.separate() + back.separate()) / 2;
        }
        return new SplitHalf(correlations / splits, joint / splits, separate / splits, repeated.count());
    }

    private static void shuffle(double[] values, RandomGenerator random) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            double moved = values[last];
            values[last] = values[other];
            values[other] = moved;
        }
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    /**
     * ρ = 2r / (1 + r), the reliability of the mean over all repeats, and the ceiling of CORR²; below 0 if r is; NaN if r is
     * -1 or NaN.
     */
    public double reliability() {
        return correlation == -1 ? Double.NaN : 2 * correlation / (1 + correlation);
    }

    /** √ρ, the ceiling of CORR to the average over repeats, 0 to 1; NaN if ρ is NaN or below 0. */
    public double correlationCeiling() {
        return Math.sqrt(reliability());
    }
}
