package org.hypercolumn.kernel;

/**
 * Sizes of a square convolution of stride 1 without padding over one image, and, where it is followed by a 2 x 2 max-pool,
 * of the pooled map.
 *
 * <p>Maps are stored channels last, {@code [H, W, C]}. Output channels are padded to a multiple of
 * {@link Kernels#CHANNEL_BLOCK}; what is stored in the padding is always 0.
 */
public final class ConvolutionGeometry {

    private final int inputHeight;
    private final int inputWidth;
    private final int kernelSize;
    private final int outputChannels;
    private final int[] allPositions;
    private final int[] rowPairPositions;

    private ConvolutionGeometry(int inputHeight, int inputWidth, int kernelSize, int outputChannels) {
        this.inputHeight = inputHeight;
        this.inputWidth = inputWidth;
        this.kernelSize = kernelSize;
        this.outputChannels = outputChannels;
        this.allPositions = positions(outputHeight(), outputWidth());
        this.rowPairPositions = positions(2, 2 * pooledWidth());
    }

    /**
     * Sizes for an input map {@code [inputHeight, inputWidth]} and a kernel of {@code kernelSize} x {@code kernelSize}.
     *
     * @param outputChannels padded, a multiple of {@link Kernels#CHANNEL_BLOCK}
     * @throws IllegalArgumentException if the map is smaller than the kernel or the channels are not padded
     */
    public static ConvolutionGeometry of(int inputHeight, int inputWidth, int kernelSize, int outputChannels) {
        if (kernelSize < 1 || inputHeight < kernelSize || inputWidth < kernelSize) {
            throw new IllegalArgumentException("convolution: kernel %d x %d does not fit a map of %d x %d"
                    .formatted(kernelSize, kernelSize, inputHeight, inputWidth));
        }
        if (outputChannels % Kernels.CHANNEL_BLOCK != 0) {
            throw new IllegalArgumentException("convolution: output channels must be a multiple of %d, got %d"
                    .formatted(Kernels.CHANNEL_BLOCK, outputChannels));
        }
        return new ConvolutionGeometry(inputHeight, inputWidth, kernelSize, outputChannels);
    }

    private int[] positions(int rows, int columns) {
        int count = rows * columns;
        int[] positions = new int[count];
        for (int p = 0; p < count; p++) {
            positions[p] = p / columns * inputWidth + p % columns;
        }
        return positions;
    }

    /** Rows H of the input map. */
    public int inputHeight() {
        return inputHeight;
    }

    /** Columns W of the input map. */
    public int inputWidth() {
        return inputWidth;
    }

    /** Rows and columns of the kernel. */
    public int kernelSize() {
        return kernelSize;
    }

    /** Output channels, padding included. */
    public int outputChannels() {
        return outputChannels;
    }

    /** Rows of the output map. */
    public int outputHeight() {
        return inputHeight - kernelSize + 1;
    }

    /** Columns of the output map. */
    public int outputWidth() {
        return inputWidth - kernelSize + 1;
    }

    /** Positions of the output map. */
    public int outputPositions() {
        return outputHeight() * outputWidth();
    }

    /** Rows of the max-pooled output; an odd last row is not looked at. */
    public int pooledHeight() {
        return outputHeight() / 2;
    }

    /** Columns of the max-pooled output; an odd last column is not looked at. */
    public int pooledWidth() {
        return outputWidth() / 2;
    }

    /** Positions of the max-pooled output. */
    public int pooledPositions() {
        return pooledHeight() * pooledWidth();
    }

    /**
     * Values of a patch, padding included: what one output reads of an image of one channel, column by column, with one
     * more value below each column. Kernel row ky and column kx stand at kx * (k + 1) + ky.
     */
    public int patchLength() {
        return Kernels.padded(kernelSize * (kernelSize + 1) - 1);
    }

    /** Input pixel (row * W + column) at the upper left of each output position; read only. */
    int[] allPositions() {
        return allPositions;
    }

    /** As {@link #allPositions}, of the two output rows that the first pooled row reads; read only. */
    int[] rowPairPositions() {
        return rowPairPositions;
    }
}
