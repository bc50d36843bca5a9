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
    private static final String SERIES = "TimeSeries";
    private static final String ROIS_OF = "/rois";
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
            if (known.isEmpty() && objects.isArray(named + "/data") && NwbTimes.has(objects, named)) {
                return new NwbResponses(objects, named, Kind.SAMPLES);
            }
            return known.orElseThrow(() -> new ArrayFormatException(
                    "%s: expected %d rows of responses, a series of samples with times, or units with spike times, got %s"
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
                boolean plain = objects.type(series).equals(SERIES)
                        && objects.shape(series + "/data")
                                .filter(shape -> shape.rank() == 2)
                                .isPresent();
                if (plain || objects.is(series, ROIS)) {
                    of(objects, series, rows).ifPresent(found::add);
                }
            }
        }
        if (found.isEmpty()) {
            of(objects, UNITS, rows).ifPresent(found::add);
        }
        if (found.size() != 1) {
            List<String> paths = found.stream().map(each -> each.path).toList();
            String got = objects.shown(paths);
            if (found.isEmpty()) {
                List<String> others = objects.below("processing", SERIES);
                got += others.isEmpty() ? "" : " among " + objects.shown(others);
            }
            throw new ArrayFormatException(
                    "expected one matrix with a row for each of %d presentations, one RoiResponseSeries, or units with spike times, got %s; say which with --mapping (responses: PATH)"
                            .formatted(rows, got));
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
        if (objects.is(path, ROIS)) {
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

    /** Whether responses are made from times, rather than given for each presentation. */
    boolean timed() {
        return kind != Kind.MATRIX;
    }

    /** Which probes recorded the neurons, where these are units. */
    NwbProbes probes() throws IOException, ArrayFormatException {
        return kind == Kind.SPIKE_TIMES ? NwbProbes.of(objects) : NwbProbes.none();
    }

    /** The table that has a row for each neuron; empty text if there is none. */
    String neurons() throws IOException, ArrayFormatException {
        if (kind == Kind.SPIKE_TIMES) {
            return UNITS;
        }
        return objects.isArray(path + ROIS_OF)
                ? objects.target(path + ROIS_OF, "table").orElse("")
                : "";
    }

    /**
     * Which row of {@link #neurons} each neuron is.
     *
     * @param count how many neurons there are
     */
    int[] rows(int count) throws IOException, ArrayFormatException {
        if (kind == Kind.SPIKE_TIMES || neurons().isEmpty()) {
            return NwbMarks.all(count);
        }
        double[] said = objects.numbers(path + ROIS_OF);
        int most = objects.isArray(neurons() + "/id")
                ? objects.array(neurons() + "/id").sizes()[0]
                : Integer.MAX_VALUE;
        int[] rows = new int[said.length];
        for (int neuron = 0; neuron < rows.length; neuron++) {
            if (!(said[neuron] >= 0 && said[neuron] < most)) {
                throw new ArrayFormatException("%s: expected rows 0 to %d of %s, got %s"
                        .formatted(Excerpt.path(path + ROIS_OF), most - 1, Excerpt.path(neurons()), said[neuron]));
            }
            rows[neuron] = (int) said[neuron];
        }
        return rows;
    }

    /**
     * The responses, {@code [P][N]}; NaN where nothing was recorded, and in rows that do not count.
     *
     * @param rows written: rows that the recording does not cover are left out
     */
    float[][] read(NwbRows rows) throws IOException, ArrayFormatException {
        if (kind == Kind.SPIKE_TIMES) {
            return NwbSpikes.counts(objects, probes(), rows);
        }
        HdfArray array = objects.array(data());
        checkShape(array, rows.count());
        int neurons = array.sizes().length == 1 ? 1 : array.sizes()[1];
        if (array.sizes().length == 2 && array.sizes()[0] == neurons && neurons > 1) {
            rows.remark("%s is %s, read as %s by neurons"
                    .formatted(Excerpt.path(data()), array.shape(), timed() ? "time" : "presentations"));
        }
        float[][] responses = new float[rows.count()][neurons];
        if (kind == Kind.SAMPLES) {
            NwbSeries.means(objects, path, array, rows, responses);
        } else {
            if (NwbTimes.has(objects, path) && !rows.near(NwbTimes.of(objects, path))) {
                rows.remark(
                        "%s is taken as a row for each of the %d presentations, as it has as many, though its times are others"
                                .formatted(Excerpt.path(path), rows.count()));
            }
            objects.at(data(), () -> {
                Scatter.read(array, (place, value) -> responses[place / neurons][place % neurons] = value);
                return responses;
            });
        }
        scale(responses);
        return responses;
    }

    private void checkShape(HdfArray array, int rows) throws IOException, ArrayFormatException {
        int[] sizes = array.sizes();
        if (sizes.length < 1 || sizes.length > 2 || !array.shape().type().isNumeric()) {
            throw new ArrayFormatException(
                    "%s: expected numbers [time, N], got %s".formatted(Excerpt.path(data()), array.shape()));
        }
        int neurons = sizes.length == 1 ? 1 : sizes[1];
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
        if (sizes.length == 2 && !neurons().isEmpty()) {
            int regions = objects.array(path + ROIS_OF).sizes()[0];
            if (regions != neurons && regions == sizes[0]) {
                throw new ArrayFormatException(
                        "%s: expected [time, N] with the N = %d neurons of rois, got %s, which is [N, time]; write it the other way round"
                                .formatted(Excerpt.path(data()), regions, array.shape()));
            }
        }
    }

    /** Turns numbers as they are stored into the unit that the file says: times the conversions, plus the offset. */
    private void scale(float[][] responses) throws IOException, ArrayFormatException {
        double factor = objects.number(data(), "conversion", 1);
        double offset = objects.number(data(), "offset", 0);
        String channels = path + "/channel_conversion";
        double[] own = objects.isArray(channels) ? objects.numbers(channels) : new double[0];
        int neurons = responses[0].length;
        if (own.length != 0 && own.length != neurons) {
            throw new ArrayFormatException("%s: expected one for each of %d neurons, got %d"
                    .formatted(Excerpt.path(channels), neurons, own.length));
        }
        if (factor == 1 && offset == 0 && own.length == 0) {
            return;
        }
        for (float[] row : responses) {
            for (int n = 0; n < neurons; n++) {
                row[n] = (float) (row[n] * (own.length == 0 ? 1 : own[n]) * factor + offset);
            }
        }
    }
}
