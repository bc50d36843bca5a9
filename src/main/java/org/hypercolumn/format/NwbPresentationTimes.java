package org.hypercolumn.format;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;

/**
 * When each image came and went. A table of intervals says both; of an index series, an image goes when the next one comes,
 * unless a gap follows: then it stayed as long as the others.
 */
final class NwbPresentationTimes {
    private static final double LONG = 3; // times the median: a gap, or a stop that belongs to something else
    private static final double MOST_IRREGULAR = 0.25; // of all images, beyond which their times cannot be inferred
    private static final double OVERLAP = 0.01; // of the median, less of which is rounding

    private NwbPresentationTimes() {}

    /**
     * Start and stop of each row in seconds, {@code [P][2]}; NaN where the file does not say.
     *
     * @param table path of a table of intervals
     * @param rows how many there must be
     */
    static double[][] ofTable(NwbObjects objects, String table, int rows) throws IOException, ArrayFormatException {
        double[][] times = new double[rows][2];
        int end = 0;
        for (String column : List.of("start_time", "stop_time")) {
            double[] values = NwbTimes.seconds(objects, table + "/" + column);
            if (values.length != rows) {
                throw new ArrayFormatException("%s: expected a time for each of %d images, got %d"
                        .formatted(Excerpt.path(table + "/" + column), rows, values.length));
            }
            for (int row = 0; row < rows; row++) {
                times[row][end] = values[row];
            }
            end++;
        }
        return times;
    }

    /**
     * The same of an index series.
     *
     * @param remarks written: how many gaps there are
     * @throws ArrayFormatException if images change at times so irregular that gaps cannot be told from long presentations
     */
    static double[][] ofSeries(NwbObjects objects, String series, int rows, List<String> remarks)
            throws IOException, ArrayFormatException {
        double[] starts = NwbTimes.of(objects, series);
        if (starts.length != rows || rows < 2) {
            throw new ArrayFormatException("%s: expected the times of two images or more, got %d times of %d images"
                    .formatted(Excerpt.path(series), starts.length, rows));
        }
        double[] lengths = new double[rows - 1];
        for (int row = 0; row < rows - 1; row++) {
            lengths[row] = starts[row + 1] - starts[row];
        }
        double median = median(lengths);
        int gaps = 0;
        int odd = 0;
        double[][] times = new double[rows][];
        for (int row = 0; row < rows; row++) {
            boolean gap = row < rows - 1 && lengths[row] > LONG * median;
            gaps += gap ? 1 : 0;
            odd += row < rows - 1 && (gap || lengths[row] < median / LONG) ? 1 : 0;
            times[row] = new double[] {starts[row], row == rows - 1 || gap ? starts[row] + median : starts[row + 1]};
        }
        if (odd > MOST_IRREGULAR * (rows - 1)) {
            throw new ArrayFormatException(
                    "%s: expected images that change at regular times, as an index series does not say when an image goes, got %s s between them; write a table of intervals with start_time and stop_time"
                            .formatted(Excerpt.path(series), range(lengths)));
        }
        if (gaps > 0) {
            remarks.add("gaps of up to %s s follow %d of %d images of %s: each is taken as shown for %s s, the median"
                    .formatted(
                            text(Arrays.stream(lengths).max().orElse(median)),
                            gaps,
                            rows,
                            Excerpt.path(series),
                            text(median)));
        }
        return times;
    }

    /**
     * What is odd about presentations that are read.
     *
     * @param times start and stop of each in seconds
     */
    static List<String> remarks(double[][] times) {
        List<String> remarks = new ArrayList<>();
        double[] lengths = lengths(times);
        double median = median(lengths);
        long far =
                Arrays.stream(lengths).filter(length -> length > LONG * median).count();
        if (far > 0) {
            remarks.add(
                    "%d of %d presentations last more than %.0f times as long as the median of %s s, up to %s s: check their stop times"
                            .formatted(
                                    far,
                                    times.length,
                                    LONG,
                                    text(median),
                                    text(Arrays.stream(lengths).max().orElse(median))));
        }
        double[][] ordered = times.clone();
        Arrays.sort(ordered, (a, b) -> Double.compare(a[0], b[0]));
        int overlapping = 0;
        double most = 0;
        for (int row = 0; row + 1 < ordered.length; row++) {
            double overlap = ordered[row][1] - ordered[row + 1][0];
            if (overlap > OVERLAP * median) {
                overlapping++;
                most = Math.max(most, overlap);
            }
        }
        if (overlapping > 0) {
            remarks.add(
                    "%d of %d presentations stop after the next one has started, by up to %s s: their responses overlap; check start and stop times"
                            .formatted(overlapping, times.length, text(most)));
        }
        return remarks;
    }

    /** How long presentations last, such as {@code 0.25 to 0.5}. */
    static String lengthsOf(double[][] times) {
        return range(lengths(times));
    }

    /** From the first start to the last stop in seconds, such as {@code 0 to 20}. */
    static String range(double[][] times) {
        return range(
                Arrays.stream(times).mapToDouble(each -> each[0]).min().orElse(Double.NaN),
                Arrays.stream(times).mapToDouble(each -> each[1]).max().orElse(Double.NaN));
    }

    static String range(double from, double to) {
        return text(from) + " to " + text(to);
    }

    private static double[] lengths(double[][] times) {
        return Arrays.stream(times).mapToDouble(each -> each[1] - each[0]).toArray();
    }

    private static String range(double[] lengths) {
        String least = text(Arrays.stream(lengths).min().orElse(Double.NaN));
        String most = text(Arrays.stream(lengths).max().orElse(Double.NaN));
        return least.equals(most) ? least : least + " to " + most;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) / 2];
    }

    /** Seconds with three significant digits. */
    static String text(double seconds) {
        return Double.isFinite(seconds)
                ? new BigDecimal(seconds)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString()
                : Double.toString(seconds);
    }
}
