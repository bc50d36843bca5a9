package org.hypercolumn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vector kernels against the scalar control, bit for bit, over many shapes. */
class VectorKernelsTest {

    static final Kernels SCALAR = new ScalarKernels();
    static final Kernels VECTOR = new VectorKernels();

    /** Sizes of one image's convolution: H, W, kernel, stored input channels n, output channels C. */
    record Shape(int height, int width, int kernelSize, int inputChannels, int outputChannels) {
        ConvolutionGeometry geometry() {
            return ConvolutionGeometry.of(height, width, kernelSize, outputChannels);
        }

        int input() {
            return height * width * inputChannels;
        }

        int weights() {
            return kernelSize * kernelSize * inputChannels * outputChannels;
        }
    }

    static Stream<Shape> shapes() {
        return Stream.of(
                new Shape(50, 50, 5, 1, 32),
                new Shape(23, 29, 5, 1, 64),
                new Shape(11, 9, 3, 1, 32),
                new Shape(23, 23, 5, 32, 32),
                new Shape(23, 23, 5, 19, 32),
                new Shape(7, 11, 5, 32, 64),
                new Shape(6, 6, 5, 31, 32),
                new Shape(9, 9, 3, 22, 32),
                new Shape(9, 9, 1, 23, 32),
                new Shape(3, 3, 3, 32, 32),
                new Shape(13, 11, 3, 32, 64),
                new Shape(5, 7, 3, 64, 32),
                new Shape(9, 7, 5, 64, 64),
                new Shape(12, 8, 4, 32, 32),
                new Shape(31, 27, 7, 1, 32),
                new Shape(6, 6, 5, 1, 32),
                new Shape(2, 3, 1, 1, 32));
    }

    static Stream<Shape> pooledShapes() {
        return shapes().filter(shape -> shape.geometry().pooledPositions() > 0);
    }

    static Stream<Shape> paddedShapes() {
        return shapes().filter(shape -> shape.inputChannels() % 32 == 0);
    }

    static Stream<Shape> pooledPaddedShapes() {
        return pooledShapes().filter(shape -> shape.inputChannels() % 32 == 0);
    }

    static Stream<Shape> pooledImageShapes() {
        return pooledShapes().filter(shape -> shape.inputChannels() == 1);
    }

    static float[] random(long seed, int length) {
        float[] values = Kernels.array(length);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = Kernels.ORIGIN; i < Kernels.ORIGIN + length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    private static int[] asBits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            // Adding 0 turns -0 into 0: a sum of nothing may keep either.
            bits[i] = Float.floatToRawIntBits(values[i] + 0f);
        }
        return bits;
    }

    /** Runs both on copies of the same zeroed or random target, which must end with equal bits. */
    static void agree(float[] target, BiConsumer<Kernels, float[]> kernel) {
        float[] expected = target.clone();
        float[] got = target.clone();
        kernel.accept(SCALAR, expected);
        kernel.accept(VECTOR, got);
        assertThat(asBits(got)).isEqualTo(asBits(expected));
        assertThat(expected).isNotEqualTo(target);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void convolves_alike(Shape shape) {
        float[] input = random(1, shape.input());
        float[] weights = random(2, shape.weights());
        float[] bias = random(3, shape.outputChannels());
        var geometry = shape.geometry();
        agree(
                random(4, geometry.outputPositions() * shape.outputChannels()),
                (kernels, output) -> kernels.convolve(
                        geometry, input, Kernels.ORIGIN, shape.inputChannels(), weights, bias, output, Kernels.ORIGIN));
    }

    static int[] pool(Kernels kernels, Shape shape, float[] input, float[] pooled) {
        var geometry = shape.geometry();
        int[] winners = new int[pooled.length];
        kernels.convolveAndPool(
                geometry,
                input,
                Kernels.ORIGIN,
                shape.inputChannels(),
                random(2, shape.weights()),
                random(3, shape.outputChannels()),
                PooledScratch.of(geometry, shape.inputChannels()),
                pooled,
                winners,
                Kernels.ORIGIN);
        return winners;
    }

    @ParameterizedTest
    @MethodSource("pooledShapes")
    void pools_alike(Shape shape) {
        float[] input = random(1, shape.input());
        int length = shape.geometry().pooledPositions() * shape.outputChannels();
        agree(random(4, length), (kernels, pooled) -> pool(kernels, shape, input, pooled));
        assertThat(pool(VECTOR, shape, input, Kernels.array(length)))
                .isEqualTo(pool(SCALAR, shape, input, Kernels.array(length)));
    }

    @ParameterizedTest
    @MethodSource("pooledShapes")
    void the_first_of_equal_outputs_wins(Shape shape) {
        float[] constant = Kernels.array(shape.input());
        int[] winners = pool(VECTOR, shape, constant, Kernels.array(10_000_000));
        assertThat(winners[Kernels.ORIGIN]).isZero();
        assertThat(winners).isEqualTo(pool(SCALAR, shape, constant, Kernels.array(10_000_000)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void weight_gradients_agree(Shape shape) {
        int n = shape.inputChannels();
        int[] channels = new int[n];
        for (int i = 0; i < n; i++) {
            channels[i] = 2 * i + 1;
        }
        float[] input = random(1, shape.input());
        var geometry = shape.geometry();
        float[] gradient = random(2, geometry.outputPositions() * shape.outputChannels());
        agree(
                random(5, shape.weights() * 3),
                (kernels, sum) -> kernels.addWeightGradient(
                        geometry, input, Kernels.ORIGIN, channels, n, gradient, Kernels.ORIGIN, 2 * n + 1, sum));
    }

    @ParameterizedTest
    @MethodSource("paddedShapes")
    void input_gradients_agree(Shape shape) {
        var geometry = shape.geometry();
        float[] gradient = random(2, geometry.outputPositions() * shape.outputChannels());
        float[] weights = random(7, shape.weights());
        agree(
                random(8, shape.input()),
                (kernels, sum) -> kernels.addInputGradient(
                        geometry, gradient, Kernels.ORIGIN, weights, shape.inputChannels(), sum, Kernels.ORIGIN));
    }

    @ParameterizedTest
    @MethodSource("pooledPaddedShapes")
    void pooled_weight_gradients_agree(Shape shape) {
        var geometry = shape.geometry();
        float[] input = random(1, shape.input());
        int length = geometry.pooledPositions() * shape.outputChannels();
        int[] winners = pool(SCALAR, shape, input, Kernels.array(length));
        float[] gradient = random(2, length + 3);
        agree(
                random(6, shape.weights()),
                (kernels, sum) -> kernels.addPooledWeightGradient(
                        geometry,
                        input,
                        Kernels.ORIGIN,
                        shape.inputChannels(),
                        gradient,
                        Kernels.ORIGIN + 3,
                        winners,
                        Kernels.ORIGIN,
                        PooledScratch.of(geometry, shape.inputChannels()),
                        sum));
    }

    @ParameterizedTest
    @MethodSource("pooledPaddedShapes")
    void pooled_input_gradients_agree(Shape shape) {
        int length = shape.geometry().pooledPositions() * shape.outputChannels();
        int[] winners = pool(SCALAR, shape, random(1, shape.input()), Kernels.array(length));
        inputGradientsAgree(shape, winners);
    }

    /** All channels of a window win at one place, and none at the others. */
    @ParameterizedTest
    @MethodSource("pooledPaddedShapes")
    void pooled_input_gradients_agree_where_no_channel_won(Shape shape) {
        int length = shape.geometry().pooledPositions() * shape.outputChannels();
        int[] winners = pool(SCALAR, shape, Kernels.array(shape.input()), Kernels.array(length));
        inputGradientsAgree(shape, winners);
    }

    private static void inputGradientsAgree(Shape shape, int[] winners) {
        var geometry = shape.geometry();
        float[] gradient = random(2, geometry.pooledPositions() * shape.outputChannels() + 3);
        float[] weights = random(7, shape.weights());
        agree(
                random(8, shape.input()),
                (kernels, sum) -> kernels.addPooledInputGradient(
                        geometry,
                        gradient,
                        Kernels.ORIGIN + 3,
                        winners,
                        Kernels.ORIGIN,
                        PooledScratch.of(geometry, shape.inputChannels()),
                        weights,
                        shape.inputChannels(),
                        sum,
                        Kernels.ORIGIN));
    }

    @ParameterizedTest
    @MethodSource("pooledImageShapes")
    void image_weight_gradients_agree(Shape shape) {
        float[] image = random(1, shape.input());
        var geometry = shape.geometry();
        int length = geometry.pooledPositions() * shape.outputChannels();
        int[] winners = pool(SCALAR, shape, image, Kernels.array(length));
        float[] gradient = random(2, length + 3);
        agree(random(9, geometry.patchLength() * shape.outputChannels()), (kernels, sum) -> {
            kernels.addPooledImageWeightGradient(
                    geometry,
                    image,
                    Kernels.ORIGIN,
                    gradient,
                    Kernels.ORIGIN + 3,
                    winners,
                    Kernels.ORIGIN,
                    PooledScratch.of(geometry, shape.inputChannels()),
                    sum);
            clearBetweenWeights(geometry, sum);
        });
    }

    /** What a kernel may leave between the weights of a patch is nobody's. */
    private static void clearBetweenWeights(ConvolutionGeometry geometry, float[] sum) {
        int column = geometry.kernelSize() + 1;
        for (int i = 0; i < geometry.outputChannels() * geometry.patchLength(); i++) {
            int place = i % geometry.patchLength();
            if (place % column == geometry.kernelSize() || place / column >= geometry.kernelSize()) {
                sum[Kernels.ORIGIN + i] = 0;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("selections")
    void selects_alike(List<Integer> chosen) {
        int[] channels = chosen.stream().mapToInt(i -> i).toArray();
        int positions = 13;
        float[] maps = random(1, positions * 32);
        agree(random(2, positions * 32), (kernels, selected) -> {
            kernels.selectChannels(maps, Kernels.ORIGIN, positions, 32, channels, channels.length, selected);
            Arrays.fill(selected, Kernels.ORIGIN + positions * channels.length, selected.length, 0f);
        });
    }

    static Stream<List<Integer>> selections() {
        return Stream.of(
                List.of(0),
                List.of(31),
                List.of(3, 5, 15, 16, 17, 30),
                IntStream.range(0, 16).boxed().toList(),
                IntStream.range(16, 32).boxed().toList(),
                IntStream.range(0, 31).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("positions")
    void activations_agree(int positions) {
        int channels = 64;
        float[] input = random(1, positions * channels);
        for (int i = Kernels.ORIGIN; i < input.length; i += 7) {
            input[i] *= 1000;
        }
        float[] three = random(2, 3 * channels);
        int at = Kernels.ORIGIN;
        agree(random(5, channels), (kernels, sums) -> kernels.sumChannels(input, at, positions, channels, sums));
        agree(
                random(5, channels),
                (kernels, sums) -> kernels.sumSquaredDistances(input, at, positions, channels, three, sums));
        agree(
                random(6, positions * channels),
                (kernels, out) -> kernels.normalizeSigmoid(input, at, positions, channels, three, out, at));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void activation_gradients_agree(int positions) {
        int channels = 64;
        int at = Kernels.ORIGIN;
        float[] input = random(1, positions * channels);
        float[] gradient = random(2, positions * channels + 3);
        float[] output = random(3, positions * channels);
        float[] three = random(4, 3 * channels);
        float[] four = random(5, 4 * channels);
        agree(
                output,
                (kernels, g) -> kernels.sigmoidGradient(
                        gradient, at + 3, g, input, at, positions, channels, three, Kernels.array(2L * channels)));
        agree(
                random(6, 2 * channels),
                (kernels, sums) -> kernels.sigmoidGradient(
                        gradient, at + 3, output.clone(), input, at, positions, channels, three, sums));
        agree(
                random(7, positions * channels + 3),
                (kernels, sum) -> kernels.normGradient(output, input, at, positions, channels, four, sum, at + 3));
    }

    static List<Integer> positions() {
        return List.of(1, 13, 81);
    }

    @ParameterizedTest
    @MethodSource("positions")
    void adam_agrees(int length) {
        float[] gradient = random(1, length);
        AdamStep step = AdamStep.of(1e-3, 0.9, 0.999, 1e-8, 3);
        float[] first = random(2, length);
        float[] second = random(3, length);
        for (int i = 0; i < second.length; i++) {
            second[i] *= second[i];
        }
        agree(
                random(4, length),
                (kernels, values) -> kernels.adam(values, gradient, first.clone(), second.clone(), length, step));
        agree(second, (kernels, v) -> kernels.adam(gradient.clone(), gradient, first.clone(), v, length, step));
    }
}
