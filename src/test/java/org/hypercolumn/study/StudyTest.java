package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Presets;
import org.hypercolumn.model.SafetensorsFile;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunLock;
import org.hypercolumn.train.ScoresFile;
import org.hypercolumn.train.Session;
import org.hypercolumn.train.SilentProgress;
import org.hypercolumn.train.SmallRecordings;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StudyTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper().withEpochs(2).withBatch(13);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    @TempDir
    private Path temporary;

    private Path data;
    private RunFolder folder;

    @BeforeEach
    void write_a_recording() throws IOException {
        data = SmallRecordings.write(temporary.resolve("data"));
        folder = RunFolder.of(temporary.resolve("run"));
    }

    private static Architecture second() {
        Architecture tiny = SmallRecordings.tiny();
        return new Architecture("second", tiny.channels(), tiny.blocks(), tiny.readout());
    }

    private RunDescription description(List<Integer> neurons) throws IOException {
        Recording recording = RecordingReader.read(data, ReadOptions.found());
        return RunDescription.of(
                RunData.of(data, recording, ReadOptions.found()),
                List.of(SmallRecordings.tiny(), second()),
                neurons,
                PLAN);
    }

    private List<FitScore> run(List<Integer> neurons) throws IOException, InterruptedException {
        return run(Study.of(description(neurons), RecordingReader.read(data, ReadOptions.found())), folder);
    }

    private static List<FitScore> run(Study study, RunFolder folder) throws IOException, InterruptedException {
        var session = new Session("start", "running", "test", "Java", "system", "kernels", 2);
        RunLock lock = study.begin(folder, session);
        try {
            return study.run(folder, Kernels.best(), session, CLOCK, new SilentProgress());
        } finally {
            lock.close();
        }
    }

    private List<FitScore> evaluate() throws IOException {
        return Evaluation.of(
                folder, RunDescription.read(folder), RecordingReader.read(data, ReadOptions.found()), Kernels.best());
    }

    @Test
    void leaves_a_folder_that_explains_itself() throws IOException, InterruptedException {
        List<FitScore> rows = run(List.of(1, 4));

        assertThat(SmallRecordings.contents(folder.path()).keySet())
                .containsExactly(
                        ".lock",
                        ".run.json",
                        "SHA256SUMS",
                        "local.json",
                        "log.jsonl",
                        "models/second/neuron_0001.safetensors",
                        "models/second/neuron_0004.safetensors",
                        "models/tiny/neuron_0001.safetensors",
                        "models/tiny/neuron_0004.safetensors",
                        "neurons.csv",
                        "predictions/second.npz",
                        "predictions/tiny.npz",
                        "run.json",
                        "scores.csv");
        assertThat(Files.readString(folder.scores())).isEqualTo(ScoresFile.text(rows));
        assertThat(rows).extracting(FitScore::model).containsExactly("tiny", "tiny", "second", "second");
        assertThat(rows).extracting(FitScore::neuron).containsExactly(1, 4, 1, 4);
    }

    @Test
    void keeps_predictions_and_responses_of_the_evaluated_tiers() throws IOException, InterruptedException {
        run(List.of(1, 4));

        Map<String, NpyArray> arrays = NpzFile.read(folder.predictions(second(), 1, 1));
        assertThat(arrays.keySet())
                .containsExactly(
                        "neurons",
                        "neuron_ids",
                        "val/image_index",
                        "val/image_tier",
                        "val/predictions",
                        "val/responses",
                        "test/image_index",
                        "test/image_tier",
                        "test/predictions",
                        "test/responses",
                        "scored/tier",
                        "scored/image_index",
                        "scored/image_tier",
                        "scored/predictions",
                        "scored/responses");
        assertThat(arrays.get("neurons").toLongs()).containsExactly(1, 4);
        assertThat(arrays.get("neuron_ids").toText()).containsExactly("1", "4");
        assertThat(arrays.get("test/predictions")).hasToString("f4 [29, 2]");
        Recording recording = RecordingReader.read(data, ReadOptions.found());
        assertThat(arrays.get("test/responses").at(7 * 2 + 1))
                .isEqualTo(recording.test().orElseThrow().responses().at(7, 4));
        assertThat(arrays.get("val/image_index").toLongs()).hasSize(23).startsWith(0, 1, 2);
        assertThat(arrays.get("scored/tier").toText()).containsExactly("test");
        assertThat(arrays.get("scored/image_tier").toText()).containsExactly("test");
        assertThat(arrays.get("scored/predictions").toFloats())
                .containsExactly(arrays.get("test/predictions").toFloats());
    }

    @Test
    void logs_a_line_an_epoch_in_the_order_of_the_fits() throws IOException, InterruptedException {
        run(List.of(4, SmallRecordings.CONSTANT_NEURON));

        List<String> lines = Files.readAllLines(folder.log());
        assertThat(lines).hasSize(2 * 2 * 2);
        assertThat(lines.get(0))
                .matches(
                        "\\{\"model\":\"tiny\",\"neuron\":4,\"share\":1,\"seed\":1,\"epoch\":1,\"loss\":0\\.\\d+,\"corr\":-?0\\.\\d+}");
        assertThat(lines.get(3))
                .matches(
                        "\\{\"model\":\"tiny\",\"neuron\":3,\"share\":1,\"seed\":1,\"epoch\":2,\"loss\":.*,\"corr\":null}");
        assertThat(lines.get(4)).startsWith("{\"model\":\"second\",\"neuron\":4,\"share\":1,\"seed\":1,\"epoch\":1,");
    }

    @Test
    void ends_in_the_same_bytes_when_run_again() throws IOException, InterruptedException {
        run(List.of(1, 4));
        Map<String, String> first = SmallRecordings.contents(folder.path());

        run(List.of(1, 4));

        assertThat(SmallRecordings.contents(folder.path())).isEqualTo(first);
    }

    @Test
    void knows_what_is_missing() throws IOException, InterruptedException {
        run(List.of(1, 4));
        Files.delete(folder.model(new Fit(second(), 1, 1, 1)));

        Study study = Study.of(description(List.of(1, 4)), RecordingReader.read(data, ReadOptions.found()));

        assertThat(study.fits()).hasSize(4);
        assertThat(study.missing(folder)).containsExactly(new Fit(second(), 1, 1, 1));
    }

    @ParameterizedTest(name = "neuron {0}")
    @ValueSource(ints = {-1, 5, 1000})
    void refuses_a_neuron_that_was_not_recorded(int neuron) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Study.of(description(List.of(0, neuron)), RecordingReader.read(data, ReadOptions.found())))
                .withMessage("site lab: neuron %d of N = 5 asked for; neurons are numbered 0 to 4".formatted(neuron));
    }

    @Test
    void refuses_images_that_are_too_small_for_one_of_the_models() throws IOException {
        Recording recording = RecordingReader.read(data, ReadOptions.found());
        List<Architecture> models = List.of(Presets.of("rf-cnn"), Presets.of("ff-cnn"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Study.of(
                        RunDescription.of(RunData.of(data, recording, ReadOptions.found()), models, List.of(0), PLAN),
                        recording))
                .withMessage("ff-cnn: expected images of 32 x 32 pixels or more, got 17 x 19");
    }

    @Test
    void takes_no_folder_of_another_run_and_leaves_it_as_it_was() throws IOException, InterruptedException {
        run(List.of(1, 4));
        Map<String, String> before = SmallRecordings.contents(folder.path());

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> run(List.of(1)))
                .withMessage("run: has neurons 1,4 and you asked for 1; use --neurons 1,4 or another --out");

        assertThat(SmallRecordings.contents(folder.path())).isEqualTo(before);
    }

    @Test
    void evaluation_gives_the_rows_of_the_run_again() throws IOException, InterruptedException {
        run(List.of(1, SmallRecordings.CONSTANT_NEURON, 4));

        assertThat(ScoresFile.text(evaluate())).isEqualTo(Files.readString(folder.scores()));
    }

    @Test
    void evaluation_takes_the_fits_that_have_ended() throws IOException, InterruptedException {
        run(List.of(1, 4));
        Files.delete(folder.model(new Fit(SmallRecordings.tiny(), 4, 1, 1)));

        assertThat(evaluate())
                .extracting(row -> row.model() + " " + row.neuron())
                .containsExactly("tiny 1", "second 1", "second 4");
    }

    @Test
    void evaluation_refuses_a_run_without_models() throws IOException, InterruptedException {
        run(List.of(1));
        Files.delete(folder.model(new Fit(SmallRecordings.tiny(), 1, 1, 1)));
        Files.delete(folder.model(new Fit(second(), 1, 1, 1)));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(this::evaluate)
                .withMessage("run: has no fitted model yet; run its fit command again");
    }

    @Test
    void evaluation_refuses_other_data() throws IOException, InterruptedException {
        run(List.of(1));
        NpyFile.write(
                data.resolve("testRsp_lab.npy"),
                SmallRecordings.responses(SmallRecordings.tier(29, 77).responses()));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(this::evaluate)
                .withMessage("run: was fitted to another recording: testRsp_lab.npy differs;"
                        + " give the original one with --data");
    }

    @Test
    void evaluation_sees_a_model_that_was_tampered_with() throws IOException, InterruptedException {
        run(List.of(1, 4));
        Path file = folder.model(new Fit(SmallRecordings.tiny(), 4, 1, 1));
        FittedModel tampered = FittedModel.read(file, Optional.empty(), 0, 0);
        FittedModel.read(folder.model(new Fit(SmallRecordings.tiny(), 1, 1, 1)), Optional.empty(), 0, 0)
                .withNotes(tampered.notes())
                .write(file);

        assertThat(ScoresFile.text(evaluate())).isNotEqualTo(Files.readString(folder.scores()));
    }

    @Test
    void fits_again_what_was_copied_from_a_run_of_another_plan() throws IOException, InterruptedException {
        List<FitScore> scores = run(List.of(1));
        RunFolder other = RunFolder.of(temporary.resolve("other"));
        RunDescription described = description(List.of(1));
        RunDescription longer = new RunDescription(
                described.data(),
                described.models(),
                described.neurons(),
                described.shares(),
                described.seeds(),
                PLAN.withEpochs(3));
        run(Study.of(longer, RecordingReader.read(data, ReadOptions.found())), other);
        Fit fit = new Fit(SmallRecordings.tiny(), 1, 1, 1);
        Files.copy(other.model(fit), folder.model(fit), StandardCopyOption.REPLACE_EXISTING);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(this::evaluate)
                .withMessage(damaged("models/tiny/neuron_0001.safetensors", 2));
        Study study = Study.of(description(List.of(1)), RecordingReader.read(data, ReadOptions.found()));
        assertThat(study.damaged(folder)).containsExactly(fit);
        folder.setAside(fit);
        assertThat(run(List.of(1))).isEqualTo(scores);
    }

    private static String damaged(String file, int models) {
        return "run: 1 of %d models are damaged or of another fit: %s; its study or fit command, given again, fits only these again"
                .formatted(models, file);
    }

    @Test
    void evaluation_refuses_the_model_file_of_another_neuron() throws IOException, InterruptedException {
        run(List.of(1, 4));
        Path file = folder.model(new Fit(SmallRecordings.tiny(), 4, 1, 1));
        Files.copy(folder.model(new Fit(SmallRecordings.tiny(), 1, 1, 1)), file, StandardCopyOption.REPLACE_EXISTING);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(this::evaluate)
                .withMessage(damaged("models/tiny/neuron_0004.safetensors", 4));
    }

    @Test
    void evaluation_refuses_a_model_file_of_another_network() throws IOException, InterruptedException {
        run(List.of(1, 4));
        Path file = folder.model(new Fit(SmallRecordings.tiny(), 4, 1, 1));
        SafetensorsFile stored = SafetensorsFile.read(file);
        Map<String, String> metadata = stored.metadata();
        metadata.computeIfPresent("hypercolumn.architecture", (key, text) -> text.replace("tiny", "other"));
        SafetensorsFile.of(metadata, stored.tensors()).write(file);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(this::evaluate)
                .withMessage(damaged("models/tiny/neuron_0004.safetensors", 4));
    }

    @Test
    void evaluation_refuses_a_model_without_its_epochs() throws IOException, InterruptedException {
        run(List.of(1));
        Path file = folder.model(new Fit(SmallRecordings.tiny(), 1, 1, 1));
        FittedModel.read(file, Optional.empty(), 0, 0).withNotes(Map.of()).write(file);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(this::evaluate)
                .withMessage(damaged("models/tiny/neuron_0001.safetensors", 2));
    }

    @Test
    void says_which_checkpoint_is_damaged() throws IOException, InterruptedException {
        run(List.of(1));
        Path model = folder.model(new Fit(second(), 1, 1, 1));
        Path checkpoint = folder.path().resolve("checkpoints/second/neuron_0001.safetensors");
        Files.createDirectories(checkpoint.getParent());
        Files.move(model, checkpoint);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> run(List.of(1)))
                .withMessage("neuron_0001.safetensors: is a damaged checkpoint; delete %s and the fit starts anew"
                        .formatted(checkpoint));

        Files.delete(checkpoint);
        run(List.of(1));
        assertThat(model).exists();
    }
}
