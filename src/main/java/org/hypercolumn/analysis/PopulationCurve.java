package org.hypercolumn.analysis;

/** A curve over ranks, averaged over neurons; ranks count from 0 here. */
public final class PopulationCurve {

    private final double[] means;
    private final double[] errors;

    private PopulationCurve(double[] means, double[] errors) {
        this.means = means;
        this.errors = errors;
    }

    /** The average of N curves {@code [N, S]} (read only), rank by rank; neurons that are NaN at a rank are left out there. */
    static PopulationCurve of(float[] curves, int ranks) {
        double[] means = new double[ranks];
        double[] errors = new double[ranks];
        int neurons = ranks == 0 ? 0 : curves.length / ranks;
        for (int rank = 0; rank < ranks; rank++) {
            double sum = 0;
            int defined = 0;
            for (int n = 0; n < neurons; n++) {
                float value = curves[n * ranks + rank];
                if (!Float.isNaN(value)) {
                    sum += value;
                    defined++;
                }
            }
            double mean = sum / defined;
            double squares = 0;
            for (int n = 0; n < neurons; n++) {
                float value = curves[n * ranks + rank];
                if (!Float.isNaN(value)) {
                    squares += (value - mean) * (value - mean);
                }
            }
            means[rank] = mean;
            errors[rank] = defined < 2 ? Double.NaN : Math.sqrt(squares / (defined - 1) / defined);
        }
        return new PopulationCurve(means, errors);
    }

    /** Means {@code [S]}, in the unit of the responses; NaN where no neuron has a value; a copy. */
    public double[] means() {
        return means.clone();
    }

    /** Standard errors of the means {@code [S]}, over neurons, N - 1 in the variance; NaN of fewer than two; a copy. */
    public double[] errors() {
        return errors.clone();
    }
}
