package org.hypercolumn.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Scores;

/**
 * The scores of every neuron, by model and share of the training images: what {@link PopulationScores} are means of.
 *
 * @param all by model, share (rising) and neuron
 */
public record NeuronScores(List<Row> all) {

    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of("model", "share", "neuron", "seeds"),
                    Metric.paper().stream().map(Metric::id))
            .toList();

    public NeuronScores {
        all = List.copyOf(all);
    }

    /**
     * One neuron's score.
     *
     * @param model id
     * @param share of the training images, in (0, 1]
     * @param neuron index in the recording
     * @param seeds how many fits the scores are means of
     * @param scores those of the paper; NaN where undefined, and for all others
     */
    public record Row(String model, double share, int neuron, int seeds, Scores scores) {}

    /** Those of one model and share, neurons rising; none where it was not fitted. */
    public List<Row> of(String model, double share) {
        return all.stream()
                .filter(row -> row.model().equals(model) && row.share() == share)
                .toList();
    }

    /** Writes {@code neuron-scores.csv}, one row a model, share and neuron, NaN where undefined; whole or not at all. */
    public void write(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (Row row : all) {
            List<String> cells = new ArrayList<>(List.of(
                    row.model(),
                    DecimalText.of(row.share()),
                    Integer.toString(row.neuron()),
                    Integer.toString(row.seeds())));
            Metric.paper().forEach(metric -> cells.add(DecimalText.of(metric.of(row.scores()))));
            rows.add(cells);
        }
        CsvRows.write(file, COLUMNS, rows);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if it is damaged or no such file
     */
    public static NeuronScores read(Path file) throws IOException {
        List<Row> all = new ArrayList<>();
        for (CsvRows.Row row : CsvRows.read(file, COLUMNS)) {
            Map<Metric, Double> values = new EnumMap<>(Metric.class);
            for (Metric metric : Metric.paper()) {
                values.put(metric, row.number(metric.id()));
            }
            all.add(new Row(
                    row.text("model"),
                    row.number("share"),
                    row.wholeNumber("neuron", 0),
                    row.wholeNumber("seeds", 1),
                    Scores.of(metric -> values.getOrDefault(metric, Double.NaN))));
        }
        return new NeuronScores(all);
    }
}
