package org.hypercolumn.nn;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.ConvolutionGeometry;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;

/**
 * Self-attention over the hypercolumns of a map, one head: x + gamma * o. Mutable, as every layer.
 *
 * <p>With q and k linear in a hypercolumn's channels, A = softmax over keys of q k (not divided by the root of their size);
 * o = A x, or with values mapped o = linear(A v), v linear in x. Gamma is learned and starts at 0.
 *
 * <p>All of it is products of matrices, so it is made of the kernels of 1 x 1 convolutions. P positions, Q queries (P padded), C
 * channels padded, d {@code keySize}, K the padded columns of q, k and v side by side. Attention is kept as {@code [key, query]},
 * so that sums over keys run within a lane. It takes P * Q values an image of the batch.
 *
 * <p>Source: Lin et al. 2025, section 3.2, after Zhang et al., "Self-Attention Generative Adversarial Networks", 2019.
 */
public final class SelfAttention implements Layer {

    /** What attention mixes. */
    public enum Values {
        /** V mapped: a linear map of the features to {@code keySize} values, and a linear map back to the channels. */
        MAPPED,
        /** V = x: the features themselves. The two maps are in the published files, and unused. */
        FEATURES
    }

    private final Kernels kernels;
    private final MapShape shape;
    private final AttentionWeights weights;
    private final boolean mapped;
    private final int positions; // P
    private final int queries; // Q
    private final int channels; // C
    private final int size; // d
    private final int projected; // K
    private final int valueChannels;
    private final int[] every;
    private final ConvolutionGeometry toQueries;
    private final ConvolutionGeometry toChannels;
    private final ConvolutionGeometry toProjections;
    private final ConvolutionGeometry toValues;
    private final float[] noBias;
    // Of every image of the batch, for the way back.
    private final float[] attention; // [B, P, Q]
    private final float[] projections; // [B, P, K]
    private final float[] mixed; // [B, P, values]: what attention made of the values
    // Scratch of one image; rows behind the last position and columns behind the last query stay 0 where they are read.
    private final float[] compact; // [P, d]
    private final float[] transposed; // [d or C, Q]
    private final float[] values; // [Q, values]
    private final float[] mixture; // [Q, values]
    private final float[] change; // [P, C]
    private final float[] attentionGradient; // [P, Q]
    private final float[] rows; // [Q, K]
    private final float[] keyed; // [Q, K]
    private final float[] queried; // [P, K]
    private final float[] sums;

    /**
     * Attention with all weights 0.
     *
     * @param name of the attention in model files
     * @param shape of the map that is read and written, of two channels or more
     * @param keySize d, values of a query or key, 1 or more
     * @param capacity images in a batch, at most
     * @throws IllegalArgumentException if the key size is below 1, the maps have one channel, or the attention of a batch
     *     does not fit into an array
     */
    public SelfAttention(Kernels kernels, String name, MapShape shape, int keySize, Values values, int capacity) {
        if (keySize < 1) {
            throw new IllegalArgumentException("attention: expected a key size of 1 or more, got " + keySize);
        }
        if (shape.channels() < 2) {
            throw new IllegalArgumentException("attention: expected maps of 2 channels or more, got 1");
        }
        this.kernels = kernels;
        this.shape = shape;
        this.mapped = values == Values.MAPPED;
        this.weights = new AttentionWeights(name, shape.channels(), keySize, values);
        this.positions = shape.positions();
        this.queries = Kernels.padded(positions);
        this.channels = shape.storedChannels();
        this.size = keySize;
        this.projected = weights.projected();
        this.valueChannels = weights.valueChannels();
        this.toQueries = ConvolutionGeometry.of(1, positions, 1, queries);
        this.toChannels = ConvolutionGeometry.of(1, positions, 1, channels);
        this.toProjections = ConvolutionGeometry.of(1, positions, 1, projected);
        this.toValues = ConvolutionGeometry.of(1, positions, 1, valueChannels);
        int widest = Math.max(Math.max(queries, channels), Math.max(projected, valueChannels));
        this.every = new int[widest];
        Arrays.setAll(every, i -> i);
        this.noBias = Kernels.array(widest);
        this.sums = Kernels.array(widest);
        this.attention = Kernels.array((long) capacity * positions * queries);
        this.projections = Kernels.array((long) capacity * positions * projected);
        this.mixed = Kernels.array((long) capacity * positions * valueChannels);
        this.compact = Kernels.array((long) positions * size);
        this.transposed = Kernels.array((long) Math.max(size, valueChannels) * queries);
        this.values = Kernels.array((long) queries * valueChannels);
        this.mixture = Kernels.array((long) queries * valueChannels);
        this.change = Kernels.array((long) positions * channels);
        this.attentionGradient = Kernels.array((long) positions * queries);
        this.rows = Kernels.array((long) queries * projected);
        this.keyed = Kernels.array((long) queries * projected);
        this.queried = Kernels.array((long) positions * projected);
    }

    @Override
    public MapShape outputShape() {
        return shape;
    }

    @Override
    public List<Parameter> parameters() {
        return weights.parameters();
    }

    @Override
    public void initialize(RandomStream random) {
        weights.initialize(random);
    }

    @Override
    public boolean gathers(Mode mode) {
        return false;
    }

    @Override
    public void gather(FeatureMaps input, int image) {
        // An image needs no other.
    }

    @Override
    public void beginForward(int count, Mode mode, RandomStream random) {
        weights.arrange();
    }

    /**
     * How the hypercolumns of an image attended to each other in the last forward pass.
     *
     * @return {@code [P, P]}, query by query the weights of all keys; a copy
     */
    public float[] attention(int image) {
        float[] matrix = new float[positions * positions];
        int at = attentionAt(image);
        for (int key = 0; key < positions; key++) {
            for (int query = 0; query < positions; query++) {
                matrix[query * positions + key] = attention[at + key * queries + query];
            }
        }
        return matrix;
    }

    private int attentionAt(int image) {
        return ORIGIN + image * positions * queries;
    }

    private int projectionsAt(int image) {
        return ORIGIN + image * positions * projected;
    }

    private int mixedAt(int image) {
        return ORIGIN + image * positions * valueChannels;
    }

    @Override
    public void forward(FeatureMaps input, FeatureMaps output, int image) {
        float[] x = input.values();
        int at = input.at(image);
        kernels.convolve(
                toProjections,
                x,
                at,
                channels,
                weights.projection(),
                weights.projectionBias(),
                projections,
                projectionsAt(image));
        attend(image);
        mix(x, at, image);
        if (mapped) {
            kernels.convolve(
                    toChannels, mixture, ORIGIN, valueChannels, weights.output(), weights.outputBias(), change, ORIGIN);
        }
        float[] o = mapped ? change : mixture;
        float gamma = weights.gamma();
        float[] y = output.values();
        int yAt = output.at(image);
        for (int i = 0; i < positions * channels; i++) {
            y[yAt + i] = x[at + i] + gamma * o[ORIGIN + i];
        }
    }

    /** A = softmax over keys of k q. */
    private void attend(int image) {
        int from = projectionsAt(image);
        for (int p = 0; p < positions; p++) {
            for (int e = 0; e < size; e++) {
                transposed[ORIGIN + e * queries + p] = projections[from + p * projected + e];
            }
        }
        copyColumns(image, size);
        int at = attentionAt(image);
        kernels.convolve(toQueries, compact, ORIGIN, size, transposed, noBias, attention, at);
        kernels.softmax(attention, at, positions, queries);
    }

    /** Of an image's projections the d columns from {@code column} on, to {@link #compact}. */
    private void copyColumns(int image, int column) {
        int from = projectionsAt(image) + column;
        for (int p = 0; p < positions; p++) {
            for (int e = 0; e < size; e++) {
                compact[ORIGIN + p * size + e] = projections[from + p * projected + e];
            }
        }
    }

    /** What each query sees: the sum over keys of attention times value. */
    private void mix(float[] x, int at, int image) {
        if (mapped) {
            int from = projectionsAt(image) + 2 * size;
            for (int p = 0; p < positions; p++) {
                int row = ORIGIN + p * valueChannels;
                System.arraycopy(projections, from + p * projected, values, row, size);
                // The way back leaves NaN there if its gradient was, and that must not outlast it.
                Arrays.fill(values, row + size, row + valueChannels, 0f);
            }
        }
        Arrays.fill(mixture, 0f);
        kernels.addWeightGradient(
                toValues,
                attention,
                attentionAt(image),
                every,
                queries,
                mapped ? values : x,
                mapped ? ORIGIN : at,
                queries,
                mixture);
        System.arraycopy(mixture, ORIGIN, mixed, mixedAt(image), positions * valueChannels);
    }

    @Override
    public void gatherGradient(FeatureMaps input, FeatureMaps output, int image) {
        // An image needs no other.
    }

    @Override
    public void beginBackward(int count, Mode mode, Wanted wanted) {
        weights.clearGradients();
    }

    @Override
    public void backward(FeatureMaps input, FeatureMaps output, int image, Wanted wanted) {
        float[] gradient = output.gradients();
        int gradientAt = output.gradientAt(image);
        takeValueGradient(gradient, gradientAt, image, wanted);
        float[] x = input.values();
        int at = input.at(image);
        // Of the values themselves: A times the gradient of what they were mixed to.
        kernels.convolve(toValues, attention, attentionAt(image), queries, values, noBias, mixture, ORIGIN);
        takeScoreGradient(x, at, image);
        takeProjectionGradient(image);
        if (wanted.parameters()) {
            kernels.addWeightGradient(
                    toProjections, x, at, every, channels, queried, ORIGIN, channels, weights.projectionGradient());
            kernels.sumChannels(queried, ORIGIN, positions, projected, sums);
            weights.addQueryBiasGradient(sums);
        }
        if (wanted.input()) {
            float[] written = input.gradients();
            int writtenAt = input.gradientAt(image);
            kernels.convolve(
                    toChannels, queried, ORIGIN, projected, weights.projectionBack(), noBias, written, writtenAt);
            for (int i = 0; i < positions * channels; i++) {
                written[writtenAt + i] += gradient[gradientAt + i];
            }
            if (!mapped) {
                for (int i = 0; i < positions * channels; i++) {
                    written[writtenAt + i] += mixture[ORIGIN + i];
                }
            }
        }
    }

    /** From the gradient of the output to that of what attention mixed, in {@link #values}; and gamma's and the output map's. */
    private void takeValueGradient(float[] gradient, int gradientAt, int image, Wanted wanted) {
        if (mapped) {
            kernels.convolve(toValues, gradient, gradientAt, channels, weights.outputBack(), noBias, values, ORIGIN);
        } else {
            System.arraycopy(gradient, gradientAt, values, ORIGIN, positions * channels);
        }
        if (wanted.parameters()) {
            weights.addGammaGradient(product(mixedAt(image)));
            if (mapped) {
                kernels.sumChannels(gradient, gradientAt, positions, channels, sums);
                for (int c = 0; c < channels; c++) {
                    weights.addGammaGradient(weights.outputBias()[ORIGIN + c] * (double) sums[ORIGIN + c]);
                }
                kernels.addWeightGradient(
                        toChannels,
                        mixed,
                        mixedAt(image),
                        every,
                        valueChannels,
                        gradient,
                        gradientAt,
                        valueChannels,
                        weights.outputGradient());
            }
        }
        float gamma = weights.gamma();
        for (int i = 0; i < positions * valueChannels; i++) {
            values[ORIGIN + i] *= gamma;
        }
    }

    /** Sum of {@link #mixed} times {@link #values}; each channel over positions in order, then over channels in order. */
    private double product(int mixedAt) {
        Arrays.fill(sums, 0f);
        for (int p = 0; p < positions; p++) {
            int i = p * valueChannels;
            for (int c = 0; c < valueChannels; c++) {
                sums[ORIGIN + c] += mixed[mixedAt + i + c] * values[ORIGIN + i + c];
            }
        }
        double sum = 0;
        for (int c = 0; c < valueChannels; c++) {
            sum += sums[ORIGIN + c];
        }
        return sum;
    }

    /** From the gradient of what attention mixed to that of the scores. */
    private void takeScoreGradient(float[] x, int at, int image) {
        int mixedSize = mapped ? size : channels;
        for (int p = 0; p < positions; p++) {
            for (int c = 0; c < mixedSize; c++) {
                transposed[ORIGIN + c * queries + p] = values[ORIGIN + p * valueChannels + c];
            }
        }
        if (mapped) {
            copyColumns(image, 2 * size);
        }
        kernels.convolve(
                toQueries,
                mapped ? compact : x,
                mapped ? ORIGIN : at,
                mixedSize,
                transposed,
                noBias,
                attentionGradient,
                ORIGIN);
        kernels.softmaxGradient(attention, attentionAt(image), positions, queries, attentionGradient);
    }

    /** From the gradients of scores and values to that of q, k and v side by side, in {@link #queried}. */
    private void takeProjectionGradient(int image) {
        System.arraycopy(projections, projectionsAt(image), rows, ORIGIN, positions * projected);
        Arrays.fill(keyed, 0f);
        kernels.addWeightGradient(
                toProjections, attentionGradient, ORIGIN, every, queries, rows, ORIGIN, queries, keyed);
        kernels.convolve(toProjections, attentionGradient, ORIGIN, queries, rows, noBias, queried, ORIGIN);
        for (int p = 0; p < positions; p++) {
            int i = ORIGIN + p * projected;
            for (int e = 0; e < size; e++) {
                queried[i + size + e] = queried[i + e]; // of a key, the queries weighted
                queried[i + e] = keyed[i + size + e]; // of a query, the keys weighted
                if (mapped) {
                    queried[i + 2 * size + e] = mixture[ORIGIN + p * valueChannels + e];
                }
            }
        }
    }

    @Override
    public void endBackward(Wanted wanted) {
        if (wanted.parameters()) {
            weights.distributeGradients();
        }
    }
}
