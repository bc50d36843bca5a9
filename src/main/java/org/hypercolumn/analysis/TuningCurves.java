package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;

/**
 * How one model follows each neuron from its most to its least effective image: recorded and predicted responses, ranked by
 * the recorded one. The best rank shows whether the model catches the peak.
 *
 * <p>Source: Lin et al. 2025, figure 4; the population's, figure 8 of A.4.
 */
public final class TuningCurves {

    private final List<Integer> neurons;
    private final int stimuli;
    private final int[] images; // [N, S]
    private final float[] recorded; // [N, S]
    private final float[] predicted; // [N, S]

    private TuningCurves(List<Integer> neurons, int stimuli, int[] images, float[] recorded, float[] predicted) {
        this.neurons = List.copyOf(neurons);
        this.stimuli = stimuli;
        this.images = images;
        this.recorded = recorded;
        this.predicted = predicted;
    }

    /**
     * Ranks the images of each neuron; of equal responses the image that comes first ranks first.
     *
     * @param neurons N, their indices in the recording
     * @param places {@code [S]}, the images' places in the recording's tier, read only
     * @param recorded {@code [S]} of each neuron, as recorded, read only
     * @param predicted {@code [S]} of each neuron, in the same unit, read only
     * @throws IllegalArgumentException if there is no neuron, or the lengths are not those
     */
    public static TuningCurves of(
            List<Integer> neurons, int[] places, List<float[]> recorded, List<float[]> predicted) {
        int stimuli = places.length; // S of N neurons
        check(neurons.size(), stimuli, recorded);
        check(neurons.size(), stimuli, predicted);
        int[] images = new int[Math.multiplyExact(neurons.size(), stimuli)];
        float[] recordedByRank = new float[images.length];
        float[] predictedByRank = new float[images.length];
        for (int n = 0; n < neurons.size(); n++) {
            int[] order = Ranking.falling(recorded.get(n));
            for (int rank = 0; rank < stimuli; rank++) {
                int to = n * stimuli + rank;
                images[to] = places[order[rank]];
                recordedByRank[to] = recorded.get(n)[order[rank]];
                predictedByRank[to] = predicted.get(n)[order[rank]];
            }
        }
        return new TuningCurves(neurons, stimuli, images, recordedByRank, predictedByRank);
    }

    private static void check(int neurons, int stimuli, List<float[]> responses) {
        if (neurons == 0
                || responses.size() != neurons
                || responses.stream().anyMatch(ofNeuron -> ofNeuron.length != stimuli)) {
            throw new IllegalArgumentException(
                    "tuning curves: expected %d responses of each of %d neurons, 1 or more, got %s of %d"
                            .formatted(
                                    stimuli,
                                    neurons,
                                    responses.stream()
                                            .map(ofNeuron -> ofNeuron.length)
                                            .toList(),
                                    responses.size()));
        }
    }

    /** The neurons' indices in the recording; {@code index} below counts them from 0. */
    public List<Integer> neurons() {
        return neurons;
    }

    /** S, how many images each curve has. */
    public int stimuli() {
        return stimuli;
    }

    /** Recorded responses {@code [S]} by rank, falling; a copy. */
    public float[] recorded(int index) {
        return Arrays.copyOfRange(recorded, at(index), at(index) + stimuli);
    }

    /** Predicted responses {@code [S]} in the order of the recorded ones; a copy. */
    public float[] predicted(int index) {
        return Arrays.copyOfRange(predicted, at(index), at(index) + stimuli);
    }

    /** The images' places {@code [S]} in the order of the recorded responses; a copy. */
    public int[] images(int index) {
        return Arrays.copyOfRange(images, at(index), at(index) + stimuli);
    }

    private int at(int index) {
        if (index < 0 || index >= neurons.size()) {
            throw new IllegalArgumentException(
                    "tuning curves: neuron %d of N = %d asked for".formatted(index, neurons.size()));
        }
        return index * stimuli;
    }

    /** The population's recorded curve: rank by rank over the neurons, so no rank belongs to one image. */
    public PopulationCurve populationRecorded() {
        return PopulationCurve.of(recorded, stimuli);
    }

    /** The population's predicted curve. */
    public PopulationCurve populationPredicted() {
        return PopulationCurve.of(predicted, stimuli);
    }

    /**
     * Writes {@code neurons [N]}, {@code images}, {@code recorded}, {@code predicted}, each {@code [N, S]}, and of the
     * population {@code [S]} means and standard errors, whole or not at all.
     */
    public void write(Path file) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("neurons", NamedArrays.of(neurons));
        arrays.put("image_index", NamedArrays.of(images, new int[] {neurons.size(), stimuli}));
        arrays.put("recorded", NpyArray.ofFloats(recorded, neurons.size(), stimuli));
        arrays.put("predicted", NpyArray.ofFloats(predicted, neurons.size(), stimuli));
        put(arrays, "population/recorded", populationRecorded());
        put(arrays, "population/predicted", populationPredicted());
        NpzFile.write(file, arrays);
    }

    private static void put(Map<String, NpyArray> arrays, String name, PopulationCurve curve) {
        arrays.put(name, NpyArray.ofDoubles(curve.means(), curve.means().length));
        arrays.put(name + "_error", NpyArray.ofDoubles(curve.errors(), curve.errors().length));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if it is damaged or no such file
     */
    public static TuningCurves read(Path file) throws IOException {
        NamedArrays result = NamedArrays.read(file);
        List<Integer> neurons = result.neurons();
        int stimuli = result.size("recorded", 1);
        return new TuningCurves(
                neurons,
                stimuli,
                result.indices("image_index", neurons.size(), stimuli),
                result.floats("recorded", neurons.size(), stimuli),
                result.floats("predicted", neurons.size(), stimuli));
    }
}
