package org.hypercolumn.drawing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers to draw, {@code [K]}; what is not finite is left out of a drawing as a gap. */
public final class Values {
    private final double[] values;

    private Values(double[] values) {
        this.values = values;
    }

    /** Wraps a copy of {@code values}. */
    public static Values of(double... values) {
        return new Values(values.clone());
    }

    /** Wraps a copy of {@code values}. */
    public static Values of(float[] values) {
        return new Values(
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
    }

    /** Wraps a copy of {@code values}. */
    public static Values of(List<? extends Number> values) {
        return new Values(values.stream().mapToDouble(Number::doubleValue).toArray());
    }

    /** 1, 2, ... {@code count}, such as the ranks of images. */
    public static Values ranks(int count) {
        return new Values(IntStream.rangeClosed(1, count).asDoubleStream().toArray());
    }

    /** K. */
    public int count() {
        return values.length;
    }

    /** The value at {@code index}, from 0. */
    public double at(int index) {
        return values[index];
    }

    /** Each value plus that of {@code others} at the same place. */
    public Values plus(Values others) {
        return combined(others, 1);
    }

    /** Each value minus that of {@code others} at the same place. */
    public Values minus(Values others) {
        return combined(others, -1);
    }

    /** The values of all lists, one list after the other. */
    static Values joined(Values... lists) {
        return new Values(Arrays.stream(lists)
                .flatMapToDouble(list -> Arrays.stream(list.values))
                .toArray());
    }

    /** The numbers, in order. */
    public List<Double> toList() {
        return Arrays.stream(values).boxed().toList();
    }

    /** Throws where {@code others} has another count. */
    void mustMatch(String what, Values others) {
        if (others.count() != count()) {
            throw new IllegalArgumentException(
                    "%s: expected as many values as the first list's %d, got %d; give one value a point"
                            .formatted(what, count(), others.count()));
        }
    }

    private Values combined(Values others, double sign) {
        mustMatch("values", others);
        return new Values(IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] + sign * others.values[i])
                .toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values same && Arrays.equals(values, same.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
