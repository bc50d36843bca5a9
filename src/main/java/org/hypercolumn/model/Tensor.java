package org.hypercolumn.model;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** A named array of a model file, in single precision. Immutable. */
public final class Tensor {

    /** How a file holds the values. */
    public enum Kind {
        /** Single precision, {@code F32}. */
        FLOAT,
        /** Whole numbers, {@code I64}: counters. */
        WHOLE
    }

    private final Kind kind;
    private final int[] shape;
    private final float[] values;

    private Tensor(Kind kind, int[] shape, float[] values) {
        this.kind = kind;
        this.shape = shape;
        this.values = values;
    }

    /**
     * Wraps copies.
     *
     * @param shape outermost axis first; empty for a single number
     * @throws IllegalArgumentException if the values are not as many as the shape says
     */
    public static Tensor of(Kind kind, int[] shape, float[] values) {
        long expected = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
        if (expected != values.length) {
            throw new IllegalArgumentException("tensor: expected %s, %d values, but got %d values"
                    .formatted(Arrays.toString(shape), expected, values.length));
        }
        return new Tensor(kind, shape.clone(), values.clone());
    }

    /** How a file holds the values. */
    public Kind kind() {
        return kind;
    }

    /** A copy of the shape. */
    public int[] shape() {
        return shape.clone();
    }

    /** A tensor of the same kind and shape whose values are those that {@code change} makes of these, rounded. */
    Tensor map(DoubleUnaryOperator change) {
        float[] changed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            changed[i] = (float) change.applyAsDouble(values[i]);
        }
        return new Tensor(kind, shape, changed);
    }

    /** A copy of the values, last axis fastest. */
    public float[] values() {
        return values.clone();
    }

    /** How many values. */
    public int length() {
        return values.length;
    }

    /** Shape in brackets. */
    @Override
    public String toString() {
        return "tensor " + Arrays.toString(shape);
    }
}
