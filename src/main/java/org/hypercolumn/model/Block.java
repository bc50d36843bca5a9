package org.hypercolumn.model;

import org.hypercolumn.nn.SelfAttention;

/**
 * One block of a network's core: an operation, batch norm, sigmoid, channel dropout.
 *
 * @param operation what it computes first
 * @param dropout probability with which training drops a whole channel of its output, in [0, 1)
 * @param start where its weights are from
 */
public record Block(Operation operation, double dropout, Start start) {

    public Block {
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("block: expected a dropout in [0, 1), got " + dropout);
        }
    }

    /** aCPB: convolution, 2 x 2 max-pool, batch norm, sigmoid, channel dropout. */
    public static Block pooled(int kernelSize, double dropout) {
        return new Block(new Operation.Pooled(kernelSize), dropout, Start.anew());
    }

    /** bCPB: convolution, batch norm, sigmoid, and channel dropout where another block follows. */
    public static Block plain(int kernelSize, double dropout) {
        return new Block(new Operation.Plain(kernelSize), dropout, Start.anew());
    }

    /** SA: self-attention, batch norm, sigmoid, channel dropout. */
    public static Block attention(int keySize, SelfAttention.Values values, double dropout) {
        return new Block(new Operation.Attention(keySize, values), dropout, Start.anew());
    }

    /** A recurrent convolution with a batch norm and a sigmoid an iteration, and channel dropout after the last. */
    public static Block recurrent(int kernelSize, int iterations, double dropout) {
        return new Block(new Operation.Recurrent(kernelSize, iterations), dropout, Start.anew());
    }

    /** The same block with another dropout. */
    public Block withDropout(double changed) {
        return new Block(operation, changed, start);
    }

    /** The same block with its weights from elsewhere. */
    public Block withStart(Start changed) {
        return new Block(operation, dropout, changed);
    }
}
