package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void has_the_name_people_read_the_name_in_files_and_its_own_score() {
        var scores = new Scores(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

        assertThat(Metric.values())
                .extracting(Metric::name)
                .containsExactly(
                        "CORR", "PT_J", "PT_S", "PT_CHANCE", "PT_R", "CORR_SINGLE_TRIAL", "FEVE", "CC_NORM", "SPREAD");
        assertThat(Metric.values())
                .extracting(Metric::id)
                .containsExactly(
                        "corr", "ptj", "pts", "pt_chance", "ptr", "corr_single_trial", "feve", "cc_norm", "spread");
        assertThat(Metric.values())
                .extracting(metric -> metric.of(scores))
                .containsExactly(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);
        assertThat(Scores.of(metric -> metric.of(scores))).isEqualTo(scores);
    }

    @Test
    void of_the_paper_are_three() {
        assertThat(Metric.paper()).containsExactly(Metric.CORR, Metric.PT_J, Metric.PT_S);
    }

    @Test
    void says_why_it_can_be_undefined() {
        assertThat(Metric.values())
                .extracting(Metric::undefined)
                .containsExactly(
                        Correlation.UNDEFINED,
                        PeakTuning.UNDEFINED,
                        PeakTuning.UNDEFINED,
                        PeakTuning.UNDEFINED,
                        PeakTuning.UNDEFINED,
                        Correlation.UNDEFINED,
                        ExplainableVariance.NOT_KEPT,
                        NormalizedCorrelation.UNDEFINED,
                        Spread.UNDEFINED);
    }

    @Test
    void says_which_need_trials_and_which_measure_is_the_ceiling() {
        assertThat(Arrays.stream(Metric.values()).filter(Metric::needsTrials))
                .containsExactly(Metric.CORR_SINGLE_TRIAL, Metric.FEVE, Metric.CC_NORM);
        assertThat(Arrays.stream(Metric.values()).map(Metric::ceiling).flatMap(Optional::stream))
                .containsExactly(
                        RepeatMeasure.CORR_CEILING,
                        RepeatMeasure.PTJ_CEILING,
                        RepeatMeasure.PTS_CEILING,
                        RepeatMeasure.PTR_CEILING,
                        RepeatMeasure.ORACLE_OPTIMISTIC);
    }

    @Test
    void is_found_by_its_id() {
        for (Metric metric : Metric.values()) {
            assertThat(Metric.of(metric.id())).isEqualTo(metric);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.of("CORR"))
                .withMessage(
                        "metric: expected one of corr, ptj, pts, pt_chance, ptr, corr_single_trial, feve, cc_norm, spread, got"
                                + " 'CORR'");
    }
}
