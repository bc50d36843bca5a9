package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Tier;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EvaluateCommandTest {

    @TempDir
    private Path temporary;

    private Path data;
    private Path run;
    private CommandRun fit;

    @BeforeEach
    void fit_two_neurons() throws IOException {
        data = SmallRecordings.write(temporary.resolve("data"));
        run = temporary.resolve("run");
        fit = CommandRun.of("fit", data, "--model=rf-cnn", "--epochs=1", "--neurons=2-3", "--out", run)
                .assertDone();
    }

    /** Another recording in the same place. */
    private void otherData() throws IOException {
        NpyFile.write(
                data.resolve("testRsp_lab.npy"),
                SmallRecordings.responses(SmallRecordings.tier(29, 99).responses()));
    }

    @Test
    void prints_the_scores_of_the_fit_again() throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);

        CommandRun evaluate = CommandRun.of("evaluate", run).assertDone();

        assertThat(evaluate.out())
                .isEqualTo(
                        fit.out()
                                + "checked 2 fitted models and the recording: scores.csv is equal, 2 rows; neurons.csv is equal, 2 rows; all other files are as they were written\n");
        assertThat(evaluate.err()).isEmpty();
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    @Test
    void fails_where_scores_were_changed() throws IOException {
        Path scores = run.resolve("scores.csv");
        Files.writeString(scores, Files.readString(scores).replace("NaN", "0.9"));

        CommandRun evaluate = CommandRun.of("evaluate", run);

        assertThat(evaluate.exitCode()).isEqualTo(1);
        assertThat(evaluate.out()).isEqualTo(fit.out());
        assertThat(evaluate.err())
                .isEqualTo(
                        "hypercolumn: scores.csv: is not what the 2 saved models score; the run's study or fit command, given again,"
                                + " writes it anew without fitting\n");
    }

    @Test
    void says_that_files_without_a_digest_are_not_checked() throws IOException {
        Path sums = run.resolve("SHA256SUMS");
        Files.writeString(sums, Files.readString(sums).replace("log.jsonl", "log.jsonm"));
        assertThat(CommandRun.of("evaluate", run).err())
                .startsWith("hypercolumn: run: has files that are missing or not as they were written: log.jsonm;");
        Files.writeString(sums, "");

        assertThat(CommandRun.of("evaluate", run).assertDone().out())
                .endsWith(
                        "neurons.csv is equal, 2 rows\nnot checked: 6 files that SHA256SUMS does not list; the run's study or"
                                + " fit command, given again, lists them without fitting what is done\n");
    }

    @Test
    void a_damaged_copy_of_run_json_is_named_and_never_recommended() throws IOException {
        Files.writeString(run.resolve(".run.json"), "{}");
        assertThat(CommandRun.of("evaluate", run).err()).contains("not as they were written: .run.json;");

        Files.writeString(run.resolve("run.json"), "{}");
        CommandRun.of("evaluate", run)
                .assertFailed(
                        "run.json: is damaged: its SHA-256 is not the one in SHA256SUMS; restore it or begin another"
                                + " run");
    }

    @Test
    void figures_are_not_drawn_of_the_predictions_of_another_model() throws IOException {
        CommandRun.of("fit", data, "--model=rf-cnn,rf-sa-cnn", "--epochs=1", "--neurons=2-3", "--out", run)
                .assertDone();
        Path predictions = run.resolve("predictions/rf-cnn.npz");
        Files.copy(run.resolve("predictions/rf-sa-cnn.npz"), predictions, StandardCopyOption.REPLACE_EXISTING);
        CommandRun.of("figures", run)
                .assertFailed(
                        "rf-cnn.npz: is damaged: its SHA-256 is not the one in SHA256SUMS; the run's study or fit command,"
                                + " given again, writes it anew without fitting");

        Files.delete(predictions);
        CommandRun.of("report", run)
                .assertFailed(
                        "rf-cnn.npz: is missing; the run's study or fit command, given again, writes it anew without"
                                + " fitting");
    }

    @Test
    void fails_where_scores_are_no_text_or_gone() throws IOException {
        Files.write(run.resolve("scores.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(CommandRun.of("evaluate", run).exitCode()).isEqualTo(1);

        Files.delete(run.resolve("scores.csv"));
        assertThat(CommandRun.of("evaluate", run).err()).startsWith("hypercolumn: scores.csv: is not what the 2 saved");
    }

    @Test
    void fit_mends_scores_that_were_changed() throws IOException {
        Files.writeString(run.resolve("scores.csv"), "changed");

        CommandRun.of("fit", data, "--model=rf-cnn", "--epochs=1", "--neurons=2-3", "--out", run)
                .assertDone();

        CommandRun.of("evaluate", run).assertDone();
    }

    @Test
    void asks_for_data_that_moved_and_takes_them() throws IOException {
        Path moved = Files.move(data, temporary.resolve("moved"));

        CommandRun.of("evaluate", run)
                .assertFailed(
                        "data: expected the run's recording, but there is no such file or folder; say where with --data");
        CommandRun evaluate = CommandRun.of("evaluate", run, "--data", moved).assertDone();
        assertThat(evaluate.out())
                .endsWith(
                        "checked 2 fitted models and the recording: scores.csv is equal, 2 rows; neurons.csv is equal, 2 rows; all other files are as they were written\n");
    }

    @Test
    void takes_a_pair_that_moved_to_a_folder_of_another_name() throws IOException {
        Path pair = temporary.resolve("pair");
        Tier tier = SmallRecordings.tier(53, 7);
        NpyFile.write(pair.resolve("images.npy"), SmallRecordings.images(tier.stimuli()));
        NpyFile.write(pair.resolve("responses.npy"), SmallRecordings.responses(tier.responses()));
        Path second = temporary.resolve("second");
        CommandRun.of("fit", pair, "--model=rf-cnn", "--epochs=1", "--neurons=0", "--out", second)
                .assertDone();
        Path moved = Files.move(pair, temporary.resolve("moved"));

        CommandRun.of("evaluate", second, "--data", moved).assertDone();
        CommandRun.of("fit", moved, "--model=rf-cnn", "--epochs=1", "--neurons=0", "--out", second)
                .assertDone();
        CommandRun.of("evaluate", second).assertDone();
    }

    @Test
    void refuses_other_data() throws IOException {
        otherData();

        CommandRun.of("evaluate", run)
                .assertFailed("run: was fitted to another recording: testRsp_lab.npy differs;"
                        + " give the original one with --data");
    }

    @Test
    void refuses_a_folder_that_is_no_run() {
        CommandRun.of("evaluate", data)
                .assertFailed(
                        "data: expected a run folder, but it has no run.json; give one that study, fit or demo wrote");
        CommandRun.of("evaluate", temporary.resolve("none"))
                .assertFailed(
                        "none: expected a run folder, but it has no run.json; give one that study, fit or demo wrote");
    }

    private CommandRun fitAgain() {
        return CommandRun.of("fit", data, "--model=rf-cnn", "--epochs=1", "--neurons=2-3", "--out", run);
    }

    @Test
    void names_a_model_with_one_flipped_bit_and_fit_makes_only_that_again() throws IOException {
        Path model = run.resolve("models/rf-cnn/neuron_0002.safetensors");
        Path other = run.resolve("models/rf-cnn/neuron_0003.safetensors");
        byte[] right = Files.readAllBytes(model);
        String scores = Files.readString(run.resolve("scores.csv"));
        byte[] damaged = right.clone();
        damaged[damaged.length / 2] ^= 4;
        Files.write(model, damaged);
        FileTime untouched = Files.getLastModifiedTime(other);

        CommandRun.of("evaluate", run)
                .assertFailed(
                        "run: 1 of 2 models are damaged or of another fit: models/rf-cnn/neuron_0002.safetensors; its"
                                + " study or fit command, given again, fits only these again");
        CommandRun again = fitAgain().assertDone();

        assertThat(again.errLines())
                .contains("rf-cnn neuron 2: its model is damaged; it is kept as"
                        + " models/rf-cnn/neuron_0002.safetensors.damaged and fitted again");
        assertThat(again.err()).contains("1 of 2 fits is already done; 1 fit ");
        assertThat(model).hasBinaryContent(right);
        assertThat(run.resolve("models/rf-cnn/neuron_0002.safetensors.damaged")).hasBinaryContent(damaged);
        assertThat(Files.getLastModifiedTime(other)).isEqualTo(untouched);
        assertThat(run.resolve("scores.csv")).hasContent(scores);
        CommandRun.of("evaluate", run).assertDone();
    }

    @Test
    void names_the_files_that_are_not_as_they_were_written() throws IOException {
        byte[] right = Files.readAllBytes(run.resolve("log.jsonl"));
        Files.writeString(
                run.resolve("log.jsonl"),
                Files.readString(run.resolve("log.jsonl")).replace("0.", "1."));

        CommandRun evaluate = CommandRun.of("evaluate", run);

        assertThat(evaluate.exitCode()).isEqualTo(1);
        assertThat(evaluate.err())
                .isEqualTo(
                        "hypercolumn: run: has files that are missing or not as they were written: log.jsonl; its study or fit command,"
                                + " given again, writes them anew without fitting\n");
        fitAgain().assertDone();
        assertThat(run.resolve("log.jsonl")).hasBinaryContent(right);
    }

    @Test
    void finds_the_recording_where_nothing_says_its_path() throws IOException {
        Files.delete(run.resolve("local.json"));

        CommandRun.of("evaluate", run)
                .assertFailed(
                        "data: expected the run's recording, but there is no such file or folder; say where with --data");
        CommandRun.of("evaluate", run, "--data", data).assertDone();
    }

    @Test
    void refuses_a_run_without_models() throws IOException {
        Files.delete(run.resolve("models/rf-cnn/neuron_0002.safetensors"));
        Files.delete(run.resolve("models/rf-cnn/neuron_0003.safetensors"));

        CommandRun.of("evaluate", run).assertFailed("run: has no fitted model yet; run its fit command again");
    }

    @Test
    void asks_for_the_run() {
        CommandRun.of("evaluate").assertMisused(" evaluate", "Missing required parameter: 'RUN'");
    }
}
