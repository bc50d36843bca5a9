package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypercolumn.data.ArrayFormatException;

/** Reads an array of a source into lists, in C order, and counts its blocks. */
final class ReadArrays {
    private ReadArrays() {}

    /** Every element as a text: numbers as {@code Double.toString} has them. */
    static List<String> elements(ArraySource source, String name) throws IOException, ArrayFormatException {
        ArrayShape shape = source.shape(name);
        String[] elements = new String[(int) shape.length()];
        source.read(name, (start, values) -> {
            for (int i = 0; i < values.length(); i++) {
                int place = 0;
                int rest = i;
                int stride = 1;
                for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                    place += (start[axis] + rest % values.size(axis)) * stride;
                    rest /= values.size(axis);
                    stride *= shape.size(axis);
                }
                if (elements[place] != null) {
                    throw new IllegalStateException("element %d of %s came twice".formatted(place, name));
                }
                elements[place] = values.type().isNumeric() ? Double.toString(values.at(i)) : values.textAt(i);
            }
        });
        return new ArrayList<>(Arrays.asList(elements));
    }
}
