package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.metrics.Correlation;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Predictor;
import org.hypercolumn.nn.CenterSurroundReadout;
import org.hypercolumn.nn.Readout;
import org.hypercolumn.stimulus.Normalization;

/**
 * How much each hypercolumn adds to the predictions of one neuron's model, image by image: {@code prediction[s] = bias +
 * sum over p of contribution[s, p]}, but for rounding to single precision. Of {@code w1 * center + w2 * surround + b} the
 * contributions have the weights w1 and w2 in them, and the bias is all that is constant.
 *
 * <p>Letters: S images, P hypercolumns of the grid, row by row. What is no hypercolumn of the readout contributes 0.
 *
 * <p>Source: Lin et al. 2025, section 4.4 and A.5.
 */
public final class NeuronDecomposition {

    private final int neuron;
    private final Grid grid;
    private final float bias;
    private final float[] combination; // [2]
    private final int[] images; // [S]
    private final float[] predictions; // [S]
    private final float[] contributions; // [S, P]

    private NeuronDecomposition(
            int neuron,
            Grid grid,
            float bias,
            float[] combination,
            int[] images,
            float[] predictions,
            float[] contributions) {
        this.neuron = neuron;
        this.grid = grid;
        this.bias = bias;
        this.combination = combination;
        this.images = images;
        this.predictions = predictions;
        this.contributions = contributions;
    }

    /**
     * Decomposes a model's predictions.
     *
     * @param neuron its index in the recording
     * @param model fitted to it
     * @param stimuli S images, one or more, of the size that the model was fitted to
     * @param images {@code [S]}, the images' places in the recording's tier, read only
     * @throws IllegalArgumentException if the neuron is below 0, there is not a place for each image or no image, the images
     *     are of another size, or the model does not say how it sees pixels
     */
    public static NeuronDecomposition of(int neuron, FittedModel model, Stimuli stimuli, int[] images) {
        if (neuron < 0 || images.length == 0 || images.length != stimuli.count()) {
            throw new IllegalArgumentException(
                    "decomposition: expected a neuron from 0 on and a place for each of one image or more, got neuron %d, %d places and %d images"
                            .formatted(neuron, images.length, stimuli.count()));
        }
        Normalization normalization = model.normalization()
                .orElseThrow(() -> new IllegalArgumentException(
                        "decomposition: expected a model that says how it sees pixels, got one that does not"));
        var predictor = new Predictor(model.architecture(), Kernels.best(), model.imageHeight(), model.imageWidth());
        model.loadInto(predictor.network());
        Grid grid = Grid.of(predictor.grid());
        int positions = grid.positions();
        float[] predictions = new float[images.length];
        float[] contributions = new float[Math.multiplyExact(images.length, positions)];
        predictor.contributions(stimuli, normalization, (stimulus, prediction, values) -> {
            predictions[stimulus] = prediction;
            for (int p = 0; p < positions; p++) {
                contributions[stimulus * positions + p] = (float) values[p];
            }
        });
        Readout readout = predictor.network().readout();
        float bias = (float) readout.bias();
        return new NeuronDecomposition(
                neuron, grid, bias, combination(readout), images.clone(), predictions, contributions);
    }

    private static float[] combination(Readout readout) {
        return readout instanceof CenterSurroundReadout parts
                ? new float[] {parts.centerWeight(), parts.surroundWeight()}
                : new float[] {Float.NaN, Float.NaN};
    }

    /** The neuron's index in the recording. */
    public int neuron() {
        return neuron;
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

    /** S, how many images there are. */
    public int stimuli() {
        return images.length;
    }

    /** The images' places in the recording's tier {@code [S]}; a copy. */
    public int[] images() {
        return images.clone();
    }

    /** The model's predictions {@code [S]}, in the unit of the responses; a copy. */
    public float[] predictions() {
        return predictions.clone();
    }

    /** What the predictions are without any contribution, in the unit of the responses. */
    public float bias() {
        return bias;
    }

    /** The weights w1 of the center and w2 of the surround {@code [2]} of a readout that combines the two, else NaN; a copy. */
    public float[] combination() {
        return combination.clone();
    }

    /**
     * What the hypercolumns add to the prediction for an image {@code [P]}, in the unit of the responses; a copy.
     *
     * @param stimulus 0 to S - 1
     * @throws IllegalArgumentException if there is no such stimulus
     */
    public float[] contributions(int stimulus) {
        if (stimulus < 0 || stimulus >= images.length) {
            throw new IllegalArgumentException(
                    "decomposition: stimulus %d of S = %d asked for".formatted(stimulus, images.length));
        }
        int from = stimulus * grid.positions();
        return Arrays.copyOfRange(contributions, from, from + grid.positions());
    }

    Grid grid() {
        return grid;
    }

    float contribution(int stimulus, int position) {
        return contributions[stimulus * grid.positions() + position];
    }

    /**
     * The mean contribution of each hypercolumn over the images {@code [P]}, in the unit of the responses. What part of a
     * mean stands in the bias is arbitrary: features are above 0, and training may move a constant from one to the other.
     */
    public double[] map() {
        double[] means = new double[grid.positions()];
        for (int p = 0; p < means.length; p++) {
            double sum = 0;
            for (int s = 0; s < images.length; s++) {
                sum += contribution(s, p);
            }
            means[p] = sum / images.length;
        }
        return means;
    }

    /**
     * The share of each hypercolumn in the variation of the prediction over images {@code [P]}, dimensionless; they sum to 1.
     * With the contribution c[p] and their sum y over all p, which is the prediction without its bias, it is
     * {@code cov(c[p], y) / var(y)}. A constant, wherever it stands, has no part in it. A share may be below 0 or above 1:
     * hypercolumns may take away from what others add.
     *
     * @return NaN everywhere where {@link Correlation} takes the prediction for constant, or a prediction is not finite
     */
    public double[] shareMap() {
        double[] shares = new double[grid.positions()];
        if (Double.isNaN(Correlation.pearson(predictions, predictions))) {
            Arrays.fill(shares, Double.NaN);
            return shares;
        }
        double[] deviations = deviations();
        double[] means = map();
        double variance = 0; // times S, as the covariances below
        for (double deviation : deviations) {
            variance += deviation * deviation;
        }
        for (int p = 0; p < shares.length; p++) {
            double covariance = 0;
            for (int s = 0; s < images.length; s++) {
                covariance += (contribution(s, p) - means[p]) * deviations[s];
            }
            shares[p] = covariance / variance;
        }
        return shares;
    }

    /** How far the sum of an image's contributions is from the mean of that sum {@code [S]}. */
    private double[] deviations() {
        double[] sums = new double[images.length];
        double sum = 0;
        for (int s = 0; s < sums.length; s++) {
            for (int p = 0; p < grid.positions(); p++) {
                sums[s] += contribution(s, p);
            }
            sum += sums[s];
        }
        for (int s = 0; s < sums.length; s++) {
            sums[s] -= sum / sums.length;
        }
        return sums;
    }

    /**
     * Writes {@code neuron [1]}, {@code grid [2]} (rows, columns), {@code center [1]}, {@code images [S]} (places),
     * {@code predictions [S]}, {@code contributions [S, P]}, {@code bias [1]} and {@code combination [2]}, whole or not at all.
     */
    public void write(Path file) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("neuron", NpyArray.ofLongs(new long[] {neuron}, 1));
        arrays.put("grid", grid.sides());
        arrays.put("center", grid.centerOf());
        arrays.put(
                "image_index",
                NpyArray.ofLongs(Arrays.stream(images).asLongStream().toArray(), images.length));
        arrays.put("predictions", NpyArray.ofFloats(predictions, predictions.length));
        arrays.put("contributions", NpyArray.ofFloats(contributions, images.length, grid.positions()));
        arrays.put("bias", NpyArray.ofFloats(new float[] {bias}, 1));
        arrays.put("combination", NpyArray.ofFloats(combination, combination.length));
        NpzFile.write(file, arrays);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if it is damaged or no such file
     */
    public static NeuronDecomposition read(Path file) throws IOException {
        NamedArrays result = NamedArrays.read(file);
        Grid grid = Grid.read(result);
        int[] images = result.indices("image_index", NamedArrays.ANY);
        if (images.length == 0) {
            throw result.bad("image_index", "expected one image or more, got none");
        }
        return new NeuronDecomposition(
                result.indices("neuron", 1)[0],
                grid,
                result.floats("bias", 1)[0],
                result.floats("combination", 2),
                images,
                result.floats("predictions", images.length),
                result.floats("contributions", images.length, grid.positions()));
    }
}
