package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void has_the_paper_s_name_the_name_in_files_and_its_own_score() {
        var scores = new Scores(0.1, 0.2, 0.3);

        assertThat(Metric.values()).extracting(Metric::name).containsExactly("CORR", "PT_J", "PT_S");
        assertThat(Metric.values()).extracting(Metric::id).containsExactly("corr", "ptj", "pts");
        assertThat(Metric.values()).extracting(metric -> metric.of(scores)).containsExactly(0.1, 0.2, 0.3);
    }

    @Test
    void says_why_it_can_be_undefined() {
        assertThat(Metric.values())
                .extracting(Metric::undefined)
                .containsExactly(Correlation.UNDEFINED, PeakTuning.UNDEFINED, PeakTuning.UNDEFINED);
    }
}
