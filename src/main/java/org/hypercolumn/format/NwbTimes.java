package org.hypercolumn.format;

import java.io.IOException;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;

/** The times of the samples of an NWB time series, in seconds: given one by one, or by a start and a rate. */
final class NwbTimes {
    private NwbTimes() {}

    /**
     * The time of each sample.
     *
     * @throws ArrayFormatException if there are none, they do not fit the data, or they go back
     */
    static double[] of(NwbObjects objects, String series) throws IOException, ArrayFormatException {
        int[] sizes = objects.array(series + "/data").sizes();
        int samples = sizes.length == 0 ? 1 : sizes[0];
        if (objects.isArray(series + "/timestamps")) {
            double[] times = objects.numbers(series + "/timestamps");
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
        double[] start = objects.numbers(series + "/starting_time");
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
