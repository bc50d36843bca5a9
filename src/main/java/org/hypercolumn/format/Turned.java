package org.hypercolumn.format;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.NpyArray;

/** Turns the order of axes round: the first becomes the last. */
final class Turned {
    private Turned() {}

    /** Sizes or an index with the axes turned. */
    static int[] of(int[] axes) {
        int[] turned = new int[axes.length];
        Arrays.setAll(turned, axis -> axes[axes.length - 1 - axis]);
        return turned;
    }

    /** The same elements with the axes turned. */
    static NpyArray of(NpyArray values) {
        int[] shape = of(values.shape());
        if (Arrays.stream(shape).filter(size -> size > 1).count() < 2) {
            return same(values, shape);
        }
        int[] strides = new int[shape.length]; // in the values as they are, of the axes as they become
        int stride = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        int[] at = new int[shape.length];
        int[] from = new int[(int) values.length()];
        int place = 0;
        for (int i = 0; i < from.length; i++) {
            from[i] = place;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                place += strides[axis];
                if (++at[axis] < shape[axis]) {
                    break;
                }
                place -= strides[axis] * shape[axis];
                at[axis] = 0;
            }
        }
        return taken(values, i -> from[i], shape);
    }

    private static NpyArray same(NpyArray values, int[] shape) {
        return taken(values, i -> i, shape);
    }

    private static NpyArray taken(NpyArray values, IntUnaryOperator from, int[] shape) {
        int length = (int) values.length();
        switch (values.type()) {
            case F4 -> {
                float[] taken = new float[length];
                for (int i = 0; i < length; i++) {
                    taken[i] = values.floatAt(from.applyAsInt(i));
                }
                return NpyArray.ofFloats(taken, shape);
            }
            case F8 -> {
                double[] taken = new double[length];
                Arrays.setAll(taken, i -> values.at(from.applyAsInt(i)));
                return NpyArray.ofDoubles(taken, shape);
            }
            case U1 -> {
                byte[] all = values.toBytes();
                byte[] taken = new byte[length];
                for (int i = 0; i < length; i++) {
                    taken[i] = all[from.applyAsInt(i)];
                }
                return NpyArray.ofBytes(taken, shape);
            }
            case TEXT -> {
                String[] taken = new String[length];
                Arrays.setAll(taken, i -> values.textAt(from.applyAsInt(i)));
                return NpyArray.ofText(taken, shape);
            }
            default -> {
                long[] all = values.toLongs();
                long[] taken = new long[length];
                Arrays.setAll(taken, i -> all[from.applyAsInt(i)]);
                return values.type() == ElementType.U8
                        ? NpyArray.ofUnsignedLongs(taken, shape)
                        : NpyArray.ofLongs(taken, shape);
            }
        }
    }
}
