package org.hypercolumn.data;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers as text that is the same on every JDK and reads back to the same number; {@code Double.toString} changed with
 * JDK 19.
 */
public final class DecimalText {

    private static final MathContext DIGITS = new MathContext(17);

    private DecimalText() {}

    /** {@code value} with as few of 17 significant digits as read back to it; {@code NaN}, {@code Infinity} as Java says. */
    public static String of(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return decimal(value).toString();
    }

    /** As {@link #of}, for writers that take decimals; {@code value} must be finite. */
    public static BigDecimal decimal(double value) {
        if (value == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DIGITS.getPrecision(); digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return plain(rounded);
            }
        }
        return plain(exact.round(DIGITS));
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
