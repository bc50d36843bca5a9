package org.hypercolumn.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.ElementType;

/**
 * What a MATLAB 5 array says of itself before its content.
 *
 * @param name empty in cells and structs
 * @param kind number of its class
 * @param flags logical, global and complex
 * @param shape the class's type and the sizes; text for what is not numeric
 * @param type name of a newer class, such as {@code string}; empty of others
 * @param end where its bytes end in the stream
 */
record Mat5Matrix(String name, int kind, int flags, ArrayShape shape, String type, long end) {
    static final int CELL = 1;
    static final int STRUCT = 2;
    static final int CHAR = 4;
    private static final int SPARSE = 5;
    private static final int DOUBLE = 6;
    private static final int UINT64 = 15;
    private static final int FUNCTION = 16;
    private static final int OPAQUE = 17; // strings, tables and objects of newer classes
    private static final int LOGICAL_FLAG = 0x200;
    private static final int COMPLEX_FLAG = 0x800;
    private static final List<Integer> FLAGS = List.of(6, 5);

    private static final ElementType[] CLASSES = {
        ElementType.F8,
        ElementType.F4,
        ElementType.I1,
        ElementType.U1,
        ElementType.I2,
        ElementType.U2,
        ElementType.I4,
        ElementType.U4,
        ElementType.I8,
        ElementType.U8
    };

    /** Reads it; the content follows in the stream. */
    static Mat5Matrix read(Mat5Elements in, Mat5Elements.Tag matrix) throws IOException, ArrayFormatException {
        if (matrix.type() != Mat5Elements.MATRIX) {
            throw new ArrayFormatException(
                    "expected an array (type 14), got an element of type %d; the file is damaged or not MATLAB's"
                            .formatted(matrix.type()));
        }
        long end = matrix.end();
        if (matrix.bytes() == 0) {
            return new Mat5Matrix(
                    "", DOUBLE, 0, ArrayShape.of(ElementType.F8, 0, 0), "", end); // an empty cell or field
        }
        ByteBuffer flags = in.content(in.tag(end), FLAGS, "flags of an array");
        if (flags.remaining() != 2 * Integer.BYTES) {
            throw damaged("flags of 8 bytes", flags.remaining());
        }
        int word = flags.getInt();
        int kind = word & 0xff;
        int[] sizes = kind == OPAQUE ? new int[] {0, 0} : sizes(in.content(in.tag(end), Mat5Elements.WHOLE, "sizes"));
        String name = text(in, end);
        String type = "";
        if (kind == OPAQUE) {
            text(in, end); // whose system of classes it is
            type = text(in, end);
        }
        return new Mat5Matrix(name, kind, word, shape(kind, word, sizes), type, end);
    }

    private static String text(Mat5Elements in, long end) throws IOException, ArrayFormatException {
        ByteBuffer bytes = in.content(in.tag(end), Mat5Elements.NAME, "a name");
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static int[] sizes(ByteBuffer bytes) throws ArrayFormatException {
        int[] sizes = new int[bytes.remaining() / Integer.BYTES];
        if (sizes.length < 2 || sizes.length > 32) {
            throw damaged("2 to 32 axes", sizes.length);
        }
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = bytes.getInt();
            if (sizes[axis] < 0) {
                throw damaged("sizes of 0 or more", sizes[axis]);
            }
        }
        return sizes;
    }

    private static ArrayFormatException damaged(String expected, int got) {
        return new ArrayFormatException("expected %s, got %d; the file is damaged".formatted(expected, got));
    }

    private static ArrayShape shape(int kind, int flags, int[] sizes) {
        if (kind < DOUBLE || kind > UINT64) {
            return ArrayShape.of(ElementType.TEXT, sizes);
        }
        return ArrayShape.of((flags & LOGICAL_FLAG) != 0 ? ElementType.B1 : CLASSES[kind - DOUBLE], sizes);
    }

    /** Such as {@code u1 [50, 50]}, or the class of what is not numeric. */
    String described() {
        return switch (kind) {
            case CELL -> "a cell";
            case STRUCT -> "a struct";
            case CHAR -> "char " + Arrays.toString(shape.sizes());
            default -> numeric() ? shape.toString() : "an object";
        };
    }

    boolean numeric() {
        return kind >= DOUBLE && kind <= UINT64;
    }

    /** Whether it is a struct and not an array of structs. */
    boolean scalarStruct() {
        return kind == STRUCT && shape.length() == 1;
    }

    /**
     * Lets arrays pass that can be read.
     *
     * @throws ArrayFormatException if it is something else; says what
     */
    void checkReadable() throws ArrayFormatException {
        boolean complex = (flags & COMPLEX_FLAG) != 0;
        if (kind == CELL || kind == CHAR || (numeric() && !complex)) {
            return;
        }
        throw switch (kind) {
            case STRUCT -> MatlabClass.refused("struct");
            case SPARSE -> MatlabClass.sparse();
            case FUNCTION -> MatlabClass.refused("function_handle");
            case OPAQUE -> MatlabClass.refused(type);
            default -> numeric() ? MatlabClass.complex() : MatlabClass.refused("number " + kind);
        };
    }
}
