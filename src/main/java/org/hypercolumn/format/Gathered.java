package org.hypercolumn.format;

import java.io.IOException;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.NpyArray;

/** Puts the blocks of a small array together. */
final class Gathered {
    private Gathered() {}

    /**
     * All elements of an array in C order; whole numbers as i8, other numbers as f8.
     *
     * @throws ArrayFormatException if a whole number is 2^63 or larger
     */
    static NpyArray of(HdfArray array) throws IOException, ArrayFormatException {
        int[] sizes = array.sizes();
        int count = (int) HdfArray.length(sizes);
        ElementType type = array.type().type();
        String[] texts = new String[type == ElementType.TEXT ? count : 0];
        long[] wholes = new long[type.isInteger() ? count : 0];
        double[] reals = new double[texts.length + wholes.length == 0 ? count : 0];
        array.read((start, values) -> {
            int[] box = values.shape();
            long[] longs = type.isInteger() ? values.toLongs() : wholes;
            for (int i = 0; i < values.length(); i++) {
                int place = place(start, box, sizes, i);
                if (type == ElementType.TEXT) {
                    texts[place] = values.textAt(i);
                } else if (type.isInteger()) {
                    if (type == ElementType.U8 && longs[i] < 0) {
                        throw new ArrayFormatException("expected whole numbers below 2^63, got %s; save it as text"
                                .formatted(values.digitsAt(i)));
                    }
                    wholes[place] = longs[i];
                } else {
                    reals[place] = values.at(i);
                }
            }
        });
        return type == ElementType.TEXT
                ? NpyArray.ofText(texts, sizes)
                : type.isInteger() ? NpyArray.ofLongs(wholes, sizes) : NpyArray.ofDoubles(reals, sizes);
    }

    /** Where element {@code i} of a box lies in the whole. */
    private static int place(int[] start, int[] box, int[] sizes, int i) {
        int place = 0;
        int stride = 1;
        int rest = i;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            place += (start[axis] + rest % box[axis]) * stride;
            rest /= box[axis];
            stride *= sizes[axis];
        }
        return place;
    }
}
