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
public sealed interface Kernels permits ScalarKernels, VectorKernels {

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

    /** A zeroed array that holds {@code length} values from {@link #ORIGIN} on. */
    static float[] array(long length) {
        return new float[Math.toIntExact(ORIGIN + length + SPARE)];
    }

    /** {@code channels} rounded up to a multiple of {@link #CHANNEL_BLOCK}. */
    static int padded(int channels) {
        return (channels + CHANNEL_BLOCK - 1) / CHANNEL_BLOCK * CHANNEL_BLOCK;
    }

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
     * @param rows scratch of 2 * outputWidth * C values, from {@link #ORIGIN}, written
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
            float[] rows,
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
     * Adds one image's share of the weight gradient of {@link #convolveAndPool}, pooled positions in order; only winners
     * take part.
     *
     * @param input {@code [H, W, n]} with n * k a multiple of 16, read only
     * @param gradient {@code [pooled P, C]}, with respect to the pooled output, read only
     * @param winners as written by {@link #convolveAndPool}, read only
     * @param weightGradient {@code [k, C, k * n]}, from {@link #ORIGIN}, added to
     */
    void addPooledWeightGradient(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] gradient,
            int[] winners,
            int gradientAt,
            float[] weightGradient);

    /**
     * Adds the gradient of {@link #convolveAndPool} with respect to its input: kernel rows in order, for each the pooled
     * positions in order, for each the four places of the window in order, for each the output channels in order.
     *
     * @param gradient {@code [pooled P, C]}, read only
     * @param winners as written by {@link #convolveAndPool}, read only
     * @param weights {@code [k, C, k * n]} with n * k a multiple of 16, from {@link #ORIGIN}, read only
     * @param places scratch of 4 * pooled P * C / 32 values, written
     * @param inputGradient {@code [H, W, n]}, added to
     */
    void addPooledInputGradient(
            ConvolutionGeometry geometry,
            float[] gradient,
            int[] winners,
            int gradientAt,
            int[] places,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt);

    /**
     * As {@link #addPooledWeightGradient} for an input of one channel, with the weights as {@link #convolveAndPool} has
     * them; output positions in order, row by row.
     *
     * @param image {@code [H, W]}, read only
     * @param rows scratch of 2 * outputWidth * C values, from {@link #ORIGIN}, written
     * @param weightGradient {@code [k, k, 1, C]}, from {@link #ORIGIN}, added to
     */
    void addPooledImageWeightGradient(
            ConvolutionGeometry geometry,
            float[] image,
            int imageAt,
            float[] gradient,
            int[] winners,
            int gradientAt,
            float[] rows,
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
     * @param gradient {@code [P, C]}, with respect to the output; overwritten by g
     * @param output {@code [P, C]}, as {@link #normalizeSigmoid} wrote it, read only
     * @param input {@code [P, C]}, read only
     * @param at where the image starts in {@code gradient}, {@code output} and {@code input}
     * @param coefficients keep, unkeep (1 / keep, or 0 where keep is 0) and mean, each {@code [C]}, from {@link #ORIGIN}
     * @param sums {@code [2, C]}: of g, of g * (input - mean), positions in order, from {@link #ORIGIN}, written
     */
    void sigmoidGradient(
            float[] gradient,
            float[] output,
            float[] input,
            int at,
            int positions,
            int channels,
            float[] coefficients,
            float[] sums);

    /**
     * The way back through batch norm: gradient = a * gradient + (b * (input - mean) + d).
     *
     * @param gradient {@code [P, C]}, overwritten
     * @param input {@code [P, C]}, read only
     * @param coefficients mean, a, b and d, each {@code [C]}, one after the other from {@link #ORIGIN}, read only
     */
    void normGradient(float[] gradient, float[] input, int at, int positions, int channels, float[] coefficients);

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
