package org.hypercolumn.nn;

import java.util.Arrays;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;

/**
 * A mutable named array of a layer: weights, or what a layer keeps besides, such as running statistics. It has a published
 * shape and order, PyTorch's, in which it is read and written, and a packed order, in which the kernels use it.
 */
public final class Parameter {

    /** What training does with it. */
    public enum Role {
        /** Moved along its gradient. */
        TRAINED,
        /** A weight that training leaves as it is: its gradient is 0 by construction, or nothing reads it. */
        CONSTANT,
        /** A weight that has been learned before and is kept. */
        FROZEN,
        /** No weight: followed along by the forward pass, as running statistics are. */
        STATISTIC,
        /** A statistic that counts; model files hold it as a whole number. */
        COUNTER
    }

    private final String name;
    private Role role;
    private final int[] shape;
    private final int[] places;
    private final float[] values;
    private final float[] gradient;

    /**
     * A parameter with all values 0.
     *
     * @param shape published shape
     * @param places for each published value its index among the packed ones, counted from 0
     * @param packedLength values packed, padding included
     */
    Parameter(String name, Role role, int[] shape, int[] places, int packedLength) {
        this.name = name;
        this.role = role;
        this.shape = shape.clone();
        this.places = places;
        this.values = Kernels.array(packedLength);
        this.gradient = role == Role.TRAINED ? Kernels.array(packedLength) : new float[0];
    }

    /** A parameter of one axis that is packed in its published order. */
    static Parameter vector(String name, Role role, int length) {
        int[] places = new int[length];
        Arrays.setAll(places, i -> i);
        return new Parameter(name, role, new int[] {length}, places, Kernels.padded(length));
    }

    /** Name in model files, for example {@code layers.0.weight}. */
    public String name() {
        return name;
    }

    /** What training does with it. */
    public Role role() {
        return role;
    }

    /** Keeps a weight as it is from now on; what is no weight is followed along as before. */
    void freeze() {
        if (role == Role.TRAINED || role == Role.CONSTANT) {
            role = Role.FROZEN;
        }
    }

    /** Published shape; a copy. */
    public int[] shape() {
        return shape.clone();
    }

    /** Published values, padding not counted. */
    public int length() {
        return places.length;
    }

    /** The packed values, from {@link Kernels#ORIGIN}; written by training. */
    float[] values() {
        return values;
    }

    /** The packed gradient, from {@link Kernels#ORIGIN}; empty of what is neither trained nor frozen. */
    float[] gradient() {
        return gradient;
    }

    /** Packed values, padding included. */
    int packedLength() {
        return values.length - Kernels.ORIGIN - Kernels.SPARE;
    }

    /** A copy of the values in published order. */
    public float[] published() {
        return inPublishedOrder(values);
    }

    /**
     * A copy of the gradient in published order.
     *
     * @throws IllegalStateException if the parameter is not trained
     */
    public float[] publishedGradient() {
        if (role != Role.TRAINED) {
            throw new IllegalStateException("parameter %s is not trained and has no gradient".formatted(name));
        }
        return inPublishedOrder(gradient);
    }

    /** {@code packed}, laid out as this parameter's values, in published order. */
    float[] inPublishedOrder(float[] packed) {
        float[] published = new float[places.length];
        for (int i = 0; i < published.length; i++) {
            published[i] = packed[Kernels.ORIGIN + places[i]];
        }
        return published;
    }

    /**
     * Takes over values in published order.
     *
     * @throws IllegalArgumentException if there are not {@link #length} of them
     */
    public void publish(float[] published) {
        pack(published, values);
    }

    /** Writes values in published order into {@code packed}, laid out as this parameter's values; its padding is 0 then. */
    void pack(float[] published, float[] packed) {
        if (published.length != places.length) {
            throw new IllegalArgumentException("parameter %s: expected %s, %d values, but got %d values"
                    .formatted(name, Arrays.toString(shape), places.length, published.length));
        }
        Arrays.fill(packed, 0f); // the padding too: training that went to infinity has left NaN there
        for (int i = 0; i < published.length; i++) {
            packed[Kernels.ORIGIN + places[i]] = published[i];
        }
    }

    /** Draws the values uniformly in +-{@code bound}, in published order; the padding is 0 then. */
    void drawUniform(RandomStream random, double bound) {
        Arrays.fill(values, 0f);
        for (int place : places) {
            values[Kernels.ORIGIN + place] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    }

    /** Sets all values to {@code value}; the padding is 0 then. */
    void fill(float value) {
        Arrays.fill(values, 0f);
        for (int place : places) {
            values[Kernels.ORIGIN + place] = value;
        }
    }

    /** Sets the gradient to 0. */
    void clearGradient() {
        Arrays.fill(gradient, 0f);
    }
}
