package org.hypercolumn.drawing;

/**
 * Numbers from {@code from} to {@code to} as places from 0 to 1 along an axis; {@code to} may be the smaller.
 *
 * @param kind even steps in the number or in its logarithm
 * @param from at place 0
 * @param to at place 1
 */
record Scale(Kind kind, double from, double to) {
    /** Data this many lengths of the axis away are taken to be there, since no writer can reach farther. */
    private static final double FAR = 50;

    enum Kind {
        LINEAR,
        LOGARITHMIC
    }

    Scale {
        boolean possible = Double.isFinite(to - from) && to != from && (kind == Kind.LINEAR || (from > 0 && to > 0));
        if (!possible) {
            throw new IllegalArgumentException("axis: expected two different finite ends%s, got %s and %s"
                    .formatted(kind == Kind.LOGARITHMIC ? " above 0" : "", from, to));
        }
    }

    /** 0 to 1 on the axis, less or more beyond it, NaN where the number is not finite or has no logarithm. */
    double place(double value) {
        if (!Double.isFinite(value)) {
            return Double.NaN;
        }
        double place;
        if (kind == Kind.LINEAR) {
            place = (value - from) / (to - from);
        } else if (value > 0) {
            double start = StrictMath.log(from);
            place = (StrictMath.log(value) - start) / (StrictMath.log(to) - start);
        } else {
            return Double.NaN;
        }
        return Math.min(FAR, Math.max(-FAR, place));
    }

    double low() {
        return Math.min(from, to);
    }

    double high() {
        return Math.max(from, to);
    }
}
