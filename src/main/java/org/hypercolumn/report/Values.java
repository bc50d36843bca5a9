package org.hypercolumn.report;

import java.util.Arrays;
import java.util.List;

/** Numbers in a row, such as a curve or a map; NaN where undefined. */
final class Values {

    /** No numbers: what stands where nothing was analysed. */
    static final Values NONE = of();

    private final double[] values;

    private Values(double[] values) {
        this.values = values;
    }

    /** Wraps a copy of {@code values}. */
    static Values of(double... values) {
        return new Values(values.clone());
    }

    /** The same numbers as doubles. */
    static Values of(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return new Values(wide);
    }

    /** All numbers of all rows, one row after the other. */
    static Values joined(List<Values> rows) {
        return new Values(
                rows.stream().flatMapToDouble(row -> Arrays.stream(row.values)).toArray());
    }

    int size() {
        return values.length;
    }

    double at(int i) {
        return values[i];
    }

    boolean isEmpty() {
        return values.length == 0;
    }
}
