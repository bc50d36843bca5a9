package org.hypercolumn.simulate;

/**
 * What to simulate.
 *
 * @param images training images, 1 to 800,000 of 50 x 50 pixels, fewer larger ones, each shown once
 * @param neurons N of each site, above 0; images times neurons at most 2^31 - 1, the repeats of validation and test
 *     counted
 * @param seed everything follows from it
 * @param height H of every image, pixels, 16 to 1000
 * @param width W of every image, pixels, 16 to 1000
 * @param sites 1 to 100, which see the same images
 * @param population what the neurons are drawn from
 */
public record SimulationPlan(
        int images, int neurons, long seed, int height, int width, int sites, Population population) {

    /** How often each validation and test image is shown; the paper's. */
    public static final int REPEATS = 10;

    private static final int LEAST_SIDE = 16;
    private static final int MOST_SIDE = 1000;
    private static final int MOST_SITES = 100;
    private static final int MOST_PIXELS = 2_000_000_000; // in one array

    /**
     * @throws IllegalArgumentException if a number is outside its limits
     */
    public SimulationPlan {
        check("height", height, LEAST_SIDE, MOST_SIDE, "");
        check("width", width, LEAST_SIDE, MOST_SIDE, "");
        check("images", images, 1, MOST_PIXELS / (height * width), "");
        int maxNeurons = Integer.MAX_VALUE / Math.max(images, REPEATS * evaluationImages(images));
        check("neurons", neurons, 1, maxNeurons, " for %d images".formatted(images));
        check("sites", sites, 1, MOST_SITES, "");
        population.checkLists(neurons);
    }

    private static void check(String name, int value, int least, int most, String where) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "simulation: %s must be %d to %d%s, got %d".formatted(name, least, most, where, value));
        }
    }

    /** What {@code simulate} writes by default: 2000 training images of 50 x 50 pixels, one site of 4 neurons of {@link Population#v1()}, seed 1. */
    public static SimulationPlan standard() {
        return new SimulationPlan(2000, 4, 1, 50, 50, 1, Population.v1());
    }

    /** This plan with another number of training images. */
    public SimulationPlan withImages(int changed) {
        return new SimulationPlan(changed, neurons, seed, height, width, sites, population);
    }

    /** This plan with another number of neurons. */
    public SimulationPlan withNeurons(int changed) {
        return new SimulationPlan(images, changed, seed, height, width, sites, population);
    }

    /** This plan with another seed. */
    public SimulationPlan withSeed(long changed) {
        return new SimulationPlan(images, neurons, changed, height, width, sites, population);
    }

    /** This plan with images of another size, pixels. */
    public SimulationPlan withSize(int changedHeight, int changedWidth) {
        return new SimulationPlan(images, neurons, seed, changedHeight, changedWidth, sites, population);
    }

    /** This plan with another number of sites. */
    public SimulationPlan withSites(int changed) {
        return new SimulationPlan(images, neurons, seed, height, width, changed, population);
    }

    /** This plan with neurons of another population. */
    public SimulationPlan withPopulation(Population changed) {
        return new SimulationPlan(images, neurons, seed, height, width, sites, changed);
    }

    /** Images of the validation tier and again of the test tier: a fifth of training's, at least 200, at most 1000. */
    public int evaluationImages() {
        return evaluationImages(images);
    }

    private static int evaluationImages(int images) {
        return Math.max(200, Math.min(1000, images / 5));
    }
}
