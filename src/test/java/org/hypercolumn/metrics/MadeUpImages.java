package org.hypercolumn.metrics;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Differences of two models, neuron by image, whose true mean is 0: what a neuron adds has variance 0.003, as of differences of CORR that
 * scatter by 0.05, what an image adds to one neuron has variance 1.
 *
 * @param neurons of the site
 * @param images that all of them saw
 * @param share of the latter variance that an image adds to all neurons alike
 */
record MadeUpImages(int neurons, int images, double share) {

    private static final double OF_NEURONS = 0.003;

    double[][] draw(RandomGenerator random) {
        double[] ofImages = new double[images];
        Arrays.setAll(ofImages, i -> Math.sqrt(share) * random.nextGaussian());
        double[][] values = new double[neurons][images];
        for (double[] row : values) {
            double own = Math.sqrt(OF_NEURONS) * random.nextGaussian();
            Arrays.setAll(row, i -> own + ofImages[i] + Math.sqrt(1 - share) * random.nextGaussian());
        }
        return values;
    }
}
