package org.hypercolumn.model;

/** One block of a network's core. */
public sealed interface Block {

    /** Rows and columns of its convolution. */
    int kernelSize();

    /** Probability with which training drops a whole channel of its output, in [0, 1). */
    double dropout();

    /** The same block with another dropout. */
    Block withDropout(double changed);

    /** The smallest side of its output for an input of {@code side} rows or columns; below 1 where none is left. */
    int outputSide(int side);

    /** The smallest side of an input that leaves {@code side} rows or columns. */
    long inputSide(long side);

    /** aCPB: convolution, 2 x 2 max-pool, batch norm, sigmoid, channel dropout. */
    record Pooled(int kernelSize, double dropout) implements Block {

        public Pooled {
            check(kernelSize, dropout);
        }

        @Override
        public Block withDropout(double changed) {
            return new Pooled(kernelSize, changed);
        }

        @Override
        public int outputSide(int side) {
            return Math.floorDiv(side - kernelSize + 1, 2);
        }

        @Override
        public long inputSide(long side) {
            return 2 * side + kernelSize - 1;
        }
    }

    /** bCPB: convolution, batch norm, sigmoid, and channel dropout where another block follows. */
    record Plain(int kernelSize, double dropout) implements Block {

        public Plain {
            check(kernelSize, dropout);
        }

        @Override
        public Block withDropout(double changed) {
            return new Plain(kernelSize, changed);
        }

        @Override
        public int outputSide(int side) {
            return side - kernelSize + 1;
        }

        @Override
        public long inputSide(long side) {
            return side + kernelSize - 1;
        }
    }

    private static void check(int kernelSize, double dropout) {
        if (kernelSize < 1 || !(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException(
                    "block: expected a kernel of 1 or more and a dropout in [0, 1), got %d and %s"
                            .formatted(kernelSize, dropout));
        }
    }
}
