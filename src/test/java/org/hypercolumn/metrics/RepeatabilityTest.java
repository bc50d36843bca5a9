package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hypercolumn.metrics.GoldenTrials.ONE;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RepeatabilityTest {

    private static Repeatability of(float[][] trials) {
        return Repeatability.of(trials, new SplittableRandom(1), new SplittableRandom(2));
    }

    @Test
    void has_a_value_for_each_measure_in_the_order_of_files() {
        var repeatability = new Repeatability(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

        assertThat(RepeatMeasure.values())
                .extracting(RepeatMeasure::id)
                .containsExactly(
                        "repeats",
                        "split_half",
                        "reliability",
                        "corr_ceiling",
                        "fev",
                        "oracle_jackknife",
                        "oracle_optimistic",
                        "snr",
                        "cc_max",
                        "ptj_ceiling",
                        "pts_ceiling",
                        "ptr_ceiling");
        assertThat(RepeatMeasure.values())
                .extracting(measure -> measure.of(repeatability))
                .containsExactly(1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11., 12.);
        assertThat(Repeatability.of(measure -> measure.of(repeatability))).isEqualTo(repeatability);
    }

    @Test
    void is_what_each_statistic_says() {
        Repeatability got = of(ONE);

        PeakCeiling peak = PeakCeiling.of(ONE, new SplittableRandom(2));
        assertThat(got)
                .isEqualTo(new Repeatability(
                        3, // 2 3 3 4
                        SplitHalf.of(ONE, new SplittableRandom(1)).correlation(),
                        Reliability.of(ONE).share(),
                        Reliability.of(ONE).correlationCeiling(),
                        ExplainableVariance.of(ONE).share(),
                        Oracle.of(ONE).jackknife(),
                        Oracle.of(ONE).optimistic(),
                        SignalToNoise.of(ONE),
                        NormalizedCorrelation.ceiling(ONE),
                        peak.joint(),
                        peak.separate(),
                        peak.ranked()));
    }

    @Test
    void takes_the_median_of_an_even_number_of_images_between_two() {
        float[][] trials = {{1, 2, 3}, {1, 2}, {1, 2, 3}, {1}};

        assertThat(of(trials).repeats()).isEqualTo(2.5); // 1 2 3 3
    }

    @Test
    void is_undefined_all_over_without_trials_or_images() {
        assertThat(RepeatMeasure.values())
                .extracting(measure -> measure.of(Repeatability.UNKNOWN))
                .containsOnly(Double.NaN);
        assertThat(of(new float[0][])).isEqualTo(Repeatability.UNKNOWN);
    }

    @Test
    void says_what_each_measure_is_and_why_it_can_be_undefined() {
        assertThat(Arrays.stream(RepeatMeasure.values()).map(RepeatMeasure::words))
                .doesNotHaveDuplicates();
        assertThat(RepeatMeasure.CORR_CEILING.undefined()).isEqualTo(Reliability.UNDEFINED);
        assertThat(RepeatMeasure.FEV.undefined()).isEqualTo(ExplainableVariance.UNDEFINED);
        assertThat(RepeatMeasure.SNR.undefined())
                .isEqualTo("fewer than 2 images with 2 repeats, or no variance over repeats");
    }
}
