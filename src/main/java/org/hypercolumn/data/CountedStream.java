package org.hypercolumn.data;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes bytes on and counts them. Mutable; not for closing. */
public final class CountedStream extends FilterOutputStream {
    private long count;

    /** Passes bytes on to {@code out}. */
    public CountedStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        count += length;
    }

    /** How many bytes have passed. */
    public long count() {
        return count;
    }

    /**
     * Holds the count against what was promised.
     *
     * @throws IllegalStateException if it is another
     */
    public void checkCount(long expected) {
        if (count != expected) {
            throw new IllegalStateException("array: expected %d bytes of elements, got %d".formatted(expected, count));
        }
    }
}
