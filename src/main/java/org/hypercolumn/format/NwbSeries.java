package org.hypercolumn.format;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;

/** Means of the samples of a series while images were shown. */
final class NwbSeries {
    private NwbSeries() {}

    /**
     * Fills in the mean of each neuron's samples in each presentation that counts; NaN in the others.
     *
     * @param series path of the series
     * @param array its data, {@code [T, N]} or {@code [T]}
     * @param rows written: presentations of which samples are missing are left out
     * @param responses written, {@code [P][N]}
     */
    static void means(NwbObjects objects, String series, HdfArray array, NwbRows rows, float[][] responses)
            throws IOException, ArrayFormatException {
        String who = Excerpt.path(series);
        double[] samples = NwbTimes.of(objects, series);
        double step = samples.length < 2 ? 0 : NwbTimes.step(samples);
        if (step > 0) {
            leaveOutGaps(samples, who, rows);
        }
        leaveOutRejected(objects, series, samples, rows);
        rows.leaveOut(
                row -> NwbWindows.atLeast(samples, rows.stop(row)) == NwbWindows.atLeast(samples, rows.start(row)),
                "no sample of %s between start and stop".formatted(who));
        int[] counting = rows.counting();
        double[][] windows = rows.windows();
        NwbWindows within = NwbWindows.of(samples, windows);
        describe(who, windows, within, step, rows);
        objects.at(series + "/data", () -> {
            fill(array, counting, within, responses);
            return responses;
        });
        long missing = 0;
        for (int row : counting) {
            for (float response : responses[row]) {
                missing += Float.isNaN(response) ? 1 : 0;
            }
        }
        if (missing > 0) {
            rows.remark("%d of %d responses are NaN: samples of %s are"
                    .formatted(missing, (long) counting.length * responses[0].length, who));
        }
    }

    private static void leaveOutGaps(double[] samples, String who, NwbRows rows) {
        double first = samples[0];
        double last = samples[samples.length - 1];
        NwbIntervals recorded = NwbTimes.recorded(samples);
        String when = "%s has samples from %s".formatted(who, NwbPresentationTimes.range(first, last));
        rows.leaveOut(
                row -> rows.stop(row) <= first || rows.start(row) > last,
                "outside the recording (%s s, presentations are from %s s)"
                        .formatted(when, NwbPresentationTimes.range(rows.windows())));
        int gaps = recorded.count() - 1;
        rows.leaveOut(
                row -> !recorded.cover(rows.start(row), rows.stop(row)),
                "samples are missing (%s s%s)"
                        .formatted(when, gaps == 0 ? "" : ", with %d %s".formatted(gaps, gaps == 1 ? "gap" : "gaps")));
    }

    /** Leaves out presentations with samples that the series' control calls bad. */
    private static void leaveOutRejected(NwbObjects objects, String series, double[] samples, NwbRows rows)
            throws IOException, ArrayFormatException {
        String control = series + "/control";
        if (!objects.isArray(control) || !objects.isArray(control + "_description")) {
            return;
        }
        double[] labels = objects.numbers(control);
        List<String> words = objects.texts(control + "_description");
        if (labels.length != samples.length) {
            throw new ArrayFormatException("%s: expected a label for each of %d samples, got %d"
                    .formatted(Excerpt.path(control), samples.length, labels.length));
        }
        List<String> bad = words.stream().filter(Verdict::isBad).toList();
        int[] before = new int[samples.length + 1];
        for (int sample = 0; sample < samples.length; sample++) {
            boolean labelled = labels[sample] >= 0 && labels[sample] < words.size();
            before[sample + 1] = before[sample] + (labelled && bad.contains(words.get((int) labels[sample])) ? 1 : 0);
        }
        if (before[samples.length] == 0 && Arrays.stream(labels).distinct().count() > 1) {
            rows.remark("all samples of %s are used, whatever their control says (%s)"
                    .formatted(Excerpt.path(series), Excerpt.of(String.join(", ", words))));
        }
        rows.leaveOut(
                row -> before[NwbWindows.atLeast(samples, rows.stop(row))]
                        > before[NwbWindows.atLeast(samples, rows.start(row))],
                "%s calls some of their samples %s"
                        .formatted(Excerpt.path(control), Excerpt.of(String.join(", ", bad))));
    }

    private static void describe(String who, double[][] windows, NwbWindows within, double step, NwbRows rows)
            throws IOException {
        if (windows.length == 0) {
            return;
        }
        int least =
                IntStream.range(0, windows.length).map(within::samples).min().orElse(0);
        int most = IntStream.range(0, windows.length).map(within::samples).max().orElse(0);
        rows.describe(
                "each response is the mean of the samples of %s between start and stop of its presentation: %s s, %s"
                        .formatted(
                                who,
                                NwbPresentationTimes.lengthsOf(windows),
                                least == most
                                        ? (most == 1 ? "1 sample" : most + " samples")
                                        : least + " to " + most + " samples"));
        long brief = Arrays.stream(windows)
                .filter(each -> each[1] - each[0] < (1 - 1e-6) * step)
                .count();
        if (brief > 0) {
            rows.remark(
                    "%d of %d presentations are shorter than the time between samples, %s s: each is one sample at most"
                            .formatted(brief, windows.length, NwbPresentationTimes.text(step)));
        }
    }

    private static void fill(HdfArray array, int[] counting, NwbWindows within, float[][] responses)
            throws IOException, ArrayFormatException {
        int neurons = responses[0].length;
        double[][] sums = new double[counting.length][neurons];
        Scatter.read(array, (place, value) -> {
            int sample = place / neurons;
            for (int i = within.first(sample); i < within.first(sample + 1); i++) {
                sums[within.row(i)][place % neurons] += value;
            }
        });
        for (float[] row : responses) {
            Arrays.fill(row, Float.NaN);
        }
        for (int i = 0; i < counting.length; i++) {
            for (int n = 0; n < neurons; n++) {
                responses[counting[i]][n] = (float) (sums[i][n] / within.samples(i));
            }
        }
    }
}
