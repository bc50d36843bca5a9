package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Protocol;
import org.hypercolumn.train.ResponseScaling;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;

class ModelScoresTest {

    private static final double NAN = Double.NaN;
    private static final TrainingPlan PLAN = TrainingPlan.paper();

    private static FitScore row(int neuron, long seed, double corr, double joint, double separate) {
        return SmallTables.row("a", neuron, PLAN.withSeed(seed), corr, joint, separate);
    }

    @Test
    void averages_a_neuron_over_the_seeds_that_have_a_score() {
        ModelScores scores = ModelScores.of(
                List.of(
                        row(7, 1, 0.25, 0.5, 0),
                        row(7, 2, NAN, 0, 0),
                        row(7, 3, 0.75, 1, 0.75),
                        row(2, 1, NAN, NAN, NAN),
                        row(2, 2, NAN, NAN, NAN)),
                "a",
                1);

        // (0.25 + 0.75) / 2, (0.5 + 0 + 1) / 3, (0 + 0 + 0.75) / 3
        assertThat(scores.byNeuron()).hasSize(2).containsEntry(7, new Scores(0.5, 0.5, 0.25));
        assertThat(scores.values(Metric.CORR)).containsExactly(NAN, 0.5);
        assertThat(scores.values(Metric.PT_S)).containsExactly(NAN, 0.25);
        assertThat(scores.fits()).isEqualTo(5);
    }

    @Test
    void takes_its_model_and_share_only_in_whatever_order_they_come() {
        List<FitScore> rows = new ArrayList<>();
        for (double share : new double[] {0.25, 1}) {
            for (long seed = 1; seed <= 3; seed++) {
                rows.addAll(SmallTables.random(PLAN.withShare(share).withSeed(seed), 5, List.of("a", "b")));
            }
        }
        ModelScores scores = ModelScores.of(rows, "b", 0.25);
        Collections.shuffle(rows, new Random(1));

        assertThat(ModelScores.of(rows, "b", 0.25)).isEqualTo(scores);
        assertThat(scores.fits()).isEqualTo(15);
        assertThat(ModelScores.of(rows, "b", 0.5).byNeuron()).isEmpty();
    }

    @Test
    void refuses_two_rows_of_one_fit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelScores.of(List.of(row(7, 2, 0, 0, 0), row(7, 2, 0, 0, 0)), "a", 1))
                .withMessage("scores: expected one row a fit, got two of a, neuron 7, seed 2; remove one");
    }

    @Test
    void refuses_rows_that_do_not_belong_into_one_table() {
        FitScore holdout = SmallTables.row("a", 1, 0.5);
        FitScore paper = SmallTables.row("a", 2, PLAN.withProtocol(Protocol.PAPER), 0, 0, 0);
        FitScore validation = new FitScore("a", 3, "val", PLAN, 1, new Scores(0, 0, 0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelScores.requireComparable(List.of(holdout, paper)))
                .withMessage("scores: expected one tier, protocol and unit of the responses in a table, got test under"
                        + " holdout (scaled responses) and test under paper (scaled responses); make a table of each");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelScores.requireComparable(List.of(holdout, validation)))
                .withMessageContaining(
                        "got test under holdout (scaled responses) and val under holdout (scaled responses)");
    }

    @Test
    void refuses_responses_in_different_units_in_one_table() {
        FitScore published = SmallTables.row("a", 2, PLAN.withResponses(ResponseScaling.PUBLISHED), 0, 0, 0);
        FitScore scaled = SmallTables.row("a", 1, PLAN.withResponses(ResponseScaling.SCALED), 0, 0, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelScores.requireComparable(List.of(scaled, published)))
                .withMessageContaining("got test under holdout (scaled responses) and test under holdout (published");
    }

    @Test
    void knows_no_score_of_a_neuron_that_was_not_fitted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ModelScores.of(List.of(row(7, 2, 0, 0, 0)), "a", 1).value(8, Metric.CORR))
                .withMessage("a: neuron 8 was not fitted");
    }
}
