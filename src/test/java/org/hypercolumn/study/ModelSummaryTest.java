package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;

class ModelSummaryTest {

    private static FitScore row(String model, int neuron, double corr, double joint, double separate) {
        return new FitScore(model, neuron, "test", TrainingPlan.paper(), 1, new Scores(corr, joint, separate));
    }

    @Test
    void is_the_mean_over_the_neurons_that_have_a_score() {
        ModelSummary summary = ModelSummary.of(List.of(
                        row("a", 0, 0.25, 0.5, 0.75),
                        row("a", 1, Double.NaN, Double.NaN, Double.NaN),
                        row("a", 2, 0.5, 0, 0.25)))
                .get(0);

        // (0.25 + 0.5) / 2, (0.5 + 0) / 2, (0.75 + 0.25) / 2
        assertThat(summary.model()).isEqualTo("a");
        assertThat(summary.share()).isEqualTo(1);
        assertThat(summary.seed()).isEqualTo(1);
        assertThat(summary.neurons()).isEqualTo(3);
        assertThat(summary.of(Metric.CORR)).isEqualTo(new Summary(0.375, 2, 1));
        assertThat(summary.of(Metric.PT_J)).isEqualTo(new Summary(0.25, 2, 1));
        assertThat(summary.of(Metric.PT_S)).isEqualTo(new Summary(0.5, 2, 1));
        assertThat(summary.of(Metric.FEVE)).isEqualTo(new Summary(Double.NaN, 0, 3));
    }

    @Test
    void stands_in_the_order_of_the_rows_one_a_model() {
        List<ModelSummary> summaries = ModelSummary.of(List.of(
                row("rf", 0, 0.1, 0, 0), row("ff", 0, 0.2, 0, 0), row("rf", 1, 0.3, 0, 0), row("ff", 1, 0.6, 0, 0)));

        assertThat(summaries).extracting(ModelSummary::model).containsExactly("rf", "ff");
        assertThat(summaries).extracting(ModelSummary::neurons).containsExactly(2, 2);
        assertThat(summaries.get(0).of(Metric.CORR).mean()).isCloseTo(0.2, within(1e-12));
        assertThat(summaries.get(1).of(Metric.CORR).mean()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void says_which_scores_some_neurons_do_not_have() {
        ModelSummary summary = ModelSummary.of(List.of(
                        row("a", 0, Double.NaN, 0, 0),
                        row("a", 1, Double.NaN, Double.NaN, Double.NaN),
                        row("a", 2, 0.5, 0, 0)))
                .get(0);

        assertThat(summary.undefined())
                .containsExactly(
                        "a: 2 of 3 neurons have no CORR: constant values or a diverged fit",
                        "a: 1 of 3 neurons have no PT_J and PT_S: constant response or a diverged fit");
    }

    @Test
    void says_nothing_where_all_are_there() {
        assertThat(ModelSummary.of(List.of(row("a", 0, 0.5, 0, 0))).get(0).undefined())
                .isEmpty();
    }

    @Test
    void has_no_mean_where_no_neuron_has_a_score() {
        ModelSummary summary = ModelSummary.of(List.of(row("a", 0, Double.NaN, Double.NaN, Double.NaN)))
                .get(0);

        assertThat(summary.of(Metric.CORR).mean()).isNaN();
        assertThat(summary.undefined())
                .containsExactly(
                        "a: 1 of 1 neuron has no CORR: constant values or a diverged fit",
                        "a: 1 of 1 neuron has no PT_J and PT_S: constant response or a diverged fit");
    }

    @Test
    void is_empty_without_rows() {
        assertThat(ModelSummary.of(List.of())).isEmpty();
    }
}
