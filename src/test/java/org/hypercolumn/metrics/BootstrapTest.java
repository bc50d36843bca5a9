package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BootstrapTest {

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    /** Chooses the first value in the first {@code resamples} resamples and the second one ever after. */
    private static RandomGenerator firstIn(int resamples, int values) {
        return new RandomGenerator() {
            private int drawn;

            @Override
            public long nextLong() {
                throw new IllegalStateException("only nextInt(bound) is the same in every generator");
            }

            @Override
            public int nextInt(int bound) {
                assertThat(bound).isEqualTo(values);
                return drawn++ < resamples * values ? 0 : 1;
            }
        };
    }

    @Test
    void leaves_250_resamples_on_either_side() {
        double[] values = {-1, 2};

        assertThat(Bootstrap.ofMean(values, firstIn(250, 2))).isEqualTo(new Interval(2, 2));
        assertThat(Bootstrap.ofMean(values, firstIn(251, 2))).isEqualTo(new Interval(-1, 2));
        assertThat(Bootstrap.ofMean(values, firstIn(9749, 2))).isEqualTo(new Interval(-1, 2));
        assertThat(Bootstrap.ofMean(values, firstIn(9750, 2))).isEqualTo(new Interval(-1, -1));
    }

    @Test
    void divides_by_the_number_of_values() {
        // the second value is drawn three times, always: (5 + 5 + 5) / 3
        assertThat(Bootstrap.ofMean(new double[] {3, 5, 7}, firstIn(0, 3))).isEqualTo(new Interval(5, 5));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_near_the_normal_interval_of_many_neurons(long seed) {
        double[] values = new SplittableRandom(seed).doubles(307).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        double halfWidth = 1.96 * Math.sqrt(variance / values.length);

        Interval interval = Bootstrap.ofMean(values, new SplittableRandom(seed));

        // of 10,000 resamples, the end's place among them is uncertain by 16: a 27th of the half width
        assertThat(interval.low()).isCloseTo(mean - halfWidth, within(0.15 * halfWidth));
        assertThat(interval.high()).isCloseTo(mean + halfWidth, within(0.15 * halfWidth));
    }

    @Test
    void holds_the_true_mean_of_37_neurons_in_about_95_percent_of_the_recordings() {
        var random = new SplittableRandom(1);
        int recordings = 200;
        long holding = IntStream.range(0, recordings)
                .mapToObj(recording -> Bootstrap.ofMean(
                        random.doubles(37).map(value -> value - 0.5).toArray(), random))
                .filter(interval -> interval.low() <= 0 && 0 <= interval.high())
                .count();

        // 94 % of 200 is 188, give or take 3.4; 3 times that on either side
        assertThat(holding).isBetween(178L, 198L);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void leaves_undefined_values_out(long seed) {
        double nan = Double.NaN;

        assertThat(Bootstrap.ofMean(new double[] {nan, 1, 2, nan, 4, nan}, new SplittableRandom(seed)))
                .isEqualTo(Bootstrap.ofMean(new double[] {1, 2, 4}, new SplittableRandom(seed)));
    }

    @Test
    void is_undefined_for_fewer_than_two_defined_values() {
        var random = new SplittableRandom(1);

        assertThat(Bootstrap.ofMean(new double[0], random)).isEqualTo(Interval.UNDEFINED);
        assertThat(Bootstrap.ofMean(new double[] {3}, random)).isEqualTo(Interval.UNDEFINED);
        assertThat(Bootstrap.ofMean(new double[] {Double.NaN, 3, Double.NaN}, random))
                .isEqualTo(new Interval(Double.NaN, Double.NaN));
    }

    @Test
    void of_equal_values_is_the_value_and_writes_nothing() {
        double[] values = {0.25, 0.25, 0.25};

        assertThat(Bootstrap.ofMean(values, new SplittableRandom(1))).isEqualTo(new Interval(0.25, 0.25));
        assertThat(values).containsExactly(0.25, 0.25, 0.25);
    }
}
