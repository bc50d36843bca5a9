package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;

/** The neurons of an NWB file that count, and what they are called. */
final class NwbNeurons {
    private final int[] kept;
    private final List<String> ids;

    private NwbNeurons(int[] kept, List<String> ids) {
        this.kept = kept;
        this.ids = ids;
    }

    /**
     * Neurons without those that the file rejects, or that were never observed.
     *
     * @param responses {@code [P][N]}, read only
     * @param rows written: how many neurons are left out, and why
     * @throws ArrayFormatException if none is left, or ids are not one for each
     */
    static NwbNeurons of(NwbObjects objects, NwbResponses source, Mapping mapping, float[][] responses, NwbRows rows)
            throws IOException, ArrayFormatException {
        int neurons = responses[0].length;
        boolean[] out = new boolean[neurons];
        List<String> remarks = new ArrayList<>();
        List<String> ids = ids(objects, source, mapping, neurons);
        if (source.rows(neurons).length != neurons) {
            throw new ArrayFormatException("%s: expected a row for each of %d neurons, got %d rows of rois"
                    .formatted(Excerpt.path(source.neurons()), neurons, source.rows(neurons).length));
        }
        NwbMarks.apply(objects, source.neurons(), NwbMarks.Kind.NEURONS, source.rows(neurons), mapping, out, remarks);
        int[] counting = rows.counting();
        int never = 0;
        for (int neuron = 0; neuron < neurons; neuron++) {
            int n = neuron;
            if (!out[n]
                    && counting.length > 0
                    && IntStream.of(counting).allMatch(row -> Float.isNaN(responses[row][n]))) {
                out[n] = true;
                never++;
            }
        }
        if (never > 0) {
            remarks.add("%d of %d neurons left out: recorded in no presentation".formatted(never, neurons));
        }
        int[] kept = IntStream.range(0, neurons).filter(neuron -> !out[neuron]).toArray();
        if (kept.length == 0 && counting.length > 0) {
            throw new ArrayFormatException(
                    "expected one neuron or more, got none: %s".formatted(String.join("; ", remarks)));
        }
        remarks.forEach(rows::remark);
        return new NwbNeurons(
                kept,
                IntStream.of(kept)
                        .filter(n -> n < ids.size())
                        .mapToObj(ids::get)
                        .toList());
    }

    /** One id a neuron; empty if the file has none. */
    private static List<String> ids(NwbObjects objects, NwbResponses source, Mapping mapping, int neurons)
            throws IOException, ArrayFormatException {
        String table = source.neurons();
        List<String> ids = new ArrayList<>();
        if (mapping.name(Word.NEURON_IDS).isPresent()) {
            ids = objects.texts(mapping.name(Word.NEURON_IDS).get());
        } else if (!table.isEmpty() && objects.isArray(table + "/id")) {
            List<String> all = objects.texts(table + "/id");
            for (int row : source.rows(neurons)) {
                if (row >= all.size()) {
                    throw new ArrayFormatException("%s/id: expected an id for each of %d neurons, got %d"
                            .formatted(Excerpt.path(table), neurons, all.size()));
                }
                ids.add(all.get(row));
            }
        }
        if (!ids.isEmpty() && ids.size() != neurons) {
            throw new ArrayFormatException(
                    "neuron ids: expected one for each of %d neurons, got %d".formatted(neurons, ids.size()));
        }
        return ids;
    }

    /** What they are called; empty if the file does not say. */
    List<String> ids() {
        return ids;
    }

    int count() {
        return kept.length;
    }

    /** Their responses among those of all; a copy. */
    float[] of(float[] all) {
        float[] own = new float[kept.length];
        for (int neuron = 0; neuron < own.length; neuron++) {
            own[neuron] = all[kept[neuron]];
        }
        return own;
    }
}
