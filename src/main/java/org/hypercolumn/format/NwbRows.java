package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final double MOST_REPEATS = 0.5; // of an index series: beyond, it may have a sample a refresh
    private static final Pattern INVALID_TIMES =
            Pattern.compile("(invalid|bad|excluded?|artifact|artefact)(s|_(time|interval|epoch|period|segment)s?)");

    private final NwbObjects objects;
    private final NwbTable table;
    private final boolean[] out;
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, List<double[]>> invalid = new HashMap<>(); // by probe
    private int[] images = new int[0];
    private double[][] times = new double[0][]; // none where nobody needs them

    private NwbRows(NwbObjects objects, NwbTable table, int rows) {
        this.objects = objects;
        this.table = table;
        this.out = new boolean[rows];
    }

    /** The rows that columns of the table do not reject. */
    static NwbRows of(NwbObjects objects, NwbTable table, Mapping mapping) throws IOException, ArrayFormatException {
        NwbRows rows = new NwbRows(objects, table, table.rows());
        NwbMarks.apply(
                objects,
                table.marked(),
                NwbMarks.Kind.PRESENTATIONS,
                NwbMarks.all(rows.count()),
                mapping,
                rows.out,
                rows.remarks);
        return rows;
    }

    /**
     * Says which image each row showed; rows without one are left out.
     *
     * @param shown taken over; {@link NwbShown#NO_IMAGE} for none
     */
    void show(int[] shown) throws IOException {
        images = shown;
        leaveOut(row -> images[row] == NwbShown.NO_IMAGE, "no image");
        int[] counting = counting();
        if (counting.length < 2) {
            return;
        }
        if (IntStream.of(counting).map(row -> images[row]).distinct().count() == 1) {
            remarks.add(
                    "all %d presentations show one image: if %s does not name images, say which column does with --mapping"
                            .formatted(counting.length, Excerpt.path(table.images())));
        }
        long same = IntStream.range(1, images.length)
                .filter(row -> images[row] == images[row - 1])
                .count();
        if (table.isSeries() && same > MOST_REPEATS * images.length) {
            remarks.add(
                    "%d of %d images of %s are the one before: each counts as a presentation; if it has a sample for each refresh of the screen, write one for each presentation"
                            .formatted(same, images.length, Excerpt.path(table.path())));
        }
    }

    /**
     * Finds when images were shown, and leaves out what lies in times that are not valid.
     *
     * @param needed whether responses are made from times, rather than given for each row
     * @param probes that tags of times may name: then these are not valid for their units only
     */
    void time(boolean needed, NwbProbes probes, Mapping mapping) throws IOException, ArrayFormatException {
        times = table.times(count(), needed, remarks);
        if (times.length > 0 && !mapping.isNone(Word.VALID_TRIALS)) {
            leaveOutInvalidTimes(probes);
        }
        if (needed) {
            requireTimes(table.path());
        }
    }

    private void leaveOutInvalidTimes(NwbProbes probes) throws IOException, ArrayFormatException {
        for (String child : objects.tree().children("intervals")) {
            String path = "intervals/" + child;
            if (isInvalidTimes(child)
                    && objects.isArray(path + "/start_time")
                    && objects.isArray(path + "/stop_time")) {
                List<double[]> ofAll = invalidOfAll(path, probes);
                NwbIntervals all = NwbIntervals.of(ofAll);
                leaveOut(
                        row -> all.meet(times[row][0], times[row][1]),
                        "they overlap the %s of %s (%s: none in a mapping keeps them)"
                                .formatted(
                                        ofAll.size() == 1 ? "interval" : ofAll.size() + " intervals",
                                        Excerpt.path(path),
                                        Word.VALID_TRIALS.id()));
            }
        }
    }

    /** The intervals of a table that concern all neurons; the others are kept for the units of their probes. */
    private List<double[]> invalidOfAll(String path, NwbProbes probes) throws IOException, ArrayFormatException {
        double[][] ends = NwbPresentationTimes.ofTable(
                objects, path, objects.array(path + "/start_time").sizes()[0]);
        List<List<String>> tags = objects.lists(path + "/tags");
        List<double[]> ofAll = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            ends[i][1] = Double.isNaN(ends[i][1]) ? Double.MAX_VALUE : ends[i][1]; // not over yet
            List<String> own =
                    i < tags.size() ? tags.get(i).stream().filter(probes::has).toList() : List.of();
            for (String probe : own) {
                invalid.computeIfAbsent(probe, missing -> new ArrayList<>()).add(ends[i]);
            }
            if (own.isEmpty()) {
                ofAll.add(ends[i]);
            }
        }
        return ofAll;
    }

    /** When the recording of a probe was not valid, where that of others was. */
    NwbIntervals invalid(String probe) {
        return NwbIntervals.of(invalid.getOrDefault(probe, List.of()));
    }

    /** Whether a table of intervals is called as one of times that are not valid. */
    static boolean isInvalidTimes(String name) {
        return INVALID_TIMES.matcher(name.toLowerCase(Locale.ROOT)).matches();
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
    void describe(String made) throws IOException {
        boolean inferred = table.isSeries();
        remarks.add(0, made + (inferred ? " (an image of an index series stops when the next one starts)" : ""));
    }

    /** How many rows there are, those left out among them. */
    int count() {
        return out.length;
    }

    boolean isOut(int row) {
        return out[row];
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

    /** Whether times, one a row, are those of presentations, give or take one; true where these are not known. */
    boolean near(double[] moments) {
        return times.length != moments.length
                || IntStream.of(counting()).allMatch(row -> {
                    double length = times[row][1] - times[row][0];
                    return !(moments[row] < times[row][0] - length || moments[row] > times[row][1] + length);
                });
    }

    /** What was left out and why, and what else is odd. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }
}
