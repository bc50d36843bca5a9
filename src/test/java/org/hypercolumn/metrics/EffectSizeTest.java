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

/** Reference values are of scipy 1.10.1 and numpy 1.24.2; d is first - second. */
class EffectSizeTest {

    /** Sums of differences that are rounded otherwise. */
    private static final double ROUNDING = 1e-12;

    private static final double NAN = Double.NaN;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void by_hand() {
        EffectSize effect = EffectSize.of(new double[] {3, 1, 5, 2}, new double[] {1, 2, 1, 2});

        // differences 2 -1 4 0, mean 5/4; ranks of 1 2 4 are 1 2 3: (2 + 3 - 1) / 6
        assertThat(effect.meanDifference()).isEqualTo(1.25);
        assertThat(effect.rankBiserial()).isEqualTo(4 / 6.0);
        // squares of 0.75, -2.25, 2.75, -1.25: 0.5625 + 5.0625 + 7.5625 + 1.5625 = 14.75, over 3
        assertThat(effect.standardized()).isCloseTo(1.25 / Math.sqrt(14.75 / 3), within(ROUNDING));
    }

    @Test
    void shares_the_ranks_of_equal_sizes() {
        // differences 1 1 -2: ranks 1.5 1.5 3, in favor of either 3 of 6
        assertThat(EffectSize.of(new double[] {1, 1, 0}, new double[] {0, 0, 2}).rankBiserial())
                .isZero();
        // differences 0.1 -0.1 0.1 but for rounding: ranks 2 2 2
        assertThat(EffectSize.of(new double[] {.4, .1, .8}, new double[] {.3, .2, .7})
                        .rankBiserial())
                .isEqualTo(2 / 6.0);
    }

    @Test
    void agrees_with_scipy_and_numpy() {
        double[] first = {.52, .47, .61, .33, .58, .44, .29, .66, .50};
        double[] second = {.48, .40, .63, .30, .47, .35, .24, .52, .49};

        EffectSize effect = EffectSize.of(first, second);

        assertThat(effect.meanDifference()).isCloseTo(0.05777777777777778, within(ROUNDING)); // d.mean()
        // 1 - 2 * wilcoxon(first, second).statistic / 45
        assertThat(effect.rankBiserial()).isCloseTo(0.9111111111111111, within(ROUNDING));
        assertThat(effect.standardized()).isCloseTo(1.1510877736295937, within(ROUNDING)); // d.mean() / d.std(ddof=1)
    }

    @Test
    void agrees_where_many_pairs_are_equal_or_tied() {
        double[] first = IntStream.range(0, 60).mapToDouble(i -> i * 7 % 11).toArray();
        double[] second = IntStream.range(0, 60).mapToDouble(i -> i * 5 % 7).toArray();

        EffectSize effect = EffectSize.of(first, second);

        // i = arange(60); d = i * 7 % 11 - i * 5 % 7; r = rankdata(abs(d[d != 0]))
        assertThat(effect.meanDifference()).isCloseTo(2.066666666666667, within(ROUNDING));
        // (r[d > 0].sum() - r[d < 0].sum()) / r.sum(), d without zeros
        assertThat(effect.rankBiserial()).isCloseTo(0.5800139762403913, within(ROUNDING));
        assertThat(effect.standardized()).isCloseTo(0.5413953955834631, within(ROUNDING));
    }

    @Test
    void leaves_out_pairs_with_an_undefined_score() {
        assertThat(EffectSize.of(
                        new double[] {3, NAN, 1, 5, 4, Double.NEGATIVE_INFINITY, 2},
                        new double[] {1, 0, 2, 1, NAN, 7, 2}))
                .isEqualTo(EffectSize.of(new double[] {3, 1, 5, 2}, new double[] {1, 2, 1, 2}));
    }

    @Test
    void is_undefined_where_nothing_varies() {
        assertThat(EffectSize.of(new double[0], new double[0])).isEqualTo(new EffectSize(NAN, NAN, NAN));
        assertThat(EffectSize.of(new double[] {NAN}, new double[] {1})).isEqualTo(new EffectSize(NAN, NAN, NAN));
        assertThat(EffectSize.of(new double[] {1}, new double[] {0.5})).isEqualTo(new EffectSize(0.5, 1, NAN));
        assertThat(EffectSize.of(new double[] {.5, .25}, new double[] {.5, .25}))
                .isEqualTo(new EffectSize(0, NAN, NAN));
        // 0.3 - 0.2 and 0.8 - 0.7 are a tenth each, whatever binary makes of them
        EffectSize tenths = EffectSize.of(new double[] {.3, .8, .1}, new double[] {.2, .7, 0});
        assertThat(tenths.rankBiserial()).isEqualTo(1);
        assertThat(tenths.standardized()).isNaN();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void changes_its_sign_with_the_order_of_the_models(long seed) {
        var random = new SplittableRandom(seed);
        double[] first = random.doubles(13).toArray();
        double[] second = random.doubles(13).toArray();

        EffectSize effect = EffectSize.of(first, second);

        assertThat(EffectSize.of(second, first))
                .isEqualTo(new EffectSize(-effect.meanDifference(), -effect.rankBiserial(), -effect.standardized()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void of_a_model_that_is_better_throughout_is_1_and_grows_as_differences_agree(long seed) {
        var random = new SplittableRandom(seed);
        double[] second = random.doubles(17).toArray();
        double[] gains = random.doubles(17, 0.1, 0.9).toArray();
        double[] evenGains =
                Arrays.stream(gains).map(gain -> 0.5 + (gain - 0.5) / 4).toArray();

        EffectSize effect = EffectSize.of(sum(second, gains), second);
        EffectSize even = EffectSize.of(sum(second, evenGains), second);

        assertThat(effect.rankBiserial()).isEqualTo(1);
        assertThat(even.standardized()).isGreaterThan(effect.standardized());
    }

    private static double[] sum(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(n -> a[n] + b[n]).toArray();
    }

    @Test
    void refuses_scores_of_other_neurons() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectSize.of(new double[3], new double[5]))
                .withMessage("effect size: expected scores of the same neurons, got 3 and 5 scores");
    }
}
