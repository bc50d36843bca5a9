package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;

/** The npz file of a {@link CenterAttention}; its arrays are named there. */
final class CenterAttentionFile {

    private static final String OF_NEURON = "neuron/";

    private CenterAttentionFile() {}

    static void write(Path npz, CenterAttention of) throws IOException {
        int n = of.neurons().length;
        int k = of.best();
        int p = of.grid().positions();
        int s = of.places().length;
        List<AttentionRow> rows = IntStream.range(0, n).mapToObj(of::row).toList();
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("model", NpyArray.ofText(new String[] {of.model()}, 1));
        arrays.put("neurons", NamedArrays.of(of.neurons()));
        of.grid().addTo(arrays);
        arrays.put("image_index", NamedArrays.of(of.places()));
        long[] images = rows.stream()
                .flatMapToInt(row -> Arrays.stream(row.images))
                .asLongStream()
                .toArray();
        arrays.put("best_image_index", NpyArray.ofLongs(images, n, k));
        arrays.put("attention", NpyArray.ofFloats(joined(rows, row -> row.attention), n, k, p));
        arrays.put("mean", NpyArray.ofFloats(joined(rows, row -> row.mean), n, p));
        arrays.put("entropy", NpyArray.ofFloats(joined(rows, row -> row.entropy), n, s));
        arrays.put("center_share", NpyArray.ofFloats(joined(rows, row -> row.centerShare), n, s));
        arrays.put(
                "undefined",
                NamedArrays.of(rows.stream().mapToInt(row -> row.undefined).toArray()));
        for (AttentionMeasure measure : AttentionMeasure.values()) {
            arrays.put(OF_NEURON + measure.id(), NpyArray.ofDoubles(of.values(measure), n));
        }
        NpzFile.write(npz, arrays);
    }

    private static float[] joined(List<AttentionRow> rows, Function<AttentionRow, float[]> part) {
        int length = part.apply(rows.get(0)).length;
        float[] joined = new float[Math.multiplyExact(rows.size(), length)];
        for (int n = 0; n < rows.size(); n++) {
            System.arraycopy(part.apply(rows.get(n)), 0, joined, n * length, length);
        }
        return joined;
    }

    static CenterAttention read(Path npz) throws IOException {
        NamedArrays arrays = NamedArrays.read(npz);
        String model = arrays.array("model", ElementType.TEXT, 1).toText()[0];
        AttentionGrid grid = AttentionGrid.of(arrays);
        int[] neurons = arrays.wholeNumbers("neurons", NamedArrays.ANY, 0);
        int[] places = arrays.wholeNumbers("image_index", NamedArrays.ANY, 0);
        int n = neurons.length;
        int s = places.length;
        int p = grid.positions();
        int[][] images = images(arrays, n, places);
        int k = n == 0 ? 0 : images[0].length;
        float[] attention = NeuronAttention.weights(arrays, "attention", n, k, p);
        float[] mean = NeuronAttention.weights(arrays, "mean", n, p);
        float[] entropy = arrays.array("entropy", ElementType.F4, n, s).toFloats();
        float[] share = NeuronAttention.weights(arrays, "center_share", n, s);
        int[] undefined = arrays.wholeNumbers("undefined", n, 0);
        Map<AttentionMeasure, double[]> values = new EnumMap<>(AttentionMeasure.class);
        for (AttentionMeasure measure : AttentionMeasure.values()) {
            values.put(
                    measure,
                    arrays.array(OF_NEURON + measure.id(), ElementType.F8, n).toDoubles());
        }
        List<AttentionRow> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            var maps = new AttentionRow.Maps(
                    part(attention, i, k * p), part(mean, i, p), part(entropy, i, s), part(share, i, s));
            Map<AttentionMeasure, Double> own = new EnumMap<>(AttentionMeasure.class);
            for (AttentionMeasure measure : AttentionMeasure.values()) {
                own.put(measure, Objects.requireNonNull(values.get(measure))[i]);
            }
            rows.add(new AttentionRow(neurons[i], undefined[i], images[i], maps, own));
        }
        return new CenterAttention(model, grid, places, rows);
    }

    /** {@code [N, K]}, each one of the places. */
    private static int[][] images(NamedArrays arrays, int neurons, int[] places) throws BadDataFileException {
        NpyArray stored = arrays.array("best_image_index", ElementType.I8, neurons, NamedArrays.ANY);
        int best = stored.size(1);
        if (neurons == 0 || best == 0 || places.length == 0) {
            throw arrays.bad("best_image_index", "expected a neuron and an image or more, got " + stored);
        }
        int[] known = places.clone();
        Arrays.sort(known);
        int[][] images = new int[neurons][best];
        long[] longs = stored.toLongs();
        for (int i = 0; i < longs.length; i++) {
            int place = (int) longs[i];
            if (place != longs[i] || Arrays.binarySearch(known, place) < 0) {
                throw arrays.bad("best_image_index", "expected some of image_index, got " + longs[i]);
            }
            images[i / best][i % best] = place;
        }
        return images;
    }

    private static float[] part(float[] values, int index, int length) {
        return Arrays.copyOfRange(values, index * length, (index + 1) * length);
    }
}
