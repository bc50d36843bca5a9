package org.hypercolumn.figure;

/** Lengths as text: at most two decimals, no more characters than needed, the same on every JDK. */
final class Decimals {
    private static final long HUNDREDTHS = 100;

    private Decimals() {}

    /** {@code value} to a hundredth, which on paper is 4 thousandths of a millimeter. */
    static String of(double value) {
        long hundredths = Math.round(value * HUNDREDTHS);
        long size = Math.abs(hundredths);
        StringBuilder text = new StringBuilder(hundredths < 0 ? "-" : "").append(size / HUNDREDTHS);
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
