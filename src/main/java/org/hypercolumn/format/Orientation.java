package org.hypercolumn.format;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How stored pixels lie in the image that is shown, as EXIF says it, in the order of its values 1 to 8. Viewers and
 * browsers turn images accordingly.
 *
 * <p>Source: Exif 2.32, tag 0x0112.
 */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(true, false, false),
    TURNED_180(true, true, false),
    FLIPPED(false, true, false),
    TRANSPOSED(false, false, true),
    TURNED_RIGHT(false, true, true),
    TRANSVERSE(true, true, true),
    TURNED_LEFT(true, false, true);

    private static final int TAG = 0x0112;
    private static final int TIFF = 42;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRY_BYTES = 12;

    private final boolean reversesColumns;
    private final boolean reversesRows;
    private final boolean swapsAxes;

    Orientation(boolean reversesColumns, boolean reversesRows, boolean swapsAxes) {
        this.reversesColumns = reversesColumns;
        this.reversesRows = reversesRows;
        this.swapsAxes = swapsAxes;
    }

    /** What EXIF data (a TIFF header and its first directory) say; upright if they are damaged or say nothing. */
    static Orientation ofExif(byte[] exif) {
        ByteBuffer data = ByteBuffer.wrap(exif);
        try {
            int order = data.getShort();
            data.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            if ((order != 0x4949 && order != 0x4d4d) || data.getShort() != TIFF) {
                return UPRIGHT;
            }
            data.position(data.getInt());
            int entries = data.getShort() & 0xffff;
            for (int start = data.position(); entries > 0; entries--, start += ENTRY_BYTES) {
                if ((data.getShort(start) & 0xffff) == TAG) {
                    return of(data, data.getShort(start + 2), start + 8);
                }
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return UPRIGHT; // what other programs make of damaged EXIF data
        }
        return UPRIGHT;
    }

    private static Orientation of(ByteBuffer data, int type, int at) {
        int value = type == SHORT ? data.getShort(at) : type == LONG ? data.getInt(at) : 0;
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    /** Whether rows and columns change places. */
    boolean swapsAxes() {
        return swapsAxes;
    }

    /** Where a stored pixel stands in the image that is shown, row by row; height and width are those stored. */
    int place(int y, int x, int height, int width) {
        int row = reversesRows ? height - 1 - y : y;
        int column = reversesColumns ? width - 1 - x : x;
        return swapsAxes ? column * height + row : row * width + column;
    }
}
