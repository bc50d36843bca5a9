package org.hypercolumn.analysis;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Summary;

/**
 * The decompositions of all models as one table: a row a neuron with its means over images, and of each model three rows of
 * its population, the mean over neurons and the ends of the mean's 95 % interval. NaN is undefined; numbers have 9 digits.
 */
public final class DecompositionText {

    /** In place of a neuron: the row of a mean over neurons. */
    public static final String POPULATION = "population";

    /** In place of a neuron: the lower end of the interval of that mean. */
    public static final String LOW = "population low";

    /** In place of a neuron: its upper end. */
    public static final String HIGH = "population high";

    private static final List<String> COLUMNS =
            List.of("model", "neuron", "bias", "center", "surround", "center_share", "neurons", "undefined");

    /** All that single precision holds. */
    private static final MathContext DIGITS = new MathContext(9);

    private static final int NUMBERS = 4;

    private DecompositionText() {}

    /**
     * Writes the table as CSV, models and neurons in the order given, whole or not at all.
     *
     * @param models by id
     * @throws IOException if {@code file} cannot be written
     */
    public static void write(Path file, Map<String, Decomposition> models) throws IOException {
        CsvRows.write(file, COLUMNS, rows(models));
    }

    /**
     * Writes what the table and the npz files hold, and of each model what it is of, as JSON, whole or not at all.
     *
     * @param models by id
     * @throws IOException if {@code file} cannot be written
     */
    public static void writeExplanation(Path file, Map<String, Decomposition> models) throws IOException {
        JsonText.write(file, DecompositionExplanation.of(models));
    }

    private static List<List<String>> rows(Map<String, Decomposition> models) {
        List<List<String>> rows = new ArrayList<>();
        models.forEach((model, decomposition) -> {
            double[][] columns = columns(decomposition);
            for (int index = 0; index < decomposition.neurons().size(); index++) {
                double[] numbers = new double[NUMBERS];
                for (int column = 0; column < NUMBERS; column++) {
                    numbers[column] = columns[column][index];
                }
                String neuron = Integer.toString(decomposition.neurons().get(index));
                rows.add(row(model, neuron, numbers, Summary.of(new double[] {numbers[NUMBERS - 1]})));
            }
            rows.addAll(population(model, columns));
        });
        return rows;
    }

    /** The numbers {@code [4][N]} of the neurons: bias, center, surround, center share; NaN where predictions are not finite. */
    private static double[][] columns(Decomposition decomposition) {
        int neurons = decomposition.neurons().size();
        double[][] columns = new double[NUMBERS][neurons];
        for (int index = 0; index < neurons; index++) {
            boolean finite = decomposition.isFinite(index);
            float[] map = decomposition.map(index);
            float center = map[decomposition.center()];
            double surround = 0;
            for (int p = 0; p < map.length; p++) {
                surround += p == decomposition.center() ? 0 : map[p];
            }
            columns[0][index] = finite ? decomposition.bias(index) : Double.NaN;
            columns[1][index] = finite ? center : Double.NaN;
            columns[2][index] = finite ? surround : Double.NaN;
            columns[3][index] = decomposition.centerShare(index);
        }
        return columns;
    }

    private static List<List<String>> population(String model, double[][] columns) {
        double[] means = new double[NUMBERS];
        double[] lows = new double[NUMBERS];
        double[] highs = new double[NUMBERS];
        for (int column = 0; column < NUMBERS; column++) {
            means[column] = Summary.of(columns[column]).mean();
            Interval interval = MeanEstimate.ofScores(columns[column]).interval();
            lows[column] = interval.low();
            highs[column] = interval.high();
        }
        Summary share = Summary.of(columns[NUMBERS - 1]);
        return List.of(
                row(model, POPULATION, means, share), row(model, LOW, lows, share), row(model, HIGH, highs, share));
    }

    private static List<String> row(String model, String neuron, double[] numbers, Summary share) {
        List<String> row = new ArrayList<>(List.of(model, neuron));
        for (double number : numbers) {
            row.add(DecimalText.of(rounded(number)));
        }
        row.add(Integer.toString(share.defined()));
        row.add(Integer.toString(share.undefined()));
        return row;
    }

    private static double rounded(double number) {
        return Double.isFinite(number) ? new BigDecimal(number).round(DIGITS).doubleValue() : number;
    }
}
