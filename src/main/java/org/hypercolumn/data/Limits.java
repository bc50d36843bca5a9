package org.hypercolumn.data;

/** What files may claim at most, whoever reads them. */
public final class Limits {
    /** Elements of one array: some Javas keep 8 for themselves. */
    public static final int MOST_ELEMENTS = Integer.MAX_VALUE - 8;

    /** Bytes of a file of text that is read as a whole. */
    public static final long MOST_TEXT_BYTES = 1L << 28;

    /** Bytes that one byte of deflate can stand for: 258 bytes in 2 bits. */
    public static final int MOST_DEFLATE_RATIO = 1032;

    private Limits() {}
}
