package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.hypercolumn.data.BadDataFileException;

/** Where the results of a run's analysis are: its folder {@code analysis}, which needs neither models nor recording. */
public final class AnalysisFolder {

    private final Path folder;

    private AnalysisFolder(Path folder) {
        this.folder = folder;
    }

    /** The results in a folder, which need not exist yet. */
    public static AnalysisFolder of(Path folder) {
        return new AnalysisFolder(folder);
    }

    /** The folder itself. */
    public Path path() {
        return folder;
    }

    /** Whether anything has been analysed. */
    public boolean hasConditions() {
        return Files.exists(conditionsFile());
    }

    /**
     * What the results are of.
     *
     * @throws BadDataFileException if nothing has been analysed, or the file is damaged
     */
    public AnalysisConditions conditions() throws IOException {
        return AnalysisConditions.read(conditionsFile());
    }

    /** Writes what the results are of. */
    public void write(AnalysisConditions conditions) throws IOException {
        conditions.write(conditionsFile());
    }

    private Path conditionsFile() {
        return folder.resolve("analysis.json");
    }

    /** {@link TuningCurves} of a model. */
    public Path tuning(AnalysisConditions conditions, String model) {
        return result("tuning", conditions, model);
    }

    /** {@link Decomposition} of a model's readout. */
    public Path decomposition(AnalysisConditions conditions, String model) {
        return result("decomposition", conditions, model);
    }

    /** What a readout reads, of one neuron. */
    public Path decomposition(AnalysisConditions conditions, String model, int neuron) {
        return ofNeuron("decomposition", conditions, model, neuron);
    }

    /** {@link CenterAttention} of a model. */
    public Path attention(AnalysisConditions conditions, String model) {
        return result("attention", conditions, model);
    }

    /** How a model attends, of one neuron. */
    public Path attention(AnalysisConditions conditions, String model, int neuron) {
        return ofNeuron("attention", conditions, model, neuron);
    }

    /** {@link PopulationScores}. */
    public Path scores() {
        return folder.resolve("scores.csv");
    }

    /** {@link NeuronScores}. */
    public Path neuronScores() {
        return folder.resolve("neuron-scores.csv");
    }

    /** {@link FirstFilters} of a model. */
    public Path filters(AnalysisConditions conditions, String model) {
        return result("filters", conditions, model);
    }

    /** {@link EffectiveImages}. */
    public Path images() {
        return folder.resolve("images.csv");
    }

    /** {@link Thumbnails} of all images that {@link #images} names. */
    public Path thumbnails() {
        return folder.resolve("images.npz");
    }

    /** {@link Ceilings}; of no neuron where the recording has no trials. */
    public Path ceilings() {
        return folder.resolve("ceilings.csv");
    }

    private Path result(String kind, AnalysisConditions conditions, String model) {
        return folder.resolve(kind).resolve(model + conditions.variant() + ".npz");
    }

    private Path ofNeuron(String kind, AnalysisConditions conditions, String model, int neuron) {
        return folder.resolve(kind)
                .resolve(model + conditions.variant())
                .resolve(String.format(Locale.ROOT, "neuron_%04d.npz", neuron));
    }
}
