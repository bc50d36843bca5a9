package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reference values are of scipy 1.10.1: {@code from scipy.stats import wilcoxon; from numpy import arange, where}. */
class WilcoxonSignedRankTest {

    /** Both compute the normal distribution's tail to about 1e-15 of its value. */
    private static final double APPROXIMATION = 1e-12;

    private static final double NAN = Double.NaN;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /** 1 to n, each 17 of them negative whose place times 7, modulo n, is below 17. */
    private static double[] signed(int n) {
        return IntStream.range(0, n)
                .mapToDouble(i -> i * 7 % n < 17 ? -(i + 1.0) : i + 1.0)
                .toArray();
    }

    @Test
    void of_three_improvements_is_a_quarter() {
        // one of the 8 patterns of signs is all plus, one is all minus: 2/8
        assertThat(WilcoxonSignedRank.of(new double[] {0.5, 0.7, 0.9}, new double[] {0.4, 0.5, 0.6}))
                .isEqualTo(new WilcoxonSignedRank(0.25, 3, 0, 0));
    }

    @Test
    void is_exact_for_few_neurons() {
        double[] first = {.52, .47, .61, .33, .58, .44, .29, .66, .50};
        double[] second = {.48, .40, .63, .30, .47, .35, .24, .52, .49};

        // the sum of negative ranks is 2: wilcoxon(first, second, mode='exact').pvalue; 6 of 512 patterns
        assertThat(WilcoxonSignedRank.of(first, second)).isEqualTo(new WilcoxonSignedRank(0.01171875, 9, 0, 0));
    }

    @Test
    void is_exact_up_to_50_differences_and_approximate_beyond() {
        // i = arange(n); d = where(i * 7 % n < 17, -(i + 1.), i + 1.)
        // n = 50: wilcoxon(d, mode='exact').pvalue
        assertThat(WilcoxonSignedRank.of(signed(50), new double[50]).p())
                .isCloseTo(0.031261656763490464, within(APPROXIMATION));
        // n = 51: wilcoxon(d, mode='approx', correction=True).pvalue
        assertThat(WilcoxonSignedRank.of(signed(51), new double[51]).p())
                .isCloseTo(0.017053728361082897, within(APPROXIMATION));
    }

    @Test
    void of_five_equal_improvements_is_exact_too() {
        // all ranks are 3; the sums of 0 and of 15 have one pattern of signs each, of 32
        assertThat(WilcoxonSignedRank.of(new double[] {.2, .2, .2, .2, .2}, new double[] {.1, .1, .1, .1, .1}))
                .isEqualTo(new WilcoxonSignedRank(0.0625, 5, 0, 0));
    }

    @Test
    void counts_patterns_of_signs_over_shared_ranks() {
        // differences 1, 1, -2: ranks 1.5, 1.5, 3. Sums of positive ranks over the 8 patterns: 0, 1.5, 1.5, 3, 3, 4.5,
        // 4.5, 6;
        // ours is 3, the middle: all patterns are as far from it or farther
        assertThat(WilcoxonSignedRank.of(new double[] {1, 1, 0}, new double[] {0, 0, 2})
                        .p())
                .isEqualTo(1);
        // differences 1, 2, 2: ranks 1, 2.5, 2.5, sum 6: only all plus and all minus
        assertThat(WilcoxonSignedRank.of(new double[] {1, 2, 2}, new double[3]).p())
                .isEqualTo(0.25);
        // differences -1, 2, 2, 2: ranks 1, 3, 3, 3. Negative sum 1: patterns of sum 0 or 1 are 2 of 16, and as many at
        // the top
        assertThat(WilcoxonSignedRank.of(new double[] {-1, 2, 2, 2}, new double[4])
                        .p())
                .isEqualTo(0.25);
    }

    @Test
    void drops_equal_pairs_and_corrects_for_ties() {
        double[] first = new double[60];
        double[] second = new double[60];
        for (int n = 0; n < first.length; n++) {
            first[n] = n * 7 % 11;
            second[n] = n * 5 % 7;
        }

        WilcoxonSignedRank test = WilcoxonSignedRank.of(first, second);

        // n = arange(60); wilcoxon(n * 7 % 11, n * 5 % 7, zero_method='wilcox', correction=True, mode='approx').pvalue
        assertThat(test.p()).isCloseTo(0.00023460130202010505, within(APPROXIMATION));
        assertThat(test).isEqualTo(new WilcoxonSignedRank(test.p(), 53, 7, 0));
    }

    @Test
    void ranks_equal_steps_of_peak_tuning_equally_however_they_are_rounded() {
        double[] first = {3, 2, 5, 1, 0, 4, 7, 6, 2, 3, 8, 1, 0};
        double[] second = {2, 1, 3, 1, 1, 2, 4, 6, 1, 0, 5, 2, 0};
        double[] firstTenths = Arrays.stream(first).map(k -> k / 10).toArray();
        double[] secondTenths = Arrays.stream(second).map(k -> k / 10).toArray();

        // 10 differ, by 1 1 2 -1 2 3 1 3 3 -1: ranks 3 (five times), 6.5 (twice), 9 (three times); the negative sum is
        // 6.
        // Patterns whose sum is at most 6: none, five of 3, ten of 3 + 3: 16 of 1024, and as many at the top.
        assertThat(WilcoxonSignedRank.of(first, second).p()).isEqualTo(0.03125);
        assertThat(WilcoxonSignedRank.of(firstTenths, secondTenths)).isEqualTo(WilcoxonSignedRank.of(first, second));
    }

    @Test
    void takes_a_difference_of_rounding_for_none() {
        // 0.1 + 0.2 is 0.30000000000000004
        assertThat(WilcoxonSignedRank.of(new double[] {0.1 + 0.2, 0.5}, new double[] {0.3, 0.25}))
                .isEqualTo(new WilcoxonSignedRank(1, 1, 1, 0));
    }

    @Test
    void leaves_out_and_counts_pairs_with_an_undefined_score() {
        double[] first = {0.5, NAN, 0.7, 0.2, NAN, 0.9, Double.POSITIVE_INFINITY, 0.4};
        double[] second = {0.4, 0.3, 0.5, NAN, NAN, 0.6, 0.1, 0.4};

        assertThat(WilcoxonSignedRank.of(first, second)).isEqualTo(new WilcoxonSignedRank(0.25, 3, 1, 4));
    }

    @Test
    void is_undefined_where_no_pair_differs() {
        assertThat(WilcoxonSignedRank.of(new double[] {0.5, NAN}, new double[] {0.5, 0.1}))
                .isEqualTo(new WilcoxonSignedRank(NAN, 0, 1, 1));
        assertThat(WilcoxonSignedRank.of(new double[0], new double[0])).isEqualTo(new WilcoxonSignedRank(NAN, 0, 0, 0));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_the_same_either_way_round_and_in_any_order(long seed) {
        var random = new SplittableRandom(seed);
        double[] first = random.doubles(13).toArray();
        double[] second = random.doubles(13).toArray();
        int shift = random.nextInt(1, 13);
        int[] rotated = IntStream.range(0, 13).map(n -> (n + shift) % 13).toArray();

        WilcoxonSignedRank test = WilcoxonSignedRank.of(first, second);

        assertThat(test.p()).isBetween(0x1p-12, 1.0);
        assertThat(WilcoxonSignedRank.of(second, first)).isEqualTo(test);
        assertThat(WilcoxonSignedRank.of(
                        Arrays.stream(rotated).mapToDouble(n -> first[n]).toArray(),
                        Arrays.stream(rotated).mapToDouble(n -> second[n]).toArray()))
                .isEqualTo(test);
    }

    @Test
    void of_models_that_do_not_differ_is_below_a_twentieth_in_about_a_twentieth_of_the_cases() {
        var random = new SplittableRandom(1);
        int cases = 2000;
        long found = IntStream.range(0, cases)
                .filter(i -> WilcoxonSignedRank.of(
                                        random.doubles(67).toArray(),
                                        random.doubles(67).toArray())
                                .p()
                        < 0.05)
                .count();

        // 100 of 2000, give or take 10; 4 times that on either side
        assertThat(found).isBetween(60L, 140L);
    }

    @Test
    void refuses_scores_of_other_neurons() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WilcoxonSignedRank.of(new double[3], new double[5]))
                .withMessage("signed-rank test: expected scores of the same neurons, got 3 and 5 scores");
    }
}
