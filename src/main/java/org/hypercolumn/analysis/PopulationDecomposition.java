package org.hypercolumn.analysis;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.metrics.Summary;

/**
 * The means of a {@link Decomposition} over its neurons, those whose predictions are all finite: curves rank by rank, where
 * each neuron has its own image at a rank, and maps over the grid. All but shares are in the unit of the recorded responses.
 * Of every rank {@code prediction = center + surround + bias}, and the hypercolumns sum to {@code center + surround}.
 *
 * <p>Source: Lin et al. 2025, section 4.4, figures 7 and 9 of A.5.
 */
public final class PopulationDecomposition {

    private final Decomposition all;
    private final double[] hypercolumns; // [P, S]
    private final int[] population;
    private final int[] varying;

    /** Takes over {@code hypercolumns}, read only: the means {@code [P, S]} over the neurons with finite predictions. */
    PopulationDecomposition(Decomposition all, double[] hypercolumns) {
        this.all = all;
        this.hypercolumns = hypercolumns;
        this.population = neurons(all).filter(all::isFinite).toArray();
        this.varying = neurons(all)
                .filter(index -> !Float.isNaN(all.centerShare(index)))
                .toArray();
    }

    private static IntStream neurons(Decomposition all) {
        return IntStream.range(0, all.neurons().size());
    }

    /** How many neurons have finite predictions; of the others nothing is in the means. */
    public int neurons() {
        return population.length;
    }

    /** The prediction, falling, and its standard error. */
    public PopulationCurve prediction() {
        return curve(all::predictions);
    }

    /** What the center adds to it. */
    public PopulationCurve center() {
        return curve(all::centers);
    }

    /** What all other hypercolumns together add to it. */
    public PopulationCurve surround() {
        return curve(all::surrounds);
    }

    private PopulationCurve curve(IntFunction<float[]> row) {
        float[] curves = new float[population.length * all.stimuli()];
        for (int i = 0; i < population.length; i++) {
            System.arraycopy(row.apply(population[i]), 0, curves, i * all.stimuli(), all.stimuli());
        }
        return PopulationCurve.of(curves, all.stimuli());
    }

    /**
     * What one hypercolumn adds to it {@code [S]}; NaN without neurons; a copy.
     *
     * @param position 0 to P - 1
     * @throws IllegalArgumentException if there is no such position
     */
    public double[] hypercolumn(int position) {
        if (position < 0 || position >= positions()) {
            throw new IllegalArgumentException("decomposition: hypercolumn %d of a grid of %d x %d asked for"
                    .formatted(position, all.rows(), all.columns()));
        }
        return Arrays.copyOfRange(hypercolumns, position * all.stimuli(), (position + 1) * all.stimuli());
    }

    private int positions() {
        return all.rows() * all.columns();
    }

    /** The mean bias; NaN without neurons. */
    public double bias() {
        double sum = 0;
        for (int index : population) {
            sum += all.bias(index);
        }
        return sum / population.length;
    }

    /** The mean contribution of each hypercolumn over images and neurons {@code [P]}; NaN without neurons. */
    public double[] map() {
        return mean(all::map, population);
    }

    /**
     * The mean of {@link Decomposition#shareMap} over the neurons that have one {@code [P]}, dimensionless; sums to 1; NaN
     * where none has.
     */
    public double[] shareMap() {
        return mean(all::shareMap, varying);
    }

    private double[] mean(IntFunction<float[]> map, int[] neurons) {
        double[] means = new double[positions()];
        for (int index : neurons) {
            float[] one = map.apply(index);
            for (int p = 0; p < means.length; p++) {
                means[p] += one[p];
            }
        }
        for (int p = 0; p < means.length; p++) {
            means[p] /= neurons.length; // 0 / 0 is NaN
        }
        return means;
    }

    /** The mean of {@link Decomposition#centerShare} over the neurons that have one, and how many have not. */
    public Summary centerShare() {
        return Summary.of(neurons(all).mapToDouble(all::centerShare).toArray());
    }

    void putInto(Map<String, NpyArray> arrays) {
        put(arrays, "population/prediction", prediction());
        put(arrays, "population/center", center());
        put(arrays, "population/surround", surround());
        arrays.put("population/hypercolumns", NpyArray.ofDoubles(hypercolumns, positions(), all.stimuli()));
        arrays.put("population/bias", NpyArray.ofDoubles(new double[] {bias()}, 1));
        arrays.put("population/map", NpyArray.ofDoubles(map(), positions()));
        arrays.put("population/share_map", NpyArray.ofDoubles(shareMap(), positions()));
    }

    private static void put(Map<String, NpyArray> arrays, String name, PopulationCurve curve) {
        arrays.put(name, NpyArray.ofDoubles(curve.means(), curve.means().length));
        arrays.put(name + "_error", NpyArray.ofDoubles(curve.errors(), curve.errors().length));
    }
}
