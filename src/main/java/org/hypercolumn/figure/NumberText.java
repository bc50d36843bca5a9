package org.hypercolumn.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as figures and captions tell them, the same on every JDK; {@code –} where undefined. */
final class NumberText {

    private static final String UNDEFINED = "–";
    private static final int DECIMALS = 2; // of a response from 1 to 10
    private static final MathContext THREE = new MathContext(DECIMALS + 1, RoundingMode.HALF_EVEN);
    private static final int MOST_DIGITS = 6; // before the point
    private static final int MOST_ZEROS = 4; // before the first other digit

    private NumberText() {}

    /** A correlation with two decimals. */
    static String ofScore(double score) {
        return decimals(score, 2);
    }

    /** A share as a whole percentage. */
    static String percent(double share) {
        return Double.isFinite(share) ? decimals(100 * share, 0) + " %" : UNDEFINED;
    }

    /** A response with three significant digits. */
    static String ofResponse(double response) {
        if (!Double.isFinite(response)) {
            return UNDEFINED;
        }
        if (response == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(response).round(THREE);
        int exponent = rounded.precision() - rounded.scale() - 1;
        boolean plain = exponent <= MOST_DIGITS && exponent >= -MOST_ZEROS;
        String text = plain
                ? rounded.setScale(Math.max(0, DECIMALS - exponent)).toPlainString()
                : rounded.movePointLeft(exponent).setScale(DECIMALS).toPlainString() + "e" + exponent;
        return text.replace('-', '\u2212');
    }

    /** How many times as much: {@code 1.3×}, {@code 12×}. */
    static String times(double factor) {
        return Double.isFinite(factor) ? decimals(factor, factor < 9.95 ? 1 : 0) + '\u00d7' : UNDEFINED;
    }

    private static String decimals(double number, int count) {
        if (!Double.isFinite(number)) {
            return UNDEFINED;
        }
        BigDecimal rounded = new BigDecimal(number).setScale(count, RoundingMode.HALF_EVEN);
        String text = (rounded.signum() == 0 ? rounded.abs() : rounded).toPlainString();
        return text.replace('-', '\u2212');
    }

    /** A rank as {@code 1st}, {@code 2nd}, {@code 11th}. */
    static String ordinal(int rank) {
        boolean teen = rank / 10 % 10 == 1;
        String ending = switch (teen ? 0 : rank % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
        return rank + ending;
    }
}
