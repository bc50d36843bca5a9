package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.hypercolumn.metrics.MeanEstimate.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeanEstimateTest {

    /** Quantiles have 10 digits. */
    private static final double DIGITS = 1e-8;

    /** Skewed as peak tuning is: skewness 1.4. */
    private static final double[] SKEWED = {0, 0.1, 0.1, 0.2, 0.7};

    private static final double[] FIRST = {0.51, 0.62, 0.43, 0.7, 0.38, 0.55};

    private static final double[] SECOND = {0.49, 0.65, 0.4, 0.71, 0.3, 0.52};

    /** Of means 0.2, 0.3, 0.6 and 0. */
    private static final List<double[]> SITES = List.of(
            new double[] {0.1, 0.3}, new double[] {0.2, 0.2, 0.5}, new double[] {0.6}, new double[] {-0.1, 0.1});

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    /** Low end and p by scipy.stats.ttest_1samp, farther than Hall's; where Hall's transformation is nearly flat, its end would be 1.442. */
    @Test
    void interval_of_few_skewed_scores_ends_at_twice_students_at_most() {
        MeanEstimate estimate = MeanEstimate.ofScores(SKEWED);

        double half = 2.7764451051977987 * Math.sqrt(0.308 / 4 / 5);
        assertThat(estimate.mean()).isCloseTo(0.22, within(1e-15));
        assertThat(estimate.interval().low()).isCloseTo(-0.12454777651513427, within(DIGITS));
        assertThat(estimate.interval().high()).isCloseTo(0.22 + 2 * half, within(DIGITS));
        assertThat(estimate.p()).isCloseTo(0.15094405366901748, within(DIGITS));
    }

    /** Low end and p by scipy.stats.ttest_rel; the high end inverts Hall's statistic by scipy's brentq and skewness. */
    @Test
    void interval_of_differences_ends_at_the_farther_of_students_and_halls() {
        MeanEstimate estimate = MeanEstimate.ofDifferences(FIRST, SECOND);

        assertThat(estimate.mean()).isCloseTo(0.02, within(1e-15));
        assertThat(estimate.p()).isCloseTo(0.25316999510032284, within(DIGITS));
        assertThat(estimate.interval().low()).isCloseTo(-0.01982328257308866, within(DIGITS));
        assertThat(estimate.interval().high()).isCloseTo(0.06455783306670289, within(DIGITS));
    }

    /** Twice the larger p of scipy's t.sf((mean + bound) / se) and t.cdf of Hall's statistic of (mean - bound) / se. */
    @Test
    void equivalence_is_twice_the_larger_p_of_two_one_sided_tests() {
        MeanEstimate estimate = MeanEstimate.ofDifferences(FIRST, SECOND);

        assertThat(estimate.equivalenceP(0.05)).isCloseTo(0.13405275103571507, within(DIGITS));
        assertThat(estimate.equivalenceP(0.08)).isCloseTo(0.020553893336339876, within(DIGITS));
        assertThat(estimate.equivalenceP(0.001)).isEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void models_are_equivalent_just_when_the_interval_is_within_the_bounds(long seed) {
        double[] values = new SplittableRandom(seed).doubles(6, -0.4, 0.6).toArray();
        MeanEstimate estimate = MeanEstimate.ofScores(values);

        double bound = Math.max(-estimate.interval().low(), estimate.interval().high());

        assertThat(estimate.equivalenceP(bound + 1e-6)).isLessThan(0.05);
        assertThat(estimate.equivalenceP(bound - 1e-6)).isGreaterThan(0.05);
    }

    /** scipy.stats.ttest_1samp over the means of the sites; the high end as Hall's. */
    @Test
    void sites_count_alike_and_are_the_units() {
        MeanEstimate estimate = MeanEstimate.ofSites(SITES);

        assertThat(estimate.units()).isEqualTo(4);
        assertThat(estimate.mean()).isCloseTo(0.275, within(1e-15));
        assertThat(estimate.p()).isCloseTo(0.1151719519764707, within(DIGITS));
        assertThat(estimate.interval().low()).isCloseTo(-0.12280578816053284, within(DIGITS));
        assertThat(estimate.interval().high()).isCloseTo(0.7769562160496404, within(DIGITS));
    }

    /** The first two sites are one animal, of mean 0.25: scipy.stats.ttest_1samp over 0.25, 0.6 and 0; the end as Hall's. */
    @Test
    void animals_are_the_units_where_there_are_several() {
        MeanEstimate estimate =
                MeanEstimate.ofSites(SITES, List.of("m1", "m1", "m2", "m3"), Units.of(List.of("m1", "m1", "m2", "m3")));

        assertThat(estimate.units()).isEqualTo(3);
        assertThat(estimate.mean()).isCloseTo(0.2833333333333333, within(1e-15));
        assertThat(estimate.p()).isCloseTo(0.2450034941366431, within(DIGITS));
        assertThat(estimate.interval().high()).isCloseTo(1.2146345305274213, within(DIGITS));
    }

    @Test
    void sites_of_one_animal_are_the_units() {
        List<String> animals = List.of("m1", "m1", "m1", "m1");

        assertThat(MeanEstimate.ofSites(SITES, animals, Units.of(animals))).isEqualTo(MeanEstimate.ofSites(SITES));
        assertThat(Units.of(List.of("m1", "m2", "m3"))).isEqualTo(Units.SITES);
        assertThat(Units.of(List.of("m1", "m2", "m1"))).isEqualTo(Units.ANIMALS);
    }

    /** Of two animals one has no value: the sites of the other do not become the units in their place. */
    @Test
    void units_stay_animals_where_only_one_has_a_value() {
        List<double[]> sites = List.of(new double[] {0.2}, new double[] {0.4}, new double[] {Double.NaN});

        MeanEstimate estimate = MeanEstimate.ofSites(sites, List.of("m1", "m1", "m2"), Units.ANIMALS);

        assertThat(estimate.mean()).isCloseTo(0.3, within(1e-15));
        assertThat(estimate.units()).isEqualTo(1);
        assertThat(estimate.p()).isNaN();
        assertThat(estimate.hasInterval()).isFalse();
    }

    @Test
    void a_site_without_a_value_is_left_out() {
        List<double[]> sites = List.of(new double[] {0.2, Double.NaN}, new double[] {Double.NaN}, new double[] {0.4});

        assertThat(MeanEstimate.ofSites(sites).units()).isEqualTo(2);
        assertThat(MeanEstimate.ofSites(sites).mean()).isCloseTo(0.3, within(1e-15));
    }

    @Test
    void expects_an_animal_of_each_site() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanEstimate.ofSites(SITES, List.of("m1", "m2"), Units.SITES))
                .withMessage("mean over sites: expected an animal of each of 4 sites, got 2");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void undefined_values_are_left_out(long seed) {
        double[] values = new SplittableRandom(seed).doubles(7).toArray();
        double[] more = Arrays.copyOf(values, 11);
        Arrays.fill(more, 7, 11, Double.NaN);

        assertThat(MeanEstimate.ofScores(more)).isEqualTo(MeanEstimate.ofScores(values));
        assertThat(MeanEstimate.ofDifferences(more, new double[11]))
                .isEqualTo(MeanEstimate.ofDifferences(values, new double[7]));
    }

    @Test
    void there_is_no_interval_or_test_of_fewer_than_two_values() {
        for (MeanEstimate estimate : List.of(
                MeanEstimate.ofScores(new double[0]),
                MeanEstimate.ofScores(new double[] {0.3, Double.NaN}),
                MeanEstimate.ofDifferences(new double[] {0.3}, new double[] {0.2}),
                MeanEstimate.ofSites(List.of(new double[] {0.1, 0.2, 0.3})))) {
            assertThat(estimate.hasInterval()).isFalse();
            assertThat(estimate.interval()).isEqualTo(Interval.UNDEFINED);
            assertThat(estimate.p()).isNaN();
            assertThat(estimate.equivalenceP(0.1)).isNaN();
        }
    }

    /** 0.3 - 0.2, 0.1 - 0 and 0.9 - 0.8 are three different numbers in binary. */
    @Test
    void there_is_no_interval_of_equal_values() {
        assertThat(MeanEstimate.ofScores(new double[] {0.25, 0.25, 0.25}).interval())
                .isEqualTo(Interval.UNDEFINED);
        assertThat(MeanEstimate.ofDifferences(new double[] {0.3, 0.1, 0.9}, new double[] {0.2, 0, 0.8})
                        .interval())
                .isEqualTo(Interval.UNDEFINED);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void interval_moves_and_grows_with_the_values(long seed) {
        double[] values = new SplittableRandom(seed).doubles(7).toArray();
        Interval interval = MeanEstimate.ofScores(values).interval();

        Interval changed = MeanEstimate.ofScores(
                        Arrays.stream(values).map(value -> 3 - 2 * value).toArray())
                .interval();

        assertThat(changed.low()).isCloseTo(3 - 2 * interval.high(), within(1e-12));
        assertThat(changed.high()).isCloseTo(3 - 2 * interval.low(), within(1e-12));
    }

    @ParameterizedTest(name = "{0} neurons")
    @ValueSource(ints = {3, 5, 10, 20})
    void holds_the_true_mean_of_normal_scores_in_95_percent_of_recordings(int neurons) {
        var random = new SplittableRandom(1);
        int recordings = 4000;
        int holding = 0;
        for (int recording = 0; recording < recordings; recording++) {
            double[] values = new double[neurons];
            Arrays.setAll(values, n -> random.nextGaussian());
            Interval interval = MeanEstimate.ofScores(values).interval();
            holding += interval.low() <= 0 && 0 <= interval.high() ? 1 : 0;
        }

        // the standard error of the share is 0.0034
        assertThat(holding / (double) recordings).isBetween(0.945, 0.975);
    }

    /** Neurons of a site share a part of variance 0.1, their own has 0.9; 30 neurons a site. */
    @ParameterizedTest(name = "{0} sites")
    @ValueSource(ints = {2, 3, 5})
    void holds_the_true_mean_over_sites_in_95_percent_of_studies(int count) {
        var random = new SplittableRandom(2);
        int studies = 4000;
        int holding = 0;
        for (int study = 0; study < studies; study++) {
            double[][] sites = new double[count][30];
            for (double[] site : sites) {
                double shared = Math.sqrt(0.1) * random.nextGaussian();
                Arrays.setAll(site, n -> shared + Math.sqrt(0.9) * random.nextGaussian());
            }
            Interval interval = MeanEstimate.ofSites(List.of(sites)).interval();
            holding += interval.low() <= 0 && 0 <= interval.high() ? 1 : 0;
        }

        assertThat(holding / (double) studies).isBetween(0.94, 0.975);
    }

    private static MeanEstimate students(double... differences) {
        return MeanEstimate.ofDifferences(differences, new double[differences.length]);
    }

    @Test
    void images_are_a_sample_too_where_all_units_saw_them() {
        double[][] values = {{1, 2, 6}, {3, 4, 5}}; // means of rows 3 and 4, of columns 2, 3 and 5.5, of all 3.5

        MeanEstimate estimate = students(3, 4).overImagesToo(values);

        // rows: variance 0.5, over 2; columns: (2.25 + 0.25 + 4) / 2 = 3.25, over 3;
        // rest: row 1 -0.5, -0.5, 1, row 2 the reverse, squares sum to 3, over (1 x 2), over 6
        double variance = 0.25 + 3.25 / 3 - 0.25;
        assertThat(estimate.mean()).isCloseTo(3.5, within(1e-12));
        assertThat(estimate.standardError()).isCloseTo(Math.sqrt(variance), within(1e-12));
        assertThat(estimate.units()).isEqualTo(2);
        assertThat(estimate.freedom()).isEqualTo(1);
        assertThat(estimate.interval().low())
                .isLessThan(students(3, 4).interval().low());
    }

    @Test
    void images_that_units_do_not_share_add_nothing() {
        double[][] values = {{0, 2}, {3, 1}, {1, 1}}; // columns have means 4/3

        assertThat(students(1, 2, 1).overImagesToo(values)).isEqualTo(students(1, 2, 1));
        assertThat(students(1.5).overImagesToo(new double[][] {{1, 2}}).hasInterval())
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> students(1.5, 2).overImagesToo(new double[][] {{1, 2}, {1, 2, 3}}))
                .withMessage("mean over images: expected the same 2 images or more of each unit, got 2 and 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> students(1, 2).overImagesToo(values))
                .withMessage("mean over images: expected a row of each of 2 units, got 3");
    }
}
