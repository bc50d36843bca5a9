package org.hypercolumn.model;

import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.nn.CenterReadout;
import org.hypercolumn.nn.FeatureMaps;
import org.hypercolumn.nn.Layer;
import org.hypercolumn.nn.MapShape;
import org.hypercolumn.nn.Network;
import org.hypercolumn.nn.SelfAttention;
import org.hypercolumn.stimulus.Normalization;

/**
 * Predicts responses with models of one architecture and one image size. Mutable: it holds a network, one model's
 * parameters at a time, and is one thread's. It computes only the part of the image that decides the prediction.
 */
public final class Predictor {

    /** Few, since their maps take memory in every thread, and more at a time would be no faster. */
    private static final int BATCH = 10;

    private static final int MOST_VALUES = Integer.MAX_VALUE - 64;

    private final Window window;
    private final MapShape grid;
    private final int imageWidth;
    private final float[] image;
    private final Network network;

    /**
     * A predictor whose network has all parameters 0.
     *
     * @throws IllegalArgumentException if the images are too small for the architecture
     */
    public Predictor(Architecture architecture, Kernels kernels, int imageHeight, int imageWidth) {
        this.window = architecture.window(imageHeight, imageWidth);
        this.grid = architecture.grid(imageHeight, imageWidth);
        this.imageWidth = imageWidth;
        this.image = new float[imageHeight * imageWidth];
        this.network = Networks.of(architecture, kernels, window.height(), window.width(), BATCH);
    }

    /** The network that predicts; give it the parameters before {@link #predict}. */
    public Network network() {
        return network;
    }

    /**
     * The predicted responses {@code [S]} to {@code stimuli}, in the unit of the responses that the model was fitted to.
     *
     * @throws IllegalArgumentException if the stimuli are of another size
     */
    public float[] predict(Stimuli stimuli, Normalization normalization) {
        float[] predictions = new float[stimuli.count()];
        run(stimuli, normalization, (batch, first, count) -> System.arraycopy(batch, 0, predictions, first, count));
        return predictions;
    }

    /**
     * How the hypercolumns of each image attend to each other, in the first block of attention.
     *
     * @return {@code [S, P, P]}: image by image and query by query the weights of all keys, which sum to 1
     * @throws IllegalArgumentException if there is no attention, the stimuli are of another size, or the weights are more than
     *     an array holds
     */
    public float[] attention(Stimuli stimuli, Normalization normalization) {
        SelfAttention layer = attentionLayer();
        int positions = layer.outputShape().positions();
        float[] attention = weights(stimuli, positions, positions);
        run(stimuli, normalization, (batch, first, count) -> {
            for (int i = 0; i < count; i++) {
                float[] matrix = layer.attention(i);
                System.arraycopy(matrix, 0, attention, (first + i) * matrix.length, matrix.length);
            }
        });
        return attention;
    }

    /** Takes how much the hypercolumns add to one prediction after the other. */
    @FunctionalInterface
    public interface ContributionTaker {

        /**
         * Takes those of one image.
         *
         * @param stimulus 0 to S - 1, rising from call to call
         * @param prediction as {@link Predictor#predict} gives it
         * @param contributions {@code [P]} of {@link Predictor#grid}, row by row; read only, overwritten by the next image
         */
        void take(int stimulus, float prediction, double[] contributions);
    }

    /**
     * The hypercolumns that the core makes of the whole image, {@code [H, W, C]}, of which a center readout's predictor computes
     * only the center's where no other has a part in it. {@link CenterReadout#center} of it is the center.
     */
    public MapShape grid() {
        return grid;
    }

    /**
     * How much each hypercolumn of {@link #grid} adds to the prediction of each image. The contributions of an image and the
     * bias of the network's readout sum to its prediction, but for the rounding of the prediction; hypercolumns that the
     * readout does not read add 0.
     *
     * @param taker sees image after image, so that no more than one image's contributions are kept
     * @throws IllegalArgumentException if the stimuli are of another size
     */
    public void contributions(Stimuli stimuli, Normalization normalization, ContributionTaker taker) {
        FeatureMaps features = network.features();
        double[] computed = new double[features.shape().positions()];
        double[] whole = new double[grid.positions()];
        // Where only the center's field is looked at, its hypercolumn is the only one.
        int first = computed.length == whole.length ? 0 : CenterReadout.center(grid);
        run(stimuli, normalization, (batch, from, count) -> {
            for (int i = 0; i < count; i++) {
                network.readout().contributions(features, i, computed);
                System.arraycopy(computed, 0, whole, first, computed.length);
                taker.take(from + i, batch[i], whole);
            }
        });
    }

    /**
     * How the center hypercolumn of each image attends to all, and how all do on average, in the first block of attention.
     * The center is that of {@link Architecture#attended}.
     *
     * @throws IllegalArgumentException if there is no attention, the stimuli are of another size, or the weights are more than
     *     an array holds
     */
    public AttentionMaps attentionMaps(Stimuli stimuli, Normalization normalization) {
        SelfAttention layer = attentionLayer();
        int positions = layer.outputShape().positions();
        int query = CenterReadout.center(layer.outputShape());
        float[] center = weights(stimuli, 1, positions);
        float[] mean = weights(stimuli, 1, positions);
        run(stimuli, normalization, (batch, first, count) -> {
            for (int i = 0; i < count; i++) {
                float[] matrix = layer.attention(i);
                System.arraycopy(matrix, query * positions, center, (first + i) * positions, positions);
                writeMean(matrix, positions, mean, (first + i) * positions);
            }
        });
        return new AttentionMaps(stimuli.count(), positions, center, mean);
    }

    private SelfAttention attentionLayer() {
        if (network.attentions().isEmpty()) {
            throw new IllegalArgumentException("model: expected one with attention, got one without");
        }
        return network.attentions().get(0);
    }

    private static float[] weights(Stimuli stimuli, int queries, int positions) {
        long values = (long) queries * positions * stimuli.count();
        if (values > MOST_VALUES) {
            throw new IllegalArgumentException(
                    "attention: %d images of %d x %d weights are more than %d values; give fewer"
                            .formatted(stimuli.count(), queries, positions, MOST_VALUES));
        }
        return new float[(int) values];
    }

    /** Writes the mean over the queries of a {@code matrix}, {@code [query, key]}, from {@code at} on. */
    private static void writeMean(float[] matrix, int positions, float[] mean, int at) {
        for (int key = 0; key < positions; key++) {
            double sum = 0;
            for (int query = 0; query < positions; query++) {
                sum += matrix[query * positions + key];
            }
            mean[at + key] = (float) (sum / positions);
        }
    }

    /** Sees each batch once the network has predicted it. */
    private interface Batches {
        void take(float[] predictions, int first, int count);
    }

    private void run(Stimuli stimuli, Normalization normalization, Batches batches) {
        if (stimuli.height() * stimuli.width() != image.length || stimuli.width() != imageWidth) {
            throw new IllegalArgumentException("images: expected %d x %d pixels as the model was fitted to, got %d x %d"
                    .formatted(image.length / imageWidth, imageWidth, stimuli.height(), stimuli.width()));
        }
        RandomStream unused = RandomStream.of(0, "evaluation");
        FeatureMaps buffer = network.stimuli();
        int pixels = window.height() * window.width();
        for (int first = 0; first < stimuli.count(); first += BATCH) {
            int count = Math.min(BATCH, stimuli.count() - first);
            for (int i = 0; i < count; i++) {
                stimuli.copyTo(first + i, image, 0);
                window.copy(image, imageWidth, buffer.values(), buffer.at(i));
                normalization.apply(buffer.values(), buffer.at(i), pixels);
            }
            batches.take(network.forward(count, Layer.Mode.EVALUATION, unused), first, count);
        }
    }
}
