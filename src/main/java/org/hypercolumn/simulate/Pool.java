package org.hypercolumn.simulate;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A weighted mean of the energies of an {@link EnergyBank}, over places and orientations. */
final class Pool {

    private static final double NEGLIGIBLE = 1e-3; // of the largest weight

    private final int[][] positions; // by scale
    private final double[][] weights; // by scale, one a position; sum 1 over both scales
    private final double[] orientations; // [EnergyBank.ORIENTATIONS], sum 1

    /** How much a place counts, up and to the right of the middle of the image, pixels. */
    @FunctionalInterface
    interface Place {
        double weight(double right, double up);
    }

    private Pool(int[][] positions, double[][] weights, double[] orientations) {
        this.positions = positions;
        this.weights = weights;
        this.orientations = orientations;
    }

    /**
     * A pool of one neuron.
     *
     * @param radians orientation that it prefers
     * @param concentration how strongly; 0 not at all
     * @param coarse share of the coarse scale, 0 to 1
     */
    static Pool of(EnergyBank bank, Place place, double radians, double concentration, double coarse) {
        double[] orientations = new double[EnergyBank.ORIENTATIONS];
        for (int orientation = 0; orientation < orientations.length; orientation++) {
            double difference = orientation * (StrictMath.PI / orientations.length) - radians;
            orientations[orientation] = StrictMath.exp(concentration * (StrictMath.cos(2 * difference) - 1));
        }
        scale(orientations, 1 / sum(orientations));
        int[][] positions = new int[EnergyBank.SCALES][];
        double[][] weights = new double[EnergyBank.SCALES][];
        for (int scale = 0; scale < EnergyBank.SCALES; scale++) {
            double[] all = all(bank, place, scale);
            double least = Arrays.stream(all).max().orElseThrow() * NEGLIGIBLE;
            double share = scale == 0 ? 1 - coarse : coarse;
            positions[scale] = share == 0
                    ? new int[0]
                    : IntStream.range(0, all.length).filter(i -> all[i] > least).toArray();
            weights[scale] =
                    Arrays.stream(positions[scale]).mapToDouble(i -> all[i]).toArray();
            scale(weights[scale], share / sum(weights[scale]));
        }
        return new Pool(positions, weights, orientations);
    }

    private static double[] all(EnergyBank bank, Place place, int scale) {
        int columns = bank.columns(scale);
        double[] weights = new double[bank.rows(scale) * columns];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = place.weight(bank.right(scale, i % columns), bank.up(scale, i / columns));
        }
        return weights;
    }

    /** The mean of one image's energies. */
    double of(double[][] energies) {
        double sum = 0;
        for (int scale = 0; scale < positions.length; scale++) {
            double[] ofScale = energies[scale];
            for (int i = 0; i < positions[scale].length; i++) {
                int at = positions[scale][i] * orientations.length;
                double energy = 0;
                for (int orientation = 0; orientation < orientations.length; orientation++) {
                    energy += orientations[orientation] * ofScale[at + orientation];
                }
                sum += weights[scale][i] * energy;
            }
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }
}
