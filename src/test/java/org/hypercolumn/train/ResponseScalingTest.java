package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Tier;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits of the same responses in several units. */
class ResponseScalingTest {

    private static final TrainingPlan PLAN =
            TrainingPlan.paper().withEpochs(6).withBatch(13).withResponses(ResponseScaling.SCALED);

    @TempDir
    private Path folder;

    private static Tier times(Tier tier, double factor, double offset) {
        float[] changed = new float[tier.count() * tier.neurons()];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = (float) ((tier.responses().at(i / tier.neurons(), i % tier.neurons()) + offset) * factor);
        }
        return new Tier(tier.stimuli(), Responses.of(changed, tier.count(), tier.neurons()));
    }

    private static Recording recording(double factor, double offset) {
        return new Recording(
                "lab",
                times(SmallRecordings.tier(61, 1), factor, offset),
                Optional.of(times(SmallRecordings.tier(23, 2), factor, offset)),
                Optional.of(times(SmallRecordings.tier(29, 3), factor, offset)),
                Map.of());
    }

    private List<FitScore> fit(Recording recording, TrainingPlan plan, String name, Architecture... models)
            throws IOException, InterruptedException {
        Partitions partitions = Partitions.of(recording, plan);
        var trainer = new Trainer(
                RunFolder.of(folder.resolve(name)),
                partitions,
                plan,
                Kernels.best(),
                1,
                InstantSource.fixed(Instant.EPOCH),
                new SilentProgress());
        return trainer.fit(
                Arrays.stream(models).map(model -> new Fit(model, 4, 1, 1)).toList());
    }

    private FittedModel model(String name, Architecture model) throws IOException {
        return RunFolder.of(folder.resolve(name)).readModel(new Fit(model, 4, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-3, 1e3, 1e6})
    void have_the_same_scores_where_responses_are_scaled(double unit) throws IOException, InterruptedException {
        FitScore one = fit(recording(1, 0), PLAN, "one", SmallRecordings.tiny()).get(0);
        FitScore other =
                fit(recording(unit, 0), PLAN, "other", SmallRecordings.tiny()).get(0);

        assertThat(other.epoch()).isEqualTo(one.epoch());
        assertThat(other.scores().correlation()).isCloseTo(one.scores().correlation(), within(1e-4));
        assertThat(other.scores().peakTuningJoint()).isEqualTo(one.scores().peakTuningJoint());
        assertThat(other.scores().peakTuningSeparate()).isEqualTo(one.scores().peakTuningSeparate());
        assertThat(other.scores().spread()).isCloseTo(one.scores().spread(), within(1e-4));
        double factor = Double.parseDouble(
                model("other", SmallRecordings.tiny()).notes().get(Trainer.RESPONSE_SCALE));
        assertThat(factor)
                .isCloseTo(
                        unit
                                * Double.parseDouble(model("one", SmallRecordings.tiny())
                                        .notes()
                                        .get(Trainer.RESPONSE_SCALE)),
                        within(1e-6 * factor));
    }

    @Test
    void have_the_loss_in_the_unit_of_the_recording() throws IOException, InterruptedException {
        fit(recording(1, 0), PLAN, "one", SmallRecordings.tiny());
        fit(recording(1000, 0), PLAN, "other", SmallRecordings.tiny());

        List<Epoch> one =
                EpochText.read(model("one", SmallRecordings.tiny()).notes().get(Trainer.EPOCHS));
        List<Epoch> other =
                EpochText.read(model("other", SmallRecordings.tiny()).notes().get(Trainer.EPOCHS));
        assertThat(other.get(5).loss())
                .isCloseTo(
                        1e6 * one.get(5).loss(), within(1e6 * 1e-4 * one.get(5).loss()));
    }

    @Test
    void have_other_scores_as_published() throws IOException, InterruptedException {
        TrainingPlan published = PLAN.withResponses(ResponseScaling.PUBLISHED);
        fit(recording(1, 0), published, "one", SmallRecordings.tiny());
        FitScore far = fit(recording(1e-6, 0), published, "other", SmallRecordings.tiny())
                .get(0);

        assertThat(far.scores().spread()).isGreaterThan(3); // the drawn weights predict in units of 1
        assertThat(model("one", SmallRecordings.tiny()).notes()).doesNotContainKey(Trainer.RESPONSE_SCALE);
    }

    @Test
    void begin_at_a_mean_that_is_far_away() throws IOException, InterruptedException {
        FitScore far =
                fit(recording(1, 100), PLAN, "far", SmallRecordings.tiny()).get(0);
        FitScore farther =
                fit(recording(1, -300), PLAN, "farther", SmallRecordings.tiny()).get(0);

        assertThat(farther.scores().correlation()).isCloseTo(far.scores().correlation(), within(0.05));
        double spread = far.scores().spread();
        assertThat(spread).isLessThan(3);
        assertThat(farther.scores().spread()).isCloseTo(spread, within(0.2 * spread));
    }

    /** A readout that is taken over from a file was rounded in the recording's unit. */
    @Test
    void have_the_same_scores_where_a_readout_is_taken_over() throws IOException, InterruptedException {
        Architecture[] models = {SmallRecordings.stage(), SmallRecordings.child(), SmallRecordings.grandchild()};
        List<FitScore> one = fit(recording(1, 0), PLAN, "one", models);
        List<FitScore> other = fit(recording(1e-6, 0), PLAN, "other", models);

        for (int i = 0; i < models.length; i++) {
            assertThat(other.get(i).scores().correlation())
                    .isCloseTo(one.get(i).scores().correlation(), within(1e-3));
        }
    }

    @Test
    void keep_a_frozen_readout_to_the_bit() throws IOException, InterruptedException {
        Architecture stage = Presets.of("rf-cnn-c30");
        Architecture incremental = Presets.of("rf-sa-cnn-star-incr");
        Architecture surround = Presets.of("ff-sa-cnn-star-incr-fc1");
        Recording larger = SmallRecordings.recording(25, 27);
        fit(larger, PLAN.withEpochs(1), "run", stage, incremental, surround);

        var parent = model("run", incremental).parameters();
        var child = model("run", surround).parameters();
        assertThat(child.get("fcl_center.weight").values())
                .isEqualTo(parent.get("ctl.weight").values());
        assertThat(child.get("fcl_center.bias").values())
                .isEqualTo(parent.get("ctl.bias").values());
    }
}
