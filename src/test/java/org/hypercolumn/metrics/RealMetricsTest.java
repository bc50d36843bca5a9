package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Trials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Metrics of single trials recorded in V4, 640 images shown 6 to 10 times, against numpy; where the recording is at hand, in
 * the folder of the system property {@code hypercolumn.data}. {@code scripts/metrics-reference} makes the expected numbers, from
 * definitions of its own.
 */
class RealMetricsTest {

    /** Sums of 5,000 responses in another order differ by less than 1e-12. */
    private static final double EXACT = 1e-9;

    private static final String EXPECTED = "v4-210325-metrics.csv";

    /** By column, one map a neuron. */
    static Stream<Map<String, Double>> expected() throws IOException {
        try (InputStream file = RealMetricsTest.class.getResourceAsStream(EXPECTED)) {
            List<String> lines = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String[] columns = lines.get(0).split(",", -1);
            return lines.stream().skip(1).map(line -> row(columns, line.split(",", -1)));
        }
    }

    private static Map<String, Double> row(String[] columns, String[] cells) {
        Map<String, Double> row = new LinkedHashMap<>();
        for (int column = 0; column < columns.length; column++) {
            row.put(columns[column], Double.valueOf(cells[column]));
        }
        return row;
    }

    /** The mean of all trials of an image but the last one. */
    private static float[] predicted(float[][] trials) {
        float[] predicted = new float[trials.length];
        for (int i = 0; i < predicted.length; i++) {
            double[] first = Series.widened(Arrays.copyOf(trials[i], trials[i].length - 1));
            predicted[i] = (float) Series.mean(first);
        }
        return predicted;
    }

    @Test
    void has_numbers_of_eleven_neurons() throws IOException {
        assertThat(expected()).hasSize(11).allSatisfy(row -> assertThat(row).hasSize(18));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void agree_with_numpy(Map<String, Double> expected) throws IOException {
        Path file = Path.of(System.getProperty("hypercolumn.data", "../shared/data"))
                .resolve("v4-210325")
                .resolve("responses_trials.npy");
        assumeTrue(
                Files.isRegularFile(file),
                () -> "not tested, for want of %s; point -Dhypercolumn.data to the folder of recordings"
                        .formatted(file.toAbsolutePath().normalize()));
        Trials all = Responses.read(file).trials().orElseThrow();
        float[][] trials = all.neuron(expected.get("neuron").intValue());

        Map<String, Double> got = metrics(predicted(trials), trials);

        assertThat(got.keySet())
                .containsExactlyElementsOf(expected.keySet().stream().skip(1).toList());
        got.forEach((name, value) -> {
            if (Double.isNaN(expected.get(name))) {
                assertThat(value).as(name).isNaN();
            } else {
                assertThat(value).as(name).isCloseTo(expected.get(name), within(EXACT));
            }
        });
    }

    private static Map<String, Double> metrics(float[] predicted, float[][] trials) {
        double[] means = RepeatedImages.of(trials, 1).means();
        PeakTuning peak = PeakTuning.of(Series.widened(predicted), means);
        SplitHalf half = SplitHalf.of(trials, 1, repeats -> repeats.length / 2);
        NormalizedCorrelation normalized = NormalizedCorrelation.of(predicted, trials);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("corr", Correlation.toAverage(predicted, trials));
        metrics.put("ptj", peak.joint());
        metrics.put("pts", peak.separate());
        metrics.put("pt_chance", peak.chance());
        metrics.put("ptr", peak.ranked());
        metrics.put("corr_single_trial", Correlation.singleTrial(predicted, trials));
        metrics.put("feve", ExplainableVariance.explained(predicted, trials));
        metrics.put("cc_abs", normalized.absolute());
        metrics.put("cc_norm", normalized.normalized());
        metrics.put("split_half", half.correlation());
        metrics.put("fev", ExplainableVariance.of(trials).share());
        metrics.put("oracle_jackknife", Oracle.of(trials).jackknife());
        metrics.put("oracle_optimistic", Oracle.of(trials).optimistic());
        metrics.put("snr", SignalToNoise.of(trials));
        metrics.put("cc_max", normalized.ceiling());
        metrics.put("reliability", Reliability.of(trials).share());
        metrics.put("corr_ceiling", Reliability.of(trials).correlationCeiling());
        return metrics;
    }
}
