package org.hypercolumn.metrics;

/**
 * Equal cells over the range of a neuron's mean responses.
 *
 * @param lowest middle of the first cell
 * @param step width of a cell, above 0
 */
record ResponseGrid(double lowest, double step) {

    /** How many cells there are. */
    static final int CELLS = 100;

    static ResponseGrid over(TrialMoments moments) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int image = 0; image < moments.images(); image++) {
            lowest = Math.min(lowest, moments.mean(image));
            highest = Math.max(highest, moments.mean(image));
        }
        return new ResponseGrid(lowest, (highest - lowest) / (CELLS - 1));
    }

    /** The response in the middle of a cell. */
    double at(int cell) {
        return lowest + cell * step;
    }

    /** A response of a cell. */
    double within(int cell, double share) {
        return lowest + (cell + share - 0.5) * step;
    }
}
