package org.hypercolumn.kernel;

import static java.lang.Math.fma;

/**
 * e to the x in single precision, the same bits on every machine: Java's {@code Math.exp} differs from processor to
 * processor.
 *
 * <p>x = n ln 2 + r with |r| at most ln 2 / 2; e^r by a polynomial of degree 6; e^x = 2^n e^r. The relative error is below
 * 2e-7. Arguments are clamped to [-87, 88], so that the result is neither 0, nor subnormal, nor infinite.
 *
 * <p>Source: coefficients of Cephes {@code expf} (Moshier); the split of ln 2 is Cody and Waite's.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // constants as their source prints them
final class Exponential {

    static final float LOWEST = -87f;
    static final float HIGHEST = 88f;
    static final float LOG2_E = 1.44269504088896341f;
    /** Added and taken away again it rounds to the nearest whole number, which stands in the sum's lowest bits. */
    static final float ROUNDER = 12582912f;

    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;
    static final float C6 = 1.9875691500e-4f;
    static final float C5 = 1.3981999507e-3f;
    static final float C4 = 8.3334519073e-3f;
    static final float C3 = 4.1665795894e-2f;
    static final float C2 = 1.6666665459e-1f;
    static final float C1 = 5.0000001201e-1f;

    /** Bits of the fraction of a float: a whole number moved left by as many is a change of exponent. */
    static final int FRACTION_BITS = 23;

    private Exponential() {}

    /** e^{@code x}; NaN stays NaN. */
    static float exp(float x) {
        float clamped = Math.min(Math.max(x, LOWEST), HIGHEST);
        float shifted = fma(clamped, LOG2_E, ROUNDER);
        float n = shifted - ROUNDER;
        float r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, clamped));
        float p = fma(C6, r, C5);
        p = fma(p, r, C4);
        p = fma(p, r, C3);
        p = fma(p, r, C2);
        p = fma(p, r, C1);
        float power = fma(p, r * r, r) + 1;
        int exponent = Float.floatToRawIntBits(shifted) << FRACTION_BITS;
        return Float.intBitsToFloat(Float.floatToRawIntBits(power) + exponent);
    }
}
