package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Tier;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunLock;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FitCommandTest {

    @TempDir
    private Path temporary;

    private Path data;
    private Path run;

    @BeforeEach
    void write_a_recording() throws IOException {
        data = SmallRecordings.write(temporary.resolve("data"));
        run = temporary.resolve("run");
    }

    /** Fits rf-cnn for two epochs, and whatever else is asked for. */
    private CommandRun fit(Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("fit", data, "--model", "rf-cnn", "--epochs", 2, "--batch", 13, "--out", run));
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(arguments.toArray());
    }

    private void assertNothingWritten(Map<String, String> before) throws IOException {
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    /** Refused in one line, before anything is announced or written. */
    private void assertRefused(String line, Object... more) throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);
        fit(more).assertFailed(line);
        assertNothingWritten(before);
    }

    @Test
    void announces_fits_prints_scores_and_says_where_they_are() {
        CommandRun fit = fit("--neurons", "0-1,4", "--threads", 2).assertDone();

        assertThat(fit.out()).matches("""
                        model +neurons +CORR +PT_J† +PT_S†
                        rf-cnn +3 +-?0\\.\\d{3} +\\d+\\.\\d % +\\d+\\.\\d %
                        means over neurons, on the test images, protocol holdout; responses scaled to a standard deviation of 1
                        PT_J and PT_S: k = 1 of 29 images; theta is a neuron's largest recorded response
                        by chance, drawing from a neuron's own responses at random: PT_J 3.4 %, PT_S 63.9 %, PT_R 3.4 %
                        † not informative with k = 1: the standard error is up to 50 points for a neuron, 29 for the mean over 3; report on 500 images or more
                        no ceilings: there are no single trials of these images
                        the standard deviation of the predictions is below 0\\.1 .* in [123] of 3 fits .*; PT_J and PT_S are uninformative .*
                        best at their last epoch, so perhaps still improving: [123] of 3 fits .*
                        """);
        assertThat(fit.errLines()).hasSize(6);
        assertThat(fit.errLines().get(0))
                .matches("3 fits \\(rf-cnn; 3 neurons\\) of 2 epochs over 61 images on 2 threads, \\w+");
        assertThat(fit.errLines().get(1)).isEqualTo("this takes less than a minute; files of about 367 kB");
        assertThat(fit.errLines().subList(2, 5))
                .allMatch(line -> line.matches("[123]/3  rf-cnn neuron [014]: CORR -?0\\.\\d{3} \\(test\\), epoch [12]"
                        + "(, about \\d+ s left)?"));
        assertThat(fit.errLines().get(5))
                .isEqualTo(
                        "run in %s: scores.csv, neurons.csv, log.jsonl, models, predictions, run.json".formatted(run));
    }

    @Test
    void leaves_a_run_folder_and_nothing_else() throws IOException {
        Map<String, String> before = SmallRecordings.contents(data);

        fit("--neurons", "1").assertDone();

        assertThat(SmallRecordings.contents(run).keySet())
                .containsExactly(
                        ".lock",
                        ".run.json",
                        "SHA256SUMS",
                        "local.json",
                        "log.jsonl",
                        "models/rf-cnn/neuron_0001.safetensors",
                        "neurons.csv",
                        "predictions/rf-cnn.npz",
                        "run.json",
                        "scores.csv");
        assertThat(SmallRecordings.contents(data)).isEqualTo(before);
    }

    @Test
    void says_how_many_neurons_have_no_score_and_fits_the_others() throws IOException {
        CommandRun fit = fit("--neurons", "3,4").assertDone();

        assertThat(fit.outLines())
                .contains(
                        "rf-cnn: 1 of 2 neurons have no CORR: constant values or a diverged fit",
                        "rf-cnn: 1 of 2 neurons have no PT_J and PT_S: constant response or a diverged fit");
        assertThat(fit.err()).contains("rf-cnn neuron 3: CORR – (test), epoch 2");
        assertThat(Files.readString(run.resolve("scores.csv")))
                .contains("rf-cnn,3,3,test,holdout,1,1,2,NaN,NaN,NaN,NaN,");
    }

    @Test
    void does_nothing_again_that_is_there_and_ends_in_the_same_bytes() throws IOException {
        CommandRun first = fit("--neurons", "0,2", "--threads", 2).assertDone();
        Map<String, String> contents = SmallRecordings.results(run);
        String description = Files.readString(run.resolve("run.json"));

        CommandRun again = fit("--neurons", "0,2", "--threads", 1).assertDone();

        assertThat(again.out()).isEqualTo(first.out());
        assertThat(again.errLines())
                .containsExactly(
                        "all 2 fits are already done",
                        "run in %s: scores.csv, neurons.csv, log.jsonl, models, predictions, run.json".formatted(run));
        assertThat(SmallRecordings.results(run)).isEqualTo(contents);
        assertThat(run.resolve("run.json")).content().isNotEqualTo(description); // its list of sessions grew
    }

    @Test
    void goes_on_with_what_is_missing() throws IOException {
        fit("--neurons", "0,2").assertDone();
        Files.delete(run.resolve("models/rf-cnn/neuron_0002.safetensors"));

        CommandRun again = fit("--neurons", "2,0", "--threads", 1).assertDone();

        assertThat(again.errLines()).hasSize(4);
        assertThat(again.errLines().get(0))
                .startsWith("1 of 2 fits is already done; 1 fit (rf-cnn; 2 neurons) of 2 epochs");
        assertThat(again.errLines().get(2)).startsWith("2/2  rf-cnn neuron 2: CORR ");
    }

    @Test
    void fits_several_models_each_once() throws IOException {
        fit("--neurons", "1", "--model", "rf-cnn-c30, rf-cnn,rf-cnn-c30")
                .assertMisused(" fit", "option '--model' (LIST) should be specified only once");

        CommandRun fit = CommandRun.of(
                        "fit", data, "--model=rf-cnn-c30, rf-cnn,rf-cnn-c30", "--neurons=1", "--epochs=1", "--out", run)
                .assertDone();

        assertThat(fit.outLines().get(1)).startsWith("rf-cnn-c30 ");
        assertThat(fit.outLines().get(2)).startsWith("rf-cnn ");
        assertThat(RunFolder.of(run).path().resolve("models")).isDirectoryContaining("glob:**rf-cnn-c30");
    }

    @Test
    void fits_first_what_a_model_starts_from_and_says_so() throws IOException {
        CommandRun fit = CommandRun.of(
                        "fit", data, "--model=rf-sa-cnn-star-incr", "--neurons=1", "--epochs=1", "--out", run)
                .assertDone();

        assertThat(fit.errLines().get(0))
                .isEqualTo("rf-sa-cnn-star-incr starts from rf-cnn-c30, which is fitted first");
        assertThat(fit.errLines().get(1)).startsWith("2 fits (rf-cnn-c30, rf-sa-cnn-star-incr; 1 neuron) of 1 epoch");
        assertThat(fit.outLines().get(1)).startsWith("rf-cnn-c30 ");
        assertThat(fit.outLines().get(2)).startsWith("rf-sa-cnn-star-incr ");
        CommandRun.of("evaluate", run).assertDone();
    }

    @Test
    void adds_to_a_run_what_a_larger_command_asks_for() throws IOException {
        Path whole = temporary.resolve("whole");
        CommandRun.of("fit", data, "--model=rf-sa-cnn-star-incr", "--neurons=0-1", "--epochs=1", "--out", whole)
                .assertDone();
        CommandRun.of("fit", data, "--model=rf-cnn-c30", "--neurons=1", "--epochs=1", "--out", run)
                .assertDone();

        CommandRun fit = CommandRun.of(
                        "fit", data, "--model=rf-sa-cnn-star-incr", "--neurons=0-1", "--epochs=1", "--out", run)
                .assertDone();

        assertThat(fit.errLines().get(1)).startsWith("1 of 4 fits is already done; 3 fits (rf-cnn-c30, ");
        assertThat(SmallRecordings.results(run)).isEqualTo(SmallRecordings.results(whole));
    }

    @Test
    void keeps_share_and_seed_apart_in_names() throws IOException {
        fit("--neurons", "1", "--share", 0.5, "--seed", 2).assertDone();

        assertThat(SmallRecordings.contents(run).keySet())
                .contains("models/rf-cnn@share-0.5@seed-2/neuron_0001.safetensors")
                .contains("predictions/rf-cnn@share-0.5@seed-2.npz");
        assertThat(Files.readString(run.resolve("scores.csv"))).contains("\nrf-cnn,1,1,test,holdout,0.5,2,");
        CommandRun.of("evaluate", run).assertDone();
    }

    @Test
    void takes_a_pair_of_images_and_responses() throws IOException {
        Path pair = temporary.resolve("pair");
        Tier tier = SmallRecordings.tier(53, 7);
        NpyFile.write(pair.resolve("images.npy"), SmallRecordings.images(tier.stimuli()));
        NpyFile.write(pair.resolve("responses.npy"), SmallRecordings.responses(tier.responses()));

        CommandRun fit = CommandRun.of(
                        "fit",
                        pair,
                        "--model",
                        "rf-cnn",
                        "--neurons",
                        "0",
                        "--epochs",
                        1,
                        "--protocol",
                        "paper",
                        "--out",
                        run)
                .assertDone();

        assertThat(fit.out())
                .contains(
                        "means over neurons, on the val images, protocol paper; responses scaled to a standard deviation of 1\n");
    }

    @Test
    void refuses_another_command_on_a_run_folder_and_says_what_differs() throws IOException {
        fit("--neurons", "0", "--seed", 7).assertDone();

        assertRefused(
                "run: has neurons 0 and you asked for 1-2; use --neurons 0-2 or another --out",
                "--neurons",
                "1-2",
                "--seed",
                7);
        assertRefused("run: has seeds 7 and you asked for 1; use --seeds 1,7 or another --out", "--neurons", "0");
    }

    @Test
    void refuses_a_folder_whose_description_is_damaged() throws IOException {
        fit("--neurons", "0").assertDone();
        Files.writeString(run.resolve("run.json"), "{\"plan\":");

        assertRefused(
                "run.json: is damaged: its SHA-256 is not the one in SHA256SUMS; restore it from its copy: cp '%s' '%s'"
                        .formatted(run.resolve(".run.json"), run.resolve("run.json")),
                "--neurons",
                "0");
    }

    @Test
    void refuses_a_run_folder_that_somebody_uses() throws IOException {
        fit("--neurons", "0").assertDone();
        RunLock lock = RunFolder.of(run).lock();
        try {
            assertRefused("run: is in use by another process; wait for it or choose another --out", "--neurons", "0");
        } finally {
            lock.close();
        }
    }

    @Test
    void refuses_an_out_that_is_a_file_or_inside_one() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "in the way");
        Map<String, String> before = SmallRecordings.contents(temporary);

        run = file;
        assertRefused("%s: cannot be used as a run folder: %s is a file, not a folder; choose another --out"
                .formatted(run, run));
        run = file.resolve("run");
        assertRefused("%s: cannot be used as a run folder: Not a directory; choose another --out".formatted(run));

        assertNothingWritten(before);
    }

    @Test
    void a_batch_as_large_as_an_int_is_the_whole_recording() throws IOException {
        CommandRun.of(
                        "fit",
                        data,
                        "--model",
                        "rf-cnn",
                        "--epochs",
                        1,
                        "--neurons",
                        0,
                        "--batch",
                        Integer.MAX_VALUE,
                        "--out",
                        run)
                .assertDone();
    }

    @Test
    void refuses_to_mix_a_run_with_its_recording() throws IOException {
        Map<String, String> before = SmallRecordings.contents(data);
        for (Path out : List.of(data, data.resolve("run"), data.resolve("deep/run"))) {
            CommandRun.of("fit", data, "--model=rf-cnn", "--epochs=1", "--out", out)
                    .assertFailed("%s: expected a folder apart from what is read, got one in %s; choose another"
                            .formatted(out.getFileName(), data));
        }
        CommandRun.of("study", data, "--epochs=1", "--out", data.getParent())
                .assertFailed("%s: expected a folder apart from what is read, got one that holds %s; choose another"
                        .formatted(data.getParent().getFileName(), data));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), data);
        CommandRun.of("fit", data, "--model=rf-cnn", "--epochs=1", "--out", link.resolve("run"))
                .assertFailed("run: expected a folder apart from what is read, got one in %s; choose another"
                        .formatted(data));
        CommandRun.of("prepare", data, data.resolve("prepared"))
                .assertFailed("prepared: expected a folder apart from what is read, got one in %s; choose another"
                        .formatted(data));

        assertThat(SmallRecordings.contents(data)).isEqualTo(before);
    }
}
