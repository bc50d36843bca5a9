package org.hypercolumn.simulate;

import org.hypercolumn.kernel.RandomStream;

/**
 * What makes one simulated neuron differ from the next. Angles are counter-clockwise from the right.
 *
 * @param orientationDegrees direction along the stripes that it prefers, 0 (horizontal) to 180
 * @param cyclesPerPixel preferred spatial frequency
 * @param phaseDegrees phase of a simple cell at the middle of the image, 0 to 360
 * @param sigmaPixels standard deviation of the center's Gaussian across the stripes; along them it is 1.2 times that
 * @param complexity 0 is a simple cell (one half-squared filter), 1 a complex cell (energy), dimensionless
 * @param suppression weight of the surround in the divisor, dimensionless
 * @param sideDegrees direction in which the suppressing surround is strongest, 0 to 360
 * @param sideConcentration how one-sided the suppressing surround is, the kappa of a von Mises density, dimensionless
 * @param facilitation largest gain that collinear surround energy can add, dimensionless
 * @param meanResponse mean noise-free response, ΔF/F
 */
record NeuronTraits(
        double orientationDegrees,
        double cyclesPerPixel,
        double phaseDegrees,
        double sigmaPixels,
        double complexity,
        double suppression,
        double sideDegrees,
        double sideConcentration,
        double facilitation,
        double meanResponse) {

    private static final double MAX_SIGMA_PIXELS = 3; // 2.5 of them reach the edge of the 16 x 16 pixels

    /** The neuron that follows from {@code seed} and its index, whatever other neurons there are. */
    static NeuronTraits of(long seed, int neuron) {
        RandomStream random = RandomStream.of(seed, "simulated neuron", neuron);
        double orientation = random.nextDouble(0, 180);
        double frequency = random.nextDouble(0.10, 0.20);
        return new NeuronTraits(
                orientation,
                frequency,
                random.nextDouble(0, 360),
                Math.min(MAX_SIGMA_PIXELS, 0.42 / frequency),
                random.nextDouble(),
                random.nextDouble(4, 7),
                random.nextDouble(0, 360),
                random.nextDouble(2, 4),
                random.nextDouble(2, 4),
                // median and quartiles of the paper's site M1S1: 0.060, and 0.049 to 0.075
                0.060 * StrictMath.exp(0.31 * random.nextGaussian()));
    }
}
