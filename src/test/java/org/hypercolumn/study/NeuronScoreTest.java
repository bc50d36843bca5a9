package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Protocol;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;

class NeuronScoreTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper();

    @Test
    void is_the_mean_over_seeds_of_each_model_share_and_neuron() {
        List<FitScore> rows = List.of(
                SmallTables.row("b", 5, PLAN, 0.5, 0, 1),
                SmallTables.row("b", 2, PLAN.withSeed(2), 0.75, 0, Double.NaN),
                SmallTables.row("b", 2, PLAN, 0.25, 1, Double.NaN),
                SmallTables.row("a", 5, PLAN.withShare(0.5), 0.125, 0, 0),
                SmallTables.row("a", 5, PLAN, 1, 1, 1));

        // (0.25 + 0.75) / 2 and (0 + 1) / 2
        assertThat(NeuronScore.of(rows))
                .containsExactly(
                        new NeuronScore("b", 1, 2, new Scores(0.5, 0.5, Double.NaN)),
                        new NeuronScore("b", 1, 5, new Scores(0.5, 0, 1)),
                        new NeuronScore("a", 0.5, 5, new Scores(0.125, 0, 0)),
                        new NeuronScore("a", 1, 5, new Scores(1, 1, 1)));
    }

    @Test
    void scores_of_two_protocols_are_refused() {
        List<FitScore> rows = List.of(
                SmallTables.row("a", 1, PLAN, 1, 1, 1),
                SmallTables.row("a", 2, PLAN.withProtocol(Protocol.PAPER), 1, 1, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeuronScore.of(rows))
                .withMessageStartingWith("scores: expected one tier, protocol and unit of the responses");
    }
}
