package org.hypercolumn.simulate;

import java.util.function.DoubleUnaryOperator;

/**
 * The linear stage of a simulated neuron: a quadrature pair of Gabor filters near the middle of the image, and pools of
 * energy in and around them.
 *
 * <p>The local pool is a Gaussian as wide as the center's. The near pool is a ring 3 standard deviations from its middle, one
 * wide, stronger on one side and beside the stripes; the far pool is a ring at 6, two wide; the collinear pool is where the
 * near pool's ring crosses the axis of the stripes.
 */
final class ReceptiveField {

    private static final double REACH = 3; // standard deviations that the filters have on either side
    private static final double NEAR = 3; // standard deviations
    private static final double FAR = 6;
    private static final double FAR_WIDTH = 2;
    private static final double FLANKS = 1; // concentration of the near pool beside the stripes
    private static final double COLLINEAR = 4; // concentration of the collinear pool, in direction and in orientation

    private final int top;
    private final int left;
    private final int rows;
    private final int columns;
    private final int imageWidth;
    private final double[] even; // [rows * columns], unit length, zero mean
    private final double[] odd;
    private final double complexity;
    private final Pool local;
    private final Pool near;
    private final Pool far;
    private final Pool collinear;

    ReceptiveField(NeuronTraits traits, EnergyBank bank, int height, int width) {
        double middleRow = (height - 1) / 2.0 - traits.at(Trait.UP_PIXELS);
        double middleColumn = (width - 1) / 2.0 + traits.at(Trait.RIGHT_PIXELS);
        double reach = REACH * traits.sigmaPixels() * Math.max(1, traits.at(Trait.ASPECT));
        top = (int) Math.max(0, Math.ceil(middleRow - reach));
        left = (int) Math.max(0, Math.ceil(middleColumn - reach));
        rows = (int) Math.min(height - 1.0, Math.floor(middleRow + reach)) - top + 1;
        columns = (int) Math.min(width - 1.0, Math.floor(middleColumn + reach)) - left + 1;
        imageWidth = width;
        even = gabor(traits, middleRow, middleColumn, 0);
        odd = gabor(traits, middleRow, middleColumn, StrictMath.PI / 2);
        complexity = traits.at(Trait.COMPLEXITY);
        double radians = traits.radians(Trait.ORIENTATION_DEGREES);
        double side = traits.radians(Trait.SIDE_DEGREES);
        double sided = traits.at(Trait.SIDE_CONCENTRATION);
        double tuning = traits.at(Trait.POOL_TUNING);
        double coarse = coarse(traits.at(Trait.CYCLES_PER_PIXEL));
        local = Pool.of(bank, around(traits, 0, 1, direction -> 1), radians, 0, coarse);
        near = Pool.of(
                bank,
                around(
                        traits,
                        NEAR,
                        1,
                        direction -> StrictMath.exp(sided * StrictMath.cos(direction - side)
                                - FLANKS * StrictMath.cos(2 * (direction - radians)))),
                radians,
                tuning,
                coarse);
        far = Pool.of(bank, around(traits, FAR, FAR_WIDTH, direction -> 1), radians, tuning, coarse);
        collinear = Pool.of(
                bank,
                around(
                        traits,
                        NEAR,
                        1,
                        direction -> StrictMath.exp(COLLINEAR * (StrictMath.cos(2 * (direction - radians)) - 1))),
                radians,
                COLLINEAR,
                coarse);
    }

    /** How much a pool takes from the coarse scale, on the logarithm of frequency. */
    private static double coarse(double cyclesPerPixel) {
        double octaves = StrictMath.log(EnergyBank.CYCLES_PER_PIXEL / cyclesPerPixel) / StrictMath.log(2);
        return Math.max(0, Math.min(1, octaves));
    }

    /** A ring around the field, and how its weight depends on direction. */
    private static Pool.Place around(NeuronTraits traits, double distance, double width, DoubleUnaryOperator weight) {
        double sigma = traits.sigmaPixels();
        return (right, up) -> {
            double x = (right - traits.at(Trait.RIGHT_PIXELS)) / sigma;
            double y = (up - traits.at(Trait.UP_PIXELS)) / sigma;
            double off = (Math.sqrt(x * x + y * y) - distance) / width;
            return StrictMath.exp(-off * off / 2) * weight.applyAsDouble(StrictMath.atan2(y, x));
        };
    }

    private double[] gabor(NeuronTraits traits, double middleRow, double middleColumn, double shift) {
        double angle = traits.radians(Trait.ORIENTATION_DEGREES);
        double phase = traits.radians(Trait.PHASE_DEGREES) - shift;
        double cycle = 2 * StrictMath.PI * traits.at(Trait.CYCLES_PER_PIXEL);
        double sigma = traits.sigmaPixels();
        double[] filter = new double[rows * columns];
        double[] envelope = new double[rows * columns];
        double filters = 0;
        double envelopes = 0;
        for (int i = 0; i < filter.length; i++) {
            double up = middleRow - (top + i / columns);
            double right = left + i % columns - middleColumn;
            double along = (right * StrictMath.cos(angle) + up * StrictMath.sin(angle)) / traits.at(Trait.ASPECT);
            double across = up * StrictMath.cos(angle) - right * StrictMath.sin(angle);
            envelope[i] = StrictMath.exp(-(along * along + across * across) / (2 * sigma * sigma));
            filter[i] = envelope[i] * StrictMath.cos(cycle * across + phase);
            filters += filter[i];
            envelopes += envelope[i];
        }
        double squares = 0;
        for (int i = 0; i < filter.length; i++) {
            filter[i] -= filters / envelopes * envelope[i]; // blind to the mean gray level
            squares += filter[i] * filter[i];
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < filter.length; i++) {
            filter[i] /= length;
        }
        return filter;
    }

    /**
     * Filters one image.
     *
     * @param contrast {@code [H * W]}, -1 (black) to 1 (white), read only
     * @param energies the bank's, of the same image
     */
    Drives drives(double[] contrast, double[][] energies) {
        double center = 0;
        double quadrature = 0;
        for (int row = 0; row < rows; row++) {
            int start = (top + row) * imageWidth + left;
            for (int column = 0; column < columns; column++) {
                center += even[row * columns + column] * contrast[start + column];
                quadrature += odd[row * columns + column] * contrast[start + column];
            }
        }
        double onlyBright = Math.max(0, center);
        // a half-squared filter gives a quarter of the pair's energy on average, hence the 4
        double simple = 4 * onlyBright * onlyBright;
        double complex = center * center + quadrature * quadrature;
        return new Drives(
                simple + complexity * (complex - simple),
                local.of(energies),
                near.of(energies),
                far.of(energies),
                collinear.of(energies));
    }
}
