package org.hypercolumn.format;

import java.io.IOException;
import org.hypercolumn.data.ArrayFormatException;

/** Reads the numbers of an HDF5 array to the places that they have in C order, however the file cuts it. */
final class Scatter {
    private Scatter() {}

    /** Reads all numbers, each with its place in C order. */
    static void read(HdfArray array, ArrayValues.NumberSink sink) throws IOException, ArrayFormatException {
        int[] sizes = array.sizes();
        if (!array.shape().type().isNumeric() || array.shape().length() > Integer.MAX_VALUE) {
            throw new ArrayFormatException(
                    "expected numbers, at most %d, got %s".formatted(Integer.MAX_VALUE, array.shape()));
        }
        array.read((start, values) -> {
            int[] at = start.clone();
            int last = sizes.length - 1;
            int count = (int) values.length();
            int row = last < 0 ? 1 : values.size(last);
            for (int first = 0; first < count; first += row) {
                int place = 0;
                for (int axis = 0; axis <= last; axis++) {
                    place = place * sizes[axis] + at[axis];
                }
                for (int i = 0; i < row; i++) {
                    sink.at(place + i, values.floatAt(first + i));
                }
                for (int axis = last - 1; axis >= 0 && ++at[axis] == start[axis] + values.size(axis); axis--) {
                    at[axis] = start[axis];
                }
            }
        });
    }
}
