package org.hypercolumn.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the kernels of a pooled convolution write down while they work on one image. Mutable; one thread's. */
public final class PooledScratch {

    /** Values a position in {@link #gradients}. */
    static final int GRADIENT_STEP = Kernels.CHANNEL_BLOCK + 16;

    /** Two rows of outputs before the pool, {@code [2, W, C]}, from {@link Kernels#ORIGIN}. */
    final float[] rows;

    /** Where the image has one channel: for every pixel of two rows its patch, one {@code patchLength} long. */
    final float[] patches;

    /** Columns of the pixels that one pooled row reads, one after the other, from {@link Kernels#ORIGIN}. */
    final float[] columns;

    /** For each output of the unpooled map which of 32 channels won there, one bit a channel. */
    final int[] places;

    /** The pooled gradient of 32 channels, {@link #GRADIENT_STEP} values a position: behind the 32 stand zeros. */
    final float[] gradients;

    /** Of an image and more than 32 output channels the pooled gradient of 32, {@code [pooled P, 32]}. */
    final float[] blockGradients;

    /** As {@link #blockGradients}, the winners. */
    final int[] blockWinners;

    /** The pooled gradient channel by channel, {@code [C, pooled P]}; empty where the input has one channel. */
    final float[] gradientsByChannel;

    /** As {@link #gradientsByChannel}: where the winner's input begins, counted from the image's. */
    final int[] inputsByChannel;

    private final @Nullable WinogradScratch winograd;

    private PooledScratch(ConvolutionGeometry geometry, int inputChannels) {
        int rowPixels = geometry.inputWidth();
        this.rows = Kernels.array(2L * geometry.outputWidth() * geometry.outputChannels());
        this.patches = Kernels.array(2L * rowPixels * geometry.patchLength());
        this.columns = Kernels.array((long) rowPixels * (geometry.kernelSize() + 1) + geometry.patchLength());
        this.places = new int[4 * geometry.pooledPositions()];
        this.gradients = Kernels.array((long) geometry.pooledPositions() * GRADIENT_STEP);
        boolean slices = inputChannels == 1 && geometry.outputChannels() > Kernels.CHANNEL_BLOCK;
        int blockValues = slices ? geometry.pooledPositions() * Kernels.CHANNEL_BLOCK : 0;
        this.blockGradients = new float[blockValues];
        this.blockWinners = new int[blockValues];
        this.gradientsByChannel =
                new float[inputChannels == 1 ? 0 : geometry.outputChannels() * geometry.pooledPositions()];
        this.inputsByChannel = new int[gradientsByChannel.length];
        this.winograd = Winograd.fits(geometry.kernelSize(), inputChannels)
                ? new WinogradScratch(geometry, Kernels.padded(inputChannels))
                : null;
    }

    /**
     * Scratch for one convolution with its pool.
     *
     * @param inputChannels before padding
     */
    public static PooledScratch of(ConvolutionGeometry geometry, int inputChannels) {
        return new PooledScratch(geometry, inputChannels);
    }

    /** Of a convolution that {@link Winograd#fits}. */
    WinogradScratch winograd() {
        return Objects.requireNonNull(winograd, "scratch of Winograd's convolution");
    }

    /** Copies 32 channels of an image's pooled gradient and winners, from the first position's on. */
    void slice(ConvolutionGeometry geometry, float[] gradient, int gradientAt, int[] winners, int winnersAt) {
        for (int p = 0; p < geometry.pooledPositions(); p++) {
            int from = p * geometry.outputChannels();
            int to = p * Kernels.CHANNEL_BLOCK;
            System.arraycopy(gradient, gradientAt + from, blockGradients, to, Kernels.CHANNEL_BLOCK);
            System.arraycopy(winners, winnersAt + from, blockWinners, to, Kernels.CHANNEL_BLOCK);
        }
    }

    /**
     * Writes {@link #gradientsByChannel} and {@link #inputsByChannel} of one image.
     *
     * @param step values of input from one pixel to the next
     */
    void arrangeByChannel(
            ConvolutionGeometry geometry, float[] gradient, int gradientAt, int[] winners, int winnersAt, int step) {
        int channels = geometry.outputChannels();
        int positions = geometry.pooledPositions();
        for (int channel = 0; channel < channels; channel += Kernels.CHANNEL_BLOCK) {
            int to = channel * positions;
            for (int p = 0; p < positions; p++) {
                int from = p * channels + channel;
                // A number of channels that the compiler knows: twice as fast.
                for (int c = 0; c < Kernels.CHANNEL_BLOCK; c++) {
                    gradientsByChannel[to + c * positions + p] = gradient[gradientAt + from + c];
                    inputsByChannel[to + c * positions + p] = winners[winnersAt + from + c] * step;
                }
            }
        }
    }
}
