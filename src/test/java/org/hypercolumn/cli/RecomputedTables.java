package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hypercolumn.train.ScoresFile;

/** The tables of a run folder, recomputed from its scores.csv by plain loops. */
final class RecomputedTables {

    /** Sums of a few numbers below 1 in another order, and their quotients in %. */
    private static final double REORDERED = 1e-10;

    private static final Map<String, String> BASELINES =
            Map.of("table1", "ff-cnn", "table2", "rf-cnn", "table3", "ff-cnn");

    private static final List<String> SUFFIXES = List.of(".csv", ".md", ".tex");

    private final List<Map<String, String>> scores;

    private RecomputedTables(List<Map<String, String>> scores) {
        this.scores = scores;
    }

    /**
     * Asserts that every line of every table says what scores.csv says.
     *
     * @return for each table its name and {@code model@share} of its lines, in order
     */
    static Map<String, List<String>> assertTrue(Path run) throws IOException {
        var recomputed = new RecomputedTables(ScoresFile.read(run.resolve("scores.csv")));
        Map<String, List<String>> found = new TreeMap<>();
        for (String table : new TreeSet<>(BASELINES.keySet())) {
            Path csv = run.resolve("tables").resolve(table + ".csv");
            for (String suffix : SUFFIXES) { // all three or none
                assertThat(Files.exists(csv.resolveSibling(table + suffix)))
                        .as(table + suffix)
                        .isEqualTo(Files.exists(csv));
            }
            if (Files.exists(csv)) {
                found.put(table, recomputed.assertTrue(table, Files.readAllLines(csv)));
            }
        }
        return found;
    }

    private List<String> assertTrue(String table, List<String> lines) {
        assertThat(lines.get(0))
                .isEqualTo("table,model,share,metric,mean,low,high,change,p,p_holm,neurons,undefined,test,unit,units");
        List<String> found = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertThat(cells[0]).isEqualTo(table);
            assertTrue(cells, BASELINES.get(table));
            String entry = cells[1] + "@" + cells[2];
            if (!found.contains(entry)) {
                found.add(entry);
            }
        }
        assertThat(lines).hasSize(1 + 3 * found.size());
        return found;
    }

    private void assertTrue(String[] cells, String baseline) {
        double sum = 0;
        int defined = 0;
        int undefined = 0;
        Set<Double> values = new HashSet<>();
        int shared = 0;
        double sharedSum = 0;
        double sharedBaseline = 0;
        for (int neuron : neurons(cells[1], cells[2])) {
            double own = score(cells[1], cells[2], cells[3], neuron);
            double other = score(baseline, cells[2], cells[3], neuron);
            if (Double.isNaN(own)) {
                undefined++;
            } else {
                sum += own;
                defined++;
                values.add(own);
            }
            if (!Double.isNaN(own) && !Double.isNaN(other)) {
                shared++;
                sharedSum += own;
                sharedBaseline += other;
            }
        }
        double change = cells[1].equals(baseline) || !(sharedBaseline > 0)
                ? Double.NaN
                : 100 * (sharedSum / sharedBaseline - 1);
        String line = String.join(",", cells);
        assertThat(cells[10]).as(line).isEqualTo(Integer.toString(defined));
        assertThat(cells[11]).as(line).isEqualTo(Integer.toString(undefined));
        assertThat(List.of(cells[12], cells[13])).as(line).containsExactly("wilcoxon", "neurons");
        assertThat(cells[14]).as(line).isEqualTo(Integer.toString(cells[1].equals(baseline) ? defined : shared));
        assertSame(line, cells[4], sum / defined);
        assertSame(line, cells[7], change);
        assertThat(cells[8].equals("NaN")).as(line).isEqualTo(cells[9].equals("NaN"));
        assertThat(cells[5].equals("NaN")).as(line).isEqualTo(values.size() < 2);
        if (values.size() > 1) {
            assertThat(sum / defined)
                    .as(line)
                    .isBetween(Double.parseDouble(cells[5]) - REORDERED, Double.parseDouble(cells[6]) + REORDERED);
        }
    }

    private static void assertSame(String line, String cell, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(cell).as(line).isEqualTo("NaN");
        } else {
            assertThat(Double.parseDouble(cell)).as(line).isCloseTo(expected, within(REORDERED));
        }
    }

    private Set<Integer> neurons(String model, String share) {
        Set<Integer> neurons = new TreeSet<>();
        for (Map<String, String> row : scores) {
            if (model.equals(row.get("model")) && share.equals(row.get("share"))) {
                neurons.add(Integer.valueOf(row.get("neuron")));
            }
        }
        return neurons;
    }

    /** A neuron's mean over seeds, straight from scores.csv; NaN without any. */
    private double score(String model, String share, String metric, int neuron) {
        double sum = 0;
        int count = 0;
        for (Map<String, String> row : scores) {
            boolean wanted = model.equals(row.get("model"))
                    && share.equals(row.get("share"))
                    && row.get("neuron").equals(Integer.toString(neuron));
            if (wanted && !row.get(metric).equals("NaN")) {
                sum += Double.parseDouble(row.get(metric));
                count++;
            }
        }
        return sum / count;
    }
}
