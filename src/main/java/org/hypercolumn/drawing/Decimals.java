package org.hypercolumn.drawing;

/** Lengths as text: at most two decimals, no more characters than needed, the same on every JDK. */
final class Decimals {
    private static final int HUNDREDTHS = 100;

    private Decimals() {}

    /** {@code value} to a hundredth, which on paper is 4 thousandths of a millimeter. */
    static String of(double value) {
        return ofHundredths(hundredths(value));
    }

    /** From one rounded place to another, so that what begins where another thing ends leaves no seam. */
    static String between(double from, double to) {
        return ofHundredths(hundredths(to) - hundredths(from));
    }

    static long hundredths(double value) {
        return Math.round(value * HUNDREDTHS);
    }

    static String ofHundredths(long hundredths) {
        long size = Math.abs(hundredths);
        long whole = size / HUNDREDTHS;
        StringBuilder text = new StringBuilder(hundredths < 0 ? "-" : "");
        if (whole > 0 || size == 0) {
            text.append(whole);
        }
        long rest = size % HUNDREDTHS;
        if (rest > 0) {
            text.append('.').append(rest / 10);
            if (rest % 10 > 0) {
                text.append(rest % 10);
            }
        }
        return text.toString();
    }
}
