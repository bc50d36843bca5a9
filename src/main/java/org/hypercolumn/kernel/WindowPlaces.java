package org.hypercolumn.kernel;

/** Which place of its 2 x 2 window won, in the form that the pooled input gradient walks over: one bit a channel. */
final class WindowPlaces {

    private static final int MASK_BITS = 32;

    private WindowPlaces() {}

    /** Input pixel (row * W + column) at the upper left of place 0 to 3 of pooled position {@code p}. */
    static int pixel(ConvolutionGeometry geometry, int p, int place) {
        int py = p / geometry.pooledWidth();
        int px = p - py * geometry.pooledWidth();
        return (2 * py + (place >> 1)) * geometry.inputWidth() + 2 * px + (place & 1);
    }

    /** Writes into {@code places}, {@code [pooled P, C / 32, 4]}, the channels whose winner stands at each place. */
    static void collect(ConvolutionGeometry geometry, int[] winners, int winnersAt, int[] places) {
        int groups = geometry.outputChannels() / MASK_BITS;
        int width = geometry.inputWidth();
        for (int p = 0; p < geometry.pooledPositions(); p++) {
            int first = pixel(geometry, p, 0);
            for (int group = 0; group < groups; group++) {
                int at = winnersAt + (p * groups + group) * MASK_BITS;
                int m0 = 0;
                int m1 = 0;
                int m2 = 0;
                int m3 = 0;
                for (int c = 0; c < MASK_BITS; c++) {
                    int pixel = winners[at + c] - first;
                    int bit = 1 << c;
                    m0 |= pixel == 0 ? bit : 0;
                    m1 |= pixel == 1 ? bit : 0;
                    m2 |= pixel == width ? bit : 0;
                    m3 |= pixel == width + 1 ? bit : 0;
                }
                int out = (p * groups + group) * 4;
                places[out] = m0;
                places[out + 1] = m1;
                places[out + 2] = m2;
                places[out + 3] = m3;
            }
        }
    }
}
