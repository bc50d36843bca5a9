package org.hypercolumn.format;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Stretches of time in seconds, in order, that neither overlap nor touch. */
final class NwbIntervals {
    /** Ends that differ by less than this share of a presentation, as rounding leaves them, are the same. */
    private static final double TOLERANCE = 1e-3;

    private final double[] starts;
    private final double[] stops;

    private NwbIntervals(double[] starts, double[] stops) {
        this.starts = starts;
        this.stops = stops;
    }

    /**
     * Joins intervals that overlap or touch; those that do not stop after they start, NaN among them, are passed over.
     *
     * @param ends start and stop of each in seconds
     */
    static NwbIntervals of(List<double[]> ends) {
        double[][] sorted = ends.stream()
                .filter(each -> each[0] < each[1])
                .sorted(Comparator.comparingDouble(each -> each[0]))
                .toArray(double[][]::new);
        double[] starts = new double[sorted.length];
        double[] stops = new double[sorted.length];
        int count = 0;
        for (double[] each : sorted) {
            if (count > 0 && each[0] <= stops[count - 1]) {
                stops[count - 1] = Math.max(stops[count - 1], each[1]);
            } else {
                starts[count] = each[0];
                stops[count++] = each[1];
            }
        }
        return new NwbIntervals(Arrays.copyOf(starts, count), Arrays.copyOf(stops, count));
    }

    boolean isEmpty() {
        return starts.length == 0;
    }

    /** How many there are. */
    int count() {
        return starts.length;
    }

    /** When the first begins. */
    double start() {
        return starts[0];
    }

    /** When the last ends. */
    double stop() {
        return stops[stops.length - 1];
    }

    /** How much of the time from start to stop lies in them, in seconds. */
    private double covered(double start, double stop) {
        double covered = 0;
        for (int i = NwbWindows.atLeast(stops, start); i < starts.length && starts[i] < stop; i++) {
            covered += Math.max(0, Math.min(stop, stops[i]) - Math.max(start, starts[i]));
        }
        return covered;
    }

    /** Whether they hold all of the time from start to stop. */
    boolean cover(double start, double stop) {
        return covered(start, stop) >= (1 - TOLERANCE) * (stop - start);
    }

    /** Whether they hold any of the time from start to stop. */
    boolean meet(double start, double stop) {
        return covered(start, stop) > TOLERANCE * TOLERANCE * (stop - start);
    }

    /** How many of some times lie outside. */
    long outside(double[] times) {
        return IntStream.range(0, times.length)
                .filter(i -> {
                    int next = NwbWindows.atLeast(stops, times[i]);
                    return next == starts.length || times[i] < starts[next];
                })
                .count();
    }
}
