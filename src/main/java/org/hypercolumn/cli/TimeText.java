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

    /** An estimate, to no more digits than it deserves: {@code 7 s}, {@code 40 s}, {@code 4 min}, {@code 1.5 h}, {@code 30 h}. */
    static String roughly(double seconds) {
        if (seconds < 57.5) {
            return (seconds < 10 ? Math.max(1, Math.round(seconds)) : 5 * Math.round(seconds / 5)) + " s";
        }
        double minutes = seconds / 60;
        if (minutes < 57.5) {
            return (minutes < 10 ? Math.round(minutes) : 5 * Math.round(minutes / 5)) + " min";
        }
        double hours = minutes / 60;
        if (hours < 4.75) {
            double halves = Math.round(2 * hours) / 2.0;
            return (halves == Math.rint(halves) ? Long.toString((long) halves) : Double.toString(halves)) + " h";
        }
        return hours < 47.5 ? Math.round(hours) + " h" : Math.round(hours / 24) + " days";
    }
}
