package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.metrics.WilcoxonSignedRank;

/**
 * How the center hypercolumn attends in one model of N neurons: in each neuron's K most effective images, those with the
 * highest recorded responses, and on average over all S images of the tier. Immutable. An {@code index} is a place in
 * {@link #neurons}; positions of the P hypercolumns count row by row.
 *
 * <p>Source: Lin et al. 2025, appendix A.6, figure 10; the association is ours, see {@link AttentionMeasure}.
 */
public final class CenterAttention {

    private final String model;
    private final AttentionGrid grid;
    private final int[] places;
    private final List<AttentionRow> rows;

    /** @param rows of one neuron or more, alike in their sizes */
    CenterAttention(String model, AttentionGrid grid, int[] places, List<AttentionRow> rows) {
        this.model = model;
        this.grid = grid;
        this.places = places;
        this.rows = List.copyOf(rows);
    }

    /**
     * Puts neurons together, in the order of their files; one file at a time is in memory.
     *
     * @param neurons files that {@link NeuronAttention#write} wrote, 1 or more, of one model and the same images
     * @param best K; all images if there are fewer
     * @throws IllegalArgumentException if there is no file, or K is below 1
     * @throws BadDataFileException if a file is damaged, of another model or other images than the first, or of a neuron that
     *     another is of
     * @throws IOException if a file cannot be read
     */
    public static CenterAttention of(List<Path> neurons, int best) throws IOException {
        if (neurons.isEmpty() || best < 1) {
            throw new IllegalArgumentException(
                    "attention: expected 1 neuron and 1 image or more, got %d and %d".formatted(neurons.size(), best));
        }
        NeuronAttention first = NeuronAttention.read(neurons.get(0));
        List<AttentionRow> rows = new ArrayList<>();
        for (Path file : neurons) {
            NeuronAttention neuron = NeuronAttention.read(file);
            boolean known = rows.stream().anyMatch(row -> row.neuron == neuron.neuron());
            if (known || !isLike(first, neuron)) {
                throw new BadDataFileException(
                        file,
                        "expected a further neuron of %s on the images of %s, got neuron %d of %s on %d images; analyze again"
                                .formatted(
                                        first.model(),
                                        neurons.get(0).getFileName(),
                                        neuron.neuron(),
                                        neuron.model(),
                                        neuron.images()));
            }
            rows.add(AttentionRow.of(neuron, best));
        }
        return new CenterAttention(first.model(), first.grid(), first.attended().places(), rows);
    }

    private static boolean isLike(NeuronAttention first, NeuronAttention neuron) {
        return neuron.model().equals(first.model())
                && neuron.grid().equals(first.grid())
                && Arrays.equals(neuron.attended().places(), first.attended().places());
    }

    /**
     * Writes it, whole or not at all: {@code model [1]}, {@code neurons [N]}, {@code grid} (rows, columns), {@code center [1]},
     * {@code field} (stride, side, pixels), {@code image} (height, width, pixels), {@code places [S]}, {@code images [N, K]},
     * {@code attention [N, K, P]}, {@code mean [N, P]}, {@code entropy [N, S]}, {@code center_share [N, S]}, {@code undefined
     * [N]} and each measure as {@code neuron/MEASURE [N]}.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path npz) throws IOException {
        CenterAttentionFile.write(npz, this);
    }

    /**
     * Reads it.
     *
     * @throws BadDataFileException if the file is missing or damaged, or another
     * @throws IOException if it cannot be read
     */
    public static CenterAttention read(Path npz) throws IOException {
        return CenterAttentionFile.read(npz);
    }

    /**
     * Writes what is measured of several models as {@code attention.csv} (a row a neuron), {@code attention-population.csv} (a
     * row a model and measure) and {@code attention.json} (both, and what the words mean), each whole or not at all.
     *
     * @throws IOException if one cannot be written
     */
    public static void writeTables(Path folder, List<CenterAttention> models) throws IOException {
        AttentionTables.write(folder, models);
    }

    /** Id of the model. */
    public String model() {
        return model;
    }

    /** The neurons' indices in the recording, {@code [N]}; a copy. */
    public int[] neurons() {
        return rows.stream().mapToInt(row -> row.neuron).toArray();
    }

    /** Rows of the grid of hypercolumns. */
    public int rows() {
        return grid.fields().rows();
    }

    /** Columns of the grid of hypercolumns. */
    public int columns() {
        return grid.fields().columns();
    }

    /** The position that attends: the middle of the grid. */
    public int center() {
        return grid.fields().center();
    }

    /** Pixels of the image from one hypercolumn's receptive field to the next; the first begins at pixel 0. */
    public int stridePixels() {
        return grid.fields().stride();
    }

    /** Pixels of a side of each receptive field. */
    public int fieldPixels() {
        return grid.fields().side();
    }

    /** Rows of the images, pixels. */
    public int imageHeight() {
        return grid.imageHeight();
    }

    /** Columns of the images, pixels. */
    public int imageWidth() {
        return grid.imageWidth();
    }

    /** The places in the tier of all images that the means are over, {@code [S]}; a copy. */
    public int[] places() {
        return places.clone();
    }

    /** K, how many of the most effective images each neuron has. */
    public int best() {
        return rows.get(0).images.length;
    }

    /** The places of a neuron's most effective images, {@code [K]}, by falling recorded response; a copy. */
    public int[] images(int index) {
        return row(index).images.clone();
    }

    /**
     * Weights of all keys in one of a neuron's most effective images, {@code [P]}, which sum to 1; a copy.
     *
     * @param k 0 for the most effective
     * @throws IllegalArgumentException if there is no such neuron or image
     */
    public float[] attention(int index, int k) {
        if (k < 0 || k >= best()) {
            throw new IllegalArgumentException("attention: image %d of K = %d asked for".formatted(k, best()));
        }
        return Arrays.copyOfRange(row(index).attention, k * grid.positions(), (k + 1) * grid.positions());
    }

    /** The mean of a neuron's weights over all images, {@code [P]}; a copy. */
    public float[] mean(int index) {
        return row(index).mean.clone();
    }

    /** Entropy of a neuron's weights in every image, {@code [S]}, bits; a copy. */
    public float[] entropies(int index) {
        return row(index).entropy.clone();
    }

    /** The center's own share of a neuron's weights in every image, {@code [S]}, 0 to 1; a copy. */
    public float[] centerShares(int index) {
        return row(index).centerShare.clone();
    }

    /** Mean entropy of a neuron's weights, bits; NaN where undefined. */
    public double entropy(int index) {
        return value(AttentionMeasure.ENTROPY, index);
    }

    /** Mean share that the center has of a neuron's weights; NaN where undefined. */
    public double centerShare(int index) {
        return value(AttentionMeasure.CENTER_SHARE, index);
    }

    /** A neuron's {@link AttentionMeasure#ASSOCIATION}; NaN where undefined. */
    public double association(int index) {
        return value(AttentionMeasure.ASSOCIATION, index);
    }

    /** A neuron's own value, see {@link NeuronAttention#value}. */
    public double value(AttentionMeasure measure, int index) {
        return row(index).value(measure);
    }

    /** The values of all neurons, {@code [N]}. */
    public double[] values(AttentionMeasure measure) {
        return rows.stream().mapToDouble(row -> row.value(measure)).toArray();
    }

    /** In how many of a neuron's images the association is undefined. */
    public int undefined(int index) {
        return row(index).undefined;
    }

    /**
     * A measure over the neurons.
     *
     * @param summary the mean of those that have one
     * @param interval of the mean, 95 %, see {@link MeanEstimate#ofScores}
     * @param p of an association, that its median over neurons is 0, by Wilcoxon's signed-rank test, two-sided; else NaN
     */
    public record Population(Summary summary, Interval interval, double p) {}

    /** A measure over the neurons. */
    public Population population(AttentionMeasure measure) {
        double[] ofNeurons = values(measure);
        double p = measure.isAssociation()
                ? WilcoxonSignedRank.of(ofNeurons, new double[ofNeurons.length]).p()
                : Double.NaN;
        return new Population(
                Summary.of(ofNeurons), MeanEstimate.ofScores(ofNeurons).interval(), p);
    }

    AttentionGrid grid() {
        return grid;
    }

    AttentionRow row(int index) {
        if (index < 0 || index >= rows.size()) {
            throw new IllegalArgumentException(
                    "attention: neuron at place %d of N = %d asked for".formatted(index, rows.size()));
        }
        return rows.get(index);
    }
}
