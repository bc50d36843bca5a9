package org.hypercolumn.simulate;

/**
 * What to simulate.
 *
 * @param images training images, 1 to 800,000, each shown once
 * @param neurons N, above 0; images times neurons at most 2^31 - 1, the repeats of validation and test counted
 * @param seed everything follows from it
 */
public record SimulationPlan(int images, int neurons, long seed) {

    /** Height and width of every image, pixels; the paper's. */
    public static final int IMAGE_SIZE = 50;

    /** How often each validation and test image is shown; the paper's. */
    public static final int REPEATS = 10;

    private static final int MAX_IMAGES = 800_000; // of 2500 pixels, in one array

    /**
     * @throws IllegalArgumentException if a number is outside its limits
     */
    public SimulationPlan {
        if (images < 1 || images > MAX_IMAGES) {
            throw new IllegalArgumentException(
                    "simulation: images must be 1 to %d, got %d".formatted(MAX_IMAGES, images));
        }
        int maxNeurons = Integer.MAX_VALUE / Math.max(images, REPEATS * evaluationImages(images));
        if (neurons < 1 || neurons > maxNeurons) {
            throw new IllegalArgumentException(
                    "simulation: neurons must be 1 to %d for %d images, got %d".formatted(maxNeurons, images, neurons));
        }
    }

    /** 2000 training images, 4 neurons, seed 1. */
    public static SimulationPlan demo() {
        return new SimulationPlan(2000, 4, 1);
    }

    /** This plan with another number of training images. */
    public SimulationPlan withImages(int images) {
        return new SimulationPlan(images, neurons, seed);
    }

    /** This plan with another number of neurons. */
    public SimulationPlan withNeurons(int neurons) {
        return new SimulationPlan(images, neurons, seed);
    }

    /** This plan with another seed. */
    public SimulationPlan withSeed(long seed) {
        return new SimulationPlan(images, neurons, seed);
    }

    /** Images of the validation tier and again of the test tier: a fifth of training's, at least 200, at most 1000. */
    public int evaluationImages() {
        return evaluationImages(images);
    }

    private static int evaluationImages(int images) {
        return Math.max(200, Math.min(1000, images / 5));
    }
}
