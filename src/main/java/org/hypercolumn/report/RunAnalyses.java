package org.hypercolumn.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hypercolumn.analysis.AnalysisConditions;
import org.hypercolumn.analysis.AnalysisFolder;
import org.hypercolumn.analysis.AttentionMeasure;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.analysis.CenterAttention;
import org.hypercolumn.analysis.Decomposition;
import org.hypercolumn.analysis.EffectiveImages;
import org.hypercolumn.analysis.FirstFilters;
import org.hypercolumn.analysis.Thumbnails;
import org.hypercolumn.analysis.TuningCurves;
import org.hypercolumn.figure.AttentionScale;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.PeakTuning;
import org.hypercolumn.metrics.RepeatMeasure;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.report.NeuronPage.Area;
import org.hypercolumn.report.NeuronPage.Attention;
import org.hypercolumn.report.NeuronPage.Contributions;
import org.hypercolumn.report.NeuronPage.Filters;
import org.hypercolumn.report.NeuronPage.Grid;
import org.hypercolumn.report.NeuronPage.ImageRow;
import org.hypercolumn.report.NeuronPage.Recorded;
import org.hypercolumn.report.NeuronPage.Shown;
import org.hypercolumn.report.NeuronPage.Tuning;
import org.hypercolumn.report.ReportData.Part;
import org.hypercolumn.train.RunFolder;

/**
 * What a run's folder {@code analysis} holds of each neuron, as its page shows it. Results of other neurons than the last
 * analysis is of, left from an earlier one, count as missing.
 */
final class RunAnalyses {

    /** What a page says of a neuron's repeats, in its words; the first two stand in the table of neurons too. */
    private static final Map<RepeatMeasure, String> REPEATS = repeats();

    /** In the order of {@link #ceilings}. */
    static final List<String> CEILINGS = List.copyOf(REPEATS.values());

    /** Points of all scatter plots together, a byte each: a page of 302 neurons and 9 models stays small to send. */
    private static final int MOST_SCATTERED = 900_000;

    private static final int FEWEST_SCATTERED = 300;

    /** Weights of all first layers together, a byte each. */
    private static final int MOST_WEIGHTS = 500_000;

    /** In the order of {@link AttentionMeasure}. */
    static final List<String> ATTENTION_MEASURES =
            List.of("entropy (bits)", "center share", "association", "apart", "specific");

    private final Optional<AnalysisConditions> conditions;
    private final Map<String, TuningCurves> tuning;
    private final Map<String, Decomposition> decompositions;
    private final Map<String, CenterAttention> attentions;
    private final Map<String, FirstFilters> filters;
    private final Map<Integer, List<EffectiveImages.Image>> images;
    private final Optional<Thumbnails> thumbnails;
    private final Optional<Ceilings> ceilings;
    private final RankBins bins;

    private static Map<RepeatMeasure, String> repeats() {
        Map<RepeatMeasure, String> repeats = new LinkedHashMap<>();
        repeats.put(RepeatMeasure.CORR_CEILING, "ceiling of CORR");
        repeats.put(RepeatMeasure.FEV, "FEV");
        repeats.put(RepeatMeasure.PTJ_CEILING, "ceiling of PT_J");
        repeats.put(RepeatMeasure.PTS_CEILING, "ceiling of PT_S");
        repeats.put(RepeatMeasure.PTR_CEILING, "ceiling of PT_R");
        repeats.put(RepeatMeasure.ORACLE_JACKKNIFE, "oracle, jackknife");
        repeats.put(RepeatMeasure.ORACLE_OPTIMISTIC, "oracle, optimistic");
        repeats.put(RepeatMeasure.CC_MAX, "CC_max");
        repeats.put(RepeatMeasure.SNR, "signal-to-noise ratio");
        repeats.put(RepeatMeasure.SPLIT_HALF, "split-half correlation");
        repeats.put(RepeatMeasure.RELIABILITY, "reliability");
        repeats.put(RepeatMeasure.REPEATS, "repeats (median)");
        return Collections.unmodifiableMap(repeats);
    }

    /** What the page calls the metric's ceiling, one of {@link #CEILINGS}; empty where it has none. */
    static String ceiling(Metric metric) {
        return metric.ceiling().map(REPEATS::get).orElse("");
    }

    private RunAnalyses(AnalysisFolder folder) throws IOException {
        conditions = folder.hasConditions() ? Optional.of(folder.conditions()) : Optional.empty();
        tuning = ofModels(folder::tuning, TuningCurves::read, TuningCurves::neurons);
        decompositions = ofModels(folder::decomposition, Decomposition::read, Decomposition::neurons);
        attentions = ofModels(folder::attention, CenterAttention::read, RunAnalyses::neurons);
        filters = ofModels(folder::filters, FirstFilters::read, FirstFilters::neurons);
        images = new TreeMap<>();
        for (EffectiveImages all :
                optional(folder.images(), EffectiveImages::read).stream().toList()) {
            all.images()
                    .forEach(image -> images.computeIfAbsent(image.neuron(), neuron -> new ArrayList<>())
                            .add(image));
        }
        thumbnails = optional(folder.thumbnails(), Thumbnails::read);
        ceilings = optional(folder.ceilings(), Ceilings::read)
                .filter(read -> !read.neurons().isEmpty()); // of a recording without single trials
        int stimuli = tuning.values().stream()
                .map(TuningCurves::stimuli)
                .findFirst()
                .or(() -> decompositions.values().stream()
                        .map(Decomposition::stimuli)
                        .findFirst())
                .orElse(0);
        tuning.values().removeIf(curves -> curves.stimuli() != stimuli);
        decompositions.values().removeIf(decomposition -> decomposition.stimuli() != stimuli);
        int curves = conditions
                .map(of -> of.neurons().size() * (of.models().size() + 1))
                .orElse(1);
        bins = RankBins.of(stimuli, Math.max(FEWEST_SCATTERED, MOST_SCATTERED / curves));
    }

    /** Reads what is there; nothing need be. */
    static RunAnalyses read(RunFolder folder) throws IOException {
        return new RunAnalyses(AnalysisFolder.of(folder.analysis()));
    }

    @FunctionalInterface
    private interface Place {
        Path of(AnalysisConditions conditions, String model);
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(Path file) throws IOException;
    }

    private <T> Map<String, T> ofModels(Place place, Reader<T> reader, Function<T, List<Integer>> neurons)
            throws IOException {
        Map<String, T> results = new LinkedHashMap<>();
        if (conditions.isPresent()) {
            for (String model : conditions.get().models()) {
                optional(place.of(conditions.get(), model), reader)
                        .filter(result ->
                                neurons.apply(result).equals(conditions.get().neurons()))
                        .ifPresent(result -> results.put(model, result));
            }
        }
        return results;
    }

    private <T> Optional<T> optional(Path file, Reader<T> reader) throws IOException {
        return conditions.isPresent() && Files.exists(file) ? Optional.of(reader.read(file)) : Optional.empty();
    }

    private static List<Integer> neurons(CenterAttention attention) {
        return Arrays.stream(attention.neurons()).boxed().toList();
    }

    /** What the analyses are of; empty if nothing has been analysed. */
    Optional<AnalysisConditions> conditions() {
        return conditions;
    }

    /** Points of the curves; none without curves. */
    RankBins bins() {
        return bins;
    }

    /** Place of a neuron in all results by model; below 0 if it is not among them. */
    private int index(int neuron) {
        return conditions.map(of -> of.neurons().indexOf(neuron)).orElse(-1);
    }

    /** The neuron's {@link #CEILINGS}; empty without trials. */
    Values ceilings(int neuron) {
        return ceilings.flatMap(all -> all.neuron(neuron))
                .map(of -> Values.of(REPEATS.keySet().stream()
                        .mapToDouble(measure -> measure.of(of.repeats()))
                        .toArray()))
                .orElse(Values.NONE);
    }

    /** The neuron's recorded responses by rank; empty where not analysed. */
    Recorded recorded(int neuron) {
        int index = index(neuron);
        return tuning.values().stream()
                .filter(curves -> index >= 0)
                .findFirst()
                .map(curves -> recorded(curves.recorded(index)))
                .orElse(Recorded.NONE);
    }

    /** θ is the k-th largest of them; constant responses, or NaN among them, have none. */
    private Recorded recorded(float[] falling) {
        boolean defined = falling.length > 1 && falling[0] > falling[falling.length - 1];
        double threshold = defined ? falling[PeakTuning.peakImages(falling.length) - 1] : Double.NaN;
        return new Recorded(bins.means(falling), bins.scattered(falling), threshold);
    }

    List<Tuning> tuning(int neuron) {
        int index = index(neuron);
        List<Tuning> curves = new ArrayList<>();
        if (index >= 0) {
            tuning.forEach((model, of) -> {
                float[] predicted = of.predicted(index);
                Scores scores = Scores.of(predicted, of.recorded(index));
                curves.add(new Tuning(model, bins.means(predicted), bins.scattered(predicted), scores));
            });
        }
        return curves;
    }

    List<Contributions> decomposition(int neuron) {
        int index = index(neuron);
        List<Contributions> contributions = new ArrayList<>();
        if (index >= 0) {
            decompositions.forEach((model, of) -> contributions.add(new Contributions(
                    model,
                    new Grid(of.rows(), of.columns(), of.center()),
                    of.bias(index),
                    of.centerShare(index),
                    Values.of(of.combination(index)),
                    Values.of(of.map(index)),
                    Values.of(of.shareMap(index)),
                    bins.means(of.predictions(index)),
                    bins.means(of.centers(index)),
                    bins.means(of.surrounds(index)))));
        }
        return contributions;
    }

    List<Attention> attention(int neuron) {
        int index = index(neuron);
        List<Attention> attention = new ArrayList<>();
        if (index >= 0) {
            attentions.forEach((model, of) -> attention.add(attention(model, of, index)));
        }
        return attention;
    }

    private static Attention attention(String model, CenterAttention of, int index) {
        List<Values> weights = new ArrayList<>();
        for (int k = 0; k < of.best(); k++) {
            weights.add(Values.of(of.attention(index, k)));
        }
        return new Attention(
                model,
                new Grid(of.rows(), of.columns(), of.center()),
                area(of),
                Arrays.stream(of.images(index)).boxed().toList(),
                weights,
                Values.of(of.mean(index)),
                Values.of(Arrays.stream(AttentionMeasure.values())
                        .mapToDouble(measure -> of.value(measure, index))
                        .toArray()));
    }

    /** A square of one stride around the middle of each receptive field; the first field begins at pixel 0. */
    private static Area area(CenterAttention of) {
        double first = (of.fieldPixels() - of.stridePixels()) / 2.0;
        return new Area(
                first / of.imageWidth(),
                first / of.imageHeight(),
                of.stridePixels() * (double) of.columns() / of.imageWidth(),
                of.stridePixels() * (double) of.rows() / of.imageHeight());
    }

    /** Filters of the first layer; none where those of all neurons would be too many. */
    List<Filters> filters(int neuron) {
        int index = index(neuron);
        List<Filters> all = new ArrayList<>();
        if (index >= 0 && filtersFit()) {
            filters.forEach((model, of) -> all.add(new Filters(
                    model,
                    of.rows(),
                    of.columns(),
                    Values.joined(IntStream.range(0, of.channels())
                            .mapToObj(channel -> Values.of(of.filter(index, channel)))
                            .toList()))));
        }
        return all;
    }

    private boolean filtersFit() {
        return filters.values().stream()
                        .mapToLong(of -> (long) of.neurons().size() * of.channels() * of.rows() * of.columns())
                        .sum()
                <= MOST_WEIGHTS;
    }

    /** In the order of the file, a row for each ranking and end. */
    List<ImageRow> images(int neuron) {
        record Key(String by, EffectiveImages.End end) {}
        Map<Key, List<Shown>> rows = new LinkedHashMap<>();
        for (EffectiveImages.Image image : images.getOrDefault(neuron, List.of())) {
            rows.computeIfAbsent(new Key(image.by(), image.end()), key -> new ArrayList<>())
                    .add(new Shown(image.image(), image.recorded(), image.predicted()));
        }
        return rows.entrySet().stream()
                .map(row -> new ImageRow(row.getKey().by(), row.getKey().end(), row.getValue()))
                .toList();
    }

    /** How attention is colored, alike on all pages and in the figure. */
    AttentionScale attentionScale() {
        return AttentionScale.of(attentions.values());
    }

    ThumbnailSheet thumbnails() {
        return thumbnails.map(RunAnalyses::sheet).orElse(ThumbnailSheet.none());
    }

    private static ThumbnailSheet sheet(Thumbnails of) {
        int size = of.height() * of.width();
        byte[] pixels = new byte[of.count() * size];
        int[] places = of.places();
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(of.pixels(places[i]), 0, pixels, i * size, size);
        }
        return ThumbnailSheet.of(Arrays.stream(places).boxed().toList(), of.height(), of.width(), pixels);
    }

    /** What is not there of any neuron, a sentence each. */
    Map<Part, String> missing() {
        Map<Part, String> missing = new EnumMap<>(Part.class);
        if (tuning.isEmpty()) {
            missing.put(
                    Part.TUNING,
                    "There are no tuning curves yet; hypercolumn analyze RUN --what tuning computes them.");
        }
        if (decompositions.isEmpty()) {
            missing.put(
                    Part.DECOMPOSITION,
                    "Center and surround have not been separated yet, or no model of this run reads more than the center;"
                            + " hypercolumn analyze RUN --what decomposition separates them.");
        }
        if (attentions.isEmpty()) {
            missing.put(
                    Part.ATTENTION,
                    "Attention has not been analyzed yet, or no model of this run has self-attention; hypercolumn analyze"
                            + " RUN --what attention shows what the center attends to.");
        }
        if (images.isEmpty() || thumbnails.isEmpty()) {
            missing.put(
                    Part.IMAGES,
                    "The most and least effective images are not known yet; hypercolumn analyze RUN --what images finds"
                            + " them.");
        }
        if (filters.isEmpty()) {
            missing.put(
                    Part.FILTERS,
                    "The filters of the first layer have not been collected yet; hypercolumn analyze RUN --what filters"
                            + " collects them.");
        } else if (!filtersFit()) {
            missing.put(
                    Part.FILTERS,
                    "The filters of so many neurons would make this page too large to send. The figure of first-layer"
                            + " filters shows those of one neuron; hypercolumn figures RUN --neuron N draws those of another.");
        }
        if (ceilings.isEmpty()) {
            missing.put(
                    Part.CEILINGS,
                    "There are no noise ceilings: the recording has no single trials, or they have not been analyzed;"
                            + " hypercolumn analyze RUN --what ceilings computes them.");
        }
        return Collections.unmodifiableMap(missing);
    }
}
