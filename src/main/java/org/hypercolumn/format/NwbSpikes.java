package org.hypercolumn.format;

import java.io.IOException;
import java.util.Arrays;
import org.hypercolumn.data.ArrayFormatException;

/** Counts the spikes of the units of an NWB file. */
final class NwbSpikes {
    private static final String SPIKES = "units/spike_times";
    private static final String ENDS = "units/spike_times_index";

    private NwbSpikes() {}

    /** How often each unit fired from the start of each presentation until its stop, {@code [P][N]}. */
    static float[][] counts(NwbObjects objects, double[][] times) throws IOException, ArrayFormatException {
        double[] spikes = objects.numbers(SPIKES);
        double[] ends = objects.numbers(ENDS);
        if (ends.length == 0 || (double) ends.length * times.length > Integer.MAX_VALUE) {
            throw new ArrayFormatException("%s: expected one unit or more, got %d for %d presentations"
                    .formatted(ENDS, ends.length, times.length));
        }
        float[][] counts = new float[times.length][ends.length];
        int start = 0;
        for (int unit = 0; unit < ends.length; unit++) {
            if (!(ends[unit] >= start && ends[unit] <= spikes.length)) {
                throw new ArrayFormatException("%s: expected ends from %d to %d, got %s for unit %d (counted from 0)"
                        .formatted(ENDS, start, spikes.length, ends[unit], unit));
            }
            double[] own = Arrays.copyOfRange(spikes, start, (int) ends[unit]);
            Arrays.sort(own);
            for (int row = 0; row < times.length; row++) {
                counts[row][unit] = NwbWindows.atLeast(own, times[row][1]) - NwbWindows.atLeast(own, times[row][0]);
            }
            start = (int) ends[unit];
        }
        return counts;
    }
}
