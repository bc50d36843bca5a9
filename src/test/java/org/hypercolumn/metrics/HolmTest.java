package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolmTest {

    private static final double NAN = Double.NaN;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void multiplies_the_smallest_by_all_and_the_largest_by_one() {
        // ascending 1/64, 1/16, 1/8, 1/2: times 4, 3, 2, 1
        assertThat(Holm.corrected(new double[] {0.125, 0.015625, 0.5, 0.0625}))
                .containsExactly(0.25, 0.0625, 0.5, 0.1875);
    }

    @Test
    void lets_none_be_smaller_than_one_that_was_smaller_before() {
        // 0.25 times 3; 0.3125 times 2 is 0.625, below it; 0.5 times 1, below it
        assertThat(Holm.corrected(new double[] {0.5, 0.25, 0.3125})).containsExactly(0.75, 0.75, 0.75);
    }

    @Test
    void stops_at_1() {
        assertThat(Holm.corrected(new double[] {0.75, 1, 0.5})).containsExactly(1, 1, 1);
    }

    @Test
    void gives_equal_p_the_same_correction() {
        // 1/8 times 3; 1/8 times 2 is below it
        assertThat(Holm.corrected(new double[] {0.125, 0.125, 0.75})).containsExactly(0.375, 0.375, 0.75);
    }

    @Test
    void does_not_count_undefined_tests_into_the_family() {
        // a family of 2, not of 4
        assertThat(Holm.corrected(new double[] {NAN, 0.25, NAN, 0.125})).containsExactly(NAN, 0.25, NAN, 0.25);
        assertThat(Holm.corrected(new double[] {NAN})).containsExactly(NAN);
        assertThat(Holm.corrected(new double[0])).isEmpty();
    }

    @Test
    void leaves_a_single_test_as_it_is() {
        assertThat(Holm.corrected(new double[] {0.0479})).containsExactly(0.0479);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keeps_the_order_and_lies_between_p_and_bonferroni(long seed) {
        double[] p = new SplittableRandom(seed).doubles(11).map(u -> u * u * u).toArray();
        double[] before = p.clone();

        double[] corrected = Holm.corrected(p);

        assertThat(p).containsExactly(before);
        int[] ascending = IntStream.range(0, 11)
                .boxed()
                .sorted((a, b) -> Double.compare(p[a], p[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(Arrays.stream(ascending).mapToDouble(i -> corrected[i]).toArray())
                .isSorted();
        IntStream.range(0, 11).forEach(i -> assertThat(corrected[i]).isBetween(p[i], Math.min(1, 11 * p[i])));
    }

    @ParameterizedTest(name = "p {0}")
    @ValueSource(doubles = {-1e-9, 1.0000001, Double.POSITIVE_INFINITY})
    void refuses_what_is_no_p(double p) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Holm.corrected(new double[] {0.5, p}))
                .withMessage("Holm's correction: p must be 0 to 1, got " + p);
    }
}
