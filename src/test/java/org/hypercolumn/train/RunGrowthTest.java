package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Presets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which descriptions a run folder accepts after the one that it was made by. */
class RunGrowthTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper().withEpochs(7);
    private static final Architecture RF = Presets.of("rf-cnn");
    private static final Architecture FF = Presets.of("ff-cnn");
    private static final Session SESSION =
            new Session("2026-01-02T03:04:05Z", "running", "0.1.0", "Java 17", "Linux", "vector512", 2);

    @TempDir
    private Path parent;

    private RunFolder folder;

    @BeforeEach
    void describe_a_run_of_one_model() throws IOException {
        folder = RunFolder.of(parent.resolve("run"));
        description(List.of(RF), List.of(1, 4)).write(folder, SESSION);
    }

    private RunDescription description(List<Architecture> models, List<Integer> neurons) {
        var recording = new Recording(
                "lab",
                SmallRecordings.tier(11, 1),
                Optional.empty(),
                Optional.empty(),
                Map.of("images.npy", "ab".repeat(32)));
        return RunDescription.of(
                RunData.of(parent.resolve("data"), recording, ReadOptions.found()), models, neurons, PLAN);
    }

    private void assertAccepted(RunDescription larger) throws IOException {
        larger.checkGoesOn(folder);
        larger.write(folder, SESSION);

        RunDescription read = RunDescription.read(folder);
        assertThat(read.models()).isEqualTo(larger.models());
        assertThat(read.neurons()).isEqualTo(larger.neurons());
        assertThat(read.shares()).isEqualTo(larger.shares());
        assertThat(read.seeds()).isEqualTo(larger.seeds());
        assertThat(read.plan()).isEqualTo(larger.plan());
    }

    private void assertRefused(RunDescription other, String message) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> other.checkGoesOn(folder))
                .withMessage("run: " + message);
    }

    @Test
    void takes_further_models_in_any_place() throws IOException {
        assertAccepted(description(List.of(FF, RF), List.of(1, 4)));
    }

    @Test
    void takes_further_neurons_shares_and_seeds() throws IOException {
        assertAccepted(description(List.of(RF), List.of(0, 1, 4)));
        assertAccepted(description(List.of(RF), List.of(0, 1, 4)).withShares(List.of(0.5, 1.0)));
        assertAccepted(description(List.of(RF, FF), List.of(0, 1, 2, 3, 4))
                .withShares(List.of(0.25, 1.0, 0.5))
                .withSeeds(List.of(3L, 1L)));
    }

    @Test
    void refuses_to_lose_a_model_a_neuron_a_share_or_a_seed() throws IOException {
        assertRefused(
                description(List.of(FF), List.of(1, 4)),
                "has models rf-cnn and you asked for ff-cnn; use --models rf-cnn,ff-cnn or another --out");
        assertRefused(
                description(List.of(RF), List.of(0, 1, 2)),
                "has neurons 1,4 and you asked for 0-2; use --neurons 0-2,4 or another --out");
        assertRefused(
                description(List.of(RF), List.of(1, 4)).withShares(List.of(0.25, 0.5)),
                "has shares 1 and you asked for 0.25,0.5; use --shares 0.25,0.5,1 or another --out");
        assertRefused(
                description(List.of(RF, FF), List.of(1, 4)).withSeeds(List.of(2L, 3L)),
                "has seeds 1 and you asked for 2,3; use --seeds 1,2,3 or another --out");
    }

    @Test
    void refuses_another_plan_whatever_it_adds() {
        RunDescription larger = description(List.of(RF, FF), List.of(1, 4));
        RunDescription other = new RunDescription(
                larger.data(), larger.models(), larger.neurons(), larger.shares(), larger.seeds(), PLAN.withBatch(7));

        assertRefused(other, "has batch 50 and you asked for 7; use --batch 50 or another --out");
    }

    @Test
    void refuses_another_network_of_the_same_id_beside_a_further_model() {
        assertRefused(
                description(List.of(FF, RF.withDropout(0.5)), List.of(1, 4)),
                "has another network of the id rf-cnn; use another --out");
    }

    @Test
    void has_each_share_and_seed_once_and_the_first_in_its_plan() {
        RunDescription description = description(List.of(RF), List.of(1))
                .withShares(List.of(0.5, 0.25, 0.5))
                .withSeeds(List.of(3L, 3L));

        assertThat(description.shares()).containsExactly(0.5, 0.25);
        assertThat(description.seeds()).containsExactly(3L);
        assertThat(description.plan()).isEqualTo(PLAN.withShare(0.5).withSeed(3));
    }

    @Test
    void refuses_no_share_and_one_out_of_range() {
        RunDescription description = description(List.of(RF), List.of(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> description.withShares(List.of()))
                .withMessage("run: expected a share and a seed or more of each, got 0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> description.withShares(List.of(1.0, 0.0)))
                .withMessage("plan: share must be above 0 and at most 1, got 0.0");
    }
}
