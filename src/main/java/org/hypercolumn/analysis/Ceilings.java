package org.hypercolumn.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Tier;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.metrics.RepeatMeasure;
import org.hypercolumn.metrics.Repeatability;
import org.hypercolumn.metrics.Summary;

/**
 * How well any model could score on neurons that do not repeat themselves exactly: for each what its single trials say, and
 * what the recording calls it. Where the recording has means only, there are neurons without any ceiling.
 */
public final class Ceilings {

    /** The same always: a ceiling belongs to the recording, and must not change with a run's seed or choice of neurons. */
    private static final long SEED = 1;

    private static final String NEURON = "neuron";
    private static final String ID = "neuron_id";
    private static final String IMAGES = "images";

    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of(NEURON, ID, IMAGES),
                    Arrays.stream(RepeatMeasure.values()).map(RepeatMeasure::id))
            .toList();

    private final List<Neuron> neurons;

    private Ceilings(List<Neuron> neurons) {
        this.neurons = List.copyOf(neurons);
    }

    /**
     * What is known of a neuron.
     *
     * @param neuron its index in the recording
     * @param id what the recording calls it; its index where the recording does not say
     * @param images how many images this is of
     * @param repeats what its single trials say; {@link Repeatability#UNKNOWN} without any
     */
    public record Neuron(int neuron, String id, int images, Repeatability repeats) {}

    /**
     * Computes them from the images that are reported on.
     *
     * @param neurons which, 0 to N - 1
     * @throws IllegalArgumentException if there is no such neuron
     */
    public static Ceilings of(Tier reported, NeuronIds ids, int... neurons) {
        List<Neuron> ceilings = new ArrayList<>();
        for (int neuron : neurons) {
            Repeatability repeats = reported.responses()
                    .trials()
                    .map(trials -> Repeatability.of(
                            trials.neuron(neuron),
                            RandomStream.of(SEED, "split halves", neuron),
                            RandomStream.of(SEED, "noise-free peak tuning", neuron)))
                    .orElse(Repeatability.UNKNOWN);
            ceilings.add(new Neuron(neuron, ids.at(neuron), reported.count(), repeats));
        }
        return new Ceilings(ceilings);
    }

    /** Those of no neuron. */
    public static Ceilings none() {
        return new Ceilings(List.of());
    }

    /** Those of several sets of neurons, one after the other. */
    public static Ceilings joined(List<Ceilings> parts) {
        return new Ceilings(
                parts.stream().flatMap(part -> part.neurons.stream()).toList());
    }

    /** Those of some of the neurons, in our order; of indices that are not among them nothing. */
    public Ceilings select(Collection<Integer> indices) {
        return new Ceilings(neurons.stream()
                .filter(neuron -> indices.contains(neuron.neuron))
                .toList());
    }

    /** All neurons, in the order given. */
    public List<Neuron> neurons() {
        return neurons;
    }

    /** One neuron by its index in the recording; empty if it is not among them. */
    public Optional<Neuron> neuron(int index) {
        return neurons.stream().filter(neuron -> neuron.neuron == index).findFirst();
    }

    /** Whether single trials were recorded of any neuron. */
    public boolean haveTrials() {
        return summary(RepeatMeasure.REPEATS).defined() > 0;
    }

    /** Mean of a measure over the neurons, and how many have none; {@link RepeatMeasure#undefined} says why. */
    public Summary summary(RepeatMeasure measure) {
        return Summary.of(column(measure));
    }

    private double[] column(RepeatMeasure measure) {
        return neurons.stream()
                .mapToDouble(neuron -> measure.of(neuron.repeats))
                .toArray();
    }

    /**
     * Writes a row a neuron: neuron, neuron_id, images, and a column each {@link RepeatMeasure}.
     *
     * @throws IOException if {@code csv} cannot be written
     */
    public void write(Path csv) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (Neuron neuron : neurons) {
            List<String> row = new ArrayList<>(
                    List.of(Integer.toString(neuron.neuron), neuron.id, Integer.toString(neuron.images)));
            for (RepeatMeasure measure : RepeatMeasure.values()) {
                row.add(DecimalText.of(measure.of(neuron.repeats)));
            }
            rows.add(row);
        }
        CsvRows.write(csv, COLUMNS, rows);
    }

    /**
     * Writes {@code neurons} and {@code images} i8 [N], {@code neuron_ids} text [N] and, f8 [N] each, the measures by their ids.
     *
     * @throws IOException if {@code npz} cannot be written
     */
    public void writeArrays(Path npz) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put(
                "neurons",
                NamedArrays.of(neurons.stream().mapToInt(Neuron::neuron).toArray()));
        arrays.put(
                "neuron_ids", NpyArray.ofText(neurons.stream().map(Neuron::id).toArray(String[]::new), neurons.size()));
        arrays.put(
                IMAGES, NamedArrays.of(neurons.stream().mapToInt(Neuron::images).toArray()));
        for (RepeatMeasure measure : RepeatMeasure.values()) {
            arrays.put(measure.id(), NpyArray.ofDoubles(column(measure), neurons.size()));
        }
        NpzFile.write(npz, arrays);
    }

    /**
     * Writes the same rows, null for NaN, with what the columns are, their means, and how many are undefined.
     *
     * @throws IOException if {@code json} cannot be written
     */
    public void writeJson(Path json) throws IOException {
        ObjectNode root = JsonText.object();
        ObjectNode what = root.putObject("what");
        ObjectNode undefined = root.putObject("undefined");
        ObjectNode mean = root.putObject("mean");
        for (RepeatMeasure measure : RepeatMeasure.values()) {
            Summary summary = summary(measure);
            what.put(measure.id(), measure.words());
            undefined.put(measure.id(), summary.undefined());
            mean.set(measure.id(), JsonText.number(summary.mean()));
        }
        root.set("columns", JsonText.texts(COLUMNS));
        ArrayNode rows = root.putArray("rows");
        for (Neuron neuron : neurons) {
            List<JsonNode> row = new ArrayList<>(
                    List.of(JsonText.number(neuron.neuron), JsonText.text(neuron.id), JsonText.number(neuron.images)));
            for (RepeatMeasure measure : RepeatMeasure.values()) {
                row.add(JsonText.number(measure.of(neuron.repeats)));
            }
            rows.addRawValue(JsonText.row(row));
        }
        JsonText.write(json, root);
    }

    /**
     * Reads a result of an analysis that {@link #write} wrote.
     *
     * @throws BadDataFileException if there is no such file, or it is damaged or another
     * @throws IOException if {@code csv} cannot be read
     */
    public static Ceilings read(Path csv) throws IOException {
        return of(CsvRows.read(csv, COLUMNS));
    }

    /**
     * Reads a run's neurons.csv that {@link #write} wrote.
     *
     * @throws BadDataFileException if there is no such file, or it is damaged or another
     * @throws IOException if {@code csv} cannot be read
     */
    public static Ceilings readOfRun(Path csv) throws IOException {
        return of(CsvRows.read(csv, COLUMNS, "run its study or fit command again"));
    }

    private static Ceilings of(List<CsvRows.Row> rows) throws BadDataFileException {
        List<Neuron> neurons = new ArrayList<>();
        for (CsvRows.Row row : rows) {
            Map<RepeatMeasure, Double> values = new EnumMap<>(RepeatMeasure.class);
            for (RepeatMeasure measure : RepeatMeasure.values()) {
                values.put(measure, row.number(measure.id()));
            }
            neurons.add(new Neuron(
                    row.wholeNumber(NEURON, 0),
                    row.text(ID),
                    row.wholeNumber(IMAGES, 0),
                    Repeatability.of(measure -> values.getOrDefault(measure, Double.NaN))));
        }
        return new Ceilings(neurons);
    }

    /**
     * Reads what {@link #writeArrays} wrote.
     *
     * @throws BadDataFileException if there is no such file, or it is damaged or another
     * @throws IOException if {@code npz} cannot be read
     */
    public static Ceilings readArrays(Path npz) throws IOException {
        NamedArrays arrays = NamedArrays.read(npz);
        int[] indices = arrays.wholeNumbers("neurons", NamedArrays.ANY, 0);
        String[] ids =
                arrays.array("neuron_ids", ElementType.TEXT, indices.length).toText();
        int[] images = arrays.wholeNumbers(IMAGES, indices.length, 0);
        Map<RepeatMeasure, double[]> columns = new EnumMap<>(RepeatMeasure.class);
        for (RepeatMeasure measure : RepeatMeasure.values()) {
            columns.put(measure, arrays.doubles(measure.id(), indices.length));
        }
        List<Neuron> neurons = new ArrayList<>();
        for (int n = 0; n < indices.length; n++) {
            int row = n;
            neurons.add(new Neuron(
                    indices[n],
                    ids[n],
                    images[n],
                    Repeatability.of(measure -> Objects.requireNonNull(columns.get(measure))[row])));
        }
        return new Ceilings(neurons);
    }
}
