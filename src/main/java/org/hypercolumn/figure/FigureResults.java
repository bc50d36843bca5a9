package org.hypercolumn.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.hypercolumn.analysis.AnalysisConditions;
import org.hypercolumn.analysis.AnalysisFolder;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.analysis.CenterAttention;
import org.hypercolumn.analysis.Decomposition;
import org.hypercolumn.analysis.EffectiveImages;
import org.hypercolumn.analysis.FirstFilters;
import org.hypercolumn.analysis.NeuronScores;
import org.hypercolumn.analysis.PopulationScores;
import org.hypercolumn.analysis.Thumbnails;
import org.hypercolumn.analysis.TuningCurves;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.drawing.Grid;

/**
 * All results that figures are drawn from. A result of other neurons than the analysis is of, left from an earlier one, is
 * taken as missing. Maps are by model, in the order of the run.
 *
 * @param conditions what the results are of
 * @param tuning curves of the models that have them
 * @param decompositions of the models that have them
 * @param attentions of the models that have them
 * @param filters of the first layer, of the models that have them
 * @param scores over the population
 * @param neuronScores what those are means of
 * @param ceilings of the neurons whose single trials were recorded
 * @param images most and least effective
 * @param thumbnails of these images
 * @param example the neuron that figures of one neuron show
 */
record FigureResults(
        AnalysisConditions conditions,
        Map<String, TuningCurves> tuning,
        Map<String, Decomposition> decompositions,
        Map<String, CenterAttention> attentions,
        Map<String, FirstFilters> filters,
        Optional<PopulationScores> scores,
        Optional<NeuronScores> neuronScores,
        Optional<Ceilings> ceilings,
        Optional<EffectiveImages> images,
        Optional<Thumbnails> thumbnails,
        ExampleNeuron example) {

    private static final String STAGE_0 = "rf-cnn-c30";

    FigureResults {
        tuning = Collections.unmodifiableMap(new LinkedHashMap<>(tuning));
        decompositions = Collections.unmodifiableMap(new LinkedHashMap<>(decompositions));
        attentions = Collections.unmodifiableMap(new LinkedHashMap<>(attentions));
        filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
    }

    /**
     * Reads what is there.
     *
     * @param neuron the example neuron, see {@link ExampleNeuron#of}
     * @throws BadDataFileException if nothing has been analysed, or a file is damaged
     */
    static FigureResults read(AnalysisFolder folder, Optional<Integer> neuron) throws IOException {
        AnalysisConditions conditions = folder.conditions();
        Map<String, TuningCurves> tuning = ofModels(
                conditions, model -> folder.tuning(conditions, model), TuningCurves::read, TuningCurves::neurons);
        return new FigureResults(
                conditions,
                tuning,
                ofModels(
                        conditions,
                        model -> folder.decomposition(conditions, model),
                        Decomposition::read,
                        Decomposition::neurons),
                ofModels(
                        conditions,
                        model -> folder.attention(conditions, model),
                        CenterAttention::read,
                        attention -> Arrays.stream(attention.neurons()).boxed().toList()),
                ofModels(
                        conditions,
                        model -> folder.filters(conditions, model),
                        FirstFilters::read,
                        FirstFilters::neurons),
                optional(folder.scores(), PopulationScores::read),
                optional(folder.neuronScores(), NeuronScores::read),
                optional(folder.ceilings(), Ceilings::read)
                        .filter(ceilings -> !ceilings.neurons().isEmpty()),
                optional(folder.images(), EffectiveImages::read),
                optional(folder.thumbnails(), Thumbnails::read),
                ExampleNeuron.of(conditions, tuning.values(), neuron));
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(Path file) throws IOException;
    }

    private static <T> Optional<T> optional(Path file, Reader<T> reader) throws IOException {
        return Files.exists(file) ? Optional.of(reader.read(file)) : Optional.empty();
    }

    private static <T> Map<String, T> ofModels(
            AnalysisConditions conditions,
            Function<String, Path> file,
            Reader<T> reader,
            Function<T, List<Integer>> neurons)
            throws IOException {
        Map<String, T> results = new LinkedHashMap<>();
        for (String model : shown(conditions)) {
            Optional<T> result = optional(file.apply(model), reader);
            if (result.isPresent() && neurons.apply(result.get()).equals(conditions.neurons())) {
                results.put(model, result.get());
            }
        }
        return results;
    }

    /** The image of a place, where it is kept. */
    Optional<Grid> thumbnail(int place) {
        return thumbnails
                .filter(kept -> Arrays.stream(kept.places()).anyMatch(known -> known == place))
                .map(kept -> gray(kept, place));
    }

    private static Grid gray(Thumbnails thumbnails, int place) {
        byte[] pixels = thumbnails.pixels(place);
        double[] levels = new double[pixels.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = pixels[i] & 255;
        }
        return Grid.of(thumbnails.height(), thumbnails.width(), levels);
    }

    /** The models that figures show, in the order of the run: all but {@link #stage}. */
    List<String> models() {
        return shown(conditions);
    }

    private static List<String> shown(AnalysisConditions conditions) {
        List<String> models = new ArrayList<>(conditions.models());
        if (models.size() > 1) {
            models.remove(STAGE_0);
        }
        return models;
    }

    /** The model that only begins the incremental ones, where it is left out. */
    Optional<String> stage() {
        return conditions.models().contains(STAGE_0) && !models().contains(STAGE_0)
                ? Optional.of(STAGE_0)
                : Optional.empty();
    }

    /** How many images scores and curves are of, where curves are there. */
    OptionalInt stimuli() {
        return tuning.values().stream().mapToInt(TuningCurves::stimuli).max();
    }

    /** The models of the analysis that a map of results lacks. */
    List<String> without(Map<String, ?> results) {
        List<String> models = new ArrayList<>(models());
        models.removeAll(results.keySet());
        return models;
    }
}
