package org.hypercolumn.metrics;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.NpzFile;

/**
 * How far the estimated ceilings of peak tuning are from the truth, over levels of noise. {@code scripts/peak-ceilings} prints
 * what stands in {@code docs/statistics.md}; the same seed, the same numbers.
 */
final class PeakCeilingSimulation {

    private static final double[] LEVELS = {1, 1.5, 2, 3, 4, 5, 7, 10};
    private static final int REPEATS = 10;
    private static final int RECORDINGS = 200;

    /**
     * Neurons with known noise-free responses.
     *
     * @param responses neuron, then image
     * @param deviations of a trial's noise at level 1, neuron, then image
     */
    private record Neurons(String name, List<double[]> responses, List<double[]> deviations) {}

    private PeakCeilingSimulation() {}

    /**
     * Prints a table in Markdown.
     *
     * @param arguments a folder that {@code hypercolumn simulate} wrote
     */
    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "| population | noise | CORR of the truth | PT_J of the truth | estimate - truth | absolute | PT_S of the truth | estimate - truth | absolute | PT_R of the truth | estimate - truth | absolute |");
        System.out.println("| --- |" + " --: |".repeat(11));
        report(simulated(Path.of(arguments[0])));
        report(sparse());
    }

    /** Its noise is Gaussian with a variance that is linear in the response, fitted here on the truth. */
    private static Neurons simulated(Path folder) throws Exception {
        NpyArray truth =
                Objects.requireNonNull(NpzFile.read(folder.resolve("truth.npz")).get("test_noise_free"));
        int images = truth.shape()[0];
        int neurons = truth.shape()[1];
        double[] noiseFree = truth.toDoubles();
        double[] trials = NpyFile.read(folder.resolve("testTrials_sim.npy")).toDoubles();
        double[][] responses = new double[neurons][images];
        double[][] deviations = new double[neurons][images];
        for (int n = 0; n < neurons; n++) {
            double[] variances = new double[images];
            for (int s = 0; s < images; s++) {
                responses[n][s] = noiseFree[s * neurons + n];
                for (int r = 0; r < REPEATS; r++) {
                    double off = trials[(r * images + s) * neurons + n] - responses[n][s];
                    variances[s] += off * off / REPEATS;
                }
            }
            deviations[n] = fitted(responses[n], variances);
        }
        return new Neurons("simulated", List.of(responses), List.of(deviations));
    }

    private static double[] fitted(double[] responses, double[] variances) {
        double meanX = Series.mean(responses);
        double meanY = Series.mean(variances);
        double sumXY = 0;
        for (int s = 0; s < responses.length; s++) {
            sumXY += (responses[s] - meanX) * (variances[s] - meanY);
        }
        double slope = sumXY / (Series.variance(responses) * responses.length);
        return Arrays.stream(responses)
                .map(x -> Math.sqrt(Math.max(meanY + slope * (x - meanX), 0.01 * meanY)))
                .toArray();
    }

    /** e^x plus, for 1 image of 100, up to 30 times the mean; the variance of a trial is mean (response + 0.09 mean). */
    private static Neurons sparse() {
        var random = new SplittableRandom(1);
        double[][] responses = new double[40][1_000];
        double[][] deviations = new double[40][];
        for (int n = 0; n < responses.length; n++) {
            for (int s = 0; s < responses[n].length; s++) {
                double outlier = random.nextDouble() < 0.01 ? -5 * Math.log(1 - random.nextDouble()) : 0;
                responses[n][s] = Math.exp(0.9 * random.nextGaussian()) + outlier;
            }
            double mean = Series.mean(responses[n]);
            deviations[n] = Arrays.stream(responses[n])
                    .map(response -> Math.sqrt(mean * (response + 0.09 * mean)))
                    .toArray();
        }
        return new Neurons("sparse", List.of(responses), List.of(deviations));
    }

    private static void report(Neurons neurons) {
        for (double level : LEVELS) {
            double[][] rows = IntStream.range(0, neurons.responses.size())
                    .parallel()
                    .mapToObj(n -> row(neurons.responses.get(n), neurons.deviations.get(n), level, n))
                    .toArray(double[][]::new);
            StringBuilder line = new StringBuilder("| %s | x%s | %s |"
                    .formatted(neurons.name, Double.toString(level).replace(".0", ""), median(rows, 0, "%.3f", false)));
            for (int score = 1; score < 6; score += 2) {
                line.append(" %s | %s | %s |"
                        .formatted(
                                median(rows, score, "%.3f", false),
                                median(rows, score + 1, "%+.3f", false),
                                median(rows, score + 1, "%.3f", true)));
            }
            System.out.println(line);
        }
    }

    /** CORR of the truth, and for each of the three scores that of the truth and the estimate less it. */
    private static double[] row(double[] responses, double[] deviations, double level, int neuron) {
        var random = new SplittableRandom(1_000L * neuron + Math.round(10 * level));
        double[] sums = new double[4];
        for (int recording = 0; recording < RECORDINGS; recording++) {
            double[] means = new double[responses.length];
            Arrays.setAll(
                    means, s -> responses[s] + level * deviations[s] / Math.sqrt(REPEATS) * random.nextGaussian());
            PeakTuning peak = PeakTuning.of(responses, means);
            sums[0] += Correlation.pearson(responses, means) / RECORDINGS;
            sums[1] += peak.joint() / RECORDINGS;
            sums[2] += peak.separate() / RECORDINGS;
            sums[3] += peak.ranked() / RECORDINGS;
        }
        float[][] trials = new float[responses.length][REPEATS];
        for (int s = 0; s < trials.length; s++) {
            for (int r = 0; r < REPEATS; r++) {
                trials[s][r] = (float) (responses[s] + level * deviations[s] * random.nextGaussian());
            }
        }
        PeakCeiling ceiling = PeakCeiling.of(trials, random);
        return new double[] {
            sums[0],
            sums[1],
            ceiling.joint() - sums[1],
            sums[2],
            ceiling.separate() - sums[2],
            sums[3],
            ceiling.ranked() - sums[3]
        };
    }

    private static String median(double[][] rows, int column, String format, boolean absolute) {
        double[] values = Arrays.stream(rows)
                .mapToDouble(row -> absolute ? Math.abs(row[column]) : row[column])
                .sorted()
                .toArray();
        int n = values.length;
        return String.format(Locale.ROOT, format, (values[(n - 1) / 2] + values[n / 2]) / 2);
    }
}
