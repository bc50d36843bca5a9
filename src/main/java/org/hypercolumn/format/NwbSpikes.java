package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.NpyArray;

/** Counts the spikes of the units of an NWB file while images were shown, where the units were observed. */
final class NwbSpikes {
    private static final String SPIKES = "units/spike_times";
    private static final String OBSERVED = "units/obs_intervals";
    private static final String INDEX = "_index";
    /** So many spikes are expected, and none is there: a chance of 1e-13 if they came independently. */
    private static final double SURELY = 30;

    private final NwbRows rows;
    private final double[][] spikes; // by unit, in order
    private final List<NwbIntervals> observed; // by unit; none if the file does not say
    private final List<NwbIntervals> invalid; // by unit

    private NwbSpikes(NwbRows rows, double[][] spikes, List<NwbIntervals> observed, List<NwbIntervals> invalid) {
        this.rows = rows;
        this.spikes = spikes;
        this.observed = observed;
        this.invalid = invalid;
    }

    /**
     * How often each unit fired from the start of each presentation until its stop, {@code [P][N]}; NaN where it was not
     * observed all of that time, and in rows that do not count.
     *
     * @param probes of the units
     * @param rows written: presentations outside of the recording are left out
     */
    static float[][] counts(NwbObjects objects, NwbProbes probes, NwbRows rows)
            throws IOException, ArrayFormatException {
        double[] all = NwbTimes.seconds(objects, SPIKES);
        int[] ends = ends(objects, SPIKES, all.length);
        if (ends.length == 0 || (double) ends.length * rows.count() > Integer.MAX_VALUE) {
            throw new ArrayFormatException("%s: expected one unit or more, got %d for %d presentations"
                    .formatted(SPIKES + INDEX, ends.length, rows.count()));
        }
        double[][] spikes = new double[ends.length][];
        long missing = 0;
        for (int unit = 0; unit < ends.length; unit++) {
            double[] own = Arrays.copyOfRange(all, unit == 0 ? 0 : ends[unit - 1], ends[unit]);
            spikes[unit] = Arrays.stream(own)
                    .filter(time -> !Double.isNaN(time))
                    .sorted()
                    .toArray();
            missing += own.length - spikes[unit].length;
        }
        if (missing > 0) {
            rows.remark("%d of %d spike times are NaN and are not counted".formatted(missing, all.length));
        }
        List<NwbIntervals> invalid = IntStream.range(0, ends.length)
                .mapToObj(unit -> rows.invalid(probes.of(unit)))
                .toList();
        return new NwbSpikes(rows, spikes, observed(objects, spikes, rows), invalid).counts();
    }

    /** Where the values of each unit end. */
    private static int[] ends(NwbObjects objects, String column, int values) throws IOException, ArrayFormatException {
        double[] said = objects.numbers(column + INDEX);
        int[] ends = new int[said.length];
        int start = 0;
        for (int unit = 0; unit < ends.length; unit++) {
            if (!(said[unit] >= start && said[unit] <= values)) {
                throw new ArrayFormatException("%s: expected ends from %d to %d, got %s for unit %d (counted from 0)"
                        .formatted(column + INDEX, start, values, said[unit], unit));
            }
            start = (int) said[unit];
            ends[unit] = start;
        }
        return ends;
    }

    /** When each unit was observed; one that has spikes but no interval is one that the file says nothing of. */
    private static List<NwbIntervals> observed(NwbObjects objects, double[][] spikes, NwbRows rows)
            throws IOException, ArrayFormatException {
        if (!objects.isArray(OBSERVED) || !objects.isArray(OBSERVED + INDEX)) {
            return List.of();
        }
        NpyArray values =
                objects.at(OBSERVED, () -> objects.tree().array(OBSERVED).values(1 << 24));
        int[] ends = values.length() == 0 ? new int[spikes.length] : ends(objects, OBSERVED, values.size(0));
        if (ends.length != spikes.length || (values.length() > 0 && (values.rank() != 2 || values.size(1) != 2))) {
            throw new ArrayFormatException("%s: expected starts and stops [K, 2] for each of %d units, got %s for %d"
                    .formatted(OBSERVED, spikes.length, values, ends.length));
        }
        List<NwbIntervals> observed = new ArrayList<>();
        int unsaid = 0;
        long outside = 0;
        int start = 0;
        for (int unit = 0; unit < ends.length; unit++) {
            List<double[]> own = new ArrayList<>();
            for (int i = start; i < ends[unit]; i++) {
                own.add(new double[] {values.at(2L * i), values.at(2L * i + 1)});
            }
            start = ends[unit];
            boolean silent = own.isEmpty() && spikes[unit].length > 0;
            unsaid += silent ? 1 : 0;
            NwbIntervals intervals =
                    NwbIntervals.of(silent ? List.of(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}) : own);
            outside += intervals.outside(spikes[unit]);
            observed.add(intervals);
        }
        if (unsaid == spikes.length) {
            return List.of();
        }
        if (unsaid > 0) {
            rows.remark("%d of %d neurons have spikes but no %s: taken as observed throughout"
                    .formatted(unsaid, spikes.length, OBSERVED));
        }
        if (outside > 0) {
            long all = Arrays.stream(spikes).mapToLong(each -> each.length).sum();
            rows.remark("outside the %s of their neurons: %d of %d spikes".formatted(OBSERVED, outside, all));
        }
        return observed;
    }

    private float[][] counts() throws IOException {
        if (observed.isEmpty()) {
            leaveOutUnrecorded();
        }
        float[][] counts = new float[rows.count()][spikes.length];
        for (float[] row : counts) {
            Arrays.fill(row, Float.NaN);
        }
        int[] counting = rows.counting();
        long unobserved = 0;
        long rejected = 0;
        long silent = 0;
        double rate = rate();
        for (int row : counting) {
            double sum = 0;
            for (int unit = 0; unit < spikes.length; unit++) {
                if (invalid.get(unit).meet(rows.start(row), rows.stop(row))) {
                    rejected++;
                } else if (observed.isEmpty() || observed.get(unit).cover(rows.start(row), rows.stop(row))) {
                    counts[row][unit] = NwbWindows.atLeast(spikes[unit], rows.stop(row))
                            - NwbWindows.atLeast(spikes[unit], rows.start(row));
                    sum += counts[row][unit];
                } else {
                    unobserved++;
                }
            }
            silent += observed.isEmpty() && sum == 0 && rate * (rows.stop(row) - rows.start(row)) > SURELY ? 1 : 0;
        }
        describe(counting, unobserved, rejected, silent);
        return counts;
    }

    private void describe(int[] counting, long unobserved, long rejected, long silent) throws IOException {
        if (counting.length > 0) {
            rows.describe("each response is the number of spikes between start and stop of its presentation: %s s"
                    .formatted(NwbPresentationTimes.lengthsOf(rows.windows())));
        }
        if (unobserved > 0) {
            rows.remark("%d of %d responses are NaN: by %s, the neuron was not observed all of that time"
                    .formatted(unobserved, (long) counting.length * spikes.length, OBSERVED));
        }
        if (rejected > 0) {
            rows.remark("%d of %d responses are NaN: they overlap invalid times of their neuron's probe"
                    .formatted(rejected, (long) counting.length * spikes.length));
        }
        if (silent > 0) {
            rows.remark(
                    "%d of %d presentations have no spike of any neuron, though more than %.0f are expected: if the recording was interrupted, say when in %s or intervals/invalid_times"
                            .formatted(silent, counting.length, SURELY, OBSERVED));
        }
    }

    /** Spikes of all units per second, from the first to the last; 0 where there are none. */
    private double rate() {
        long count = Arrays.stream(spikes).mapToLong(each -> each.length).sum();
        double span = last() - first();
        return span > 0 ? count / span : 0;
    }

    private double first() {
        return Arrays.stream(spikes)
                .filter(each -> each.length > 0)
                .mapToDouble(each -> each[0])
                .min()
                .orElse(0);
    }

    private double last() {
        return Arrays.stream(spikes)
                .filter(each -> each.length > 0)
                .mapToDouble(each -> each[each.length - 1])
                .max()
                .orElse(0);
    }

    /** Leaves out presentations that reach before the first spike or beyond the last, where some would surely have been. */
    private void leaveOutUnrecorded() {
        double first = first();
        double last = last();
        double rate = rate();
        rows.leaveOut(
                row -> rate * (rows.stop(row) - Math.max(rows.start(row), last)) > SURELY
                        || rate * (Math.min(rows.stop(row), first) - rows.start(row)) > SURELY,
                "outside the recording, or partly so (spikes are from %s s, presentations from %s s)"
                        .formatted(
                                NwbPresentationTimes.range(first, last), NwbPresentationTimes.range(rows.windows())));
    }
}
