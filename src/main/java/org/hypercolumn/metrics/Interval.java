package org.hypercolumn.metrics;

/**
 * A confidence interval, or another range of numbers.
 *
 * @param low its lower end; NaN where undefined, and then both are
 * @param high its upper end
 */
public record Interval(double low, double high) {

    /** What stands where there is no interval. */
    public static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);

    /** What differences of two numbers of this range can be. */
    public Interval differences() {
        return new Interval(low - high, high - low);
    }

    /** The part of it that lies within a range; undefined if it is. */
    public Interval within(Interval range) {
        return new Interval(Math.max(low, range.low), Math.min(high, range.high));
    }
}
