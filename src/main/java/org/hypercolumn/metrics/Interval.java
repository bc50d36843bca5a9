package org.hypercolumn.metrics;

/**
 * A confidence interval.
 *
 * @param low its lower end; NaN where undefined, and then both are
 * @param high its upper end
 */
public record Interval(double low, double high) {

    /** What stands where there is no interval. */
    public static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);
}
