package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;

/**
 * What the center hypercolumn and its surround add to the predictions of one model's neurons: of each neuron curves over its
 * images, ranked by falling prediction, and maps over the grid.
 *
 * <p>Letters: N neurons, {@code index} counts them from 0; S images; P hypercolumns of the grid, row by row. Of every image
 * {@code prediction = center + surround + bias}, but for rounding to single precision. Responses, contributions and biases
 * have the unit of the recorded responses.
 *
 * <p>Source: Lin et al. 2025, section 4.4, figures 7 and 9 of A.5. Ours differs: shares of the prediction's variation stand
 * beside the mean contributions, see {@link NeuronDecomposition#shareMap}.
 */
public final class Decomposition {

    private final List<Integer> neurons;
    private final Grid grid;
    private final int stimuli;
    private final int[] images; // [N, S], and so are the next three
    private final float[] predictions;
    private final float[] centers;
    private final float[] surrounds;
    private final float[] bias; // [N]
    private final float[] combination; // [N, 2]
    private final float[] map; // [N, P], and so is the next
    private final float[] shareMap;
    private final double[] hypercolumns; // [P, S], means over the population

    private Decomposition(List<Integer> neurons, Grid grid, int stimuli) {
        this.neurons = List.copyOf(neurons);
        this.grid = grid;
        this.stimuli = stimuli;
        this.images = new int[Math.multiplyExact(neurons.size(), stimuli)];
        this.predictions = new float[images.length];
        this.centers = new float[images.length];
        this.surrounds = new float[images.length];
        this.bias = new float[neurons.size()];
        this.combination = new float[2 * neurons.size()];
        this.map = new float[Math.multiplyExact(neurons.size(), grid.positions())];
        this.shareMap = new float[map.length];
        this.hypercolumns = new double[Math.multiplyExact(grid.positions(), stimuli)];
    }

    private Decomposition(List<Integer> neurons, Grid grid, int stimuli, NamedArrays file) throws BadDataFileException {
        int count = neurons.size();
        this.neurons = neurons;
        this.grid = grid;
        this.stimuli = stimuli;
        this.images = file.indices("image_index", count, stimuli);
        this.predictions = file.floats("predictions", count, stimuli);
        this.centers = file.floats("centers", count, stimuli);
        this.surrounds = file.floats("surrounds", count, stimuli);
        this.bias = file.floats("bias", count);
        this.combination = file.floats("combination", count, 2);
        this.map = file.floats("map", count, grid.positions());
        this.shareMap = file.floats("share_map", count, grid.positions());
        this.hypercolumns = file.doubles("population/hypercolumns", grid.positions(), stimuli);
    }

    /** Where the decompositions of single neurons come from. */
    @FunctionalInterface
    public interface Source {

        /**
         * That of a neuron.
         *
         * @param neuron its index in the recording
         * @throws IOException if it cannot be read
         */
        NeuronDecomposition of(int neuron) throws IOException;
    }

    /**
     * Gathers the neurons of one model, one after the other in the order given, so that no more than one is kept whole.
     *
     * @param neurons indices in the recording, one or more, each once
     * @param source asked once for each of them
     * @throws IllegalArgumentException if there is no neuron or one twice, the source gives another neuron, or they are not all
     *     of the same images and the same grid
     * @throws IOException if the source throws it
     */
    public static Decomposition of(List<Integer> neurons, Source source) throws IOException {
        if (neurons.isEmpty() || neurons.stream().distinct().count() < neurons.size()) {
            throw new IllegalArgumentException(
                    "decomposition: expected one neuron or more, each once, got %s".formatted(neurons));
        }
        NeuronDecomposition first = source.of(neurons.get(0));
        var all = new Decomposition(neurons, first.grid(), first.stimuli());
        int[] places = first.images();
        int finite = all.take(0, first, places);
        for (int index = 1; index < neurons.size(); index++) {
            finite += all.take(index, source.of(neurons.get(index)), places);
        }
        for (int i = 0; i < all.hypercolumns.length; i++) {
            all.hypercolumns[i] /= finite; // 0 / 0 is NaN
        }
        return all;
    }

    /** Takes over one neuron, and adds it to the sums over neurons if its predictions are finite; how many it added. */
    private int take(int index, NeuronDecomposition one, int[] places) {
        if (one.neuron() != neurons.get(index) || !one.grid().equals(grid) || !Arrays.equals(one.images(), places)) {
            throw new IllegalArgumentException(
                    "decomposition: expected neuron %d, %d x %d hypercolumns and the %d images of neuron %d, got neuron %d, %d x %d and %d images; analyze it again"
                            .formatted(
                                    neurons.get(index),
                                    grid.rows(),
                                    grid.columns(),
                                    stimuli,
                                    neurons.get(0),
                                    one.neuron(),
                                    one.rows(),
                                    one.columns(),
                                    one.stimuli()));
        }
        int[] order = Ranking.falling(one.predictions());
        System.arraycopy(Ranking.select(one.predictions(), order), 0, predictions, index * stimuli, stimuli);
        for (int rank = 0; rank < stimuli; rank++) {
            int to = index * stimuli + rank;
            images[to] = places[order[rank]];
            centers[to] = one.contribution(order[rank], grid.center());
            surrounds[to] = (float) surround(one, order[rank]);
        }
        bias[index] = one.bias();
        System.arraycopy(one.combination(), 0, combination, 2 * index, 2);
        narrow(one.map(), map, index);
        narrow(one.shareMap(), shareMap, index);
        if (!isFinite(index)) {
            return 0;
        }
        for (int p = 0; p < grid.positions(); p++) {
            for (int rank = 0; rank < stimuli; rank++) {
                hypercolumns[p * stimuli + rank] += one.contribution(order[rank], p);
            }
        }
        return 1;
    }

    private double surround(NeuronDecomposition one, int stimulus) {
        double sum = 0;
        for (int p = 0; p < grid.positions(); p++) {
            sum += p == grid.center() ? 0 : one.contribution(stimulus, p);
        }
        return sum;
    }

    private static void narrow(double[] values, float[] target, int index) {
        for (int i = 0; i < values.length; i++) {
            target[index * values.length + i] = (float) values[i];
        }
    }

    /** Whether all predictions of a neuron are; else it is not of the population. */
    boolean isFinite(int index) {
        return IntStream.range(index * stimuli, (index + 1) * stimuli).allMatch(i -> Float.isFinite(predictions[i]));
    }

    /** The neurons' indices in the recording. */
    public List<Integer> neurons() {
        return neurons;
    }

    /** Rows of hypercolumns. */
    public int rows() {
        return grid.rows();
    }

    /** Columns of hypercolumns. */
    public int columns() {
        return grid.columns();
    }

    /** The center's position: 40 of 81 for a grid of 9 x 9. */
    public int center() {
        return grid.center();
    }

    /** S, how many images each curve has. */
    public int stimuli() {
        return stimuli;
    }

    /** The images' places in the recording's tier {@code [S]}, by falling prediction; a copy. */
    public int[] images(int index) {
        return Arrays.copyOfRange(images, checked(index) * stimuli, (index + 1) * stimuli);
    }

    /** The neuron's predictions {@code [S]}, falling; a copy. */
    public float[] predictions(int index) {
        return row(predictions, index);
    }

    /** What the center adds to them {@code [S]}; a copy. */
    public float[] centers(int index) {
        return row(centers, index);
    }

    /** What all other hypercolumns together add to them {@code [S]}; a copy. */
    public float[] surrounds(int index) {
        return row(surrounds, index);
    }

    /** What the neuron's predictions are without any contribution. */
    public float bias(int index) {
        return bias[checked(index)];
    }

    /** The weights of center and surround {@code [2]}, see {@link NeuronDecomposition#combination}; a copy. */
    public float[] combination(int index) {
        return row(combination, index);
    }

    /** The mean contribution of each hypercolumn over the images {@code [P]}, see {@link NeuronDecomposition#map}; a copy. */
    public float[] map(int index) {
        return row(map, index);
    }

    /**
     * The share of each hypercolumn in the variation of the prediction {@code [P]}, dimensionless, see
     * {@link NeuronDecomposition#shareMap}; a copy.
     */
    public float[] shareMap(int index) {
        return row(shareMap, index);
    }

    /** The center's share in the variation of the prediction; the surround has the rest of 1; NaN where it is constant. */
    public float centerShare(int index) {
        return shareMap[checked(index) * grid.positions() + grid.center()];
    }

    private float[] row(float[] rows, int index) {
        int length = rows.length / neurons.size();
        return Arrays.copyOfRange(rows, checked(index) * length, (index + 1) * length);
    }

    private int checked(int index) {
        if (index < 0 || index >= neurons.size()) {
            throw new IllegalArgumentException(
                    "decomposition: neuron %d of N = %d asked for".formatted(index, neurons.size()));
        }
        return index;
    }

    /** The means over neurons. */
    public PopulationDecomposition population() {
        return new PopulationDecomposition(this, hypercolumns);
    }

    /**
     * Writes all of it, whole or not at all; the arrays are named as the methods, those of the population {@code population/...}.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        int count = neurons.size();
        int positions = grid.positions();
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("neurons", NamedArrays.of(neurons));
        arrays.put("grid", grid.sides());
        arrays.put("center", grid.centerOf());
        arrays.put("image_index", NamedArrays.of(images, new int[] {count, stimuli}));
        arrays.put("predictions", NpyArray.ofFloats(predictions, count, stimuli));
        arrays.put("centers", NpyArray.ofFloats(centers, count, stimuli));
        arrays.put("surrounds", NpyArray.ofFloats(surrounds, count, stimuli));
        arrays.put("bias", NpyArray.ofFloats(bias, count));
        arrays.put("combination", NpyArray.ofFloats(combination, count, 2));
        arrays.put("map", NpyArray.ofFloats(map, count, positions));
        arrays.put("share_map", NpyArray.ofFloats(shareMap, count, positions));
        population().putInto(arrays);
        NpzFile.write(file, arrays);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if it is damaged or no such file
     */
    public static Decomposition read(Path file) throws IOException {
        NamedArrays result = NamedArrays.read(file);
        List<Integer> neurons = result.neurons();
        return new Decomposition(neurons, Grid.read(result), result.size("predictions", 1), result);
    }
}
