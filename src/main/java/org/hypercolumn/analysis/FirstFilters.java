package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Tensor;

/**
 * The filters of a model's first layer, which look at the image itself, as fitted to each of N neurons; {@code [N, C, H, W]}.
 * Immutable. An {@code index} is a place in {@link #neurons}.
 */
public final class FirstFilters {

    private static final String FILTERS = "filters";
    private static final int AXES = 4; // output channels, input channels, rows, columns

    private final List<Integer> neurons;
    private final int[] shape; // [C, H, W]
    private final float[] weights; // [N, C, H, W]

    private FirstFilters(List<Integer> neurons, int[] shape, float[] weights) {
        this.neurons = List.copyOf(neurons);
        this.shape = shape;
        this.weights = weights;
    }

    /** Reads a model; that of one neuron at a time is in memory. */
    @FunctionalInterface
    public interface Models {
        /** The model fitted to {@code neuron}. */
        FittedModel of(int neuron) throws IOException;
    }

    /**
     * Takes them from models of one architecture.
     *
     * @param neurons 1 or more indices in the recording
     * @throws IllegalArgumentException if a model has no convolution of the image, or another than the first neuron's
     * @throws IOException if a model cannot be read
     */
    public static FirstFilters of(List<Integer> neurons, Models models) throws IOException {
        int[] shape = {};
        float[] weights = {};
        for (int i = 0; i < neurons.size(); i++) {
            Tensor first = first(models.of(neurons.get(i)));
            int[] own = {first.shape()[0], first.shape()[2], first.shape()[AXES - 1]};
            if (i == 0) {
                shape = own;
                weights = new float[Math.multiplyExact(neurons.size(), first.length())];
            } else if (!Arrays.equals(shape, own)) {
                throw new IllegalArgumentException("filters: expected [C, H, W] = %s of every neuron, got %s"
                        .formatted(Arrays.toString(shape), Arrays.toString(own)));
            }
            System.arraycopy(first.values(), 0, weights, i * first.length(), first.length());
        }
        return new FirstFilters(neurons, shape, weights);
    }

    private static Tensor first(FittedModel model) {
        return model.parameters().values().stream()
                .filter(tensor -> tensor.shape().length == AXES && tensor.shape()[1] == 1)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("filters: expected a first layer [C, 1, H, W], got none in "
                                + model.architecture().id()));
    }

    /** Indices in the recording, {@code [N]}. */
    public List<Integer> neurons() {
        return neurons;
    }

    /** C. */
    public int channels() {
        return shape[0];
    }

    /** H, pixels. */
    public int rows() {
        return shape[1];
    }

    /** W, pixels. */
    public int columns() {
        return shape[2];
    }

    /**
     * One filter, {@code [H, W]}, column fastest, dimensionless; a copy.
     *
     * @throws IllegalArgumentException if there is no such neuron or channel
     */
    public float[] filter(int index, int channel) {
        if (index < 0 || index >= neurons.size() || channel < 0 || channel >= channels()) {
            throw new IllegalArgumentException("filters: neuron %d of N = %d, channel %d of C = %d asked for"
                    .formatted(index, neurons.size(), channel, channels()));
        }
        int size = rows() * columns();
        int from = (index * channels() + channel) * size;
        return Arrays.copyOfRange(weights, from, from + size);
    }

    /** Writes {@code neurons [N]} and {@code filters [N, C, H, W]}, whole or not at all. */
    public void write(Path npz) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("neurons", NamedArrays.of(neurons));
        arrays.put(FILTERS, NpyArray.ofFloats(weights, neurons.size(), shape[0], shape[1], shape[2]));
        NpzFile.write(npz, arrays);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if the file is missing or damaged, or another
     * @throws IOException if it cannot be read
     */
    public static FirstFilters read(Path npz) throws IOException {
        NamedArrays arrays = NamedArrays.read(npz);
        List<Integer> neurons = arrays.neurons();
        int[] shape = new int[AXES - 1];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = arrays.size(FILTERS, axis + 1);
        }
        return new FirstFilters(neurons, shape, arrays.floats(FILTERS, neurons.size(), shape[0], shape[1], shape[2]));
    }
}
