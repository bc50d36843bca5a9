package org.hypercolumn.figure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypercolumn.analysis.AnalysisConditions;
import org.hypercolumn.analysis.AnalysisFolder;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.analysis.Decomposition;
import org.hypercolumn.analysis.EffectiveImages;
import org.hypercolumn.analysis.NeuronDecomposition;
import org.hypercolumn.analysis.NeuronScores;
import org.hypercolumn.analysis.PopulationScore;
import org.hypercolumn.analysis.PopulationScores;
import org.hypercolumn.analysis.Thumbnails;
import org.hypercolumn.analysis.TuningCurves;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.metrics.Summary;

/** Results of an analysis to draw figures from. */
final class SmallResults {
    private static final int BEST = 3; // images of attention

    private final List<String> models;
    private final List<Integer> neurons;
    private final int stimuli;
    private final int rows;
    private final int columns;
    private final SplittableRandom random = new SplittableRandom(1);
    private final float weight; // of all keys but the first

    SmallResults(List<String> models, List<Integer> neurons, int stimuli, int rows, int columns) {
        this(models, neurons, stimuli, rows, columns, 1f / (rows * columns));
    }

    private SmallResults(List<String> models, List<Integer> neurons, int stimuli, int rows, int columns, float weight) {
        this.models = models;
        this.neurons = neurons;
        this.stimuli = stimuli;
        this.rows = rows;
        this.columns = columns;
        this.weight = weight;
    }

    /** The same results with this weight of attention everywhere but at the first key. */
    SmallResults withWeight(float other) {
        return new SmallResults(models, neurons, stimuli, rows, columns, other);
    }

    static AnalysisConditions conditions(List<String> models, List<Integer> neurons) {
        return new AnalysisConditions(
                "m1s1",
                "test",
                "holdout",
                1,
                3,
                "",
                models,
                neurons,
                neurons.stream().map(Object::toString).toList());
    }

    /** No results at all. */
    static FigureResults none(AnalysisConditions conditions, Collection<TuningCurves> curves) {
        return new FigureResults(
                conditions,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ExampleNeuron.of(conditions, curves, Optional.empty()));
    }

    /** Results of nothing but these conditions and curves. */
    static FigureResults ofTuning(List<Integer> neurons, Map<String, TuningCurves> tuning) {
        return ofTuning(conditions(List.copyOf(tuning.keySet()), neurons), tuning);
    }

    static FigureResults ofTuning(AnalysisConditions conditions, Map<String, TuningCurves> tuning) {
        FigureResults none = none(conditions, tuning.values());
        return new FigureResults(
                conditions,
                tuning,
                none.decompositions(),
                none.attentions(),
                none.filters(),
                none.scores(),
                none.neuronScores(),
                none.ceilings(),
                none.images(),
                none.thumbnails(),
                none.example());
    }

    static FigureResults ofDecompositions(AnalysisConditions conditions, Map<String, Decomposition> decompositions) {
        FigureResults none = none(conditions, List.of());
        return new FigureResults(
                conditions,
                none.tuning(),
                decompositions,
                none.attentions(),
                none.filters(),
                none.scores(),
                none.neuronScores(),
                none.ceilings(),
                none.images(),
                none.thumbnails(),
                none.example());
    }

    static FigureResults ofImages(AnalysisConditions conditions, EffectiveImages images, Thumbnails thumbnails) {
        FigureResults none = none(conditions, List.of());
        return new FigureResults(
                conditions,
                none.tuning(),
                none.decompositions(),
                none.attentions(),
                none.filters(),
                none.scores(),
                none.neuronScores(),
                none.ceilings(),
                Optional.of(images),
                Optional.of(thumbnails),
                none.example());
    }

    /** Results of nothing but these scores. */
    static FigureResults ofScores(List<String> models, List<PopulationScore> scores) {
        return ofScores(models, scores, List.of(), Optional.empty());
    }

    static FigureResults ofScores(
            List<String> models,
            List<PopulationScore> scores,
            List<NeuronScores.Row> neurons,
            Optional<Ceilings> ceilings) {
        FigureResults none = none(conditions(models, List.of(0)), List.of());
        return new FigureResults(
                none.conditions(),
                none.tuning(),
                none.decompositions(),
                none.attentions(),
                none.filters(),
                Optional.of(new PopulationScores(scores)),
                Optional.of(new NeuronScores(neurons)),
                ceilings,
                none.images(),
                none.thumbnails(),
                none.example());
    }

    /** One neuron's scores with all training images and one seed. */
    static NeuronScores.Row neuronScore(String model, int neuron, double corr, double ptj, double pts) {
        return new NeuronScores.Row(model, 1, neuron, 1, new Scores(corr, ptj, pts));
    }

    static PopulationScore score(String model, double share, Metric metric, double mean) {
        return new PopulationScore(model, share, metric, new Summary(mean, 5, 0), new Interval(mean - 0.1, mean + 0.2));
    }

    /** One neuron's curves at images 10, 11, ... */
    static TuningCurves curves(int neuron, float[] recorded, float[] predicted) {
        int[] places = IntStream.range(10, 10 + recorded.length).toArray();
        return TuningCurves.of(List.of(neuron), places, List.of(recorded), List.of(predicted));
    }

    /** One neuron's decomposition of contributions {@code [S][P]}. */
    static Decomposition decomposition(Path file, int rows, int columns, double bias, double[][] contributions)
            throws IOException {
        writeNeuron(file, 0, rows, columns, bias, contributions);
        return Decomposition.of(List.of(0), neuron -> NeuronDecomposition.read(file));
    }

    private static void writeNeuron(Path file, int neuron, int rows, int columns, double bias, double[][] contributions)
            throws IOException {
        int positions = rows * columns;
        float[] values = new float[contributions.length * positions];
        float[] predictions = new float[contributions.length];
        for (int s = 0; s < contributions.length; s++) {
            predictions[s] = (float) (bias + Arrays.stream(contributions[s]).sum());
            for (int p = 0; p < positions; p++) {
                values[s * positions + p] = (float) contributions[s][p];
            }
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("neuron", longs(neuron));
        arrays.put("grid", longs(rows, columns));
        arrays.put("center", longs(rows / 2 * columns + columns / 2));
        arrays.put(
                "image_index",
                longs(IntStream.range(10, 10 + predictions.length).toArray()));
        arrays.put("predictions", NpyArray.ofFloats(predictions, predictions.length));
        arrays.put("contributions", NpyArray.ofFloats(values, predictions.length, positions));
        arrays.put("bias", NpyArray.ofFloats(new float[] {(float) bias}, 1));
        arrays.put("combination", NpyArray.ofFloats(new float[] {Float.NaN, Float.NaN}, 2));
        NpzFile.write(file, arrays);
    }

    private static NpyArray longs(int... values) {
        return NpyArray.ofLongs(Arrays.stream(values).asLongStream().toArray(), values.length);
    }

    /** Writes everything that figures are drawn from. */
    AnalysisFolder write(Path path) throws IOException {
        AnalysisFolder folder = AnalysisFolder.of(path);
        AnalysisConditions conditions = conditions(models, neurons);
        folder.write(conditions);
        List<PopulationScore> scores = new ArrayList<>();
        List<EffectiveImages> images = new ArrayList<>();
        for (String model : models) {
            curves().write(folder.tuning(conditions, model));
            decomposition(path).write(folder.decomposition(conditions, model));
            writeAttention(folder.attention(conditions, model), model);
            for (double share : new double[] {0.25, 1}) {
                for (Metric metric : Metric.paper()) {
                    scores.add(score(model, share, metric, random.nextDouble()));
                }
            }
            for (int neuron : neurons) {
                images.add(EffectiveImages.byPrediction(neuron, model, values(), values(), places(), BEST));
            }
        }
        new PopulationScores(scores).write(folder.path());
        List<NeuronScores.Row> ofNeurons = new ArrayList<>();
        for (String model : models) {
            for (int neuron : neurons) {
                ofNeurons.add(neuronScore(model, neuron, random.nextDouble(), 0, random.nextDouble()));
            }
            Map<String, NpyArray> filters = new LinkedHashMap<>();
            filters.put(
                    "neurons",
                    longs(neurons.stream().mapToInt(Integer::intValue).toArray()));
            filters.put("filters", NpyArray.ofFloats(new float[neurons.size() * 2 * 3 * 5], neurons.size(), 2, 3, 5));
            NpzFile.write(folder.filters(conditions, model), filters);
        }
        new NeuronScores(ofNeurons).write(folder.neuronScores());
        EffectiveImages joined = EffectiveImages.joined(images);
        joined.write(folder.images());
        byte[] pixels = new byte[stimuli * 5 * 7];
        Arrays.fill(pixels, (byte) 200);
        Thumbnails.of(Stimuli.ofBytes(pixels, stimuli, 5, 7), places()).write(folder.thumbnails());
        return folder;
    }

    private TuningCurves curves() {
        return TuningCurves.of(
                neurons,
                places(),
                neurons.stream().map(neuron -> values()).toList(),
                neurons.stream().map(neuron -> values()).toList());
    }

    private Decomposition decomposition(Path path) throws IOException {
        for (int neuron : neurons) {
            double[][] contributions = new double[stimuli][rows * columns];
            for (double[] image : contributions) {
                Arrays.setAll(image, p -> random.nextDouble(-0.1, 0.2));
            }
            writeNeuron(path.resolve("neuron_" + neuron), neuron, rows, columns, 0.1, contributions);
        }
        return Decomposition.of(neurons, neuron -> NeuronDecomposition.read(path.resolve("neuron_" + neuron)));
    }

    private int[] places() {
        return IntStream.range(0, stimuli).toArray();
    }

    private float[] values() {
        float[] values = new float[stimuli];
        for (int i = 0; i < stimuli; i++) {
            values[i] = (float) random.nextDouble(-0.2, 1.3);
        }
        return values;
    }

    private void writeAttention(Path file, String model) throws IOException {
        int n = neurons.size();
        int k = Math.min(BEST, stimuli);
        int[] images = IntStream.range(0, n * k).map(i -> i % k).toArray();
        float[] weights = new float[n * k * rows * columns];
        Arrays.fill(weights, weight);
        weights[0] = Float.isNaN(weight) ? weight : 0.5f;
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("model", NpyArray.ofText(new String[] {model}, 1));
        arrays.put("neurons", longs(neurons.stream().mapToInt(Integer::intValue).toArray()));
        arrays.put("grid", longs(rows, columns));
        arrays.put("center", longs(rows / 2 * columns + columns / 2));
        arrays.put("field", longs(2, 3));
        arrays.put("image_size", longs(2 * rows + 1, 2 * columns + 1));
        arrays.put("image_index", longs(places()));
        arrays.put(
                "best_image_index",
                NpyArray.ofLongs(Arrays.stream(images).asLongStream().toArray(), n, k));
        arrays.put("attention", NpyArray.ofFloats(weights, n, k, rows * columns));
        arrays.put("mean", NpyArray.ofFloats(new float[n * rows * columns], n, rows * columns));
        arrays.put("entropy", NpyArray.ofFloats(new float[n * stimuli], n, stimuli));
        arrays.put("center_share", NpyArray.ofFloats(new float[n * stimuli], n, stimuli));
        arrays.put("undefined", longs(new int[n]));
        for (String measure :
                List.of("entropy_bits", "center_share", "association", "association_apart", "association_specific")) {
            arrays.put("neuron/" + measure, NpyArray.ofDoubles(new double[n], n));
        }
        NpzFile.write(file, arrays);
    }
}
