package org.hypercolumn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;

/** Numbers that lie in a stream one after another, first axis fastest, without a header: MATLAB's arrays. */
public final class FortranElements {
    private static final int MOST_ELEMENTS = Limits.MOST_ELEMENTS;

    private final ElementType type;
    private final ByteOrder order;
    private final int[] sizes;

    private FortranElements(ElementType type, ByteOrder order, int[] sizes) {
        this.type = type;
        this.order = order;
        this.sizes = sizes;
    }

    /**
     * Says what lies in the stream.
     *
     * @param type any but text
     * @param sizes of the axes, outermost first, 0 or more
     * @throws ArrayFormatException if there are more elements than an array can hold
     */
    public static FortranElements of(ElementType type, ByteOrder order, int... sizes) throws ArrayFormatException {
        double length = 1;
        for (int size : sizes) {
            length *= size;
        }
        if (length > MOST_ELEMENTS) {
            throw new ArrayFormatException(
                    "expected at most %d elements, got %.0f; save it in parts".formatted(MOST_ELEMENTS, length));
        }
        return new FortranElements(type, order, sizes.clone());
    }

    /**
     * Reads them block by block.
     *
     * @param in stands on the first element and ends behind the last
     * @throws ArrayFormatException if there are fewer or more, or the sink refuses a block
     */
    public void read(InputStream in, BlockSink sink) throws IOException, ArrayFormatException {
        NpyReader.fortran(in, type, order, sizes).blocks(sink);
    }
}
