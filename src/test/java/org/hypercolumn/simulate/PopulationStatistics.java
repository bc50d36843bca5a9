package org.hypercolumn.simulate;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What recorded responses {@code [S, N]} of a population are like. Standard deviations divide by S. */
final class PopulationStatistics {

    private final double[][] neurons; // [N][S]

    /** @param responses {@code [S * N]}, neuron fastest */
    PopulationStatistics(float[] responses, int count) {
        neurons = new double[count][responses.length / count];
        for (int i = 0; i < responses.length; i++) {
            neurons[i % count][i / count] = responses[i];
        }
    }

    /** The median over neurons. */
    double median(ToDoubleFunction<double[]> ofNeuron) {
        return medianOf(Arrays.stream(neurons).mapToDouble(ofNeuron).toArray());
    }

    private static double medianOf(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
    }

    static double skewness(double[] values) {
        return Arrays.stream(standardised(values)).map(z -> z * z * z).sum() / values.length;
    }

    /** The k-th largest response, in standard deviations above the mean. */
    static ToDoubleFunction<double[]> largest(int k) {
        return values -> Arrays.stream(standardised(values)).sorted().toArray()[values.length - k];
    }

    static double shareAboveHalfMaximum(double[] values) {
        double half = Arrays.stream(values).max().orElseThrow() / 2;
        return Arrays.stream(values).filter(v -> v > half).count() / (double) values.length;
    }

    static double shareNegative(double[] values) {
        return Arrays.stream(values).filter(v -> v < 0).count() / (double) values.length;
    }

    /** Of responses half-rectified. Source: Vinje, Gallant, Science 2000. */
    static double sparseness(double[] values) {
        double sum = Arrays.stream(values).map(v -> Math.max(0, v)).sum();
        double squares =
                Arrays.stream(values).map(v -> Math.max(0, v)).map(v -> v * v).sum();
        double n = values.length;
        return (1 - sum * sum / n / squares) / (1 - 1 / n);
    }

    /** The median over images of the sparseness over neurons. */
    double populationSparseness() {
        return medianOf(IntStream.range(0, neurons[0].length)
                .mapToDouble(image -> sparseness(
                        Arrays.stream(neurons).mapToDouble(n -> n[image]).toArray()))
                .toArray());
    }

    double shareNegative() {
        return Arrays.stream(neurons)
                .mapToDouble(PopulationStatistics::shareNegative)
                .average()
                .orElseThrow();
    }

    /** The correlation of every pair of neurons. */
    double[] pairs() {
        double[][] all = correlations();
        return IntStream.range(0, all.length)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(all[i], 0, i))
                .toArray();
    }

    /** Share of the variance of standardised responses that the first principal component has: by power iteration. */
    double firstComponent() {
        double[][] all = correlations();
        double[] vector = new double[all.length];
        Arrays.fill(vector, 1);
        double length = 0;
        for (int step = 0; step < 1000; step++) {
            double[] from = vector;
            double[] next =
                    Arrays.stream(all).mapToDouble(row -> dot(row, from)).toArray();
            double nextLength = Math.sqrt(dot(next, next));
            length = nextLength;
            vector = Arrays.stream(next).map(v -> v / nextLength).toArray();
        }
        return length / all.length;
    }

    /** (Sum of eigenvalues)^2 over the sum of their squares, of the correlations. */
    double participationRatio() {
        double squares =
                Arrays.stream(correlations()).mapToDouble(row -> dot(row, row)).sum();
        return neurons.length * (double) neurons.length / squares;
    }

    private double[][] correlations() {
        double[][] z =
                Arrays.stream(neurons).map(PopulationStatistics::standardised).toArray(double[][]::new);
        return Arrays.stream(z)
                .map(one -> Arrays.stream(z)
                        .mapToDouble(other -> dot(one, other) / one.length)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] standardised(double[] values) {
        double mean = mean(values);
        double deviation = deviation(values);
        return Arrays.stream(values).map(v -> (v - mean) / deviation).toArray();
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }
}
