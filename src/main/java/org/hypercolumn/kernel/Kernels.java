package org.hypercolumn.kernel;

/**
 * The hot loops of training, over plain arrays, one image a call.
 *
 * <p>Each method states the one order in which it sums. Every implementation keeps to it, with one fused multiply-add a
 * term, so that all give the same bits: lanes of a vector are channels, and no sum runs across lanes.
 *
 * <p>Letters: H W rows and columns of a map, C channels padded to a multiple of {@link #CHANNEL_BLOCK}, n channels of an
 * input map as stored, k kernel rows and columns, P positions. Maps are channels last. {@code xAt} is the index in the
 * array {@code x} of the first value that belongs to the image.
 */
public interface Kernels {

    /** Channels are padded to a multiple of this many, two vectors of the widest processor. */
    int CHANNEL_BLOCK = 32;

    /**
     * Values in front of the first one of an array. Java's arrays start 16 bytes into their object, so that with objects
     * aligned to 64 bytes ({@code -XX:ObjectAlignmentInBytes=64}) values start on a cache line. It only changes speed.
     */
    int ORIGIN = 12;

    /** Values behind the last one of an array that vectors may read, and never use. */
    int SPARE = 64;

    /** The fastest implementation that this Java virtual machine can run; loads the vector module if need be. */
    static Kernels best() {
        return IncubatorModule.load() ? new VectorKernels() : new ScalarKernels();
    }

    /** Short name for reports: {@code vector512}, {@code vector256}, {@code vector128} or {@code scalar}. */
    String name();

    /**
     * A zeroed array that holds {@code length} values from {@link #ORIGIN} on.
     *
     * @throws IllegalArgumentException if they are more than an array of Java holds
     */
    static float[] array(long length) {
        return new float[arrayLength(length)];
    }

    /**
     * Length of an array that holds {@code length} values from {@link #ORIGIN} on.
     *
     * @throws IllegalArgumentException if they are more than an array of Java holds
     */
    static int arrayLength(long length) {
        long most = Integer.MAX_VALUE - 8L - ORIGIN - SPARE; // some Javas keep 8 for themselves
        if (length > most) {
            throw new IllegalArgumentException(
                    "maps: expected at most %d values, got %d; take smaller images, or fewer at a time"
                            .formatted(most, length));
        }
        return (int) (ORIGIN + length + SPARE);
    }

    /** {@code channels} rounded up to a multiple of {@link #CHANNEL_BLOCK}. */
    static int padded(int channels) {
        return (channels + CHANNEL_BLOCK - 1) / CHANNEL_BLOCK * CHANNEL_BLOCK;
    }

    /**
     * Copies some channels of one image's maps.
     *
     * @param maps {@code [P, stored]}, read only
     * @param channels the channels to copy, ascending; the first {@code count} count; read only
     * @param selected {@code [P, count]}, from {@link #ORIGIN}, written; the {@link #SPARE} values behind it too
     */
    void selectChannels(
            float[] maps, int mapsAt, int positions, int stored, int[] channels, int count, float[] selected);

    /**
     * Convolves: output[p, c] = bias[c] + sum over kernel row, kernel column, input channel of weight * input.
     *
     * @param input {@code [H, W, n]}, read only
     * @param weights {@code [k, k, n, C]}, from {@link #ORIGIN}, read only
     * @param bias {@code [C]}, from {@link #ORIGIN}, read only
     * @param output {@code [P, C]}, written
     */
    void convolve(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] weights,
            float[] bias,
            float[] output,
            int outputAt);

    /**
     * Convolves as {@link #convolve} and keeps of each 2 x 2 outputs the largest, of equal ones the first by rows.
     *
     * @param scratch of the geometry, overwritten
     * @param pooled {@code [pooled P, C]}, written
     * @param winners {@code [pooled P, C]}: the input pixel (row * W + column) at the upper left of the winner, written
     * @param pooledAt where the image starts in {@code pooled} and in {@code winners}
     */
    void convolveAndPool(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] weights,
            float[] bias,
            PooledScratch scratch,
            float[] pooled,
            int[] winners,
            int pooledAt);

    /**
     * Convolves and pools as {@link #convolveAndPool}, by {@link Winograd}'s algorithm: each of its 8 products is a sum over kernel row
     * and input channel, in this order. Images are transformed, and products transformed back, term by term as in {@code ScalarWinograd}.
     *
     * @param input {@code [H, W, n]}, read only
     * @param weights {@code [8, k, n, C]}, as {@link Winograd#transformWeights} wrote them, read only
     * @param bias {@code [C]}, from {@link #ORIGIN}, read only
     * @param scratch of the geometry, overwritten
     * @param pooled {@code [pooled P, C]}, written
     * @param winners as of {@link #convolveAndPool}, written
     * @param pooledAt where the image starts in {@code pooled} and in {@code winners}
     */
    void convolveAndPoolByWinograd(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] weights,
            float[] bias,
            PooledScratch scratch,
            float[] pooled,
            int[] winners,
            int pooledAt);

    /**
     * Adds one image's share of the weight gradient of {@link #convolve}, positions in order.
     *
     * @param input {@code [H, W, n]}, read only
     * @param channels which of the {@code weightChannels} channels each of the n stored ones is, read only
     * @param gradient {@code [P, C]}, with respect to the output, read only
     * @param weightGradient {@code [k, k, weightChannels, C]}, from {@link #ORIGIN}, added to
     */
    void addWeightGradient(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int[] channels,
            int inputChannels,
            float[] gradient,
            int gradientAt,
            int weightChannels,
            float[] weightGradient);

    /**
     * Adds the gradient of {@link #convolve} with respect to its input. Each row of the input takes the outputs of a row in
     * blocks of 4 from the left, the last 3 or fewer one by one; for each block the kernel rows in order, for each the
     * output channels in order, for each the kernel columns in order.
     *
     * @param gradient {@code [P, C]}, with respect to the output, read only
     * @param weights {@code [k, C, k * n]}, from {@link #ORIGIN}, read only
     * @param inputChannels n, a multiple of {@link #CHANNEL_BLOCK}
     * @param inputGradient {@code [H, W, n]}, added to
     */
    void addInputGradient(
            ConvolutionGeometry geometry,
            float[] gradient,
            int gradientAt,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt);

    /**
     * Adds one image's share of the weight gradient of {@link #convolveAndPool}, pooled positions in order; only winners
     * take part.
     *
     * @param input {@code [H, W, n]}, read only
     * @param inputChannels n, a multiple of {@link #CHANNEL_BLOCK}
     * @param gradient {@code [pooled P, C]}, with respect to the pooled output, read only
     * @param winners as written by {@link #convolveAndPool}, read only
     * @param scratch of the geometry, overwritten
     * @param weightGradient {@code [k, C, k * n]}, from {@link #ORIGIN}, added to
     */
    void addPooledWeightGradient(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weightGradient);

    /**
     * Adds the gradient of {@link #convolveAndPool} with respect to its input: blocks of {@link #CHANNEL_BLOCK} output
     * channels in order, for each the kernel rows in order, for each the outputs before the pool row by row, for each the
     * block's channels that won there in order. Where none won, 0 times the block's first channel's weights is added.
     *
     * @param gradient {@code [pooled P, C]}, read only
     * @param winners as written by {@link #convolveAndPool}, read only
     * @param scratch of the geometry, overwritten
     * @param weights {@code [k, C, k * n]}, from {@link #ORIGIN}, read only
     * @param inputChannels n, a multiple of {@link #CHANNEL_BLOCK}
     * @param inputGradient {@code [H, W, n]}, added to
     */
    void addPooledInputGradient(
            ConvolutionGeometry geometry,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt);

    /**
     * As {@link #addPooledWeightGradient} for an input of one channel.
     *
     * @param image {@code [H, W]}, read only
     * @param weightGradient {@code [C, L]}, from {@link #ORIGIN}, L as {@link ConvolutionGeometry#patchLength}; what belongs
     *     to kernel row ky and column kx is at kx * (k + 1) + ky and is added to, what lies between is overwritten
     */
    void addPooledImageWeightGradient(
            ConvolutionGeometry geometry,
            float[] image,
            int imageAt,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weightGradient);

    /**
     * Sums each channel over positions in order.
     *
     * @param values {@code [P, C]}, read only
     * @param sums {@code [C]}, from {@link #ORIGIN}, written
     */
    void sumChannels(float[] values, int valuesAt, int positions, int channels, float[] sums);

    /**
     * Sums each channel's squared distance from {@code means} over positions in order.
     *
     * @param values {@code [P, C]}, read only
     * @param means {@code [C]}, from {@link #ORIGIN}, read only
     * @param sums {@code [C]}, from {@link #ORIGIN}, written
     */
    void sumSquaredDistances(float[] values, int valuesAt, int positions, int channels, float[] means, float[] sums);

    /**
     * Batch norm, sigmoid and channel dropout: output = keep[c] * sigmoid(scale[c] * input + shift[c]).
     *
     * @param input {@code [P, C]}, read only
     * @param coefficients scale, shift and keep, each {@code [C]}, one after the other from {@link #ORIGIN}, read only
     * @param output {@code [P, C]}, written
     */
    void normalizeSigmoid(
            float[] input,
            int inputAt,
            int positions,
            int channels,
            float[] coefficients,
            float[] output,
            int outputAt);

    /**
     * The way back through dropout and sigmoid of {@link #normalizeSigmoid}, and the sums that batch norm's way back
     * needs: g = gradient * keep * s * (1 - s), with s = output * unkeep; sums of g, and of g * (input - mean).
     *
     * @param gradient {@code [P, C]}, with respect to the output, read only
     * @param output {@code [P, C]}, as {@link #normalizeSigmoid} wrote it; overwritten by g
     * @param input {@code [P, C]}, read only
     * @param at where the image starts in {@code output} and {@code input}
     * @param coefficients keep, unkeep (1 / keep, or 0 where keep is 0) and mean, each {@code [C]}, from {@link #ORIGIN}
     * @param sums {@code [2, C]}: of g, of g * (input - mean), positions in order, from {@link #ORIGIN}, written
     */
    void sigmoidGradient(
            float[] gradient,
            int gradientAt,
            float[] output,
            float[] input,
            int at,
            int positions,
            int channels,
            float[] coefficients,
            float[] sums);

    /**
     * The way back through batch norm: gradient = a * g + (b * (input - mean) + d).
     *
     * @param output {@code [P, C]}, holds g of {@link #sigmoidGradient}, read only
     * @param input {@code [P, C]}, read only
     * @param at where the image starts in {@code output} and {@code input}
     * @param coefficients mean, a, b and d, each {@code [C]}, one after the other from {@link #ORIGIN}, read only
     * @param gradient {@code [P, C]}, with respect to the input, written
     */
    void normGradient(
            float[] output,
            float[] input,
            int at,
            int positions,
            int channels,
            float[] coefficients,
            float[] gradient,
            int gradientAt);

    /**
     * Softmax over keys, in place: each query's scores s become e^(s - m) / sum over keys in order of e^(s - m), with m the
     * query's largest score.
     *
     * @param scores {@code [keys, Q]}, Q queries padded to a multiple of {@link #CHANNEL_BLOCK}, overwritten
     */
    void softmax(float[] scores, int scoresAt, int keys, int queries);

    /**
     * The way back through {@link #softmax}, in place: for attention a and its gradient d, d becomes a * (d - r), with r the
     * sum over keys in order of a * d.
     *
     * @param attention {@code [keys, Q]}, as {@link #softmax} wrote it, read only
     * @param gradient {@code [keys, Q]}, with respect to the attention, from {@link #ORIGIN}; overwritten by that with respect
     *     to the scores
     */
    void softmaxGradient(float[] attention, int attentionAt, int keys, int queries, float[] gradient);

    /**
     * One step of Adam over all of a parameter.
     *
     * @param values from {@link #ORIGIN}, overwritten
     * @param gradient from {@link #ORIGIN}, read only
     * @param first first moments, from {@link #ORIGIN}, overwritten
     * @param second second moments, from {@link #ORIGIN}, overwritten
     */
    void adam(float[] values, float[] gradient, float[] first, float[] second, int length, AdamStep step);
}
