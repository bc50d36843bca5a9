package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;

/**
 * How the center hypercolumn of one neuron's model attends in each of S images of a tier, and what is measured of it.
 * Immutable. Its file is all that {@link CenterAttention} needs, so that an analysis can go on where it stopped.
 */
public final class NeuronAttention {

    private final String model;
    private final int neuron;
    private final AttentionGrid grid;
    private final AttendedImages images;
    private final float[] attention; // [S, P]
    private final Map<AttentionMeasure, double[]> measures; // [S] each

    /** Takes over the arrays. */
    NeuronAttention(
            String model,
            int neuron,
            AttentionGrid grid,
            AttendedImages images,
            float[] attention,
            Map<AttentionMeasure, double[]> measures) {
        this.model = model;
        this.neuron = neuron;
        this.grid = grid;
        this.images = images;
        this.attention = attention;
        this.measures = new EnumMap<>(measures);
    }

    /** Id of the model. */
    public String model() {
        return model;
    }

    /** Its index in the recording. */
    public int neuron() {
        return neuron;
    }

    /** S, how many images there are. */
    public int images() {
        return images.count();
    }

    /**
     * Weights of all keys in one image, {@code [P]}, row by row of the grid; a copy.
     *
     * @param image 0 to S - 1, not its place
     * @throws IllegalArgumentException if there is no such image
     */
    public float[] attention(int image) {
        if (image < 0 || image >= images()) {
            throw new IllegalArgumentException("attention: image %d of S = %d asked for".formatted(image, images()));
        }
        return Arrays.copyOfRange(attention, image * grid.positions(), (image + 1) * grid.positions());
    }

    /** The measure in every image, {@code [S]}, NaN where undefined; a copy. */
    public double[] ofImages(AttentionMeasure measure) {
        return stored(measure).clone();
    }

    /**
     * The neuron's own value: the mean over the images that have one, for an association weighted by how clear the
     * orientation at the center is; NaN if none has.
     */
    public double value(AttentionMeasure measure) {
        double[] weights = images.coherence();
        if (!measure.isAssociation()) {
            Arrays.fill(weights, 1);
        }
        return Association.mean(stored(measure), weights);
    }

    /** How many images have no such measure. */
    public int undefined(AttentionMeasure measure) {
        return (int) Arrays.stream(stored(measure)).filter(Double::isNaN).count();
    }

    AttentionGrid grid() {
        return grid;
    }

    AttendedImages attended() {
        return images;
    }

    private double[] stored(AttentionMeasure measure) {
        return Objects.requireNonNull(measures.get(measure));
    }

    /**
     * Writes it, whole or not at all: {@code model}, {@code neuron}, {@code grid} (rows, columns), {@code center}, {@code field}
     * (stride, side), {@code image} (height, width), {@code places}, {@code recorded} and {@code center_coherence [S]},
     * {@code attention [S, P]} and each measure {@code [S]}.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path npz) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("model", NpyArray.ofText(new String[] {model}, 1));
        arrays.put("neuron", NamedArrays.of(neuron));
        grid.addTo(arrays);
        images.addTo(arrays);
        arrays.put("attention", NpyArray.ofFloats(attention, images(), grid.positions()));
        measures.forEach((measure, values) -> arrays.put(measure.id(), NpyArray.ofDoubles(values, values.length)));
        NpzFile.write(npz, arrays);
    }

    /**
     * Reads it.
     *
     * @throws BadDataFileException if the file is missing or damaged, or another
     * @throws IOException if it cannot be read
     */
    public static NeuronAttention read(Path npz) throws IOException {
        NamedArrays arrays = NamedArrays.read(npz);
        String model = arrays.array("model", ElementType.TEXT, 1).toText()[0];
        int neuron = arrays.wholeNumbers("neuron", 1, 0)[0];
        AttentionGrid grid = AttentionGrid.of(arrays);
        AttendedImages images = AttendedImages.of(arrays);
        float[] attention = weights(arrays, "attention", images.count(), grid.positions());
        Map<AttentionMeasure, double[]> measures = new EnumMap<>(AttentionMeasure.class);
        for (AttentionMeasure measure : AttentionMeasure.values()) {
            double[] values =
                    arrays.array(measure.id(), ElementType.F8, images.count()).toDoubles();
            if (Arrays.stream(values).anyMatch(Double::isInfinite)) {
                throw arrays.bad(measure.id(), "expected finite numbers or NaN, got infinite ones");
            }
            measures.put(measure, values);
        }
        return new NeuronAttention(model, neuron, grid, images, attention, measures);
    }

    /** Weights of attention, each 0 to 1, or NaN of a model that is not a number itself. */
    static float[] weights(NamedArrays arrays, String name, int... shape) throws BadDataFileException {
        float[] weights = arrays.array(name, ElementType.F4, shape).toFloats();
        for (float weight : weights) {
            if (weight < 0 || weight > 1) {
                throw arrays.bad(name, "expected weights of 0 to 1, got " + weight);
            }
        }
        return weights;
    }
}
