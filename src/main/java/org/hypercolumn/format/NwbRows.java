package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;

/**
 * The rows of a table of intervals, or of an index series: which image each showed, when, and whether it counts.
 *
 * <p>Mutable: rows are left out as reasons are found, each with a sentence and a number; one thread.
 */
final class NwbRows {
    private static final Pattern INVALID_TIMES =
            Pattern.compile("(invalid|bad|excluded?|artifact|artefact)(s|_(time|interval|epoch|period|segment)s?)");

    private final NwbObjects objects;
    private final int[] images;
    private final boolean[] out;
    private final double[][] times; // none where the file says none
    private final String stops;
    private final List<String> remarks = new ArrayList<>();

    private NwbRows(NwbObjects objects, int[] images, double[][] times, String stops) {
        this.stops = stops;
        this.objects = objects;
        this.images = images;
        this.out = new boolean[images.length];
        this.times = times;
    }

    /**
     * The rows that count as far as table and file say.
     *
     * @param images which image each row showed, {@link NwbTable#NO_IMAGE} for none
     * @param timed whether responses are made from times, rather than given for each row
     */
    static NwbRows of(NwbObjects objects, NwbTable table, int[] images, Mapping mapping, boolean timed)
            throws IOException, ArrayFormatException {
        List<String> gaps = new ArrayList<>();
        String stops = table.isSeries() ? " (an image of an index series stops when the next one starts)" : "";
        NwbRows rows = new NwbRows(objects, images, table.times(images.length, timed, gaps), stops);
        rows.leaveOut(row -> images[row] == NwbTable.NO_IMAGE, "no image");
        int[] shown = rows.counting();
        if (shown.length > 1
                && IntStream.of(shown).map(row -> images[row]).distinct().count() == 1) {
            rows.remark(
                    "all %d presentations show one image: if %s does not name images, say which column does with --mapping"
                            .formatted(shown.length, Excerpt.path(table.images())));
        }
        NwbMarks.apply(
                objects,
                table.marked(),
                NwbMarks.Kind.PRESENTATIONS,
                NwbMarks.all(images.length),
                mapping,
                rows.out,
                rows.remarks);
        rows.remarks.addAll(gaps);
        if (rows.times.length > 0 && !mapping.isNone(Word.VALID_TRIALS)) {
            rows.leaveOutInvalidTimes();
        }
        if (timed) {
            rows.requireTimes(table.path());
        }
        return rows;
    }

    private void leaveOutInvalidTimes() throws IOException, ArrayFormatException {
        for (String child : objects.tree().children("intervals")) {
            String table = "intervals/" + child;
            if (INVALID_TIMES.matcher(child.toLowerCase(Locale.ROOT)).matches()
                    && objects.isArray(table + "/start_time")
                    && objects.isArray(table + "/stop_time")) {
                int count = objects.array(table + "/start_time").sizes()[0];
                double[][] ends = NwbPresentationTimes.ofTable(objects, table, count);
                for (double[] each : ends) {
                    each[1] = Double.isNaN(each[1]) ? Double.MAX_VALUE : each[1]; // not over yet
                }
                NwbIntervals invalid = NwbIntervals.of(Arrays.asList(ends));
                leaveOut(
                        row -> invalid.meet(times[row][0], times[row][1]),
                        "they overlap the %d intervals of %s (%s: none in a mapping keeps them)"
                                .formatted(count, Excerpt.path(table), Word.VALID_TRIALS.id()));
            }
        }
    }

    /** Leaves out rows that lack a time, and says what is odd about the others. */
    private void requireTimes(String path) throws ArrayFormatException {
        if (counting().length > 0 && IntStream.of(counting()).allMatch(row -> Double.isNaN(times[row][1]))) {
            throw new ArrayFormatException(
                    "%s/stop_time: expected a stop for each presentation, got NaN for all; write when each image went"
                            .formatted(Excerpt.path(path)));
        }
        leaveOut(row -> Double.isNaN(times[row][0]) || Double.isNaN(times[row][1]), "no start or no stop time");
        for (int row : counting()) {
            if (!(times[row][0] < times[row][1])) {
                throw new ArrayFormatException("%s: expected rows that stop after they start, got %s to %s in row %d"
                        .formatted(Excerpt.path(path), times[row][0], times[row][1], row));
            }
        }
        remarks.addAll(NwbPresentationTimes.remarks(windows()));
    }

    /** Leaves rows out that still count. */
    void leaveOut(IntPredicate which, String reason) {
        int count = 0;
        for (int row : counting()) {
            if (which.test(row)) {
                out[row] = true;
                count++;
            }
        }
        if (count > 0) {
            remarks.add("%d of %d presentations left out: %s".formatted(count, out.length, reason));
        }
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    /** Says how responses are made of what was recorded; stands before all remarks. */
    void describe(String made) {
        remarks.add(0, made + stops);
    }

    /** How many rows there are, those left out among them. */
    int count() {
        return out.length;
    }

    /** The rows that count. */
    int[] counting() {
        return IntStream.range(0, out.length).filter(row -> !out[row]).toArray();
    }

    /** Start and stop of each row that counts, in seconds; not to be changed. */
    double[][] windows() {
        return IntStream.of(counting()).mapToObj(row -> times[row]).toArray(double[][]::new);
    }

    /** When a row's presentation started, in seconds. */
    double start(int row) {
        return times[row][0];
    }

    /** When a row's presentation stopped, in seconds. */
    double stop(int row) {
        return times[row][1];
    }

    int image(int row) {
        return images[row];
    }

    /** What was left out and why, and what else is odd. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }
}
