package org.hypercolumn.doctor;

/**
 * What many numbers are like; pixels in gray levels, responses in their own unit.
 *
 * @param smallest of the finite ones; NaN if there is none
 * @param largest of the finite ones; NaN if there is none
 * @param mean of the finite ones; NaN if there is none
 * @param standardDeviation of the finite ones, divides by their number; NaN if there is none
 * @param notFinite how many are NaN or infinite
 */
public record Values(double smallest, double largest, double mean, double standardDeviation, long notFinite) {

    /** Fills an array with one part of the numbers. */
    @FunctionalInterface
    interface Part {
        float[] at(int part);
    }

    /** Those of several arrays, in two passes. */
    static Values of(int parts, Part source) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        long finite = 0;
        long notFinite = 0;
        for (int part = 0; part < parts; part++) {
            double own = 0;
            for (float value : source.at(part)) {
                if (Float.isFinite(value)) {
                    smallest = Math.min(smallest, value);
                    largest = Math.max(largest, value);
                    own += value;
                    finite++;
                } else {
                    notFinite++;
                }
            }
            sum += own;
        }
        if (finite == 0) {
            return new Values(Double.NaN, Double.NaN, Double.NaN, Double.NaN, notFinite);
        }
        double mean = sum / finite;
        return new Values(smallest, largest, mean, Math.sqrt(squares(parts, source, mean) / finite), notFinite);
    }

    private static double squares(int parts, Part source, double mean) {
        double squares = 0;
        for (int part = 0; part < parts; part++) {
            double own = 0;
            for (float value : source.at(part)) {
                own += Float.isFinite(value) ? (value - mean) * (value - mean) : 0;
            }
            squares += own;
        }
        return squares;
    }
}
