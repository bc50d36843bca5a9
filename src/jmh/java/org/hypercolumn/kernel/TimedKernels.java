package org.hypercolumn.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Kernels that note how long each takes, and how long it would take at least. Mutable; one thread's.
 *
 * <p>A floor is the larger of two times: the multiply-adds that have to be done (behind a max-pool those of the winners,
 * after dropout those of the channels that are left, channels padded as stored) at the machine's peak, and the bytes of all arrays
 * that are read and written, once each, in the second cache.
 */
public final class TimedKernels implements Kernels {

    /** Multiply-adds of an exponential and a division, about, in units that the peak is counted in. */
    private static final int EXPONENTIAL = 16;

    /** What one operation came to in a step. */
    public static final class Tally {

        private long calls;
        private long nanos;
        private double floor;

        /** How often it was called. */
        public long calls() {
            return calls;
        }

        /** Milliseconds that it took. */
        public double millis() {
            return 1e-6 * nanos;
        }

        /** Milliseconds that it takes at least. */
        public double floor() {
            return floor;
        }
    }

    private final Kernels kernels;
    private final MachinePeak peak;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private String pass = "";

    /** The fastest ones of this machine. */
    public TimedKernels(MachinePeak peak) {
        this.kernels = Kernels.best();
        this.peak = peak;
    }

    /** Names what comes, such as {@code forward}, and forgets nothing. */
    public void begin(String named) {
        pass = named;
    }

    /** By operation, in the order of their first calls, since the last time; and forgets them. */
    public Map<String, Tally> take() {
        Map<String, Tally> taken = new LinkedHashMap<>(tallies);
        tallies.clear();
        return taken;
    }

    private void note(String operation, long start, double multiplyAdds, double values) {
        long end = System.nanoTime();
        Tally tally = tallies.computeIfAbsent(pass + ", " + operation, name -> new Tally());
        tally.calls++;
        tally.nanos += end - start;
        tally.floor += Math.max(peak.multiplyAdds(multiplyAdds), peak.bytes(Float.BYTES * values));
    }

    private static String sizes(String operation, ConvolutionGeometry g) {
        return "%s, %d x %d, kernel %d, %d channels"
                .formatted(operation, g.inputHeight(), g.inputWidth(), g.kernelSize(), g.outputChannels());
    }

    private static double area(ConvolutionGeometry g) {
        return (double) g.kernelSize() * g.kernelSize();
    }

    private static double input(ConvolutionGeometry g, int channels) {
        return (double) g.inputHeight() * g.inputWidth() * channels;
    }

    private static double output(ConvolutionGeometry g) {
        return (double) g.outputPositions() * g.outputChannels();
    }

    private static double pooled(ConvolutionGeometry g) {
        return (double) g.pooledPositions() * g.outputChannels();
    }

    private static double weights(ConvolutionGeometry g, int channels) {
        return area(g) * channels * g.outputChannels();
    }

    @Override
    public String name() {
        return kernels.name();
    }

    @Override
    public void selectChannels(
            float[] maps, int mapsAt, int positions, int stored, int[] channels, int count, float[] selected) {
        long start = System.nanoTime();
        kernels.selectChannels(maps, mapsAt, positions, stored, channels, count, selected);
        note("channels that dropout left", start, 0, 2.0 * positions * count);
    }

    @Override
    public void convolve(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] weights,
            float[] bias,
            float[] output,
            int outputAt) {
        long start = System.nanoTime();
        kernels.convolve(geometry, input, inputAt, inputChannels, weights, bias, output, outputAt);
        note(
                sizes("convolution or product", geometry),
                start,
                output(geometry) * area(geometry) * inputChannels,
                input(geometry, inputChannels) + output(geometry) + weights(geometry, inputChannels));
    }

    @Override
    public void convolveAndPool(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] weights,
            float[] bias,
            PooledScratch scratch,
            float[] pooled,
            int[] winners,
            int pooledAt) {
        long start = System.nanoTime();
        kernels.convolveAndPool(
                geometry, input, inputAt, inputChannels, weights, bias, scratch, pooled, winners, pooledAt);
        note(
                sizes("convolution and pool", geometry),
                start,
                4 * pooled(geometry) * area(geometry) * inputChannels,
                input(geometry, inputChannels) + 2 * pooled(geometry) + weights(geometry, inputChannels));
    }

    @Override
    public void convolveAndPoolByWinograd(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] weights,
            float[] bias,
            PooledScratch scratch,
            float[] pooled,
            int[] winners,
            int pooledAt) {
        long start = System.nanoTime();
        kernels.convolveAndPoolByWinograd(
                geometry, input, inputAt, inputChannels, weights, bias, scratch, pooled, winners, pooledAt);
        double tiles = 2.0 * geometry.pooledHeight() * Winograd.tiles(geometry);
        note(
                sizes("convolution and pool by Winograd's algorithm", geometry),
                start,
                tiles * Winograd.PRODUCTS * Winograd.KERNEL * inputChannels * geometry.outputChannels(),
                input(geometry, inputChannels)
                        + 2 * pooled(geometry)
                        + Winograd.weightsLength(inputChannels, geometry.outputChannels()));
    }

    @Override
    public void addWeightGradient(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int[] channels,
            int inputChannels,
            float[] gradient,
            int gradientAt,
            int weightChannels,
            float[] weightGradient) {
        long start = System.nanoTime();
        kernels.addWeightGradient(
                geometry,
                input,
                inputAt,
                channels,
                inputChannels,
                gradient,
                gradientAt,
                weightChannels,
                weightGradient);
        note(
                sizes("weight gradient or transposed product", geometry),
                start,
                output(geometry) * area(geometry) * inputChannels,
                input(geometry, inputChannels) + output(geometry) + 2 * weights(geometry, inputChannels));
    }

    @Override
    public void addInputGradient(
            ConvolutionGeometry geometry,
            float[] gradient,
            int gradientAt,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt) {
        long start = System.nanoTime();
        kernels.addInputGradient(geometry, gradient, gradientAt, weights, inputChannels, inputGradient, inputAt);
        note(
                sizes("input gradient", geometry),
                start,
                output(geometry) * area(geometry) * inputChannels,
                2 * input(geometry, inputChannels) + output(geometry) + weights(geometry, inputChannels));
    }

    @Override
    public void addPooledWeightGradient(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weightGradient) {
        long start = System.nanoTime();
        kernels.addPooledWeightGradient(
                geometry,
                input,
                inputAt,
                inputChannels,
                gradient,
                gradientAt,
                winners,
                winnersAt,
                scratch,
                weightGradient);
        note(
                sizes("weight gradient behind the pool", geometry),
                start,
                pooled(geometry) * area(geometry) * inputChannels,
                input(geometry, inputChannels) + 2 * pooled(geometry) + 2 * weights(geometry, inputChannels));
    }

    @Override
    public void addPooledInputGradient(
            ConvolutionGeometry geometry,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt) {
        long start = System.nanoTime();
        kernels.addPooledInputGradient(
                geometry,
                gradient,
                gradientAt,
                winners,
                winnersAt,
                scratch,
                weights,
                inputChannels,
                inputGradient,
                inputAt);
        note(
                sizes("input gradient behind the pool", geometry),
                start,
                pooled(geometry) * area(geometry) * inputChannels,
                2 * input(geometry, inputChannels) + 2 * pooled(geometry) + weights(geometry, inputChannels));
    }

    @Override
    public void addPooledImageWeightGradient(
            ConvolutionGeometry geometry,
            float[] image,
            int imageAt,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weightGradient) {
        long start = System.nanoTime();
        kernels.addPooledImageWeightGradient(
                geometry, image, imageAt, gradient, gradientAt, winners, winnersAt, scratch, weightGradient);
        note(
                sizes("weight gradient behind the pool, of an image", geometry),
                start,
                pooled(geometry) * area(geometry),
                input(geometry, 1) + 2 * pooled(geometry) + 2 * weights(geometry, 1));
    }

    @Override
    public void sumChannels(float[] values, int valuesAt, int positions, int channels, float[] sums) {
        long start = System.nanoTime();
        kernels.sumChannels(values, valuesAt, positions, channels, sums);
        double count = (double) positions * channels;
        note("sums of channels, %d x %d".formatted(positions, channels), start, count / 2, count);
    }

    @Override
    public void sumSquaredDistances(
            float[] values, int valuesAt, int positions, int channels, float[] means, float[] sums) {
        long start = System.nanoTime();
        kernels.sumSquaredDistances(values, valuesAt, positions, channels, means, sums);
        double count = (double) positions * channels;
        note("squared distances, %d x %d".formatted(positions, channels), start, 2 * count, count);
    }

    @Override
    public void normalizeSigmoid(
            float[] input,
            int inputAt,
            int positions,
            int channels,
            float[] coefficients,
            float[] output,
            int outputAt) {
        long start = System.nanoTime();
        kernels.normalizeSigmoid(input, inputAt, positions, channels, coefficients, output, outputAt);
        double count = (double) positions * channels;
        note(
                "batch norm, sigmoid and dropout, %d x %d".formatted(positions, channels),
                start,
                (EXPONENTIAL + 2) * count,
                2 * count);
    }

    @Override
    public void sigmoidGradient(
            float[] gradient,
            int gradientAt,
            float[] output,
            float[] input,
            int at,
            int positions,
            int channels,
            float[] coefficients,
            float[] sums) {
        long start = System.nanoTime();
        kernels.sigmoidGradient(gradient, gradientAt, output, input, at, positions, channels, coefficients, sums);
        double count = (double) positions * channels;
        note("gradient of sigmoid and dropout, %d x %d".formatted(positions, channels), start, 7 * count, 4 * count);
    }

    @Override
    public void normGradient(
            float[] output,
            float[] input,
            int at,
            int positions,
            int channels,
            float[] coefficients,
            float[] gradient,
            int gradientAt) {
        long start = System.nanoTime();
        kernels.normGradient(output, input, at, positions, channels, coefficients, gradient, gradientAt);
        double count = (double) positions * channels;
        note("gradient of batch norm, %d x %d".formatted(positions, channels), start, 3 * count, 3 * count);
    }

    @Override
    public void softmax(float[] scores, int scoresAt, int keys, int queries) {
        long start = System.nanoTime();
        kernels.softmax(scores, scoresAt, keys, queries);
        double count = (double) keys * queries;
        note("softmax, %d x %d".formatted(keys, queries), start, (EXPONENTIAL + 4) * count, 2 * count);
    }

    @Override
    public void softmaxGradient(float[] attention, int attentionAt, int keys, int queries, float[] gradient) {
        long start = System.nanoTime();
        kernels.softmaxGradient(attention, attentionAt, keys, queries, gradient);
        double count = (double) keys * queries;
        note("gradient of softmax, %d x %d".formatted(keys, queries), start, 3 * count, 3 * count);
    }

    @Override
    public void adam(float[] values, float[] gradient, float[] first, float[] second, int length, AdamStep step) {
        long start = System.nanoTime();
        kernels.adam(values, gradient, first, second, length, step);
        note("Adam", start, 20.0 * length, 7.0 * length);
    }
}
