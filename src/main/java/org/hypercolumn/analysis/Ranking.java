package org.hypercolumn.analysis;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The order of images by a neuron's responses. */
final class Ranking {

    private Ranking() {}

    /**
     * Indices of {@code values} by falling value, NaN last; equal values in the order of their indices.
     *
     * @param values {@code [S]}, read only
     */
    static int[] falling(float[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparing((Integer s) -> Float.isNaN(values[s]))
                        .thenComparing(Comparator.comparingDouble((Integer s) -> 0.0 + values[s])
                                .reversed())) // 0.0 + makes -0 a 0
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** {@code values} at these indices. */
    static float[] select(float[] values, int[] indices) {
        float[] selected = new float[indices.length];
        for (int i = 0; i < indices.length; i++) {
            selected[i] = values[indices[i]];
        }
        return selected;
    }
}
