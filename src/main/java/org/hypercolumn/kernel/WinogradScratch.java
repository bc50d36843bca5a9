package org.hypercolumn.kernel;

/** What {@link VectorWinograd} writes down while it works on one image. Mutable; one thread's. */
final class WinogradScratch {

    /** Transformed image, {@code [8, tile, row, n]}, each product {@link #inputProduct} values long, from {@link Kernels#ORIGIN}. */
    final float[] inputs;

    /** Values from one product to the next in {@link #inputs}: lanes behind the last channel go between. */
    final int inputProduct;

    /** The columns of the last tile, zeros behind those that the outputs read, from {@link Kernels#ORIGIN}. */
    final float[] lastTile;

    /** Where the input of each (tile, output row) begins, in pixels of {@link #inputs}. */
    final int[] positions;

    /** Products {@code [8, tile, output row, C]}, from {@link Kernels#ORIGIN}. */
    final float[] products;

    /** Two rows of outputs before the pool, from {@link Kernels#ORIGIN}. */
    final float[] rows;

    /** {@code [C]}, from {@link Kernels#ORIGIN}: no bias is added before the outputs are transformed back. */
    final float[] zeros;

    /** @param inputChannels as stored, at most */
    WinogradScratch(ConvolutionGeometry geometry, int inputChannels) {
        int tiles = Winograd.tiles(geometry);
        int inputRows = Winograd.inputRows(geometry);
        int outputRows = 2 * geometry.pooledHeight();
        this.inputProduct = tiles * inputRows * inputChannels + Kernels.SPARE;
        this.inputs = Kernels.array((long) Winograd.PRODUCTS * inputProduct);
        this.lastTile = Kernels.array((long) inputRows * Winograd.PRODUCTS * inputChannels);
        this.positions = new int[tiles * outputRows];
        for (int p = 0; p < positions.length; p++) {
            positions[p] = p / outputRows * inputRows + p % outputRows;
        }
        int channels = geometry.outputChannels();
        this.products = Kernels.array((long) Winograd.PRODUCTS * positions.length * channels);
        this.rows = Kernels.array(2L * tiles * Winograd.OUTPUTS * channels);
        this.zeros = Kernels.array(channels);
    }
}
