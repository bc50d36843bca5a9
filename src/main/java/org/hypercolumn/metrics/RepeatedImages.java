package org.hypercolumn.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/** One neuron's trials of the images that were shown often enough for a statistic, in double. */
final class RepeatedImages {

    private final int[] images; // which of all, ascending
    private final double[][] trials; // image, then repeat

    private RepeatedImages(int[] images, double[][] trials) {
        this.images = images;
        this.trials = trials;
    }

    /**
     * Those of the images that were shown at least {@code fewest} times.
     *
     * @param trials image, then repeat; only those that were shown, read only
     */
    static RepeatedImages of(float[][] trials, int fewest) {
        int[] images = IntStream.range(0, trials.length)
                .filter(i -> trials[i].length >= fewest)
                .toArray();
        return new RepeatedImages(
                images,
                Arrays.stream(images).mapToObj(i -> Series.widened(trials[i])).toArray(double[][]::new));
    }

    /** All trials of all images, one after the other. */
    double[] trials() {
        return Arrays.stream(trials).flatMapToDouble(Arrays::stream).toArray();
    }

    /** How many images there are. */
    int count() {
        return images.length;
    }

    /** The trials of one of these images, not a copy. */
    double[] of(int image) {
        return trials[image];
    }

    /** The values of these images among those of all. */
    float[] select(float[] ofAll) {
        float[] selected = new float[images.length];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = ofAll[images[i]];
        }
        return selected;
    }

    /** The mean response to each image. */
    double[] means() {
        return Arrays.stream(trials).mapToDouble(Series::mean).toArray();
    }

    /** The same images with only the first trials of each. */
    RepeatedImages first(int repeats) {
        return new RepeatedImages(
                images,
                Arrays.stream(trials)
                        .map(image -> Arrays.copyOf(image, repeats))
                        .toArray(double[][]::new));
    }

    /** How often the image was shown that was shown least; 0 without images. */
    int fewestRepeats() {
        return Arrays.stream(trials).mapToInt(image -> image.length).min().orElse(0);
    }

    /** The variance over repeats, which divides by their number less 1, averaged over images; NaN without images. */
    double noise() {
        return Series.mean(
                Arrays.stream(trials).mapToDouble(Series::sampleVariance).toArray());
    }
}
