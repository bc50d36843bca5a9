package org.hypercolumn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hypercolumn.analysis.AnalysisConditions;
import org.hypercolumn.analysis.AnalysisFolder;
import org.hypercolumn.analysis.AttentionAnalysis;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.analysis.CenterAttention;
import org.hypercolumn.analysis.Decomposition;
import org.hypercolumn.analysis.DecompositionText;
import org.hypercolumn.analysis.EffectiveImages;
import org.hypercolumn.analysis.FirstFilters;
import org.hypercolumn.analysis.NeuronDecomposition;
import org.hypercolumn.analysis.NeuronScores;
import org.hypercolumn.analysis.PopulationScores;
import org.hypercolumn.analysis.Thumbnails;
import org.hypercolumn.analysis.TuningCurves;
import org.hypercolumn.analysis.TuningText;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.ReadoutKind;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Partition;
import org.hypercolumn.train.Partitions;
import org.hypercolumn.train.PredictionsFile;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.ScoresFile;

/**
 * Makes the results of a run's folder {@code analysis}: of the models that are fitted to all of the neurons asked for, on the
 * images that scores are reported on.
 */
public final class RunAnalysis {

    private final RunFolder folder;
    private final RunDescription description;
    private final List<FitScore> rows;
    private final List<Architecture> models;
    private final AnalysisFolder results;
    private final AnalysisConditions conditions;

    private RunAnalysis(
            RunFolder folder,
            RunDescription description,
            List<FitScore> rows,
            List<Architecture> models,
            AnalysisConditions conditions) {
        this.folder = folder;
        this.description = description;
        this.rows = rows;
        this.models = models;
        this.results = AnalysisFolder.of(folder.analysis());
        this.conditions = conditions;
    }

    /**
     * The analysis of a run as far as it has come.
     *
     * @param selection which of its fits
     * @throws IllegalArgumentException if the run has no such neuron, share or seed
     * @throws BadDataFileException if no model is fitted to all of these neurons yet, or a file is damaged
     */
    public static RunAnalysis of(RunFolder folder, RunDescription description, AnalysisSelection selection)
            throws IOException {
        if (!Files.exists(folder.scores())) {
            throw new BadDataFileException(folder.path(), "has no scores yet; run its study or fit command again");
        }
        List<FitScore> rows = ScoresFile.readScores(folder.scores(), description.plan());
        ModelScores.requireComparable(rows);
        double share = selection.shareOf(description);
        long seed = selection.seedOf(description);
        List<Integer> neurons = selection.neuronsOf(description);
        List<Architecture> models = new ArrayList<>();
        for (Architecture model : description.models()) {
            Path predictions = folder.predictions(model, share, seed);
            if ((Files.exists(predictions) || folder.seal().lists(predictions))
                    && PredictionsFile.read(folder, predictions).neurons().containsAll(neurons)) {
                models.add(model);
            }
        }
        if (models.isEmpty() || rows.isEmpty()) {
            throw new BadDataFileException(
                    folder.path(),
                    "expected a model that is fitted to all %d neurons with share %s and seed %d, got none; run its study or fit command again"
                            .formatted(neurons.size(), share, seed));
        }
        var conditions = new AnalysisConditions(
                description.data().site(),
                rows.get(0).tier(),
                description.plan().protocol().id(),
                share,
                seed,
                RunFolder.variant(share, seed),
                models.stream().map(Architecture::id).toList(),
                neurons,
                neurons.stream().map(description.data()::neuronId).toList());
        return new RunAnalysis(folder, description, rows, models, conditions);
    }

    /** What the results are of. */
    public AnalysisConditions conditions() {
        return conditions;
    }

    /** The models of the run that are left out, since they are not fitted to all of the neurons yet. */
    public List<String> leftOut() {
        List<String> ids = new ArrayList<>(
                description.models().stream().map(Architecture::id).toList());
        ids.removeAll(conditions.models());
        return ids;
    }

    /** Notes what the results are of; before anything that reads them. */
    public void begin() throws IOException {
        results.write(conditions);
    }

    /**
     * Whether this part's results are there, as they were written, and of just these conditions. Scores never are: they are of all shares and seeds of
     * a run that may have grown since, and take a second.
     */
    public boolean isMade(AnalysisPart part) throws IOException {
        if (!results.hasConditions() || !results.conditions().equals(conditions) || !results.isWhole(part.id())) {
            return false;
        }
        return switch (part) {
            case SCORES -> false;
            case TUNING -> all(models, model -> results.tuning(conditions, model));
            case IMAGES -> Files.exists(results.images()) && Files.exists(results.thumbnails());
            case CEILINGS -> Files.exists(results.ceilings());
            case DECOMPOSITION -> all(widelyRead(), model -> results.decomposition(conditions, model));
            case ATTENTION -> all(attending(), model -> results.attention(conditions, model));
            case FILTERS -> all(models, model -> results.filters(conditions, model));
        };
    }

    private static boolean all(List<Architecture> wanted, Function<String, Path> file) {
        return wanted.stream().allMatch(model -> Files.exists(file.apply(model.id())));
    }

    /** The files of a part, relative to the folder of the analysis, that were damaged since they were written, or are missing. */
    public List<String> broken(AnalysisPart part) throws IOException {
        return results.broken(part.id());
    }

    /** Before a part is made. */
    public void begin(AnalysisPart part) throws IOException {
        results.begin(part.id());
    }

    /** When a part is made. */
    public void end(AnalysisPart part) throws IOException {
        results.end(part.id());
    }

    /** Whether a part can still be made: the models that it runs are in the run. */
    public boolean hasModels(AnalysisPart part) {
        List<Architecture> wanted = switch (part) {
            case DECOMPOSITION -> widelyRead();
            case ATTENTION -> attending();
            default -> models;
        };
        return !part.needsModels()
                || wanted.stream()
                        .allMatch(model ->
                                conditions.neurons().stream().allMatch(neuron -> folder.isDone(fit(model, neuron))));
    }

    /** Scores of all models at all shares, of every neuron and over the population. */
    public void scores() throws IOException {
        new NeuronScores(PopulationScoring.neurons(rows)).write(results.neuronScores());
        new PopulationScores(PopulationScoring.of(rows)).write(results.path());
    }

    /** Tuning curves of every model, from the run's predictions. */
    public void tuning() throws IOException {
        Map<String, TuningCurves> curves = new LinkedHashMap<>();
        for (Architecture model : models) {
            TuningCurves curve = predictions(model).tuning();
            curve.write(results.tuning(conditions, model.id()));
            curves.put(model.id(), curve);
        }
        TuningText.write(results.path(), curves);
    }

    /** How well any model could do; of no neuron where the reported images have no single trials. */
    public void ceilings(Recording recording) throws IOException {
        int[] neurons =
                conditions.neurons().stream().mapToInt(Integer::intValue).toArray();
        Partition partition = partition(recording);
        Ceilings ceilings = partition.report().responses().trials().isPresent()
                ? Ceilings.of(partition.report(), partition.neuronIds(), neurons)
                : Ceilings.none();
        ceilings.write(results.ceilings());
        ceilings.writeArrays(results.path().resolve("ceilings.npz"));
        ceilings.writeJson(results.path().resolve("ceilings.json"));
    }

    /** The most and least effective images of every neuron, recorded and by every model, with thumbnails. */
    public void images(Recording recording) throws IOException {
        List<EffectiveImages> parts = new ArrayList<>();
        for (Architecture model : models) {
            NeuronPredictions predictions = predictions(model);
            if (parts.isEmpty()) {
                parts.addAll(predictions.effectiveRecorded(EffectiveImages.IMAGES));
            }
            parts.addAll(predictions.effective(model.id(), EffectiveImages.IMAGES));
        }
        EffectiveImages images = EffectiveImages.joined(parts);
        var thumbnails =
                Thumbnails.of(Partition.own(recording, conditions.tier()).stimuli(), images.places());
        thumbnails.write(results.thumbnails());
        images.write(results.images());
        images.writeJson(results.path().resolve("images.json"), thumbnails);
    }

    /** What each hypercolumn adds to the predictions of the models that read more than the center. */
    public void decomposition(Recording recording, int threads) throws IOException, InterruptedException {
        Partition partition = partition(recording);
        Map<String, Decomposition> decompositions = new LinkedHashMap<>();
        for (Architecture model : widelyRead()) {
            int[] places = predictions(model).places();
            NeuronTasks.run(conditions.neurons(), threads, neuron -> {
                Path file = results.decomposition(conditions, model.id(), neuron);
                if (!isWhole(file)) {
                    NeuronDecomposition.of(
                                    neuron,
                                    folder.readModel(fit(model, neuron)),
                                    partition.report().stimuli(),
                                    places)
                            .write(file);
                }
            });
            Decomposition all = Decomposition.of(
                    conditions.neurons(),
                    neuron -> NeuronDecomposition.read(results.decomposition(conditions, model.id(), neuron)));
            all.write(results.decomposition(conditions, model.id()));
            decompositions.put(model.id(), all);
        }
        if (!decompositions.isEmpty()) {
            DecompositionText.write(results.path().resolve("decomposition.csv"), decompositions);
            DecompositionText.writeExplanation(results.path().resolve("decomposition.json"), decompositions);
        }
    }

    /** What the center attends to, of the models with attention. */
    public void attention(Recording recording, Kernels kernels, int threads) throws IOException, InterruptedException {
        Partition partition = partition(recording);
        List<CenterAttention> attentions = new ArrayList<>();
        for (Architecture model : attending()) {
            NeuronPredictions predictions = predictions(model);
            var analysis =
                    AttentionAnalysis.of(model, kernels, partition.report().stimuli(), predictions.places());
            NeuronTasks.run(conditions.neurons(), threads, neuron -> {
                Path file = results.attention(conditions, model.id(), neuron);
                if (!isWhole(file)) {
                    analysis.of(
                                    neuron,
                                    folder.readModel(fit(model, neuron)),
                                    partition.normalization(),
                                    predictions.recorded(conditions.neurons().indexOf(neuron)))
                            .write(file);
                }
            });
            List<Path> files = conditions.neurons().stream()
                    .map(neuron -> results.attention(conditions, model.id(), neuron))
                    .toList();
            CenterAttention all = CenterAttention.of(files, EffectiveImages.IMAGES);
            all.write(results.attention(conditions, model.id()));
            attentions.add(all);
        }
        if (!attentions.isEmpty()) {
            CenterAttention.writeTables(results.path(), attentions);
        }
    }

    /** The first layer's filters of every model, which figures cannot read themselves. */
    public void filters() throws IOException {
        for (Architecture model : models) {
            FirstFilters.of(conditions.neurons(), neuron -> folder.readModel(fit(model, neuron)))
                    .write(results.filters(conditions, model.id()));
        }
    }

    /** Whether the result of one neuron is there from an analysis that was stopped, and its checksums are right. */
    private static boolean isWhole(Path file) throws IOException {
        try {
            return Files.exists(file) && !NpzFile.read(file).isEmpty();
        } catch (BadDataFileException e) {
            return false;
        }
    }

    /** Models whose readout has more than the center to decompose. */
    private List<Architecture> widelyRead() {
        return models.stream()
                .filter(model -> model.readout() != ReadoutKind.CENTER)
                .toList();
    }

    private List<Architecture> attending() {
        return models.stream().filter(Architecture::hasAttention).toList();
    }

    private Fit fit(Architecture model, int neuron) {
        return new Fit(model, neuron, conditions.share(), conditions.seed());
    }

    private Partition partition(Recording recording) {
        return Partitions.of(recording, description.plan()).of(conditions.share(), conditions.seed());
    }

    private NeuronPredictions predictions(Architecture model) throws IOException {
        PredictionsFile file =
                PredictionsFile.read(folder, folder.predictions(model, conditions.share(), conditions.seed()));
        return NeuronPredictions.of(file, conditions.tier(), conditions.neurons());
    }
}
