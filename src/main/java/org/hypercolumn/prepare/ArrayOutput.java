package org.hypercolumn.prepare;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.WholeFile;

/** Where arrays with names are written, one after the other. Mutable; to be finished once. */
interface ArrayOutput extends Closeable {
    /**
     * Writes an array of numbers.
     *
     * @param shape sizes of the axes, outermost first; none for a single number
     * @param elements writes all elements in C order, little endian
     */
    void numbers(String name, ElementType type, int[] shape, WholeFile.Content elements) throws IOException;

    /** Writes texts {@code [T]}. */
    void texts(String name, List<String> texts) throws IOException;

    /** Writes a single text. */
    void text(String name, String text) throws IOException;

    /** Writes what all of it is, as JSON. */
    void about(byte[] json) throws IOException;

    /** Writes what is left to be written. */
    void finish() throws IOException;
}
