package org.hypercolumn.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Trials;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.metrics.ExplainableVariance;
import org.hypercolumn.metrics.SplitHalf;
import org.hypercolumn.metrics.Summary;

/**
 * How well any model could score on neurons that do not repeat themselves exactly: for each, what {@link SplitHalf} and
 * {@link ExplainableVariance} say of its single trials. There are none for a recording that has means only.
 */
public final class Ceilings {

    /** The same always: a ceiling belongs to the recording, and must not change with a run's seed or choice of neurons. */
    private static final long SEED = 1;

    private static final String NEURON = "neuron";

    /** A column of numbers by its name in files. */
    private static final Map<String, ToDoubleFunction<Neuron>> NUMBERS = numbers();

    private final List<Neuron> neurons;

    private Ceilings(List<Neuron> neurons) {
        this.neurons = neurons;
    }

    /**
     * What a neuron's repeats say; dimensionless.
     *
     * @param neuron its index in the recording
     * @param repeats how often an image was shown, median over the images
     * @param splitHalf r, correlation over images of the mean responses in two halves of the repeats; see {@link SplitHalf}
     * @param reliability 2r / (1 + r), the ceiling of CORR²
     * @param correlationCeiling its root, the ceiling of CORR to the average over repeats
     * @param explainableVariance FEV, the share of the variance of single trials that images can explain; see
     *     {@link ExplainableVariance}
     */
    public record Neuron(
            int neuron,
            double repeats,
            double splitHalf,
            double reliability,
            double correlationCeiling,
            double explainableVariance) {}

    private static Map<String, ToDoubleFunction<Neuron>> numbers() {
        Map<String, ToDoubleFunction<Neuron>> numbers = new LinkedHashMap<>();
        numbers.put("repeats", Neuron::repeats);
        numbers.put("split_half", Neuron::splitHalf);
        numbers.put("reliability", Neuron::reliability);
        numbers.put("corr_ceiling", Neuron::correlationCeiling);
        numbers.put("fev", Neuron::explainableVariance);
        return numbers;
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(NEURON));
        columns.addAll(NUMBERS.keySet());
        return columns;
    }

    /**
     * Computes them from the trials of the tier that is reported on.
     *
     * @param trials {@code [R, S, N]}
     * @param neurons which, 0 to N - 1
     * @throws IllegalArgumentException if there is no such neuron
     */
    public static Ceilings of(Trials trials, int[] neurons) {
        List<Neuron> ceilings = new ArrayList<>();
        for (int neuron : neurons) {
            float[][] own = trials.neuron(neuron);
            SplitHalf half = SplitHalf.of(own, RandomStream.of(SEED, "split halves", neuron));
            ceilings.add(new Neuron(
                    neuron,
                    median(Arrays.stream(own).mapToInt(image -> image.length).toArray()),
                    half.correlation(),
                    half.reliability(),
                    half.correlationCeiling(),
                    ExplainableVariance.of(own).share()));
        }
        return new Ceilings(List.copyOf(ceilings));
    }

    /** Those of a recording without single trials: of no neuron. */
    public static Ceilings none() {
        return new Ceilings(List.of());
    }

    private static double median(int[] counts) {
        if (counts.length == 0) {
            return Double.NaN;
        }
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
    }

    /** All neurons, in the order given. */
    public List<Neuron> neurons() {
        return neurons;
    }

    /** One neuron by its index in the recording; empty if it is not among them. */
    public Optional<Neuron> neuron(int index) {
        return neurons.stream().filter(neuron -> neuron.neuron == index).findFirst();
    }

    /** Mean over the neurons of the ceiling of CORR, and how many have none; {@link SplitHalf#NO_CEILING} says why. */
    public Summary correlationCeiling() {
        return Summary.of(column(Neuron::correlationCeiling));
    }

    /** Mean over the neurons of FEV, and how many have none; {@link ExplainableVariance#UNDEFINED} says why. */
    public Summary explainableVariance() {
        return Summary.of(column(Neuron::explainableVariance));
    }

    private double[] column(ToDoubleFunction<Neuron> number) {
        return neurons.stream().mapToDouble(number).toArray();
    }

    /**
     * Writes a row a neuron: neuron, repeats, split_half, reliability, corr_ceiling, fev.
     *
     * @throws IOException if {@code csv} cannot be written
     */
    public void write(Path csv) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (Neuron neuron : neurons) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(neuron.neuron)));
            NUMBERS.values().forEach(number -> row.add(DecimalText.of(number.applyAsDouble(neuron))));
            rows.add(row);
        }
        CsvRows.write(csv, columns(), rows);
    }

    /**
     * Writes {@code neurons} i8 [N] and, f8 [N] each, the other columns of {@link #write} by their names.
     *
     * @throws IOException if {@code npz} cannot be written
     */
    public void writeArrays(Path npz) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put(
                "neurons",
                NamedArrays.of(neurons.stream().mapToInt(Neuron::neuron).toArray()));
        NUMBERS.forEach((name, number) -> arrays.put(name, NpyArray.ofDoubles(column(number), neurons.size())));
        NpzFile.write(npz, arrays);
    }

    /**
     * Writes the same rows, null for NaN, with what the columns are, their means, and how many are undefined.
     *
     * @throws IOException if {@code json} cannot be written
     */
    public void writeJson(Path json) throws IOException {
        ObjectNode root = JsonText.object();
        root.putObject("what")
                .put("repeats", "how often an image was shown, median over images")
                .put(
                        "split_half",
                        "correlation over images of mean responses in two random halves of the repeats, mean of "
                                + SplitHalf.SPLITS + " splits")
                .put("reliability", "2 split_half / (1 + split_half), the ceiling of CORR squared")
                .put("corr_ceiling", "square root of reliability, the ceiling of CORR to the average over repeats")
                .put("fev", "(total - noise) / total variance of single trials");
        ObjectNode undefined = root.putObject("undefined");
        ObjectNode mean = root.putObject("mean");
        NUMBERS.forEach((name, number) -> {
            Summary summary = Summary.of(column(number));
            undefined.put(name, summary.undefined());
            mean.set(name, JsonText.number(summary.mean()));
        });
        root.set("columns", JsonText.texts(columns()));
        ArrayNode rows = root.putArray("rows");
        for (Neuron neuron : neurons) {
            List<JsonNode> row = new ArrayList<>();
            row.add(JsonText.number(neuron.neuron));
            NUMBERS.values().forEach(number -> row.add(JsonText.number(number.applyAsDouble(neuron))));
            rows.addRawValue(JsonText.row(row));
        }
        JsonText.write(json, root);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if there is no such file, or it is damaged or another
     * @throws IOException if {@code csv} cannot be read
     */
    public static Ceilings read(Path csv) throws IOException {
        List<Neuron> neurons = new ArrayList<>();
        for (CsvRows.Row row : CsvRows.read(csv, columns())) {
            neurons.add(new Neuron(
                    row.wholeNumber(NEURON, 0),
                    row.number("repeats"),
                    row.number("split_half"),
                    row.number("reliability"),
                    row.number("corr_ceiling"),
                    row.number("fev")));
        }
        return new Ceilings(List.copyOf(neurons));
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
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (String name : NUMBERS.keySet()) {
            columns.put(name, arrays.array(name, ElementType.F8, indices.length).toDoubles());
        }
        List<Neuron> neurons = new ArrayList<>();
        for (int n = 0; n < indices.length; n++) {
            int row = n;
            double[] values =
                    columns.values().stream().mapToDouble(column -> column[row]).toArray();
            neurons.add(new Neuron(indices[n], values[0], values[1], values[2], values[3], values[4]));
        }
        return new Ceilings(List.copyOf(neurons));
    }
}
