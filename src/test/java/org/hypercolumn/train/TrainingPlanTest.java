package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.hypercolumn.nn.Adam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingPlanTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper();

    @Test
    void the_papers_is_50_epochs_of_batches_of_50_with_adam_at_a_thousandth() {
        assertThat(PLAN)
                .isEqualTo(new TrainingPlan(
                        50,
                        50,
                        new Adam.Settings(1e-3, 0.9, 0.999, 1e-8),
                        1,
                        1,
                        Protocol.HOLDOUT,
                        TrainingPlan.FrozenParts.PUBLISHED,
                        ResponseScaling.SCALED));
    }

    @Test
    void changes_one_value_at_a_time() {
        assertThat(PLAN.withEpochs(7)
                        .withBatch(11)
                        .withShare(0.25)
                        .withSeed(13)
                        .withProtocol(Protocol.PAPER)
                        .withFrozen(TrainingPlan.FrozenParts.EVALUATION)
                        .withResponses(ResponseScaling.PUBLISHED))
                .isEqualTo(new TrainingPlan(
                        7,
                        11,
                        PLAN.adam(),
                        0.25,
                        13,
                        Protocol.PAPER,
                        TrainingPlan.FrozenParts.EVALUATION,
                        ResponseScaling.PUBLISHED));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refuses_less_than_one_epoch(int epochs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAN.withEpochs(epochs))
                .withMessage("plan: epochs must be 1 or more, got " + epochs);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {1, 0, -50})
    void refuses_batches_of_less_than_two(int batch) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAN.withBatch(batch))
                .withMessage("plan: batch must be 2 or more, for batch norm, got " + batch);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(doubles = {0, -0.5, 1.0000001, Double.NaN, Double.POSITIVE_INFINITY})
    void refuses_a_share_outside_0_to_1(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAN.withShare(share))
                .withMessage("plan: share must be above 0 and at most 1, got " + share);
    }

    @Test
    void a_protocol_has_an_id() {
        for (Protocol protocol : Protocol.values()) {
            assertThat(Protocol.of(protocol.id())).isEqualTo(protocol);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Protocol.of("Paper"))
                .withMessage("protocol: expected holdout or paper, got 'Paper'");
    }

    @Test
    void what_frozen_parts_do_has_an_id() {
        for (TrainingPlan.FrozenParts frozen : TrainingPlan.FrozenParts.values()) {
            assertThat(TrainingPlan.FrozenParts.of(frozen.id())).isEqualTo(frozen);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingPlan.FrozenParts.of("frozen"))
                .withMessage("frozen parts: expected published or evaluation, got 'frozen'");
    }

    @Test
    void of_a_fit_is_that_of_its_run_with_its_share_and_seed() {
        Fit fit = new Fit(SmallRecordings.tiny(), 7, 0.25, 13);

        assertThat(PLAN.withEpochs(3).of(fit))
                .isEqualTo(PLAN.withEpochs(3).withShare(0.25).withSeed(13));
    }

    @Test
    void a_fit_says_share_and_seed_where_they_are_not_1() {
        assertThat(new Fit(SmallRecordings.tiny(), 7, 1, 1)).hasToString("tiny neuron 7");
        assertThat(new Fit(SmallRecordings.tiny(), 7, 0.125, 1)).hasToString("tiny neuron 7, share 0.125");
        assertThat(new Fit(SmallRecordings.tiny(), 7, 0.5, -3)).hasToString("tiny neuron 7, share 0.5, seed -3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fit(SmallRecordings.tiny(), 7, 1.5, 1))
                .withMessage("plan: share must be above 0 and at most 1, got 1.5");
    }
}
