package org.hypercolumn.model;

import org.hypercolumn.nn.SelfAttention;

/** What a block computes before its batch norm and sigmoid. Letters: C channels of the core, P positions, k kernel size. */
public sealed interface Operation {

    /** Rows or columns of its output for an input of {@code side}; below 1 where none is left. */
    int outputSide(int side);

    /** The fewest rows or columns of an input that leave {@code side} of them. */
    long inputSide(long side);

    /** Input positions from one output position to the next. */
    int stride();

    /** Whether a hypercolumn's features depend on all others, so that its prediction needs the whole image. */
    boolean seesAll();

    /** Weights and biases, as PyTorch counts them, batch norm's included. */
    long parameters(long inputChannels, long channels);

    /** About how many values a network keeps for one image between its input and its output, beyond the output itself. */
    long keptValues(long height, long width, long channels);

    /** Multiply-adds of one forward pass for one image, counted densely. */
    long multiplyAdds(long height, long width, long inputChannels, long channels);

    /** aCPB's: a convolution without padding, then 2 x 2 max-pool. */
    record Pooled(int kernelSize) implements Operation {

        public Pooled {
            checkKernel(kernelSize);
        }

        @Override
        public int outputSide(int side) {
            return Math.floorDiv(side - kernelSize + 1, 2);
        }

        @Override
        public long inputSide(long side) {
            return 2 * side + kernelSize - 1;
        }

        @Override
        public boolean seesAll() {
            return false;
        }

        @Override
        public long keptValues(long height, long width, long channels) {
            return 0;
        }

        @Override
        public int stride() {
            return 2;
        }

        @Override
        public long parameters(long inputChannels, long channels) {
            return convolution(kernelSize, inputChannels, channels) + norm(channels);
        }

        @Override
        public long multiplyAdds(long height, long width, long inputChannels, long channels) {
            return convolved(height, width, kernelSize, inputChannels, channels);
        }
    }

    /** bCPB's: a convolution without padding. */
    record Plain(int kernelSize) implements Operation {

        public Plain {
            checkKernel(kernelSize);
        }

        @Override
        public int outputSide(int side) {
            return side - kernelSize + 1;
        }

        @Override
        public long inputSide(long side) {
            return side + kernelSize - 1;
        }

        @Override
        public int stride() {
            return 1;
        }

        @Override
        public boolean seesAll() {
            return false;
        }

        @Override
        public long keptValues(long height, long width, long channels) {
            return 0;
        }

        @Override
        public long parameters(long inputChannels, long channels) {
            return convolution(kernelSize, inputChannels, channels) + norm(channels);
        }

        @Override
        public long multiplyAdds(long height, long width, long inputChannels, long channels) {
            return convolved(height, width, kernelSize, inputChannels, channels);
        }
    }

    /**
     * SA: self-attention over all hypercolumns, added to them; see {@link SelfAttention}.
     *
     * @param keySize values of a query or key, d
     * @param values what attention mixes
     */
    record Attention(int keySize, SelfAttention.Values values) implements Operation {

        private static final int LARGEST_KEY = 4096;

        public Attention {
            if (keySize < 1 || keySize > LARGEST_KEY) {
                throw new IllegalArgumentException(
                        "attention: expected a key size of 1 to %d, got %d".formatted(LARGEST_KEY, keySize));
            }
        }

        @Override
        public int outputSide(int side) {
            return side;
        }

        @Override
        public long inputSide(long side) {
            return side;
        }

        @Override
        public int stride() {
            return 1;
        }

        @Override
        public boolean seesAll() {
            return true;
        }

        /** Attention of every query to every key, and its gradient. */
        @Override
        public long keptValues(long height, long width, long channels) {
            return 2 * Math.multiplyExact(height * width, height * width);
        }

        /** The maps of values and output count also where they are unused: published files hold them. */
        @Override
        public long parameters(long inputChannels, long channels) {
            return 1 + 3 * convolution(1, channels, keySize) + convolution(1, keySize, channels) + norm(channels);
        }

        @Override
        public long multiplyAdds(long height, long width, long inputChannels, long channels) {
            long positions = height * width;
            boolean mapped = values == SelfAttention.Values.MAPPED;
            long maps = (mapped ? 4 : 2) * positions * channels * keySize;
            return maps + positions * positions * (keySize + (mapped ? keySize : channels));
        }
    }

    /**
     * One recurrent convolution: a convolution without padding, and at each further iteration a second one of what the
     * iteration before gave, padded with 0, added to it. Each iteration has a batch norm of its own.
     *
     * @param kernelSize of both, odd
     * @param iterations 2 or more
     */
    record Recurrent(int kernelSize, int iterations) implements Operation {

        private static final int MOST_ITERATIONS = 100;

        public Recurrent {
            checkKernel(kernelSize);
            if (kernelSize % 2 == 0) {
                throw new IllegalArgumentException("recurrent: expected an odd kernel size, got " + kernelSize);
            }
            if (iterations < 2 || iterations > MOST_ITERATIONS) {
                throw new IllegalArgumentException(
                        "recurrent: expected 2 to %d iterations, got %d".formatted(MOST_ITERATIONS, iterations));
            }
        }

        @Override
        public int outputSide(int side) {
            return side - kernelSize + 1;
        }

        @Override
        public long inputSide(long side) {
            return side + kernelSize - 1;
        }

        @Override
        public int stride() {
            return 1;
        }

        @Override
        public boolean seesAll() {
            return true;
        }

        /** Two maps and their gradients an iteration. */
        @Override
        public long keptValues(long height, long width, long channels) {
            return 4L * iterations * height * width * channels;
        }

        @Override
        public long parameters(long inputChannels, long channels) {
            return convolution(kernelSize, inputChannels, channels)
                    + convolution(kernelSize, channels, channels)
                    + iterations * norm(channels);
        }

        @Override
        public long multiplyAdds(long height, long width, long inputChannels, long channels) {
            long positions = (height - kernelSize + 1) * (width - kernelSize + 1);
            return convolved(height, width, kernelSize, inputChannels, channels)
                    + (iterations - 1) * positions * kernelSize * kernelSize * channels * channels;
        }
    }

    private static void checkKernel(int kernelSize) {
        if (kernelSize < 1) {
            throw new IllegalArgumentException("block: expected a kernel of 1 or more, got " + kernelSize);
        }
    }

    private static long convolution(long kernelSize, long from, long to) {
        return (kernelSize * kernelSize * from + 1) * to;
    }

    private static long norm(long channels) {
        return 2 * channels;
    }

    private static long convolved(long height, long width, long kernelSize, long from, long to) {
        return (height - kernelSize + 1) * (width - kernelSize + 1) * kernelSize * kernelSize * from * to;
    }
}
