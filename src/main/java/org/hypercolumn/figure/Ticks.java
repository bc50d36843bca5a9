package org.hypercolumn.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Round numbers to read an axis by: 1, 2 or 5 times a power of ten apart, or powers of ten on a logarithmic axis. */
final class Ticks {
    private static final List<Integer> ROUND = List.of(1, 2, 5);
    private static final char MINUS = '\u2212';

    /** Numbers with more digits than this before or after the point are written with a power of ten. */
    private static final int PLAIN_DIGITS = 5;

    private Ticks() {}

    /** The smallest round step that divides {@code span} into at most {@code parts}. */
    static BigDecimal step(double span, int parts) {
        double least = span / parts;
        for (int exponent = (int) StrictMath.floor(StrictMath.log10(least)) - 1; ; exponent++) {
            for (int round : ROUND) {
                BigDecimal step = BigDecimal.valueOf(round).scaleByPowerOfTen(exponent);
                if (step.doubleValue() >= least * (1 - 1e-9)) {
                    return step;
                }
            }
        }
    }

    /** Multiples of a round step from {@code low} to {@code high}, at most {@code parts} + 1 of them. */
    static List<Tick> linear(double low, double high, int parts) {
        BigDecimal step = step(high - low, parts);
        double width = step.doubleValue();
        List<Tick> ticks = new ArrayList<>();
        for (long k = (long) Math.ceil(low / width - 1e-6); k <= (long) Math.floor(high / width + 1e-6); k++) {
            BigDecimal value = step.multiply(BigDecimal.valueOf(k));
            ticks.add(new Tick(value.doubleValue(), label(value)));
        }
        return ticks;
    }

    /**
     * Powers of ten from {@code low} to {@code high} with small ticks between; where fewer than two powers lie there,
     * those times 2 and 5 have a text too.
     */
    static List<Tick> logarithmic(double low, double high, int parts) {
        int first = (int) StrictMath.floor(StrictMath.log10(low)) - 1;
        int last = (int) StrictMath.ceil(StrictMath.log10(high)) + 1;
        int powers = (int) within(low, high, first, last, List.of(1)).stream().count();
        int every = Math.max(1, (powers + parts) / (parts + 1));
        List<Tick> ticks = new ArrayList<>();
        for (BigDecimal value : within(low, high, first, last, List.of(1, 2, 3, 4, 5, 6, 7, 8, 9))) {
            int digit = value.unscaledValue().intValueExact();
            boolean told = digit == 1 ? -value.scale() % every == 0 : powers < 2 && ROUND.contains(digit);
            ticks.add(new Tick(value.doubleValue(), told ? label(value) : ""));
        }
        return ticks;
    }

    /** {@code value} in as few characters as say it. */
    static String label(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        boolean plain = stripped.precision() - stripped.scale() <= PLAIN_DIGITS && stripped.scale() <= PLAIN_DIGITS;
        String text = plain ? stripped.toPlainString() : scientific(stripped);
        return text.replace('-', MINUS);
    }

    private static String scientific(BigDecimal stripped) {
        int exponent = stripped.precision() - stripped.scale() - 1;
        return stripped.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private static List<BigDecimal> within(double low, double high, int first, int last, List<Integer> digits) {
        List<BigDecimal> values = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent++) {
            for (int digit : digits) {
                BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
                double number = value.doubleValue();
                if (number >= low * (1 - 1e-9) && number <= high * (1 + 1e-9)) {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
