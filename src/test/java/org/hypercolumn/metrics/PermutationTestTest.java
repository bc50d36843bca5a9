package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reference values are of scipy 1.10.1: {@code permutation_test((first, second), lambda x, y, axis: mean(x - y, axis=axis),
 * vectorized=True, permutation_type='samples', n_resamples=inf).pvalue}.
 */
class PermutationTestTest {

    private static final double NAN = Double.NaN;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    static LongStream fewSeeds() {
        return LongStream.range(0, 10);
    }

    /** Fails when it is asked, so that p must be exact. */
    private static RandomGenerator never() {
        return () -> {
            throw new IllegalStateException("an exact p draws nothing");
        };
    }

    private static double[] places(int n, int factor, int modulus) {
        return IntStream.range(0, n).mapToDouble(i -> i * factor % modulus).toArray();
    }

    private static double[] divided(double[] values, double by) {
        return Arrays.stream(values).map(value -> value / by).toArray();
    }

    private static PermutationTest test(double[] first, double[] second, long seed) {
        return PermutationTest.of(first, second, new SplittableRandom(seed));
    }

    @Test
    void of_three_improvements_is_a_quarter() {
        // 1 + 2 + 3 is as far from 0 as -1 - 2 - 3, and the six other patterns of signs are nearer: 2/8
        assertThat(PermutationTest.of(new double[] {1, 2, 3}, new double[3], never()))
                .isEqualTo(new PermutationTest(0.25, 3, 0, 0));
    }

    @Test
    void counts_the_patterns_of_signs_by_the_size_of_their_sum() {
        // 1, 1, -2, 4 sum to 4. Sums of +-1 +-1 +-2 with a plus before the 4: 8 6 6 4 4 2 2 0, five of them 4 or more,
        // and
        // as many at the other end: 10/16
        assertThat(PermutationTest.of(new double[] {1, 1, 0, 4}, new double[] {0, 0, 2, 0}, never())
                        .p())
                .isEqualTo(0.625);
        // one difference: its mirror is as far
        assertThat(PermutationTest.of(new double[] {0.5}, new double[] {0.2}, never())
                        .p())
                .isEqualTo(1);
    }

    @Test
    void agrees_with_scipy_where_all_patterns_are_counted() {
        double[] first = {.52, .47, .61, .33, .58, .44, .29, .66, .50};
        double[] second = {.48, .40, .63, .30, .47, .35, .24, .52, .49};

        // 6 of 512 patterns
        assertThat(PermutationTest.of(first, second, never())).isEqualTo(new PermutationTest(0.01171875, 9, 0, 0));
        // i = arange(20); i * 7 % 11, i * 5 % 7: 88400 of 2^20 patterns
        assertThat(PermutationTest.of(places(20, 7, 11), places(20, 5, 7), never()))
                .isEqualTo(new PermutationTest(0.0843048095703125, 17, 3, 0));
    }

    @Test
    void takes_equal_steps_of_peak_tuning_for_equal_however_they_are_rounded() {
        // 0.7 - 0.4 is not 0.3 - 0 in binary
        assertThat(PermutationTest.of(divided(places(20, 7, 11), 10), divided(places(20, 5, 7), 10), never()))
                .isEqualTo(PermutationTest.of(places(20, 7, 11), places(20, 5, 7), never()));
    }

    @Test
    void counts_up_to_20_differences_and_draws_beyond() {
        double[] improved = new double[21];
        Arrays.fill(improved, 0.1);

        // none of 100,000 draws is likely to have 21 equal signs: (0 + 1) / 100,001
        PermutationTest drawn = test(improved, new double[21], 1);
        assertThat(drawn.p()).isEqualTo(1 / 100_001.0);
        assertThat(drawn.exact()).isFalse();
        // 2 of 2^20
        PermutationTest counted = PermutationTest.of(Arrays.copyOf(improved, 20), new double[20], never());
        assertThat(counted.p()).isEqualTo(0x1p-19);
        assertThat(counted.exact()).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void drawn_is_near_the_exact_share(long seed) {
        // i = arange(60), differences i * 7 % 13 - i * 5 % 11; all 2^60 patterns, counted by their sums in whole
        // numbers
        double exact = 0.27905939995479007;

        PermutationTest drawn = test(places(60, 7, 13), places(60, 5, 11), seed);

        // the standard deviation of a share of 100,000 draws is 0.0014; 4 of them
        assertThat(drawn.p()).isCloseTo(exact, within(0.0057));
        assertThat(drawn).isEqualTo(new PermutationTest(drawn.p(), 56, 4, 0));
    }

    @Test
    void drawn_has_the_same_bits_everywhere() {
        // 27880 draws, by a program in Python with the same generator and one sign a bit, the smallest difference's
        // first
        assertThat(test(places(60, 7, 13), places(60, 5, 11), 1).p()).isEqualTo(27_881 / 100_001.0);
    }

    @Test
    void draws_a_sign_for_every_neuron() {
        // plus for all in each draw, then minus for the last of 67: the sum of the rest is smaller than the observed
        // one
        double[] first = new double[67];
        Arrays.fill(first, 1);
        long[] drawn = {0};
        RandomGenerator allPlusButTheLast = () -> drawn[0]++ % 2 == 0 ? 0L : 1L << 2;
        RandomGenerator allPlus = () -> 0L;

        assertThat(PermutationTest.of(first, new double[67], allPlus).p()).isEqualTo(1);
        assertThat(PermutationTest.of(first, new double[67], allPlusButTheLast).p())
                .isEqualTo(1 / 100_001.0);
    }

    @Test
    void leaves_out_and_counts_pairs_with_an_undefined_score() {
        double[] first = {0.5, NAN, 0.7, 0.2, NAN, 0.9, Double.POSITIVE_INFINITY, 0.4};
        double[] second = {0.4, 0.3, 0.5, NAN, NAN, 0.6, 0.1, 0.4};

        assertThat(PermutationTest.of(first, second, never())).isEqualTo(new PermutationTest(0.25, 3, 1, 4));
    }

    @Test
    void of_equal_scores_is_one_and_of_none_undefined() {
        // every pattern of signs of 0 sums to 0
        assertThat(PermutationTest.of(new double[] {0.5, NAN}, new double[] {0.5, 0.1}, never()))
                .isEqualTo(new PermutationTest(1, 0, 1, 1));
        assertThat(PermutationTest.of(new double[] {NAN}, new double[1], never()))
                .isEqualTo(new PermutationTest(NAN, 0, 0, 1));
    }

    @Test
    void sums_scores_of_any_magnitude() {
        // as 1, 2, 3, but beyond what a long of 1e-12 holds
        assertThat(PermutationTest.of(new double[] {1e150, 2e150, 3e150}, new double[3], never())
                        .p())
                .isEqualTo(0.25);
        // a sum of 1e21 steps still tells the small one's sign: only ++ and -- are as far from 0
        assertThat(PermutationTest.of(new double[] {1e9, 1}, new double[2], never())
                        .p())
                .isEqualTo(0.5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void is_the_same_either_way_round_and_in_any_order(long seed) {
        var random = new SplittableRandom(seed);
        double[] first = random.doubles(37).toArray();
        double[] second = random.doubles(37).toArray();
        int shift = random.nextInt(1, 37);
        int[] rotated = IntStream.range(0, 37).map(n -> (n + shift) % 37).toArray();

        PermutationTest test = test(first, second, seed);

        assertThat(test.p()).isBetween(1 / 100_001.0, 1.0);
        assertThat(test(second, first, seed)).isEqualTo(test);
        assertThat(test(
                        Arrays.stream(rotated).mapToDouble(n -> first[n]).toArray(),
                        Arrays.stream(rotated).mapToDouble(n -> second[n]).toArray(),
                        seed))
                .isEqualTo(test);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_the_share_of_all_patterns_one_by_one(long seed) {
        var random = new SplittableRandom(seed);
        int[] tenths = random.ints(7, -4, 5).toArray();
        double[] first =
                Arrays.stream(tenths).mapToDouble(tenth -> tenth / 10.0).toArray();
        int observed = Math.abs(Arrays.stream(tenths).sum());
        long as = IntStream.range(0, 128)
                .map(signs -> IntStream.range(0, 7)
                        .map(n -> (signs >> n & 1) == 1 ? -tenths[n] : tenths[n])
                        .sum())
                .filter(sum -> Math.abs(sum) >= observed)
                .count();

        assertThat(PermutationTest.of(first, new double[7], never()).p()).isEqualTo(as / 128.0);
    }

    @Test
    void of_models_that_do_not_differ_is_below_a_twentieth_in_about_a_twentieth_of_the_cases() {
        var random = new SplittableRandom(1);
        int cases = 2000;
        long found = IntStream.range(0, cases)
                .filter(i -> PermutationTest.of(
                                        random.doubles(11).toArray(),
                                        random.doubles(11).toArray(),
                                        never())
                                .p()
                        < 0.05)
                .count();

        // 100 of 2000, give or take 10; 4 times that on either side
        assertThat(found).isBetween(60L, 140L);
    }

    @Test
    void refuses_scores_of_other_neurons() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PermutationTest.of(new double[3], new double[5], never()))
                .withMessage("permutation test: expected scores of the same neurons, got 3 and 5 scores");
    }
}
