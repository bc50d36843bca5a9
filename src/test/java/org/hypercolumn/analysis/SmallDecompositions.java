package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;

/** Decompositions to test with, made as files since only a model makes others. */
final class SmallDecompositions {

    /** Single precision, of values up to 1 or so. */
    static final double ROUNDING = 1e-6;

    private SmallDecompositions() {}

    /** The arrays of a neuron's file whose predictions are the bias plus the contributions {@code [S][P]}. */
    static Map<String, NpyArray> arrays(int neuron, int rows, int columns, double bias, double[][] contributions) {
        int stimuli = contributions.length;
        int positions = rows * columns;
        float[] values = new float[stimuli * positions];
        float[] predictions = new float[stimuli];
        long[] places = new long[stimuli];
        for (int s = 0; s < stimuli; s++) {
            places[s] = 10L + s;
            predictions[s] = (float) (bias + Arrays.stream(contributions[s]).sum());
            for (int p = 0; p < positions; p++) {
                values[s * positions + p] = (float) contributions[s][p];
            }
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("neuron", longs(neuron));
        arrays.put("grid", longs(rows, columns));
        arrays.put("center", longs((long) rows / 2 * columns + columns / 2));
        arrays.put("image_index", longs(places));
        arrays.put("predictions", NpyArray.ofFloats(predictions, stimuli));
        arrays.put("contributions", NpyArray.ofFloats(values, stimuli, positions));
        arrays.put("bias", NpyArray.ofFloats(new float[] {(float) bias}, 1));
        arrays.put("combination", NpyArray.ofFloats(new float[] {2, -3}, 2));
        return arrays;
    }

    static NpyArray longs(long... values) {
        return NpyArray.ofLongs(values, values.length);
    }

    static NeuronDecomposition read(Path folder, Map<String, NpyArray> arrays) throws IOException {
        Path file = folder.resolve("small.npz");
        NpzFile.write(file, arrays);
        return NeuronDecomposition.read(file);
    }

    static NeuronDecomposition of(Path folder, int neuron, int rows, int columns, double bias, double[][] contributions)
            throws IOException {
        return read(folder, arrays(neuron, rows, columns, bias, contributions));
    }

    /** {@code [S][P]}, each -1 to 1. */
    static double[][] drawn(int stimuli, int positions, SplittableRandom random) {
        double[][] drawn = new double[stimuli][];
        Arrays.setAll(drawn, s -> random.doubles(positions, -1, 1).toArray());
        return drawn;
    }
}
