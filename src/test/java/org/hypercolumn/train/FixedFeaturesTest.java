package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Networks;
import org.hypercolumn.nn.Treatment;
import org.hypercolumn.train.TrainingPlan.FrozenParts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FixedFeaturesTest {

    private static final TrainingPlan PLAN =
            TrainingPlan.paper().withEpochs(4).withBatch(13).withFrozen(FrozenParts.EVALUATION);
    private static final Partition PARTITION = Partition.of(SmallRecordings.recording(), PLAN);
    private static final long ROOM = Long.MAX_VALUE;

    /** 61 images of 6 x 7 positions and 8 stored channels or more, 4 bytes each. */
    private static final long NEEDED = 61L * 6 * 7 * Kernels.padded(7) * 4;

    @TempDir
    private static Path folder;

    private static FittedModel stage;
    private static FittedModel child;

    private static FittedModel fit(Architecture model, TrainingPlan plan, List<FittedModel> stages, long budget) {
        return new NeuronTrainer(model, new ScalarKernels(), PARTITION, plan, budget)
                .fit(2, stages, Optional.empty(), checkpoint -> {})
                .model();
    }

    @BeforeAll
    static void fits_the_stages_before() {
        stage = fit(SmallRecordings.stage(), PLAN, List.of(), ROOM);
        child = fit(SmallRecordings.child(), PLAN, List.of(stage), ROOM);
    }

    private static byte[] bytes(FittedModel model) throws IOException {
        model.write(folder.resolve("model"));
        return Files.readAllBytes(folder.resolve("model"));
    }

    private static Optional<FixedFeatures> features(Architecture model, Treatment treatment, long budget) {
        var network =
                Networks.of(model, new ScalarKernels(), SmallRecordings.HEIGHT, SmallRecordings.WIDTH, 13, treatment);
        return FixedFeatures.of(network, 61, budget);
    }

    @Test
    void are_kept_where_they_fit_into_the_budget() {
        assertThat(features(SmallRecordings.child(), Treatment.FIXED, NEEDED)).isPresent();
        assertThat(features(SmallRecordings.child(), Treatment.FIXED, NEEDED - 1))
                .isEmpty();
    }

    @Test
    void are_kept_only_where_training_changes_nothing_below() {
        assertThat(features(SmallRecordings.child(), Treatment.FROZEN, ROOM)).isEmpty();
        assertThat(features(SmallRecordings.stage(), Treatment.FIXED, ROOM)).isEmpty();
    }

    @Test
    void give_the_same_bytes_kept_and_computed_each_time() throws IOException {
        assertThat(bytes(fit(SmallRecordings.child(), PLAN, List.of(stage), 0))).isEqualTo(bytes(child));
        assertThat(bytes(fit(SmallRecordings.grandchild(), PLAN, List.of(child), 0)))
                .isEqualTo(bytes(fit(SmallRecordings.grandchild(), PLAN, List.of(child), ROOM)))
                .isNotEqualTo(bytes(child));
    }

    @Test
    void are_those_of_the_neuron_and_leave_no_trace_in_the_next_one() throws IOException {
        var trainer = new NeuronTrainer(SmallRecordings.child(), new ScalarKernels(), PARTITION, PLAN, ROOM);
        FittedModel other = new NeuronTrainer(SmallRecordings.stage(), new ScalarKernels(), PARTITION, PLAN, 0)
                .fit(4, List.of(), Optional.empty(), checkpoint -> {})
                .model();
        trainer.fit(4, List.of(other), Optional.empty(), checkpoint -> {});

        assertThat(bytes(trainer.fit(2, List.of(stage), Optional.empty(), checkpoint -> {})
                        .model()))
                .isEqualTo(bytes(child));
    }

    @ParameterizedTest
    @EnumSource(FrozenParts.class)
    void a_model_without_frozen_parts_is_the_same_whatever_they_do(FrozenParts frozen) throws IOException {
        assertThat(bytes(fit(SmallRecordings.stage(), PLAN.withFrozen(frozen), List.of(), ROOM)))
                .isEqualTo(bytes(stage));
    }

    @Test
    void frozen_parts_that_act_as_in_evaluation_give_another_child() throws IOException {
        TrainingPlan published = PLAN.withFrozen(FrozenParts.PUBLISHED);

        assertThat(bytes(fit(SmallRecordings.child(), published, List.of(stage), ROOM)))
                .isNotEqualTo(bytes(child));
    }
}
