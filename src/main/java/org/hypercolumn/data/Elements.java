package org.hypercolumn.data;

import java.nio.ByteBuffer;

/** Turns the bytes of elements into Java arrays: byte, short, int, long, float, double or String by their width. */
final class Elements {
    private Elements() {}

    /** Moves elements from a file's bytes to places in an array. */
    @FunctionalInterface
    interface Decoder {
        /**
         * Takes {@code count} elements.
         *
         * @param from read, its position moves on
         * @param start where the first goes
         * @param stride how far apart they go
         * @throws ArrayFormatException if bytes are no element
         */
        void decode(ByteBuffer from, int start, int stride, int count) throws ArrayFormatException;
    }

    /** An array for elements in their own width: u1, i1, b1 in bytes, u2 in shorts, u4 in ints, u8 in longs, their bits kept. */
    static Object allocate(ElementType type, int length) {
        return switch (type) {
            case U1, I1, B1 -> new byte[length];
            case I2, U2 -> new short[length];
            case I4, U4 -> new int[length];
            case I8, U8 -> new long[length];
            case F4 -> new float[length];
            case F8 -> new double[length];
            case TEXT -> new String[length];
        };
    }

    /** Decodes into {@code target}, which {@link #allocate} has made for {@code header}'s type. */
    static Decoder decoder(NpyHeader header, Object target) {
        return switch (header.type()) {
            case U1, I1 -> bytes((byte[]) target);
            case B1 -> truths((byte[]) target);
            case I2, U2 -> {
                short[] values = (short[]) target;
                yield each((from, at) -> values[at] = from.getShort());
            }
            case I4, U4 -> {
                int[] values = (int[]) target;
                yield each((from, at) -> values[at] = from.getInt());
            }
            case I8, U8 -> {
                long[] values = (long[]) target;
                yield each((from, at) -> values[at] = from.getLong());
            }
            case F4 -> floatDecoder(ElementType.F4, (float[]) target);
            case F8 -> {
                double[] values = (double[]) target;
                yield each((from, at) -> values[at] = from.getDouble());
            }
            case TEXT -> text(header, (String[]) target);
        };
    }

    /** Decodes numbers of {@code type} into floats, rounding to the nearest. */
    static Decoder floatDecoder(ElementType type, float[] target) {
        return switch (type) {
            case U1 -> each((from, at) -> target[at] = from.get() & 0xff);
            case I1 -> each((from, at) -> target[at] = from.get());
            case B1 -> each((from, at) -> target[at] = from.get() == 0 ? 0 : 1);
            case I2 -> each((from, at) -> target[at] = from.getShort());
            case U2 -> each((from, at) -> target[at] = from.getShort() & 0xffff);
            case I4 -> each((from, at) -> target[at] = from.getInt());
            case U4 -> each((from, at) -> target[at] = from.getInt() & 0xffffffffL);
            case I8 -> each((from, at) -> target[at] = from.getLong());
            case U8 -> each((from, at) -> target[at] = UnsignedLongs.toFloat(from.getLong()));
            case F4 -> each((from, at) -> target[at] = from.getFloat());
            case F8 -> each((from, at) -> target[at] = (float) from.getDouble());
            case TEXT -> throw new IllegalStateException("elements: text has no value as a number");
        };
    }

    @FunctionalInterface
    private interface Step {
        void decode(ByteBuffer from, int at) throws ArrayFormatException;
    }

    private static Decoder each(Step step) {
        return (from, start, stride, count) -> {
            for (int i = 0; i < count; i++) {
                step.decode(from, start + i * stride);
            }
        };
    }

    private static Decoder bytes(byte[] target) {
        return (from, start, stride, count) -> {
            if (stride == 1) {
                from.get(target, start, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                target[start + i * stride] = from.get();
            }
        };
    }

    private static Decoder truths(byte[] target) {
        return each((from, at) -> target[at] = (byte) (from.get() == 0 ? 0 : 1));
    }

    private static Decoder text(NpyHeader header, String[] target) {
        int width = header.elementBytes();
        if (header.byteText()) {
            byte[] characters = new byte[width];
            return each((from, at) -> {
                from.get(characters);
                int end = width;
                while (end > 0 && characters[end - 1] == 0) {
                    end--;
                }
                target[at] = ByteText.of(characters, end);
            });
        }
        return each((from, at) -> target[at] = codePoints(from, width / 4));
    }

    private static String codePoints(ByteBuffer from, int width) throws ArrayFormatException {
        int[] codePoints = new int[width];
        int end = 0; // after the last that is not 0: numpy fills up with zeros
        for (int i = 0; i < width; i++) {
            codePoints[i] = from.getInt();
            if (!Character.isValidCodePoint(codePoints[i])) {
                throw new ArrayFormatException(
                        "expected Unicode text, got the code point %d; save the array again with numpy.save"
                                .formatted(codePoints[i] & 0xffffffffL));
            }
            end = codePoints[i] == 0 ? end : i + 1;
        }
        return new String(codePoints, 0, end);
    }
}
