package org.hypercolumn.drawing;

import java.math.BigDecimal;

/** From where to where an axis goes that nobody gave a range. */
final class Ranges {
    /** A span below this part of the numbers themselves is none: its ticks could not be told apart by their text. */
    private static final double LEAST_SPAN = 1e-4;

    private static final double LARGEST = 1e300;

    /** An axis ends at a multiple of this part of the distance of its ticks. */
    private static final BigDecimal PART = new BigDecimal("0.2");

    private Ranges() {}

    /** Widened to round numbers; 0 to 1 without data, some room around data that are all the same. */
    static Scale linear(double low, double high, int parts) {
        if (Double.isNaN(low) || Double.isNaN(high)) {
            return new Scale(Scale.Kind.LINEAR, 0, 1);
        }
        double from = Math.max(low, -LARGEST);
        double to = Math.min(high, LARGEST);
        double size = Math.max(Math.abs(from), Math.abs(to));
        if (to - from <= LEAST_SPAN * size) {
            double room = size == 0 ? 1 : size / 10;
            from -= room;
            to += room;
        }
        BigDecimal step = Ticks.step(to - from, parts).multiply(PART);
        double width = step.doubleValue();
        return new Scale(
                Scale.Kind.LINEAR,
                step.multiply(BigDecimal.valueOf((long) Math.floor(from / width + 1e-6)))
                        .doubleValue(),
                step.multiply(BigDecimal.valueOf((long) Math.ceil(to / width - 1e-6)))
                        .doubleValue());
    }

    /** As the data are; 1 to 10 without any above 0, a factor of two around data that are all the same. */
    static Scale logarithmic(double low, double high) {
        if (!(low > 0) || !(high > 0)) {
            return new Scale(Scale.Kind.LOGARITHMIC, 1, 10);
        }
        double from = Math.max(low, 1 / LARGEST);
        double to = Math.min(high, LARGEST);
        return to / from < 1 + LEAST_SPAN
                ? new Scale(Scale.Kind.LOGARITHMIC, from / 2, to * 2)
                : new Scale(Scale.Kind.LOGARITHMIC, from, to);
    }
}
