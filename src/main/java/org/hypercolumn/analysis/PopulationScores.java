package org.hypercolumn.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Summary;

/**
 * The scores of all models at all shares of the training images, over the population: correlation and peak tuning a model,
 * and how they rise with the data.
 *
 * <p>Source: Lin et al. 2025, figures 5 and 6; over shares, table 3 of A.7.
 *
 * @param all by model, share (rising) and metric
 */
public record PopulationScores(List<PopulationScore> all) {

    private static final List<String> COLUMNS =
            List.of("model", "share", "metric", "mean", "low", "high", "neurons", "undefined");

    public PopulationScores {
        all = List.copyOf(all);
    }

    /** The models that have scores, in order. */
    public List<String> models() {
        return all.stream().map(PopulationScore::model).distinct().toList();
    }

    /** The shares that any model has scores at, rising. */
    public List<Double> shares() {
        return all.stream().map(PopulationScore::share).distinct().sorted().toList();
    }

    /** The score of a model, where it was fitted with that share. */
    public Optional<PopulationScore> of(String model, double share, Metric metric) {
        return all.stream()
                .filter(score -> score.model().equals(model) && score.share() == share && score.metric() == metric)
                .findFirst();
    }

    /**
     * Writes {@code scores.csv}, one row a score, NaN where undefined; {@code scores.npz}, the same by model, share and metric; and
     * {@code scores.json}, which says what the numbers are; each whole or not at all.
     */
    public void write(Path folder) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (PopulationScore score : all) {
            rows.add(List.of(
                    score.model(),
                    DecimalText.of(score.share()),
                    score.metric().id(),
                    DecimalText.of(score.summary().mean()),
                    DecimalText.of(score.interval().low()),
                    DecimalText.of(score.interval().high()),
                    Integer.toString(score.summary().defined()),
                    Integer.toString(score.summary().undefined())));
        }
        CsvRows.write(folder.resolve("scores.csv"), COLUMNS, rows);
        NpzFile.write(folder.resolve("scores.npz"), arrays());
        ObjectNode json = JsonText.object();
        json.put("what", "scores over the population: means over neurons, each neuron's score averaged over seeds");
        json.put("source", "Lin et al. 2025, figures 5 and 6, and table 3 of A.7");
        ObjectNode columns = json.putObject("scores.csv");
        columns.put("model", "id");
        columns.put("share", "of the training images, in (0, 1]");
        columns.put("metric", "corr: correlation; ptj, pts: joint and separate peak tuning, shares");
        columns.put("mean", "over the neurons that have the score");
        columns.put("low", "lower end of its 95 % interval over neurons, " + MeanEstimate.METHOD);
        columns.put("high", "upper end");
        columns.put("neurons", "that have the score");
        columns.put("undefined", "neurons that have none");
        json.put(
                "scores.npz",
                "models [M], shares [K], metrics [3]; mean, low, high, neurons [M, K, 3], NaN and 0 where not fitted");
        JsonText.write(folder.resolve("scores.json"), json);
    }

    private Map<String, NpyArray> arrays() {
        int[] shape = {models().size(), shares().size(), Metric.paper().size()};
        double[] means = new double[shape[0] * shape[1] * shape[2]];
        double[] lows = new double[means.length];
        double[] highs = new double[means.length];
        long[] neurons = new long[means.length];
        int i = 0;
        for (String model : models()) {
            for (double share : shares()) {
                for (Metric metric : Metric.paper()) {
                    Optional<PopulationScore> score = of(model, share, metric);
                    Interval interval = score.map(PopulationScore::interval).orElse(Interval.UNDEFINED);
                    means[i] = score.map(found -> found.summary().mean()).orElse(Double.NaN);
                    lows[i] = interval.low();
                    highs[i] = interval.high();
                    neurons[i++] = score.map(found -> found.summary().defined()).orElse(0);
                }
            }
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("models", NpyArray.ofText(models().toArray(String[]::new), shape[0]));
        arrays.put(
                "shares",
                NpyArray.ofDoubles(
                        shares().stream().mapToDouble(Double::doubleValue).toArray(), shape[1]));
        String[] metrics = Metric.paper().stream().map(Metric::id).toArray(String[]::new);
        arrays.put("metrics", NpyArray.ofText(metrics, shape[2]));
        arrays.put("mean", NpyArray.ofDoubles(means, shape));
        arrays.put("low", NpyArray.ofDoubles(lows, shape));
        arrays.put("high", NpyArray.ofDoubles(highs, shape));
        arrays.put("neurons", NpyArray.ofLongs(neurons, shape));
        return arrays;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if it is damaged or no such file
     */
    public static PopulationScores read(Path file) throws IOException {
        List<PopulationScore> all = new ArrayList<>();
        for (CsvRows.Row row : CsvRows.read(file, COLUMNS)) {
            all.add(score(row));
        }
        return new PopulationScores(all);
    }

    private static PopulationScore score(CsvRows.Row row) throws BadDataFileException {
        Metric metric = Metric.paper().stream()
                .filter(known -> known.id().equals(row.text("metric")))
                .findFirst()
                .orElseThrow(() -> row.bad("metric", "corr, ptj or pts"));
        var summary = new Summary(row.number("mean"), row.wholeNumber("neurons", 0), row.wholeNumber("undefined", 0));
        return new PopulationScore(
                row.text("model"),
                row.number("share"),
                metric,
                summary,
                new Interval(row.number("low"), row.number("high")));
    }
}
