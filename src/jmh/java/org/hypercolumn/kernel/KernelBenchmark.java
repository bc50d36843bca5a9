package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Each kernel over a batch of 50 images with ff-cnn's sizes for images of 50 x 50. Operations are those that the kernel has
 * to do: behind a max-pool only the winners', after dropout only those of the 22 channels left of 32.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {

    private static final int BATCH = 50;
    private static final int CHANNELS = 32;
    private static final int KEPT = 22;

    private final Kernels kernels = Kernels.best();
    private final ConvolutionGeometry first = ConvolutionGeometry.of(50, 50, 5, CHANNELS);
    private final ConvolutionGeometry second = ConvolutionGeometry.of(23, 23, 5, CHANNELS);
    private final ConvolutionGeometry third = ConvolutionGeometry.of(9, 9, 3, CHANNELS);
    private final PooledScratch firstScratch = PooledScratch.of(first, 1);
    private final PooledScratch secondScratch = PooledScratch.of(second, 32);
    private final int[] channels = IntStream.range(0, CHANNELS).toArray();

    private final float[] images = random(1, BATCH * 2500);
    private final float[] maps1 = random(2, BATCH * 529 * CHANNELS);
    private final float[] maps2 = random(3, BATCH * 81 * CHANNELS);
    private final float[] maps3 = random(4, BATCH * 49 * CHANNELS);
    private final float[] output1 = Kernels.array(maps1.length);
    private final float[] output2 = Kernels.array(maps2.length);
    private final float[] output3 = Kernels.array(maps3.length);
    private final int[] winners1 = new int[output1.length];
    private final int[] winners2 = new int[output2.length];
    private final float[] weights = random(5, 25 * CHANNELS * CHANNELS);
    private final float[] weightGradient = Kernels.array(25 * CHANNELS * CHANNELS);
    private final float[] transformed = Kernels.array(Winograd.weightsLength(CHANNELS, CHANNELS));
    private final float[] coefficients = random(6, 4 * CHANNELS);
    private final float[] sums = Kernels.array(2 * CHANNELS);
    private final float[] second2 = Kernels.array(46_000);
    private final float[] moments = Kernels.array(46_000);

    private static float[] random(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = Kernels.array(length);
        for (int i = ORIGIN; i < ORIGIN + length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    /** Fills the winners that the ways back follow. */
    @Setup
    public void findWinners() {
        GigaOperations uncounted = new GigaOperations();
        convolution1(uncounted);
        convolution2(uncounted);
    }

    private static int at(int image, int values) {
        return ORIGIN + image * values;
    }

    /** Convolution 1 with its max-pool. */
    @Benchmark
    public float[] convolution1(GigaOperations operations) {
        for (int i = 0; i < BATCH; i++) {
            kernels.convolveAndPool(
                    first,
                    images,
                    at(i, 2500),
                    1,
                    weights,
                    coefficients,
                    firstScratch,
                    output1,
                    winners1,
                    at(i, 16928));
        }
        operations.add(BATCH, 2116L * 25 * CHANNELS);
        return output1;
    }

    /** Convolution 2 with its max-pool, all input channels. */
    @Benchmark
    public float[] convolution2(GigaOperations operations) {
        return convolution2(CHANNELS, operations);
    }

    /** Convolution 2 with its max-pool, of the input channels that dropout leaves. */
    @Benchmark
    public float[] convolution2AfterDropout(GigaOperations operations) {
        return convolution2(KEPT, operations);
    }

    private float[] convolution2(int inputChannels, GigaOperations operations) {
        Winograd.transformWeights(weights, inputChannels * CHANNELS, transformed);
        for (int i = 0; i < BATCH; i++) {
            kernels.convolveAndPoolByWinograd(
                    second,
                    maps1,
                    at(i, 16928),
                    inputChannels,
                    transformed,
                    coefficients,
                    secondScratch,
                    output2,
                    winners2,
                    at(i, 2592));
        }
        operations.add(BATCH, 18L * 5 * 8 * 5 * inputChannels * CHANNELS); // rows, tiles, products, kernel rows
        return output2;
    }

    /** Convolution 2 by the direct sum, as no network does it, to compare with. */
    @Benchmark
    public float[] convolution2Direct(GigaOperations operations) {
        for (int i = 0; i < BATCH; i++) {
            kernels.convolveAndPool(
                    second,
                    maps1,
                    at(i, 16928),
                    KEPT,
                    weights,
                    coefficients,
                    secondScratch,
                    output2,
                    winners2,
                    at(i, 2592));
        }
        operations.add(BATCH, 324L * 25 * KEPT * CHANNELS);
        return output2;
    }

    /** Convolution 3, no pool. */
    @Benchmark
    public float[] convolution3(GigaOperations operations) {
        for (int i = 0; i < BATCH; i++) {
            kernels.convolve(third, maps2, at(i, 2592), CHANNELS, weights, coefficients, output3, at(i, 1568));
        }
        operations.add(BATCH, 49L * 9 * CHANNELS * CHANNELS);
        return output3;
    }

    /** Weight gradient of convolution 1. */
    @Benchmark
    public float[] weightGradient1(GigaOperations operations) {
        for (int i = 0; i < BATCH; i++) {
            kernels.addPooledImageWeightGradient(
                    first,
                    images,
                    at(i, 2500),
                    maps1,
                    at(i, 16928),
                    winners1,
                    at(i, 16928),
                    firstScratch,
                    weightGradient);
        }
        operations.add(BATCH, 529L * 25 * CHANNELS);
        return weightGradient;
    }

    /** Weight gradient of convolution 2. */
    @Benchmark
    public float[] weightGradient2(GigaOperations operations) {
        for (int i = 0; i < BATCH; i++) {
            kernels.addPooledWeightGradient(
                    second,
                    maps1,
                    at(i, 16928),
                    CHANNELS,
                    maps2,
                    at(i, 2592),
                    winners2,
                    at(i, 2592),
                    secondScratch,
                    weightGradient);
        }
        operations.add(BATCH, 81L * 25 * CHANNELS * CHANNELS);
        return weightGradient;
    }

    /** Input gradient of convolution 2. */
    @Benchmark
    public float[] inputGradient2(GigaOperations operations) {
        for (int i = 0; i < BATCH; i++) {
            kernels.addPooledInputGradient(
                    second,
                    maps2,
                    at(i, 2592),
                    winners2,
                    at(i, 2592),
                    secondScratch,
                    weights,
                    CHANNELS,
                    output1,
                    at(i, 16928));
        }
        operations.add(BATCH, 81L * 25 * CHANNELS * CHANNELS);
        return output1;
    }

    /** Weight gradient of convolution 3. */
    @Benchmark
    public float[] weightGradient3(GigaOperations operations) {
        for (int i = 0; i < BATCH; i++) {
            kernels.addWeightGradient(
                    third, maps2, at(i, 2592), channels, CHANNELS, maps3, at(i, 1568), CHANNELS, weightGradient);
        }
        operations.add(BATCH, 49L * 9 * CHANNELS * CHANNELS);
        return weightGradient;
    }

    /** Input gradient of convolution 3. */
    @Benchmark
    public float[] inputGradient3(GigaOperations operations) {
        for (int i = 0; i < BATCH; i++) {
            kernels.addInputGradient(third, maps3, at(i, 1568), weights, CHANNELS, output2, at(i, 2592));
        }
        operations.add(BATCH, 49L * 9 * CHANNELS * CHANNELS);
        return output2;
    }

    /** Batch norm, sigmoid and dropout behind convolution 1; its operations are not counted. */
    @Benchmark
    public float[] normalizeSigmoid1() {
        for (int i = 0; i < BATCH; i++) {
            kernels.normalizeSigmoid(maps1, at(i, 16928), 529, CHANNELS, coefficients, output1, at(i, 16928));
        }
        return output1;
    }

    /** The batch's mean and variance behind convolution 1; operations not counted. */
    @Benchmark
    public float[] statistics1() {
        for (int i = 0; i < BATCH; i++) {
            kernels.sumChannels(maps1, at(i, 16928), 529, CHANNELS, sums);
            kernels.sumSquaredDistances(maps1, at(i, 16928), 529, CHANNELS, coefficients, sums);
        }
        return sums;
    }

    /** A step of Adam over as many values as ff-cnn has; operations not counted. */
    @Benchmark
    public float[] adam() {
        kernels.adam(weightGradient, moments, moments, second2, 25_000, AdamStep.of(1e-3, 0.9, 0.999, 1e-8, 3));
        return weightGradient;
    }
}
