package org.hypercolumn.drawing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Round numbers to read an axis by: 1, 2 or 5 times a power of ten apart, or powers of ten on a logarithmic axis. */
final class Ticks {
    private static final List<Integer> ROUND = List.of(1, 2, 5);

    /** A number this part of itself beyond the end of an axis is at the end. */
    private static final double SLACK = 1e-9;

    /** The part of an axis that data fill at least, after it was widened to round numbers. */
    private static final double WITHOUT_ROOM = 0.85;

    private static final char MINUS = '\u2212';

    /** Numbers with more digits than this before the point are written with a power of ten. */
    private static final int DIGITS_BEFORE = 6;

    /** Numbers with more digits than this after the point are written with a power of ten. */
    private static final int DIGITS_AFTER = 5;

    private Ticks() {}

    /** The smallest round step that divides {@code span} into at most {@code parts}. */
    static BigDecimal step(double span, int parts) {
        double least = span / parts;
        for (int exponent = (int) StrictMath.floor(StrictMath.log10(least)) - 1; ; exponent++) {
            for (int round : ROUND) {
                BigDecimal step = BigDecimal.valueOf(round).scaleByPowerOfTen(exponent);
                if (step.doubleValue() >= least * (1 - SLACK)) {
                    return step;
                }
            }
        }
    }

    /** Multiples of a round step from {@code low} to {@code high}, about {@code parts} + 1 of them at most. */
    static List<Tick> linear(double low, double high, int parts) {
        BigDecimal step = step(WITHOUT_ROOM * (high - low), parts);
        double width = step.doubleValue();
        List<Tick> ticks = new ArrayList<>();
        for (long k = (long) Math.ceil(low / width - 1e-6); k <= (long) Math.floor(high / width + 1e-6); k++) {
            BigDecimal value = step.multiply(BigDecimal.valueOf(k));
            ticks.add(new Tick(value.doubleValue(), label(value)));
        }
        return ticks;
    }

    /**
     * Powers of ten from {@code low} to {@code high}, with small ticks between if all have a text. Where fewer than two powers lie there, those
     * times 2 and 5 have a text too, then all small ticks, and where that is not enough the ticks are linear.
     */
    static List<Tick> logarithmic(double low, double high, int parts) {
        List<BigDecimal> all = within(low, high);
        int powers = (int) all.stream().filter(value -> digit(value) == 1).count();
        if (powers >= 2) {
            int every = (powers + parts) / (parts + 1);
            List<BigDecimal> marked = every == 1
                    ? all
                    : all.stream().filter(value -> digit(value) == 1).toList();
            return told(marked, value -> digit(value) == 1 && -value.scale() % every == 0);
        }
        if (all.stream().filter(value -> ROUND.contains(digit(value))).count() >= 2) {
            return told(all, value -> ROUND.contains(digit(value)));
        }
        return all.size() >= 2 ? told(all, value -> true) : linear(low, high, parts);
    }

    /** {@code value} in as few characters as say it. */
    static String label(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        boolean plain = stripped.precision() - stripped.scale() <= DIGITS_BEFORE && stripped.scale() <= DIGITS_AFTER;
        String text = plain ? stripped.toPlainString() : scientific(stripped);
        return text.replace('-', MINUS);
    }

    private static String scientific(BigDecimal stripped) {
        int exponent = stripped.precision() - stripped.scale() - 1;
        return stripped.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private static List<Tick> told(List<BigDecimal> values, Predicate<BigDecimal> withText) {
        return values.stream()
                .map(value -> new Tick(value.doubleValue(), withText.test(value) ? label(value) : ""))
                .toList();
    }

    /** All numbers of one digit times a power of ten from {@code low} to {@code high}. */
    private static List<BigDecimal> within(double low, double high) {
        List<BigDecimal> values = new ArrayList<>();
        int last = (int) StrictMath.ceil(StrictMath.log10(high));
        for (int exponent = (int) StrictMath.floor(StrictMath.log10(low)) - 1; exponent <= last; exponent++) {
            for (int digit = 1; digit <= 9; digit++) {
                BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
                double number = value.doubleValue();
                if (number >= low * (1 - SLACK) && number <= high * (1 + SLACK)) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private static int digit(BigDecimal value) {
        return value.unscaledValue().intValueExact();
    }
}
