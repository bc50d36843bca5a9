package org.hypercolumn.metrics;

/** What every score asks of the values it is given. */
final class Series {

    /**
     * Values that differ by no more than this many units in the last place of the largest are one value, rounded. An
     * exactly constant model sums in one order and differs by 0; reordered sums of a few hundred products differ by 1
     * or 2.
     */
    private static final int ROUNDING_UNITS = 4;

    private Series() {}

    static void requireEqualLengths(String metric, int predicted, int recorded) {
        if (predicted != recorded) {
            throw new IllegalArgumentException(
                    "%s: expected one prediction for each of %d recorded responses, got %d predictions"
                            .formatted(metric, recorded, predicted));
        }
    }

    /** Whether all values are equal up to 4 float ulps of the largest magnitude; true if there are fewer than 2. */
    static boolean isConstant(float[] values) {
        float smallest = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        float magnitude = Math.max(Math.abs(smallest), Math.abs(largest));
        return values.length < 2 || largest - smallest <= ROUNDING_UNITS * Math.ulp(magnitude);
    }

    /** Whether all values are equal up to 4 double ulps of the largest magnitude; true if there are fewer than 2. */
    static boolean isConstant(double[] values) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        double magnitude = Math.max(Math.abs(smallest), Math.abs(largest));
        return values.length < 2 || largest - smallest <= ROUNDING_UNITS * Math.ulp(magnitude);
    }

    static boolean allFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Divides by the number of values; 0 / 0 is NaN. */
    static double variance(double[] values) {
        return squaredDeviations(values) / values.length;
    }

    /** Divides by the number of values less 1; NaN if there are fewer than 2. */
    static double sampleVariance(double[] values) {
        return values.length < 2 ? Double.NaN : squaredDeviations(values) / (values.length - 1);
    }

    private static double squaredDeviations(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares;
    }

    static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int s = 0; s < values.length; s++) {
            wide[s] = values[s];
        }
        return wide;
    }
}
