package org.hypercolumn.data;

import java.nio.ByteOrder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One element as a file spells it, numpy's {@code descr}: {@code <f4}, {@code |u1}, {@code >i8}, {@code <U10}.
 *
 * @param type what the element is
 * @param elementBytes bytes of one element in the file
 * @param byteOrder order of the bytes of a number or a code point
 * @param byteText whether text is in single bytes ({@code S}) and not in code points of four ({@code U})
 */
record NpyDescr(ElementType type, int elementBytes, ByteOrder byteOrder, boolean byteText) {
    private static final Pattern SPELLING = Pattern.compile("([<>=|]?)([A-Za-z?])(\\d{0,7})(\\[.*])?");

    private static final Map<String, ElementType> NUMBERS = Map.ofEntries(
            Map.entry("f4", ElementType.F4),
            Map.entry("f8", ElementType.F8),
            Map.entry("i1", ElementType.I1),
            Map.entry("i2", ElementType.I2),
            Map.entry("i4", ElementType.I4),
            Map.entry("i8", ElementType.I8),
            Map.entry("u1", ElementType.U1),
            Map.entry("u2", ElementType.U2),
            Map.entry("u4", ElementType.U4),
            Map.entry("u8", ElementType.U8),
            Map.entry("b1", ElementType.B1),
            Map.entry("?", ElementType.B1));

    private static final String EXPECTED =
            "expected numbers (f4, f8, i1, i2, i4, i8, u1, u2, u4, u8, b1) or text, got ";

    /**
     * Reads numpy's spelling.
     *
     * @throws ArrayFormatException if it is none of the types that are read here; says which type it is
     */
    static NpyDescr parse(String descr) throws ArrayFormatException {
        Matcher matcher = SPELLING.matcher(descr);
        if (!matcher.matches()) {
            throw new ArrayFormatException(
                    EXPECTED + "an unknown type '" + Excerpt.of(descr) + "'; save the array again");
        }
        ByteOrder order = matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        String kind = matcher.group(2);
        String digits = matcher.group(3);
        ElementType number = NUMBERS.get(kind + digits);
        if (number != null) {
            return new NpyDescr(number, number.bytes(), order, false);
        }
        if ((kind.equals("U") || kind.equals("S") || kind.equals("a")) && !digits.isEmpty()) {
            return text(descr, order, kind, Integer.parseInt(digits));
        }
        throw new ArrayFormatException(EXPECTED + name(kind) + " '" + Excerpt.of(descr) + "'; " + advice(kind));
    }

    private static NpyDescr text(String descr, ByteOrder order, String kind, int characters)
            throws ArrayFormatException {
        if (characters == 0) {
            throw new ArrayFormatException("expected text of one character or more, got '" + Excerpt.of(descr)
                    + "'; save the array with numpy.save, which gives text a width");
        }
        boolean byteText = !kind.equals("U");
        return new NpyDescr(ElementType.TEXT, byteText ? characters : 4 * characters, order, byteText);
    }

    private static String name(String kind) {
        return switch (kind) {
            case "O" -> "Python objects";
            case "V" -> "records or raw bytes";
            case "c" -> "complex numbers";
            case "M", "m" -> "dates or times";
            case "f" -> "floats of another width";
            case "i", "u" -> "integers of another width";
            default -> "another type";
        };
    }

    private static String advice(String kind) {
        return switch (kind) {
            case "O" -> "save numbers as numpy.array(a.tolist()), ids and text as numpy.array(a.tolist(), dtype=str)";
            case "c" -> "save its real part or its magnitude";
            case "V" -> "save each field as an array of its own";
            case "M", "m" -> "save it as a.astype(str)";
            case "i", "u" -> "save it as a.astype(str)";
            default -> "save it as a.astype('float64')";
        };
    }
}
