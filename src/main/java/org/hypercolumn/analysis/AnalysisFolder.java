package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DigestList;

/** Where the results of a run's analysis are: its folder {@code analysis}, which needs neither models nor recording. */
public final class AnalysisFolder {

    private static final String CONDITIONS = "analysis";

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
        begin(CONDITIONS);
        conditions.write(conditionsFile());
        end(CONDITIONS);
    }

    /**
     * Whether all files of a part that are there are as they were when the part was ended, and none is missing.
     *
     * @param part of the analysis: how the names of its files begin
     * @throws IOException if a file cannot be read
     */
    public boolean isWhole(String part) throws IOException {
        DigestList list = DigestList.read(folder);
        for (Path file : files(part)) {
            if (!list.lists(name(file))) {
                return false;
            }
        }
        return broken(list, part).isEmpty();
    }

    /** The files of a part, relative to the folder, that are others than they were when the part was ended, or missing. */
    public List<String> broken(String part) throws IOException {
        return broken(DigestList.read(folder), part);
    }

    private static List<String> broken(DigestList list, String part) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String name : list.names()) {
            if (isOf(part, name) && !list.isTrueOf(name)) {
                broken.add(name);
            }
        }
        return broken;
    }

    /** Before a part's files are written anew. Damaged ones go: those of other shares or seeds may not be written. */
    public void begin(String part) throws IOException {
        DigestList list = DigestList.read(folder);
        for (String name : broken(list, part)) {
            Files.deleteIfExists(folder.resolve(name));
        }
        list.remove(name -> isOf(part, name));
        list.write();
    }

    /** Lists the SHA-256 of a part's files, which are whole now. Those of single neurons, which only help to go on, are not. */
    public void end(String part) throws IOException {
        DigestList list = DigestList.read(folder);
        for (Path file : files(part)) {
            list.put(file);
        }
        list.write();
    }

    private String name(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private List<Path> files(String part) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && !String.valueOf(file.getFileName()).startsWith(".")
                            && isOf(part, name(file)))
                    .toList();
        }
    }

    /**
     * {@code attention.csv}, {@code attention-population.csv} and {@code attention/ff-sa-cnn.npz} are of one part, as are {@code
     * scores.csv} and {@code neuron-scores.csv}.
     */
    private static boolean isOf(String part, String name) {
        String own = name.startsWith("neuron-") ? name.substring("neuron-".length()) : name;
        return own.startsWith(part) && own.length() > part.length() && ".-/".indexOf(own.charAt(part.length())) >= 0;
    }

    private Path conditionsFile() {
        return folder.resolve(CONDITIONS + ".json");
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
