package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;

/** The times of the samples of an NWB time series, in seconds: given one by one, or by a start and a rate. */
final class NwbTimes {
    private static final double MOST_STEPS = 2.5; // between samples that follow each other: one may be missing
    private static final Set<String> SECONDS = Set.of("", "s", "sec", "secs", "second", "seconds");

    private NwbTimes() {}

    /** Whether a series has times of its samples. */
    static boolean has(NwbObjects objects, String series) {
        return objects.isArray(series + "/timestamps") || objects.isArray(series + "/starting_time");
    }

    /**
     * Times.
     *
     * @throws ArrayFormatException if the file says that they are in another unit than seconds
     */
    static double[] seconds(NwbObjects objects, String path) throws IOException, ArrayFormatException {
        String unit = objects.text(path, "unit").orElse("").strip();
        if (!SECONDS.contains(unit.toLowerCase(Locale.ROOT))) {
            throw new ArrayFormatException(
                    "%s: expected seconds, as all times of NWB are, got the unit '%s'; convert them"
                            .formatted(Excerpt.path(path), Excerpt.of(unit)));
        }
        return objects.numbers(path);
    }

    /**
     * When something was recorded: from a sample to the next unless more than one in between is missing. Samples may stand
     * for the time before, around or after them, so a sample's time is added at each end.
     *
     * @param times of two samples or more
     */
    static NwbIntervals recorded(double[] times) {
        double step = step(times);
        List<double[]> runs = new ArrayList<>();
        double start = times[0];
        for (int i = 1; i <= times.length; i++) {
            if (i == times.length || times[i] - times[i - 1] > MOST_STEPS * step) {
                runs.add(new double[] {start - step, times[i - 1] + step});
                start = i == times.length ? 0 : times[i];
            }
        }
        return NwbIntervals.of(runs);
    }

    /** The time from a sample to the next in seconds, the median. */
    static double step(double[] times) {
        double[] steps = new double[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        return NwbPresentationTimes.median(steps);
    }

    /**
     * The time of each sample.
     *
     * @throws ArrayFormatException if there are none, they do not fit the data, or they go back
     */
    static double[] of(NwbObjects objects, String series) throws IOException, ArrayFormatException {
        int[] sizes = objects.array(series + "/data").sizes();
        int samples = sizes.length == 0 ? 1 : sizes[0];
        if (objects.isArray(series + "/timestamps")) {
            double[] times = seconds(objects, series + "/timestamps");
            if (times.length != samples) {
                throw new ArrayFormatException(
                        "%s: expected a timestamp for each of %d samples, got %d; the first axis of data must be time"
                                .formatted(Excerpt.path(series), samples, times.length));
            }
            for (int i = 1; i < times.length; i++) {
                if (!(times[i] >= times[i - 1])) {
                    throw new ArrayFormatException("%s: expected timestamps that never go back, got %s after %s"
                            .formatted(Excerpt.path(series), times[i], times[i - 1]));
                }
            }
            return times;
        }
        if (!objects.isArray(series + "/starting_time")) {
            throw new ArrayFormatException("%s: expected timestamps, or a starting_time with a rate, got neither"
                    .formatted(Excerpt.path(series)));
        }
        double[] start = seconds(objects, series + "/starting_time");
        double rate = objects.number(series + "/starting_time", "rate", Double.NaN);
        if (start.length != 1 || !(rate > 0)) {
            throw new ArrayFormatException("%s: expected one starting time and a rate above 0, got %d and %s"
                    .formatted(Excerpt.path(series), start.length, rate));
        }
        if (samples > NwbObjects.MOST_VALUES) {
            throw new ArrayFormatException("%s: expected at most %d samples, got %d"
                    .formatted(Excerpt.path(series), NwbObjects.MOST_VALUES, samples));
        }
        double[] times = new double[samples];
        for (int i = 0; i < samples; i++) {
            times[i] = start[0] + i / rate;
        }
        return times;
    }
}
