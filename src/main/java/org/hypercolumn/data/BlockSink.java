package org.hypercolumn.data;

/** Takes an array block by block, so that it never has to be in memory as a whole. */
@FunctionalInterface
public interface BlockSink {
    /** About how many elements a block has at most. */
    int BLOCK_ELEMENTS = 1 << 18;

    /**
     * Takes a block. Blocks come in any order and hold every element of the array once.
     *
     * @param start where its first element lies in the array, an index an axis, outermost first; read only
     * @param values as many axes as the array, read only
     * @throws ArrayFormatException if the values are not what is needed; says expected, got, what to do
     */
    void block(int[] start, NpyArray values) throws ArrayFormatException;
}
