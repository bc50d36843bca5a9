package org.hypercolumn.kernel;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.function.DoubleSupplier;
import jdk.incubator.vector.FloatVector;

/**
 * What one core of this machine can do at most: the floors of operations are made of it.
 *
 * @param gflops fused multiply-adds between registers, each counted as two operations, 10^9 a second
 * @param firstCache bytes read and written in the first cache, 10^9 a second
 * @param secondCache the same in the second cache
 */
public record MachinePeak(double gflops, double firstCache, double secondCache) {

    private static final int TRIES = 40;
    private static final int FIRST_CACHE_VALUES = 3 << 10; // two arrays of 12 KB
    private static final int SECOND_CACHE_VALUES = 48 << 10; // two arrays of 192 KB

    /** The best of many tries, since whatever disturbs a try makes it slower. */
    public static MachinePeak measure() {
        var benchmark = new PeakBenchmark();
        var operations = new GigaOperations();
        double gflops = best(() -> {
            operations.reset();
            long start = System.nanoTime();
            float result = benchmark.peak(operations);
            long end = System.nanoTime();
            return Float.isNaN(result) ? 0 : operations.gflops / (1e-9 * (end - start));
        });
        return new MachinePeak(gflops, bandwidth(FIRST_CACHE_VALUES), bandwidth(SECOND_CACHE_VALUES));
    }

    private static double best(DoubleSupplier measured) {
        double best = 0;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            best = Math.max(best, measured.getAsDouble());
        }
        return best;
    }

    /** Of y = y + x: two values read and one written. */
    private static double bandwidth(int values) {
        float[] x = Kernels.array(values);
        float[] y = Kernels.array(values);
        int rounds = (1 << 24) / values;
        return best(() -> {
            long start = System.nanoTime();
            for (int round = 0; round < rounds; round++) {
                add(x, y, values);
            }
            return 3.0 * Float.BYTES * values * rounds / (System.nanoTime() - start);
        });
    }

    private static void add(float[] x, float[] y, int values) {
        var lanes = VectorKernels.LANES;
        int i = ORIGIN;
        do {
            FloatVector.fromArray(lanes, x, i)
                    .add(FloatVector.fromArray(lanes, y, i))
                    .intoArray(y, i);
            i += VectorKernels.WIDTH;
        } while (i < ORIGIN + values);
    }

    /** Milliseconds of as many multiply-adds at least. */
    double multiplyAdds(double count) {
        return 2e-6 * count / gflops;
    }

    /** Milliseconds to move as many bytes within the second cache at least. */
    double bytes(double count) {
        return 1e-6 * count / secondCache;
    }

    /** For people. */
    public String text() {
        return "peak %.0f GFLOP/s, first cache %.0f GB/s, second cache %.0f GB/s (a core, best of %d tries)"
                .formatted(gflops, firstCache, secondCache, TRIES);
    }
}
