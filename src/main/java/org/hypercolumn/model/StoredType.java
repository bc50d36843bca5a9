package org.hypercolumn.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How a safetensors file stores the values of a tensor. */
enum StoredType {
    F16(2, Tensor.Kind.FLOAT),
    BF16(2, Tensor.Kind.FLOAT),
    F32(4, Tensor.Kind.FLOAT),
    F64(8, Tensor.Kind.FLOAT),
    I32(4, Tensor.Kind.WHOLE),
    I64(8, Tensor.Kind.WHOLE);

    private static final int HALF_EXPONENT_BIAS = 15;
    private static final int HALF_MANTISSA_BITS = 10;
    private static final int HALF_MANTISSA = (1 << HALF_MANTISSA_BITS) - 1;
    private static final int HALF_INFINITE = 31;

    private final int width;
    private final Tensor.Kind kind;

    StoredType(int width, Tensor.Kind kind) {
        this.width = width;
        this.kind = kind;
    }

    /** The type of a header's {@code dtype}; empty if it is none of these. */
    static Optional<StoredType> of(String dtype) {
        return Arrays.stream(values()).filter(type -> type.name().equals(dtype)).findFirst();
    }

    /** Bytes of a value. */
    int width() {
        return width;
    }

    /** What becomes of it here. */
    Tensor.Kind kind() {
        return kind;
    }

    /** The value at a byte: a float is all that halves and bfloat16 hold; a double may have to be rounded. */
    float read(ByteBuffer in, int at) {
        return switch (this) {
            case F16 -> half(in.getShort(at));
            case BF16 -> Float.intBitsToFloat(in.getShort(at) << 16);
            case F32 -> in.getFloat(at);
            case F64 -> (float) in.getDouble(at);
            case I32 -> in.getInt(at);
            case I64 -> in.getLong(at);
        };
    }

    /** Whether the value at a byte is a double that no float equals. */
    boolean isRounded(ByteBuffer in, int at) {
        return this == F64 && Double.compare((float) in.getDouble(at), in.getDouble(at)) != 0;
    }

    /** IEEE 754 half precision: a sign, 5 bits of exponent, 10 of mantissa. */
    private static float half(short bits) {
        int exponent = bits >> HALF_MANTISSA_BITS & HALF_INFINITE;
        int mantissa = bits & HALF_MANTISSA;
        float magnitude;
        if (exponent == HALF_INFINITE) {
            magnitude = mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((float) mantissa, 1 - HALF_EXPONENT_BIAS - HALF_MANTISSA_BITS);
        } else {
            int whole = mantissa | 1 << HALF_MANTISSA_BITS;
            magnitude = Math.scalb((float) whole, exponent - HALF_EXPONENT_BIAS - HALF_MANTISSA_BITS);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
