package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Tier;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Presets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TrainerTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper().withEpochs(5).withBatch(13);
    private static final Partitions PARTITIONS = Partitions.of(SmallRecordings.recording(), PLAN);
    private static final InstantSource STILL = InstantSource.fixed(Instant.EPOCH);

    @TempDir
    private static Path temporary;

    /** All neurons with one thread, never interrupted. */
    private static Map<String, String> undisturbed;

    @TempDir
    private Path folder;

    private static List<Fit> fits(int... neurons) {
        List<Fit> fits = new ArrayList<>();
        for (int neuron : neurons) {
            fits.add(new Fit(SmallRecordings.tiny(), neuron, 1, 1));
        }
        return fits;
    }

    private static Trainer trainer(Path folder, Kernels kernels, int threads, InstantSource clock, Progress progress) {
        return new Trainer(RunFolder.of(folder), PARTITIONS, PLAN, kernels, threads, clock, progress);
    }

    private static List<FitScore> fit(Path folder, int threads, List<Fit> fits)
            throws IOException, InterruptedException {
        return trainer(folder, Kernels.best(), threads, STILL, new SilentProgress())
                .fit(fits);
    }

    /** A clock that makes a checkpoint due after every epoch. */
    private static InstantSource hasty() {
        var seconds = new AtomicLong();
        return () -> Instant.ofEpochSecond(seconds.addAndGet(10));
    }

    /** Ends the run after so many epochs, wherever they are. */
    private static Progress stopping(int epochs) {
        var left = new AtomicInteger(epochs);
        return new Progress() {
            @Override
            public void epoch(Fit fit, Epoch epoch) {
                if (left.decrementAndGet() == 0) {
                    throw new IllegalStateException("stopped by the test");
                }
            }

            @Override
            public void finished(FitScore score) {}

            @Override
            public void grouped(List<FitScore> rows) {}
        };
    }

    private List<Epoch> epochsOf(Fit fit) throws IOException {
        return EpochText.read(RunFolder.of(folder).readModel(fit).notes().get("hypercolumn.epochs"));
    }

    private static Map<String, String> modelsOf(Map<String, String> contents) {
        return contents.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("models/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @BeforeAll
    static void fits_all_neurons_with_one_thread() throws IOException, InterruptedException {
        Path folder = temporary.resolve("undisturbed");
        fit(folder, 1, fits(0, 1, 2, 3, 4));
        undisturbed = SmallRecordings.contents(folder);
    }

    @Test
    void leaves_models_and_scores_and_nothing_else() {
        assertThat(undisturbed.keySet())
                .containsExactly(
                        "log.jsonl",
                        "models/tiny/neuron_0000.safetensors",
                        "models/tiny/neuron_0001.safetensors",
                        "models/tiny/neuron_0002.safetensors",
                        "models/tiny/neuron_0003.safetensors",
                        "models/tiny/neuron_0004.safetensors",
                        "predictions/tiny.npz",
                        "scores.csv");
        assertThat(undisturbed.values()).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {2, 3, 7})
    void ends_in_the_same_bytes_with_any_number_of_threads(int threads) throws IOException, InterruptedException {
        fit(folder, threads, fits(0, 1, 2, 3, 4));

        assertThat(SmallRecordings.contents(folder)).isEqualTo(undisturbed);
    }

    @Test
    void ends_in_the_same_bytes_without_vectors() throws IOException, InterruptedException {
        trainer(folder, new ScalarKernels(), 2, STILL, new SilentProgress()).fit(fits(0, 1, 2, 3, 4));

        assertThat(SmallRecordings.contents(folder)).isEqualTo(undisturbed);
    }

    @Test
    void gives_a_neuron_the_same_bytes_in_any_company_and_order() throws IOException, InterruptedException {
        fit(folder, 1, fits(4, 1));

        assertThat(undisturbed).containsAllEntriesOf(modelsOf(SmallRecordings.contents(folder)));
        assertThat(modelsOf(SmallRecordings.contents(folder))).hasSize(2);
    }

    @Test
    void gives_a_model_the_same_bytes_beside_another_model() throws IOException, InterruptedException {
        Architecture other = SmallRecordings.tiny().withDropout(0.2);
        other = new Architecture("other", other.channels(), other.blocks(), other.readout());
        List<Fit> both =
                List.of(new Fit(other, 1, 1, 1), new Fit(SmallRecordings.tiny(), 1, 1, 1), new Fit(other, 4, 1, 1));

        fit(folder, 1, both);

        assertThat(SmallRecordings.contents(folder).get("models/tiny/neuron_0001.safetensors"))
                .isEqualTo(undisturbed.get("models/tiny/neuron_0001.safetensors"))
                .isNotEqualTo(SmallRecordings.contents(folder).get("models/other/neuron_0001.safetensors"));
    }

    @ParameterizedTest(name = "every {0} epochs")
    @ValueSource(ints = {1, 2, 3, 7})
    void ends_in_the_same_bytes_however_often_it_is_stopped(int epochs) throws IOException, InterruptedException {
        int stops = 0;
        boolean done = false;
        while (!done) {
            // the last epoch leaves no checkpoint, so stopping at every first epoch would never end
            Trainer trainer = trainer(folder, Kernels.best(), 2, hasty(), stopping(epochs + 2 * stops));
            try {
                trainer.fit(fits(0, 1, 2, 3, 4));
                done = true;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("stopped by the test");
                stops++;
            }
        }

        assertThat(stops).isGreaterThan(1);
        assertThat(SmallRecordings.contents(folder)).isEqualTo(undisturbed);
    }

    @Test
    void goes_on_from_its_checkpoints() throws IOException, InterruptedException {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() ->
                        trainer(folder, Kernels.best(), 1, hasty(), stopping(4)).fit(fits(0)));
        assertThat(SmallRecordings.contents(folder).keySet())
                .containsExactly("checkpoints/tiny/neuron_0000.safetensors");
        List<Integer> epochs = Collections.synchronizedList(new ArrayList<>());

        trainer(folder, Kernels.best(), 1, hasty(), listening(epochs)).fit(fits(0));

        assertThat(epochs).containsExactly(4, 5); // the fourth ended before its checkpoint was written
        assertThat(SmallRecordings.contents(folder).keySet())
                .containsExactly(
                        "log.jsonl", "models/tiny/neuron_0000.safetensors", "predictions/tiny.npz", "scores.csv");
    }

    private static Progress listening(List<Integer> epochs) {
        return new Progress() {
            @Override
            public void epoch(Fit fit, Epoch epoch) {
                epochs.add(epoch.number());
            }

            @Override
            public void finished(FitScore score) {}

            @Override
            public void grouped(List<FitScore> rows) {}
        };
    }

    @Test
    void makes_no_fit_again_that_has_ended() throws IOException, InterruptedException {
        List<FitScore> first = fit(folder, 1, fits(1, 3));
        Map<String, String> contents = SmallRecordings.contents(folder);
        List<Integer> epochs = Collections.synchronizedList(new ArrayList<>());

        List<FitScore> again =
                trainer(folder, Kernels.best(), 1, STILL, listening(epochs)).fit(fits(1, 3));

        assertThat(epochs).isEmpty();
        assertThat(again).isEqualTo(first);
        assertThat(SmallRecordings.contents(folder)).isEqualTo(contents);
    }

    @Test
    void clears_what_a_killed_process_left_of_its_checkpoints() throws IOException, InterruptedException {
        fit(folder, 1, fits(0));
        Path checkpoints = Files.createDirectories(folder.resolve("checkpoints/tiny"));
        Files.writeString(checkpoints.resolve(".neuron_0000.safetensors.part"), "half a checkpoint");
        Files.writeString(checkpoints.resolve("neuron_0000.safetensors"), "its fit has ended");
        Files.writeString(checkpoints.resolve(".neuron_0001.safetensors.part"), "half a first checkpoint");

        fit(folder, 2, fits(0, 1, 2, 3, 4));

        assertThat(SmallRecordings.contents(folder)).isEqualTo(undisturbed);
    }

    @Test
    void scores_in_the_order_asked_for_whoever_ends_first() throws IOException, InterruptedException {
        List<FitScore> scores = fit(folder, 3, fits(4, 0, 2));

        assertThat(scores).extracting(FitScore::neuron).containsExactly(4, 0, 2);
        assertThat(ScoresFile.read(folder.resolve("scores.csv")).stream().map(row -> row.get("neuron")))
                .containsExactly("4", "0", "2");
    }

    @Test
    void a_constant_neuron_has_no_scores_and_the_others_go_on() throws IOException, InterruptedException {
        List<FitScore> scores = fit(folder, 2, fits(2, SmallRecordings.CONSTANT_NEURON));

        FitScore constant = scores.get(1);
        assertThat(constant.scores().correlation()).isNaN();
        assertThat(constant.scores().peakTuningJoint()).isNaN();
        assertThat(constant.scores().peakTuningSeparate()).isNaN();
        assertThat(constant.epoch()).as("the last, where no CORR chooses").isEqualTo(5);
        assertThat(scores.get(0).scores().correlation()).isBetween(-1.0, 1.0);
        assertThat(Files.readString(folder.resolve("scores.csv")))
                .contains("tiny,3,3,test,holdout,1,1,5,NaN,NaN,NaN,NaN,");
    }

    @Test
    void a_neuron_that_is_constant_where_the_epoch_is_chosen_keeps_the_last_and_is_scored()
            throws IOException, InterruptedException {
        Recording recording = SmallRecordings.recording();
        Tier validation = recording.validation().orElseThrow();
        Tier silent = new Tier(
                validation.stimuli(),
                Responses.of(new float[validation.count() * SmallRecordings.NEURONS], validation.count(), 5));
        var changed =
                new Recording("lab", recording.training(), Optional.of(silent), recording.test(), recording.sha256());

        FitScore score = new Trainer(
                        RunFolder.of(folder),
                        Partitions.of(changed, PLAN),
                        PLAN,
                        Kernels.best(),
                        1,
                        STILL,
                        new SilentProgress())
                .fit(fits(2))
                .get(0);

        assertThat(epochsOf(fits(2).get(0))).hasSize(5).allMatch(epoch -> Double.isNaN(epoch.correlation()));
        assertThat(score.epoch()).isEqualTo(5);
        assertThat(score.scores().correlation()).isBetween(-1.0, 1.0);
    }

    @Test
    void keeps_the_epoch_of_the_highest_correlation() throws IOException, InterruptedException {
        for (FitScore score : fit(folder, 2, fits(0, 1, 2, 4))) {
            List<Epoch> epochs = epochsOf(fits(score.neuron()).get(0));
            double best = epochs.get(score.epoch() - 1).correlation();
            assertThat(epochs).hasSize(5).allMatch(epoch -> epoch.correlation() <= best);
        }
    }

    @Test
    void says_every_epoch_and_every_end() throws IOException, InterruptedException {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        var progress = new Progress() {
            @Override
            public void epoch(Fit fit, Epoch epoch) {
                heard.add("%s epoch %d".formatted(fit, epoch.number()));
            }

            @Override
            public void finished(FitScore score) {
                heard.add("end of %s neuron %d".formatted(score.model(), score.neuron()));
            }

            @Override
            public void grouped(List<FitScore> rows) {}
        };

        trainer(folder, Kernels.best(), 1, STILL, progress).fit(fits(2));

        assertThat(heard)
                .containsExactly(
                        "tiny neuron 2 epoch 1",
                        "tiny neuron 2 epoch 2",
                        "tiny neuron 2 epoch 3",
                        "tiny neuron 2 epoch 4",
                        "tiny neuron 2 epoch 5",
                        "end of tiny neuron 2");
    }

    @Test
    void a_batch_larger_than_the_recording_is_the_recording() throws IOException, InterruptedException {
        List<Map<String, String>> folders = new ArrayList<>();
        for (int batch : new int[] {61, 1_000_000_000}) {
            Path run = folder.resolve("batch" + batch);
            new Trainer(
                            RunFolder.of(run),
                            PARTITIONS,
                            PLAN.withBatch(batch),
                            Kernels.best(),
                            1,
                            STILL,
                            new SilentProgress())
                    .fit(fits(1));
            folders.add(SmallRecordings.contents(run));
        }

        assertThat(folders.get(1)).isEqualTo(folders.get(0));
    }

    @Test
    void fits_a_preset_to_images_that_are_not_square() throws IOException, InterruptedException {
        Fit fit = new Fit(Presets.of("rf-cnn"), 0, 1, 1);

        fit(folder, 1, List.of(fit));

        assertThat(epochsOf(fit)).hasSize(5).allMatch(epoch -> epoch.loss() > 0 && epoch.loss() < 10);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, -1})
    void refuses_less_than_one_thread(int threads) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer(folder, Kernels.best(), threads, STILL, new SilentProgress()))
                .withMessage("threads: must be 1 or more, got " + threads);
    }
}
