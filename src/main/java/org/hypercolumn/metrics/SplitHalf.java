package org.hypercolumn.metrics;

import java.util.random.RandomGenerator;

/**
 * How well a neuron repeats itself: the correlation, over images, of its mean responses in two random halves of each
 * image's repeats. What follows for the mean over all repeats is a {@link Reliability}.
 *
 * <p>Images with fewer than 2 repeats take no part. Of an odd number of repeats, either half gets one more, by chance.
 * Only the generator's {@code nextInt(bound)} is used, so a generator that is the same everywhere gives the same bits.
 *
 * @param correlation r, mean over the splits, dimensionless, -1 to 1; NaN if it is undefined in one of them, see
 *     {@link Correlation}: fewer than 2 images with 2 repeats, or the means of a half are constant
 * @param images how many images took part
 */
public record SplitHalf(double correlation, int images) {

    /** How often the repeats are split. */
    public static final int SPLITS = 100;

    /** Why {@link #correlation} is NaN, in the words of a report. */
    public static final String UNDEFINED = "fewer than 2 images with 2 repeats, or a constant half";

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
        for (int split = 0; split < splits; split++) {
            for (int i = 0; i < one.length; i++) {
                double[] repeats = repeated.of(i);
                int half = splitter.split(repeats);
                one[i] = mean(repeats, 0, half);
                other[i] = mean(repeats, half, repeats.length);
            }
            correlations += Correlation.pearson(one, other);
        }
        return new SplitHalf(correlations / splits, repeated.count());
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
}
