package org.hypercolumn.format;

import io.jhdf.GlobalHeap;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.Reference;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.ByteText;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.NpyArray;

/**
 * What an element of an HDF5 array is, and how its bytes become a value.
 *
 * @param kind how it is read
 * @param type what numpy would call it; references are i8
 * @param width bytes of an element in the file
 * @param order of the bytes of a number
 */
record HdfType(Kind kind, ElementType type, int width, ByteOrder order) {
    private static final int REFERENCE_BYTES = 8;
    private static final int TEXT_ID_BYTES = 16; // length, address of the heap, index in it
    private static final Set<Integer> WIDTHS = Set.of(1, 2, 4, 8);

    /** How elements are read. */
    enum Kind {
        NUMBER,
        /** Ends at its first 0. */
        TEXT_TERMINATED,
        /** Filled up with 0. */
        TEXT_ZEROS,
        /** Filled up with spaces. */
        TEXT_SPACES,
        /** Of any length, in a heap. */
        TEXT_IN_HEAP,
        /** The address of an object. */
        REFERENCE
    }

    /**
     * The type that jHDF has read.
     *
     * @throws ArrayFormatException if its values are neither numbers, truth values, text nor references to objects
     */
    static HdfType of(DataType type) throws ArrayFormatException {
        if (type instanceof FixedPoint whole) {
            return whole(whole);
        }
        if (type instanceof FloatingPoint real) {
            return real(real);
        }
        if (type instanceof EnumDataType names && names.getBaseType() instanceof FixedPoint base) {
            boolean truth = base.getSize() == 1 && names.getEnumMapping().equals(Map.of(0, "FALSE", 1, "TRUE"));
            return truth ? new HdfType(Kind.NUMBER, ElementType.B1, 1, ByteOrder.LITTLE_ENDIAN) : whole(base);
        }
        if (type instanceof StringData text && text.getSize() > 0) {
            Kind kind = switch (text.getPaddingType()) {
                case NULL_TERMINATED -> Kind.TEXT_TERMINATED;
                case NULL_PADDED -> Kind.TEXT_ZEROS;
                case SPACE_PADDED -> Kind.TEXT_SPACES;
            };
            return new HdfType(kind, ElementType.TEXT, text.getSize(), ByteOrder.LITTLE_ENDIAN);
        }
        if (type instanceof VariableLength text && text.isVariableLengthString() && text.getSize() == TEXT_ID_BYTES) {
            return new HdfType(Kind.TEXT_IN_HEAP, ElementType.TEXT, TEXT_ID_BYTES, ByteOrder.LITTLE_ENDIAN);
        }
        if (type instanceof Reference && type.getSize() == REFERENCE_BYTES) {
            return new HdfType(Kind.REFERENCE, ElementType.I8, REFERENCE_BYTES, ByteOrder.LITTLE_ENDIAN);
        }
        if (type instanceof CompoundDataType records) {
            throw compound(records);
        }
        String name = type.getClass().getSimpleName().replaceAll("(DataType|Data)$", "");
        throw new ArrayFormatException(
                "expected numbers, truth values or text, got elements of the kind %s; save it as numbers or text"
                        .formatted(type instanceof VariableLength ? "VariableLength (ragged rows)" : name));
    }

    private static ArrayFormatException compound(CompoundDataType type) {
        Set<String> names = type.getMembers().stream()
                .map(CompoundDataType.CompoundDataMember::getName)
                .collect(Collectors.toSet());
        boolean complex = names.equals(Set.of("r", "i")) || names.equals(Set.of("real", "imag"));
        return complex
                ? MatlabClass.complex()
                : new ArrayFormatException(
                        "expected numbers, truth values or text, got records of several fields; save each field as an array of its own");
    }

    private static HdfType whole(FixedPoint type) throws ArrayFormatException {
        int width = type.getSize();
        if (!WIDTHS.contains(width) || type.getBitOffset() != 0 || type.getBitPrecision() != 8 * width) {
            throw new ArrayFormatException(
                    "expected integers of 1, 2, 4 or 8 bytes, got some of %d bits; save it as int64"
                            .formatted(type.getBitPrecision()));
        }
        ElementType element = switch (width) {
            case 1 -> type.isSigned() ? ElementType.I1 : ElementType.U1;
            case 2 -> type.isSigned() ? ElementType.I2 : ElementType.U2;
            case 4 -> type.isSigned() ? ElementType.I4 : ElementType.U4;
            default -> type.isSigned() ? ElementType.I8 : ElementType.U8;
        };
        return new HdfType(Kind.NUMBER, element, width, type.getByteOrder());
    }

    private static HdfType real(FloatingPoint type) throws ArrayFormatException {
        int width = type.getSize();
        boolean single = width == 4 && type.getExponentSize() == 8 && type.getMantissaSize() == 23;
        boolean twofold = width == 8 && type.getExponentSize() == 11 && type.getMantissaSize() == 52;
        if (!single && !twofold) {
            throw new ArrayFormatException(
                    "expected floats of 4 or 8 bytes, got some of %d bits; save it as float64".formatted(8 * width));
        }
        return new HdfType(Kind.NUMBER, single ? ElementType.F4 : ElementType.F8, width, type.getByteOrder());
    }

    /**
     * Elements in C order as an array; those of less than 4 bytes, and truth values, in wider types of the same value.
     *
     * @param raw from its position to its limit: the elements' bytes
     */
    NpyArray decode(HdfBytes bytes, ByteBuffer raw, int[] shape) throws ArrayFormatException {
        ByteBuffer from = raw.order(order);
        int count = from.remaining() / width;
        if (type == ElementType.TEXT) {
            return NpyArray.ofText(kind == Kind.TEXT_IN_HEAP ? inHeap(bytes, from, count) : fixed(from, count), shape);
        }
        switch (type) {
            case U1, B1 -> {
                byte[] values = new byte[count];
                from.get(values);
                return NpyArray.ofBytes(values, shape);
            }
            case F4 -> {
                float[] values = new float[count];
                from.asFloatBuffer().get(values);
                return NpyArray.ofFloats(values, shape);
            }
            case F8 -> {
                double[] values = new double[count];
                from.asDoubleBuffer().get(values);
                return NpyArray.ofDoubles(values, shape);
            }
            default -> {
                long[] values = new long[count];
                for (int i = 0; i < count; i++) {
                    values[i] = whole(from);
                }
                return type == ElementType.U8
                        ? NpyArray.ofUnsignedLongs(values, shape)
                        : NpyArray.ofLongs(values, shape);
            }
        }
    }

    private long whole(ByteBuffer from) {
        return switch (type) {
            case I1 -> from.get();
            case I2 -> from.getShort();
            case U2 -> from.getShort() & 0xffff;
            case I4 -> from.getInt();
            case U4 -> from.getInt() & 0xffffffffL;
            default -> from.getLong();
        };
    }

    private String[] fixed(ByteBuffer from, int count) {
        String[] texts = new String[count];
        byte[] characters = new byte[width];
        for (int i = 0; i < count; i++) {
            from.get(characters);
            int end = width;
            if (kind == Kind.TEXT_TERMINATED) {
                end = 0;
                while (end < width && characters[end] != 0) {
                    end++;
                }
            } else {
                int filled = kind == Kind.TEXT_SPACES ? ' ' : 0;
                while (end > 0 && characters[end - 1] == filled) {
                    end--;
                }
            }
            texts[i] = text(ByteBuffer.wrap(characters, 0, end));
        }
        return texts;
    }

    private record Place(long heap, int index, long length) {}

    /** Texts that lie in heaps; each heap is read once, and one text that stands for many elements is there once. */
    private static String[] inHeap(HdfBytes bytes, ByteBuffer from, int count) throws ArrayFormatException {
        String[] texts = new String[count];
        Map<Long, GlobalHeap> heaps = new HashMap<>();
        Map<Place, String> known = new HashMap<>();
        for (int i = 0; i < count; i++) {
            long length = from.getInt() & 0xffffffffL;
            Place place = new Place(from.getLong(), from.getInt(), length);
            String text = length == 0 || place.heap() <= 0 ? "" : known.get(place);
            if (text == null) {
                ByteBuffer object = heaps.computeIfAbsent(place.heap(), address -> new GlobalHeap(bytes, address))
                        .getObjectData(place.index());
                if (length > object.remaining()) {
                    throw new ArrayFormatException("expected text %d of %d bytes, got %d; the file is damaged"
                            .formatted(i, length, object.remaining()));
                }
                text = text(object.limit((int) length));
                known.put(place, text);
            }
            texts[i] = text;
        }
        return texts;
    }

    private static String text(ByteBuffer characters) {
        byte[] bytes = new byte[characters.remaining()];
        characters.get(bytes);
        return withoutEnd(ByteText.of(bytes, bytes.length));
    }

    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Such as {@code f4}, or {@code reference}. */
    @Override
    public String toString() {
        return kind == Kind.REFERENCE ? "reference" : Excerpt.of(type.toString());
    }
}
