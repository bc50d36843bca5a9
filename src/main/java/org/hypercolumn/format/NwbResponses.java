package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;

/**
 * What the neurons of an NWB file did at each presentation: a matrix with a row a presentation, the mean of a fluorescence
 * series between start and stop, or the number of spikes in between.
 */
final class NwbResponses {
    private static final String ROIS = "RoiResponseSeries";
    private static final Set<String> SERIES = Set.of(ROIS, "TimeSeries");
    private static final String UNITS = "units";
    private static final String SPIKES = "units/spike_times";
    private static final int BYTES_EACH = Float.BYTES + Double.BYTES; // a response, and the sum that it is made of

    private final NwbObjects objects;
    private final String path;
    private final Kind kind;

    private NwbResponses(NwbObjects objects, String path, Kind kind) {
        this.objects = objects;
        this.path = path;
        this.kind = kind;
    }

    /** How responses are there. */
    enum Kind {
        /** A row a presentation. */
        MATRIX,
        /** A sample a time. */
        SAMPLES,
        /** Times of spikes. */
        SPIKE_TIMES
    }

    /**
     * Finds the responses.
     *
     * @param said where they are; empty to be found out
     * @param rows how many presentations there are
     * @throws ArrayFormatException if there are none, or several could be meant
     */
    static NwbResponses find(NwbObjects objects, Optional<String> said, NwbTable table, int rows)
            throws IOException, ArrayFormatException {
        if (said.isPresent()) {
            String named = objects.tree().resolve(said.get()).orElse("");
            Optional<NwbResponses> known = of(objects, named, rows);
            return known.orElseThrow(() -> new ArrayFormatException(
                    "%s: expected %d rows of responses, a RoiResponseSeries, or units with spike times, got %s"
                            .formatted(
                                    Excerpt.path(said.get()), rows, named.isEmpty() ? "nothing" : "another object")));
        }
        List<NwbResponses> found = new ArrayList<>();
        for (String column : table.columns()) {
            if (objects.shape(column).filter(shape -> shape.rank() == 2).isPresent()) {
                of(objects, column, rows).ifPresent(found::add);
            }
        }
        for (String group : List.of("processing", "acquisition", "analysis")) {
            for (String series : objects.below(group, SERIES)) {
                Optional<ArrayShape> data = objects.shape(series + "/data");
                if (data.isPresent()
                        && (objects.type(series).equals(ROIS) || data.get().rank() == 2)) {
                    of(objects, series, rows).ifPresent(found::add);
                }
            }
        }
        if (found.isEmpty()) {
            of(objects, UNITS, rows).ifPresent(found::add);
        }
        if (found.size() != 1) {
            List<String> paths = found.stream().map(each -> each.path).toList();
            throw new ArrayFormatException(
                    "expected one matrix with a row for each of %d presentations, one RoiResponseSeries, or units with spike times, got %s; say which with --mapping (responses: PATH)"
                            .formatted(rows, objects.shown(paths)));
        }
        return found.get(0);
    }

    private static Optional<NwbResponses> of(NwbObjects objects, String path, int rows)
            throws IOException, ArrayFormatException {
        if (path.equals(UNITS) || path.equals(SPIKES)) {
            return objects.isArray(SPIKES) && objects.isArray(SPIKES + "_index")
                    ? Optional.of(new NwbResponses(objects, UNITS, Kind.SPIKE_TIMES))
                    : Optional.empty();
        }
        String data = objects.isArray(path) ? path : path + "/data";
        if (!objects.isArray(data)) {
            return Optional.empty();
        }
        if (objects.type(path).equals(ROIS)) {
            return Optional.of(new NwbResponses(objects, path, Kind.SAMPLES));
        }
        ArrayShape shape = objects.array(data).shape();
        boolean matrix = shape.type().isNumeric()
                && (shape.rank() == 1 || shape.rank() == 2)
                && shape.size(0) == rows
                && shape.length() > 0;
        return matrix ? Optional.of(new NwbResponses(objects, path, Kind.MATRIX)) : Optional.empty();
    }

    private String data() {
        return kind == Kind.SPIKE_TIMES ? SPIKES : objects.isArray(path) ? path : path + "/data";
    }

    /** How the responses were made, a sentence; empty if they are as the file has them. */
    Optional<String> remark() {
        return switch (kind) {
            case MATRIX -> Optional.empty();
            case SAMPLES ->
                Optional.of(
                        "a response is the mean of the samples of %s from the start of its presentation to the stop (of an index series, which has none: to the next one)"
                                .formatted(Excerpt.path(path)));
            case SPIKE_TIMES ->
                Optional.of(
                        "a response is the number of spikes from the start of its presentation to the stop (of an index series, which has none: to the next one)");
        };
    }

    /** Such as {@code dF/F}; empty if the file does not say it. */
    Optional<String> unit() throws IOException, ArrayFormatException {
        if (kind == Kind.SPIKE_TIMES) {
            return Optional.of("spikes");
        }
        return objects.text(data(), "unit")
                .map(String::strip)
                .filter(unit -> !unit.isEmpty()
                        && !Set.of("n.a.", "n/a", "na", "unknown", "a.u. unknown")
                                .contains(unit));
    }

    /** One id a neuron; empty if the file has none. */
    List<String> neuronIds() throws IOException, ArrayFormatException {
        if (kind == Kind.SPIKE_TIMES) {
            return objects.isArray("units/id") ? objects.texts("units/id") : List.of();
        }
        String rois = path + "/rois";
        Optional<String> plane = objects.isArray(rois) ? objects.target(rois, "table") : Optional.empty();
        if (plane.isEmpty() || !objects.isArray(plane.get() + "/id")) {
            return List.of();
        }
        List<String> ids = objects.texts(plane.get() + "/id");
        List<String> chosen = new ArrayList<>();
        for (double row : objects.numbers(rois)) {
            if (!(row >= 0 && row < ids.size())) {
                throw new ArrayFormatException("%s: expected rows 0 to %d of %s, got %s"
                        .formatted(Excerpt.path(rois), ids.size() - 1, Excerpt.path(plane.get()), row));
            }
            chosen.add(ids.get((int) row));
        }
        return chosen;
    }

    /**
     * The responses, {@code [P][N]}; all NaN where nothing was recorded while the image was shown.
     *
     * @param rows how many presentations the table has
     */
    float[][] read(NwbTable table, int rows) throws IOException, ArrayFormatException {
        if (kind == Kind.MATRIX) {
            return numbers(rows, (array, responses) -> {
                int neurons = responses[0].length;
                Scatter.read(array, (place, value) -> responses[place / neurons][place % neurons] = value);
            });
        }
        double[][] times = table.times(rows);
        return kind == Kind.SPIKE_TIMES
                ? NwbSpikes.counts(objects, times)
                : numbers(rows, (array, responses) -> means(array, NwbTimes.of(objects, path), times, responses));
    }

    /** Fills in responses from an array. */
    @FunctionalInterface
    private interface Filling {
        void fill(HdfArray array, float[][] responses) throws IOException, ArrayFormatException;
    }

    /** Responses in the unit that the file says: numbers times its conversion, plus its offset. */
    private float[][] numbers(int rows, Filling filling) throws IOException, ArrayFormatException {
        double factor = objects.number(data(), "conversion", 1);
        double offset = objects.number(data(), "offset", 0);
        HdfArray array = objects.array(data());
        if (array.sizes().length < 1
                || array.sizes().length > 2
                || !array.shape().type().isNumeric()) {
            throw new ArrayFormatException(
                    "%s: expected numbers [time, N], got %s".formatted(Excerpt.path(data()), array.shape()));
        }
        int neurons = array.sizes().length == 1 ? 1 : array.sizes()[1];
        if (neurons == 0 || rows == 0 || (double) neurons * rows > Integer.MAX_VALUE) {
            throw new ArrayFormatException("%s: expected one neuron or more, got %s for %d presentations"
                    .formatted(Excerpt.path(data()), array.shape(), rows));
        }
        if ((double) rows * neurons * BYTES_EACH > Runtime.getRuntime().maxMemory()) {
            throw new ArrayFormatException(
                    "%s: expected what fits into a heap of %d MB, got %d presentations to %d neurons; give Java more (-Xmx)"
                            .formatted(
                                    Excerpt.path(data()), Runtime.getRuntime().maxMemory() >> 20, rows, neurons));
        }
        float[][] responses = new float[rows][neurons];
        objects.at(data(), () -> {
            filling.fill(array, responses);
            return responses;
        });
        if (factor != 1 || offset != 0) {
            for (float[] row : responses) {
                for (int n = 0; n < neurons; n++) {
                    row[n] = (float) (row[n] * factor + offset);
                }
            }
        }
        return responses;
    }

    /** Fills in the mean of each neuron's samples in each presentation; NaN where there is none. */
    private static void means(HdfArray array, double[] samples, double[][] times, float[][] responses)
            throws IOException, ArrayFormatException {
        int neurons = responses[0].length;
        NwbWindows windows = NwbWindows.of(samples, times);
        double[][] sums = new double[times.length][neurons];
        Scatter.read(array, (place, value) -> {
            int sample = place / neurons;
            for (int i = windows.first(sample); i < windows.first(sample + 1); i++) {
                sums[windows.row(i)][place % neurons] += value;
            }
        });
        for (int row = 0; row < responses.length; row++) {
            int count = windows.samples(row);
            for (int n = 0; n < neurons; n++) {
                responses[row][n] = count == 0 ? Float.NaN : (float) (sums[row][n] / count);
            }
        }
    }
}
