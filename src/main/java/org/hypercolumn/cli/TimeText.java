package org.hypercolumn.cli;

import java.util.Locale;

/** Durations for people. */
final class TimeText {

    private TimeText() {}

    /** {@code 8 s}, {@code 2 min 10 s}, {@code 3 h 5 min}. */
    static String of(double seconds) {
        long rounded = Math.max(1, Math.round(seconds));
        if (rounded < 60) {
            return rounded + " s";
        }
        if (rounded < 3600) {
            return String.format(Locale.ROOT, "%d min %d s", rounded / 60, rounded % 60);
        }
        return String.format(Locale.ROOT, "%d h %d min", rounded / 3600, rounded % 3600 / 60);
    }
}
