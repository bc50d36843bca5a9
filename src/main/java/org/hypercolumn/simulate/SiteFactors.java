package org.hypercolumn.simulate;

import org.hypercolumn.kernel.RandomStream;

/**
 * What the neurons of one site have in common: factors on some of their traits, 1 in a typical site.
 *
 * @param index 0 or more
 * @param name as in file names
 * @param response on the mean responses
 * @param frequency on the preferred spatial frequencies
 * @param surround on the strengths of the surround
 * @param noise on the noise
 * @param sharedNoise on the share of the noise that neurons have in common
 */
record SiteFactors(
        int index, String name, double response, double frequency, double surround, double noise, double sharedNoise) {

    /** The only site, which is a typical one. */
    static SiteFactors typical() {
        return new SiteFactors(0, Simulation.SITE, 1, 1, 1, 1, 1);
    }

    /** One of several: the first site of monkey {@code index + 1}, drawn from the population's spread. */
    static SiteFactors of(Population population, long seed, int index) {
        RandomStream random = RandomStream.of(seed, "simulated site", index);
        double spread = population.siteSpread();
        return new SiteFactors(
                index,
                "M%dS1".formatted(index + 1),
                StrictMath.exp(spread * random.nextGaussian()),
                StrictMath.exp(spread * random.nextGaussian()),
                StrictMath.exp(spread * random.nextGaussian()),
                StrictMath.exp(spread * random.nextGaussian()),
                StrictMath.exp(spread * random.nextGaussian()));
    }

    double factor(Trait trait) {
        return switch (trait) {
            case MEAN_RESPONSE -> response;
            case CYCLES_PER_PIXEL -> frequency;
            case SURROUND -> surround;
            case NOISE -> noise;
            case SHARED_NOISE -> sharedNoise;
            default -> 1;
        };
    }
}
