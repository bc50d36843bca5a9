package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Protocol;
import org.hypercolumn.train.ResponseScaling;
import org.hypercolumn.train.ScoresFile;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCsvTest {

    /** Sums of a few numbers below 1 in another order, and their quotients in %. */
    private static final double REORDERED = 1e-10;

    private static final int NEURONS = 11;

    @TempDir
    private Path temporary;

    private static List<FitScore> study() {
        List<FitScore> rows = new ArrayList<>();
        for (double share : new double[] {0.25, 1}) {
            for (long seed = 1; seed <= 3; seed++) {
                rows.addAll(SmallTables.random(
                        TrainingPlan.paper().withShare(share).withSeed(seed),
                        NEURONS,
                        List.of("ff-cnn", "rf-cnn", "rf-sa-cnn", "rf-sa-cnn-star-incr")));
            }
        }
        rows.replaceAll(row ->
                row.neuron() == 5 && row.model().startsWith("rf") && row.plan().seed() > 1
                        ? SmallTables.row(row.model(), 5, row.plan(), Double.NaN, 0.1, 0.1)
                        : row);
        rows.replaceAll(row -> row.neuron() == 2 && row.model().equals("rf-cnn")
                ? SmallTables.row(row.model(), 2, row.plan(), Double.NaN, Double.NaN, Double.NaN)
                : row);
        rows.removeIf(row -> row.neuron() == 7 && row.model().equals("rf-sa-cnn"));
        return rows;
    }

    /** A neuron's mean over seeds, straight from scores.csv; NaN without any. */
    private static double score(
            List<Map<String, String>> scores, String model, String share, String metric, int neuron) {
        double sum = 0;
        int count = 0;
        for (Map<String, String> row : scores) {
            boolean wanted = row.get("model").equals(model)
                    && row.get("share").equals(share)
                    && row.get("neuron").equals(Integer.toString(neuron));
            if (wanted && !row.get(metric).equals("NaN")) {
                sum += Double.parseDouble(row.get(metric));
                count++;
            }
        }
        return sum / count;
    }

    private static void assertRecomputed(String[] cells, List<Map<String, String>> scores, String baseline) {
        double sum = 0;
        int defined = 0;
        double sharedSum = 0;
        double sharedBaseline = 0;
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            double own = score(scores, cells[1], cells[2], cells[3], neuron);
            double other = score(scores, baseline, cells[2], cells[3], neuron);
            if (!Double.isNaN(own)) {
                sum += own;
                defined++;
            }
            if (!Double.isNaN(own) && !Double.isNaN(other)) {
                sharedSum += own;
                sharedBaseline += other;
            }
        }
        double mean = sum / defined;
        assertThat(Double.parseDouble(cells[4])).isCloseTo(mean, within(REORDERED));
        assertThat(mean).isBetween(Double.parseDouble(cells[5]), Double.parseDouble(cells[6]));
        if (cells[1].equals(baseline)) {
            assertThat(cells[7]).isEqualTo("NaN");
        } else {
            assertThat(Double.parseDouble(cells[7]))
                    .isCloseTo(100 * (sharedSum / sharedBaseline - 1), within(REORDERED));
        }
        assertThat(cells[10]).isEqualTo(Integer.toString(defined));
        assertThat(cells[11]).isEqualTo(cells[1].equals("rf-cnn") ? "1" : "0");
    }

    @Test
    void says_what_plain_loops_over_scores_csv_say() throws IOException {
        Path file = temporary.resolve("scores.csv");
        ScoresFile.write(file, study());
        List<Map<String, String>> scores = ScoresFile.read(file);
        Map<String, String> baselines = Map.of("table1", "ff-cnn", "table2", "rf-cnn", "table3", "ff-cnn");

        int compared = 0;
        for (StudyTable table : StudyTables.of(study()).tables()) {
            List<String> lines = table.csv().lines().skip(1).toList();
            for (String line : lines) {
                String[] cells = line.split(",", -1);
                assertRecomputed(cells, scores, baselines.get(cells[0]));
                compared++;
            }
        }

        // 3 models, 2 models, and 3 models at 2 shares; 3 metrics each
        assertThat(compared).isEqualTo((3 + 2 + 6) * 3);
    }

    /** Draws, intervals and p, in all their digits. */
    @Test
    void has_these_bytes_in_every_java_on_every_machine() throws IOException {
        List<FitScore> rows = SmallTables.random(TrainingPlan.paper(), 13, List.of("ff-cnn", "rf-cnn", "rf-sa-cnn"));

        try (InputStream in = TableCsvTest.class.getResourceAsStream("table1.csv")) {
            assertThat(StudyTables.of(rows).tables().get(0).csv())
                    .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static StudyTable table(String model, double p) {
        return new StudyTable(
                TableKind.TABLE_1,
                new TableConditions("test", Protocol.HOLDOUT, ResponseScaling.SCALED, List.of(1L), 3, 0),
                List.of(new TableEntry(
                        model,
                        0.125,
                        Metric.PT_J,
                        new Summary(1 / 3.0, 2, 1),
                        new Interval(0.1, 0.5),
                        -2.5,
                        p,
                        1,
                        TableEntry.Test.NEURONS,
                        2)),
                List.of());
    }

    @Test
    void has_all_digits_but_six_of_a_p() {
        assertThat(table("ff-cnn", 0.123456789).csv()).isEqualTo("""
                        table,model,share,metric,mean,low,high,change,p,p_holm,neurons,undefined,test,unit,units
                        table1,ff-cnn,0.125,ptj,0.3333333333333333,0.1,0.5,-2.5,0.123457,1,2,1,wilcoxon,neurons,2
                        """);
    }

    @Test
    void has_the_same_text_where_the_last_bits_of_a_p_differ() {
        for (double p : new double[] {0.017053728361082897, 3.2e-7, 0.99}) {
            assertThat(table("ff-cnn", Math.nextUp(Math.nextUp(p))).csv())
                    .isEqualTo(table("ff-cnn", p).csv());
        }
        assertThat(table("ff-cnn", 3.25e-17).csv()).contains(",3.25E-17,1,");
        assertThat(table("ff-cnn", Double.NaN).csv()).contains(",NaN,1,");
    }

    @Test
    void quotes_a_name_that_is_none() {
        assertThat(table("a,\"b\"", 1).csv()).contains("\ntable1,\"a,\"\"b\"\"\",0.125,");
    }
}
