package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;
import static org.hypercolumn.kernel.VectorKernels.LANES;
import static org.hypercolumn.kernel.VectorKernels.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/** Copies some channels of a map: each vector's chosen lanes are moved to its front, and vectors written overlapping. */
final class VectorSelection {

    private VectorSelection() {}

    /** As {@link Kernels#selectChannels}. */
    static void select(
            float[] maps, int mapsAt, int positions, int stored, int[] channels, int count, float[] selected) {
        if (stored != 2 * WIDTH) {
            ScalarKernels.select(maps, mapsAt, positions, stored, channels, count, selected);
            return;
        }
        int firsts = 0;
        while (firsts < count && channels[firsts] < WIDTH) {
            firsts++;
        }
        VectorShuffle<Float> first = front(channels, 0, firsts, 0);
        VectorShuffle<Float> second = front(channels, firsts, count, WIDTH);
        int from = mapsAt;
        int to = ORIGIN;
        for (int p = 0; p < positions; p++) {
            FloatVector.fromArray(LANES, maps, from).rearrange(first).intoArray(selected, to);
            FloatVector.fromArray(LANES, maps, from + WIDTH).rearrange(second).intoArray(selected, to + firsts);
            from += stored;
            to += count;
        }
    }

    /** Moves the lanes {@code channels[from]} to {@code channels[to - 1]}, counted from {@code base}, to the front. */
    private static VectorShuffle<Float> front(int[] channels, int from, int to, int base) {
        int[] lanes = new int[WIDTH];
        for (int i = from; i < to; i++) {
            lanes[i - from] = channels[i] - base;
        }
        return VectorShuffle.fromArray(LANES, lanes, 0);
    }
}
