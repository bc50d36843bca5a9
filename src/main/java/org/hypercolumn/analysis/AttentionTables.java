package org.hypercolumn.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Summary;

/** What is measured of attention, as text: a row a neuron, and a row a model and measure; NaN (in JSON null) where undefined. */
final class AttentionTables {

    /** As in the tables of scores: further digits of a p differ between processors. */
    private static final MathContext P_DIGITS = new MathContext(6);

    private static final List<String> POPULATION =
            List.of("model", "measure", "mean", "low", "high", "p", "neurons", "undefined");

    private AttentionTables() {}

    static void write(Path folder, List<CenterAttention> models) throws IOException {
        List<List<Object>> neurons = neurons(models);
        List<List<Object>> population = population(models);
        CsvRows.write(folder.resolve("attention.csv"), columns(), texts(neurons));
        CsvRows.write(folder.resolve("attention-population.csv"), POPULATION, texts(population));
        ObjectNode root = JsonText.object();
        root.put("format", 1);
        root.set("words", words());
        root.set("neuron_columns", JsonText.texts(columns()));
        addRows(root.putArray("neurons"), neurons);
        root.set("population_columns", JsonText.texts(POPULATION));
        addRows(root.putArray("population"), population);
        JsonText.write(folder.resolve("attention.json"), root);
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("model", "neuron", "images"));
        for (AttentionMeasure measure : AttentionMeasure.values()) {
            columns.add(measure.id());
        }
        columns.add("undefined");
        return columns;
    }

    private static List<List<Object>> neurons(List<CenterAttention> models) {
        List<List<Object>> rows = new ArrayList<>();
        for (CenterAttention model : models) {
            int[] neurons = model.neurons();
            for (int index = 0; index < neurons.length; index++) {
                List<Object> row = new ArrayList<>(List.of(model.model(), neurons[index], model.places().length));
                for (AttentionMeasure measure : AttentionMeasure.values()) {
                    row.add(model.value(measure, index));
                }
                row.add(model.undefined(index));
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<List<Object>> population(List<CenterAttention> models) {
        List<List<Object>> rows = new ArrayList<>();
        for (CenterAttention model : models) {
            for (AttentionMeasure measure : AttentionMeasure.values()) {
                CenterAttention.Population population = model.population(measure);
                Summary summary = population.summary();
                Interval interval = population.interval();
                rows.add(List.of(
                        model.model(),
                        measure.id(),
                        summary.mean(),
                        interval.low(),
                        interval.high(),
                        rounded(population.p()),
                        summary.defined(),
                        summary.undefined()));
            }
        }
        return rows;
    }

    private static double rounded(double p) {
        return Double.isNaN(p) ? p : new BigDecimal(p).round(P_DIGITS).doubleValue();
    }

    private static List<List<String>> texts(List<List<Object>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell instanceof Double number ? DecimalText.of(number) : cell.toString())
                        .toList())
                .toList();
    }

    private static void addRows(ArrayNode array, List<List<Object>> rows) throws JsonProcessingException {
        for (List<Object> row : rows) {
            array.addRawValue(
                    JsonText.row(row.stream().map(AttentionTables::node).toList()));
        }
    }

    private static JsonNode node(Object cell) {
        return cell instanceof Number number ? JsonText.number(number.doubleValue()) : JsonText.text(cell.toString());
    }

    private static ObjectNode words() {
        ObjectNode words = JsonText.object();
        words.put("attention", "weights of all hypercolumns (keys) with the center one as query; they sum to 1");
        words.put(
                "entropy_bits",
                "- sum over keys of a log2 a, the mean over images; log2 P if all keys have the same weight");
        words.put("center_share", "weight of the center hypercolumn itself, the mean over images");
        words.put(
                "association",
                "sum over images i of q_ic A_i / sum of q_ic; A_i = R_i(a_i) - R_i(b_i), R_i(w) = sum over keys p but the "
                        + "center c of w_p q_ip cos 2(theta_ip - theta_ic) / sum of w_p q_ip; a attention, b its mean over "
                        + "the other images, theta orientation and q coherence in a key's receptive field");
        words.put("association_apart", "the same over the keys that see no pixel that the center sees");
        words.put(
                "association_specific",
                "the association less that of the mean attention of all queries: what draws every query alike cancels");
        words.put("images", "images that the means are over");
        words.put(
                "undefined",
                "of a neuron, images without an association; of a population, neurons without the measure");
        words.put("low, high", "95 % interval of the mean over neurons, " + MeanEstimate.METHOD);
        words.put(
                "p", "Wilcoxon signed-rank test of an association against 0, two-sided; exact for at most 50 neurons");
        return words;
    }
}
