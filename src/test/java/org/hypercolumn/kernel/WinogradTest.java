package org.hypercolumn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.hypercolumn.kernel.VectorKernelsTest.SCALAR;
import static org.hypercolumn.kernel.VectorKernelsTest.VECTOR;
import static org.hypercolumn.kernel.VectorKernelsTest.agree;
import static org.hypercolumn.kernel.VectorKernelsTest.pool;
import static org.hypercolumn.kernel.VectorKernelsTest.random;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hypercolumn.kernel.VectorKernelsTest.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Winograd's convolution: the vector kernel against the scalar control, bit for bit, and both against the direct sum. */
class WinogradTest {

    static Stream<Shape> winogradShapes() {
        return Stream.concat(
                        VectorKernelsTest.pooledShapes(),
                        Stream.of(
                                new Shape(6, 30, 5, 17, 32),
                                new Shape(30, 7, 5, 33, 32),
                                new Shape(9, 10, 5, 2, 64),
                                new Shape(10, 13, 5, 16, 32),
                                new Shape(12, 12, 5, 48, 32)))
                .filter(shape -> Winograd.fits(shape.kernelSize(), shape.inputChannels()));
    }

    private static int[] poolByWinograd(Kernels kernels, Shape shape, float[] input, float[] pooled) {
        var geometry = shape.geometry();
        int[] winners = new int[pooled.length];
        float[] transformed = Kernels.array(Winograd.weightsLength(shape.inputChannels(), shape.outputChannels()));
        Winograd.transformWeights(
                random(2, shape.weights()), shape.inputChannels() * shape.outputChannels(), transformed);
        kernels.convolveAndPoolByWinograd(
                geometry,
                input,
                Kernels.ORIGIN,
                shape.inputChannels(),
                transformed,
                random(3, shape.outputChannels()),
                PooledScratch.of(geometry, shape.inputChannels()),
                pooled,
                winners,
                Kernels.ORIGIN);
        return winners;
    }

    @ParameterizedTest
    @MethodSource("winogradShapes")
    void pools_alike_by_winograd(Shape shape) {
        float[] input = random(1, shape.input());
        int length = shape.geometry().pooledPositions() * shape.outputChannels();
        agree(random(4, length), (kernels, pooled) -> poolByWinograd(kernels, shape, input, pooled));
        assertThat(poolByWinograd(VECTOR, shape, input, Kernels.array(length)))
                .isEqualTo(poolByWinograd(SCALAR, shape, input, Kernels.array(length)));
    }

    /** Sums of up to 1,600 products of numbers between -1 and 1, whose rounding errors reach 1e-4; winners are the same, but for near ties. */
    @ParameterizedTest
    @MethodSource("winogradShapes")
    void winograd_pools_what_the_direct_sum_pools(Shape shape) {
        float[] input = random(1, shape.input());
        int length = shape.geometry().pooledPositions() * shape.outputChannels();
        float[] direct = Kernels.array(length);
        float[] byWinograd = Kernels.array(length);
        int[] winners = pool(SCALAR, shape, input, direct);
        int[] winnersByWinograd = poolByWinograd(SCALAR, shape, input, byWinograd);

        assertThat(byWinograd).containsExactly(direct, withPrecision(2e-4f));
        long different = IntStream.range(0, winners.length)
                .filter(i -> winners[i] != winnersByWinograd[i])
                .count();
        assertThat(different).isLessThanOrEqualTo(length / 1000);
    }

    /** Of a row that is cut off in its last tile: what stands behind the image must not matter, not even in the last bit. */
    @ParameterizedTest
    @MethodSource("winogradShapes")
    void winograd_reads_nothing_behind_what_the_outputs_need(Shape shape) {
        float[] input = random(1, shape.input());
        float[] disturbed = input.clone();
        Arrays.fill(disturbed, Kernels.ORIGIN + shape.input(), disturbed.length, 1e30f);
        for (int i = 0; i < shape.input(); i++) {
            int pixel = i / shape.inputChannels();
            boolean isRead = pixel / shape.width() < Winograd.inputRows(shape.geometry())
                    && pixel % shape.width() < Winograd.inputColumns(shape.geometry());
            if (!isRead) {
                disturbed[Kernels.ORIGIN + i] = 1e30f;
            }
        }
        int length = shape.geometry().pooledPositions() * shape.outputChannels();
        float[] pooled = Kernels.array(length);
        float[] pooledDisturbed = Kernels.array(length);

        poolByWinograd(VECTOR, shape, input, pooled);
        poolByWinograd(VECTOR, shape, disturbed, pooledDisturbed);

        assertThat(pooledDisturbed).isEqualTo(pooled);
    }
}
