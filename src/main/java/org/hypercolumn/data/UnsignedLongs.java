package org.hypercolumn.data;

/** Longs taken as unsigned, as floating-point numbers. */
final class UnsignedLongs {
    private UnsignedLongs() {}

    /** The nearest double. */
    static double toDouble(long bits) {
        return bits >= 0 ? bits : 2.0 * odd(bits);
    }

    /** The nearest float. */
    static float toFloat(long bits) {
        return bits >= 0 ? bits : 2.0f * odd(bits);
    }

    /** Half of a number of 64 bits; its last bit is kept, so that rounding goes where the whole number's would. */
    private static long odd(long bits) {
        return (bits >>> 1) | (bits & 1);
    }
}
