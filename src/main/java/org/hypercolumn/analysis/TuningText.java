package org.hypercolumn.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.DecimalText;

/** The population's tuning curves of all models, as files for people and for programs without numpy. */
public final class TuningText {

    private TuningText() {}

    /**
     * Writes {@code tuning.csv}, one row a rank, and {@code tuning.json}, which says what the numbers are; each whole or not at
     * all.
     *
     * @param folder where
     * @param curves by model, all of the same neurons and images; one or more
     */
    public static void write(Path folder, Map<String, TuningCurves> curves) throws IOException {
        CsvRows.write(folder.resolve("tuning.csv"), columns(curves.keySet()), rows(curves));
        ObjectNode json = JsonText.object();
        json.put(
                "what",
                "tuning curves: responses to each neuron's images, ranked by the recorded response, largest first");
        json.put("source", "Lin et al. 2025, figures 4 and 8");
        json.put("unit", "that of the recorded responses");
        ObjectNode arrays = json.putObject("tuning/MODEL.npz");
        arrays.put("neurons", "[N] indices in the recording");
        arrays.put("image_index", "[N, S] " + AnalysisWords.IMAGE_INDEX + "; by rank");
        arrays.put("recorded", "[N, S] recorded responses, by rank");
        arrays.put("predicted", "[N, S] the model's, in the same order");
        arrays.put("population/recorded", "[S] mean over neurons, rank by rank; _error: its standard error");
        arrays.put("population/predicted", "[S] mean over neurons, rank by rank; _error: its standard error");
        json.put("tuning.csv", "the population's curves of all models, a row a rank");
        JsonText.write(folder.resolve("tuning.json"), json);
    }

    private static List<String> columns(Iterable<String> models) {
        List<String> columns = new ArrayList<>(List.of("rank", "recorded", "recorded_error"));
        for (String model : models) {
            columns.add(model);
            columns.add(model + "_error");
        }
        return columns;
    }

    private static List<List<String>> rows(Map<String, TuningCurves> curves) {
        List<PopulationCurve> columns = new ArrayList<>();
        columns.add(curves.values().iterator().next().populationRecorded());
        curves.values().forEach(curve -> columns.add(curve.populationPredicted()));
        List<double[]> numbers = new ArrayList<>();
        for (PopulationCurve curve : columns) {
            numbers.add(curve.means());
            numbers.add(curve.errors());
        }
        List<List<String>> rows = new ArrayList<>();
        for (int rank = 0; rank < numbers.get(0).length; rank++) {
            List<String> row = new ArrayList<>();
            row.add(Integer.toString(rank + 1));
            for (double[] column : numbers) {
                row.add(DecimalText.of(column[rank]));
            }
            rows.add(row);
        }
        return rows;
    }
}
