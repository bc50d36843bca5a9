package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.TrainingPlan.FrozenParts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits that start from others. */
@Timeout(60)
class IncrementalTrainerTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper().withEpochs(5).withBatch(13);
    private static final InstantSource STILL = InstantSource.fixed(Instant.EPOCH);
    private static final List<Architecture> MODELS =
            List.of(SmallRecordings.stage(), SmallRecordings.child(), SmallRecordings.grandchild());

    @TempDir
    private static Path temporary;

    /** Two neurons with one thread, never interrupted. */
    private static Map<String, String> undisturbed;

    @TempDir
    private Path folder;

    private static List<Fit> fits(int... neurons) {
        List<Fit> fits = new ArrayList<>();
        for (Architecture model : MODELS) {
            for (int neuron : neurons) {
                fits.add(new Fit(model, neuron, 1, 1));
            }
        }
        return fits;
    }

    private static Trainer trainer(Path folder, TrainingPlan plan, int threads, InstantSource clock, Progress hears) {
        Partitions partitions = Partitions.of(SmallRecordings.recording(), plan);
        return new Trainer(RunFolder.of(folder), partitions, plan, Kernels.best(), threads, clock, hears);
    }

    private static void fit(Path folder, int threads, List<Fit> fits) throws IOException, InterruptedException {
        trainer(folder, PLAN, threads, STILL, new SilentProgress()).fit(fits);
    }

    /** Hears the epochs of all fits, and may end the run at one. */
    private static final class Listener implements Progress {

        private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        private final String last;

        Listener(String last) {
            this.last = last;
        }

        @Override
        public void epoch(Fit fit, Epoch epoch) {
            String text = "%s epoch %d".formatted(fit, epoch.number());
            heard.add(text);
            if (text.equals(last)) {
                throw new IllegalStateException("stopped by the test");
            }
        }

        @Override
        public void finished(FitScore score) {
            heard.add("end of " + score.fit());
        }

        @Override
        public void grouped(List<FitScore> rows) {}
    }

    @BeforeAll
    static void fits_two_neurons_with_one_thread() throws IOException, InterruptedException {
        Path folder = temporary.resolve("undisturbed");
        fit(folder, 1, fits(0, 4));
        undisturbed = SmallRecordings.contents(folder);
        assertThat(undisturbed).hasSize(6 + 3 + 2);
    }

    /** By their names, of neuron 4. */
    private Map<String, float[]> parameters(Architecture model) throws IOException {
        return parameters(new Fit(model, 4, 1, 1));
    }

    private Map<String, float[]> parameters(Fit fit) throws IOException {
        Map<String, float[]> values = new LinkedHashMap<>();
        RunFolder.of(folder).readModel(fit).parameters().forEach((name, tensor) -> values.put(name, tensor.values()));
        return values;
    }

    @ParameterizedTest
    @EnumSource(FrozenParts.class)
    void frozen_weights_are_those_of_the_stage_before(FrozenParts frozen) throws IOException, InterruptedException {
        trainer(folder, PLAN.withFrozen(frozen), 1, STILL, new SilentProgress()).fit(fits(4));

        Map<String, float[]> stage = parameters(SmallRecordings.stage());
        Map<String, float[]> child = parameters(SmallRecordings.child());
        Map<String, float[]> grandchild = parameters(SmallRecordings.grandchild());
        for (String name : List.of("layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias")) {
            assertThat(child.get(name)).as(name).isEqualTo(stage.get(name));
            assertThat(grandchild.get(name)).as(name).isEqualTo(stage.get(name));
        }
        for (String name : List.of("layers.5.weight", "layers.5.bias", "layers.6.weight", "layers.6.bias")) {
            assertThat(grandchild.get(name)).as(name).isEqualTo(child.get(name));
        }
        assertThat(grandchild.get("Linear.weight")).isNotEqualTo(child.get("Linear.weight"));
    }

    @Test
    void frozen_statistics_go_on_as_published() throws IOException, InterruptedException {
        fit(folder, 1, fits(4));

        Map<String, float[]> stage = parameters(SmallRecordings.stage());
        Map<String, float[]> child = parameters(SmallRecordings.child());
        assertThat(child.get("layers.2.running_mean")).isNotEqualTo(stage.get("layers.2.running_mean"));
        assertThat(child.get("layers.2.running_var")).isNotEqualTo(stage.get("layers.2.running_var"));
        // 61 images in batches of 13 are 5 steps an epoch, on top of those of the stage's best epoch
        float steps = child.get("layers.2.num_batches_tracked")[0] - stage.get("layers.2.num_batches_tracked")[0];
        assertThat(steps).isIn(5f, 10f, 15f, 20f, 25f);
    }

    @Test
    void frozen_statistics_stay_where_frozen_parts_act_as_in_evaluation() throws IOException, InterruptedException {
        TrainingPlan plan = PLAN.withFrozen(FrozenParts.EVALUATION);
        trainer(folder, plan, 1, STILL, new SilentProgress()).fit(fits(4));

        Map<String, float[]> stage = parameters(SmallRecordings.stage());
        Map<String, float[]> child = parameters(SmallRecordings.child());
        for (String name : List.of("running_mean", "running_var", "num_batches_tracked")) {
            assertThat(child.get("layers.2." + name)).isEqualTo(stage.get("layers.2." + name));
        }
        assertThat(child.get("layers.6.num_batches_tracked")[0]).isPositive();
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {2, 3})
    void ends_in_the_same_bytes_with_any_number_of_threads(int threads) throws IOException, InterruptedException {
        fit(folder, threads, fits(0, 4));

        assertThat(SmallRecordings.contents(folder)).isEqualTo(undisturbed);
    }

    @Test
    void a_fit_begins_when_the_one_that_it_starts_from_has_ended() throws IOException, InterruptedException {
        var free = new CountDownLatch(1);
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        var progress = new Progress() {
            @Override
            public void epoch(Fit fit, Epoch epoch) {
                heard.add(fit.toString());
                try {
                    if (fit.architecture().id().equals("stage") && fit.neuron() == 0) {
                        free.await(); // as slow as can be
                    } else if (fit.toString().equals("grandchild neuron 4")) {
                        free.countDown();
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void finished(FitScore score) {}

            @Override
            public void grouped(List<FitScore> rows) {}
        };

        trainer(folder, PLAN, 2, STILL, progress).fit(fits(0, 4));

        assertThat(heard.stream().distinct().filter(fit -> fit.endsWith(" 4")))
                .containsExactly("stage neuron 4", "child neuron 4", "grandchild neuron 4");
        assertThat(heard.indexOf("child neuron 0")).isGreaterThan(heard.indexOf("grandchild neuron 4"));
        assertThat(SmallRecordings.contents(folder)).isEqualTo(undisturbed);
    }

    @Test
    void works_model_by_model_and_in_it_neuron_by_neuron() throws IOException, InterruptedException {
        var listener = new Listener("");

        trainer(folder, PLAN, 1, STILL, listener).fit(fits(0, 4));

        assertThat(listener.heard.stream().filter(text -> text.endsWith(" epoch 1")))
                .containsExactly(
                        "stage neuron 0 epoch 1",
                        "stage neuron 4 epoch 1",
                        "child neuron 0 epoch 1",
                        "child neuron 4 epoch 1",
                        "grandchild neuron 0 epoch 1",
                        "grandchild neuron 4 epoch 1");
    }

    @ParameterizedTest
    @EnumSource(FrozenParts.class)
    void a_child_goes_on_from_its_checkpoint_to_the_same_bytes(FrozenParts frozen)
            throws IOException, InterruptedException {
        TrainingPlan plan = PLAN.withFrozen(frozen);
        Path whole = folder.resolve("whole");
        trainer(whole, plan, 1, STILL, new SilentProgress()).fit(fits(4));
        Path stopped = folder.resolve("stopped");
        var seconds = new AtomicLong();
        InstantSource hasty = () -> Instant.ofEpochSecond(seconds.addAndGet(10));
        for (String last : List.of("child neuron 4 epoch 3", "grandchild neuron 4 epoch 4")) {
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            trainer(stopped, plan, 2, hasty, new Listener(last)).fit(fits(4)))
                    .withMessage("stopped by the test");
            assertThat(stopped.resolve(
                            "checkpoints/%s/neuron_0004.safetensors".formatted(last.substring(0, last.indexOf(' ')))))
                    .exists();
        }
        var listener = new Listener("");

        trainer(stopped, plan, 2, STILL, listener).fit(fits(4));

        assertThat(listener.heard)
                .contains("grandchild neuron 4 epoch 4")
                .doesNotContain("grandchild neuron 4 epoch 3", "child neuron 4 epoch 5");
        assertThat(SmallRecordings.contents(stopped)).isEqualTo(SmallRecordings.contents(whole));
    }

    @Test
    void makes_a_missing_stage_again_and_keeps_what_started_from_it() throws IOException, InterruptedException {
        fit(folder, 1, fits(0, 4));
        Files.delete(folder.resolve("models/stage/neuron_0004.safetensors"));
        Files.delete(folder.resolve("models/grandchild/neuron_0000.safetensors"));
        var listener = new Listener("");

        trainer(folder, PLAN, 2, STILL, listener).fit(fits(0, 4));

        assertThat(listener.heard.stream().filter(text -> text.endsWith(" epoch 5")))
                .containsExactlyInAnyOrder("stage neuron 4 epoch 5", "grandchild neuron 0 epoch 5");
        assertThat(SmallRecordings.contents(folder)).isEqualTo(undisturbed);
    }

    @Test
    void takes_the_stage_that_an_earlier_run_made() throws IOException, InterruptedException {
        fit(folder, 1, fits(0, 4).subList(0, 2));
        var listener = new Listener("");

        trainer(folder, PLAN, 1, STILL, listener).fit(fits(0, 4));

        assertThat(listener.heard).contains("child neuron 0 epoch 1").noneMatch(text -> text.startsWith("stage"));
        assertThat(SmallRecordings.contents(folder)).isEqualTo(undisturbed);
    }

    @Test
    void names_the_file_of_a_stage_that_is_damaged() throws IOException, InterruptedException {
        fit(folder, 1, fits(4).subList(0, 1));
        Path stage = folder.resolve("models/stage/neuron_0004.safetensors");
        Files.write(stage, new byte[] {1, 2, 3});

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> fit(folder, 2, fits(4)))
                .withMessage(
                        "neuron_0004.safetensors: is damaged (%s); the run's study or fit command, given again, fits it anew"
                                        .formatted(stage)
                                + " and keeps all others");
        assertThat(folder.resolve("models/child")).doesNotExist();
    }

    @Test
    void a_child_differs_by_its_seed_and_share_as_its_stage_does() throws IOException, InterruptedException {
        List<Fit> fits = new ArrayList<>(fits(4));
        for (Architecture model : MODELS) {
            fits.add(new Fit(model, 4, 0.5, 1));
            fits.add(new Fit(model, 4, 1, 2));
        }

        fit(folder, 2, fits);

        Map<String, String> contents = SmallRecordings.contents(folder);
        for (Architecture model : MODELS) {
            String file = "/neuron_0004.safetensors";
            String plain = "models/" + model.id();
            assertThat(contents.get(plain + file)).isEqualTo(undisturbed.get(plain + file));
            assertThat(List.of(
                            contents.get(plain + file),
                            contents.get(plain + "@share-0.5" + file),
                            contents.get(plain + "@seed-2" + file)))
                    .doesNotHaveDuplicates();
            assertThat(contents).containsKey("predictions/%s@share-0.5.npz".formatted(model.id()));
        }
        assertThat(parameters(new Fit(SmallRecordings.child(), 4, 0.5, 1)).get("layers.0.weight"))
                .isEqualTo(
                        parameters(new Fit(SmallRecordings.stage(), 4, 0.5, 1)).get("layers.0.weight"));
    }
}
