package org.hypercolumn.data;

/** What one element of an {@link NpyArray} is, and how wide; the names are numpy's codes. */
public enum ElementType {
    /** Float of 4 bytes. */
    F4(4),
    /** Float of 8 bytes. */
    F8(8),
    /** Signed integer of 1 byte. */
    I1(1),
    /** Signed integer of 2 bytes. */
    I2(2),
    /** Signed integer of 4 bytes. */
    I4(4),
    /** Signed integer of 8 bytes. */
    I8(8),
    /** Unsigned integer of 1 byte, 0 to 255. */
    U1(1),
    /** Unsigned integer of 2 bytes. */
    U2(2),
    /** Unsigned integer of 4 bytes. */
    U4(4),
    /** Unsigned integer of 8 bytes, 0 to 2^64 - 1. */
    U8(8),
    /** Truth value, one byte that is 0 or 1. */
    B1(1),
    /** Text; each array has its own width. */
    TEXT(0);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element; 0 for text, whose width differs from file to file. */
    public int bytes() {
        return bytes;
    }

    /** Whether an element has a value as a number; truth values are 0 and 1. */
    public boolean isNumeric() {
        return this != TEXT;
    }

    /** Whether every element is a whole number; truth values are 0 and 1. */
    public boolean isInteger() {
        return this != TEXT && this != F4 && this != F8;
    }

    /** The numpy code in lower case, such as {@code f4}, or {@code text}. */
    @Override
    public String toString() {
        return switch (this) {
            case F4 -> "f4";
            case F8 -> "f8";
            case I1 -> "i1";
            case I2 -> "i2";
            case I4 -> "i4";
            case I8 -> "i8";
            case U1 -> "u1";
            case U2 -> "u2";
            case U4 -> "u4";
            case U8 -> "u8";
            case B1 -> "b1";
            case TEXT -> "text";
        };
    }
}
