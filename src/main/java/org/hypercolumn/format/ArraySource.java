package org.hypercolumn.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.BlockSink;

/** A file, or folder, with arrays that have names. */
interface ArraySource extends Closeable {
    /** All names, sorted; of arrays in groups with a slash between. */
    List<String> names();

    /** Whether there is an array of a name: one of {@link #names}, or another name of one of them. */
    default boolean has(String name) {
        return names().contains(name);
    }

    /**
     * What an array is, before it is read.
     *
     * @param name that it {@link #has}
     * @throws ArrayFormatException if its elements are of a kind that is not read, or it claims more than the file can hold
     */
    ArrayShape shape(String name) throws IOException, ArrayFormatException;

    /**
     * Reads an array.
     *
     * @param name that it {@link #has}
     * @throws ArrayFormatException if it is damaged, or the sink refuses it
     */
    void read(String name, BlockSink sink) throws IOException, ArrayFormatException;

    /** What was assumed of the arrays read so far, a sentence each. */
    default List<String> remarks() {
        return List.of();
    }

    /** Puts file and array in front of what is wrong. */
    BadDataFileException problem(String name, String problem);
}
