package org.hypercolumn.train;

/**
 * The unit in which a network learns the responses of one neuron.
 *
 * @param factor one unit of the network's output in the recording's unit, above 0
 * @param offset where the readout's bias begins, in the network's unit; 0 for as published
 * @param grid responses are learned to the nearest multiple of it, in the network's unit; 0 for as they are
 */
record ResponseScale(double factor, double offset, double grid) {

    /**
     * A hundredth of the noise. Training amplifies a difference in the last bit to one in the third digit of CORR within ten
     * epochs, and a change of unit makes such differences; on the grid they are gone.
     */
    private static final double GRID = 1.0 / 128;

    /**
     * In standard deviations. A bias reaches a mean nearer than this in a few hundred steps, and to begin there would change what is
     * learned (docs/decisions/0028); one that is farther it would not reach.
     */
    private static final double FARTHEST_MEAN = 10;

    private static final ResponseScale RECORDED = new ResponseScale(1, 0, 0);

    /**
     * The scale for a neuron.
     *
     * @param training responses {@code [S]} that are fitted to; where all are equal, their unit is kept
     * @throws IllegalArgumentException if one is NaN or infinite
     */
    static ResponseScale of(ResponseScaling scaling, float[] training) {
        if (scaling == ResponseScaling.PUBLISHED) {
            return RECORDED;
        }
        double deviation = deviation(training);
        if (!Double.isFinite(deviation)) {
            throw new IllegalArgumentException(
                    "responses: expected finite training responses, got some with a standard deviation of "
                            + deviation);
        }
        if (deviation == 0) {
            return RECORDED;
        }
        var unit = new ResponseScale(deviation, 0, GRID);
        double mean = mean(unit.targets(training));
        return Math.abs(mean) > FARTHEST_MEAN ? new ResponseScale(deviation, mean, GRID) : unit;
    }

    /** Responses of the recording's unit in the network's. */
    float[] targets(float[] responses) {
        if (grid == 0) {
            return responses.clone();
        }
        float[] targets = new float[responses.length];
        for (int i = 0; i < responses.length; i++) {
            targets[i] = (float) (Math.rint(responses[i] / factor / grid) * grid);
        }
        return targets;
    }

    /** A mean squared error of the network in the recording's unit. */
    double loss(double ofNetwork) {
        return ofNetwork * factor * factor;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The standard deviation, over n. */
    private static double deviation(float[] values) {
        double mean = mean(values);
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
