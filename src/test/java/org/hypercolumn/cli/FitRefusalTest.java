package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FitRefusalTest {

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

    private void assertMisused(String line, Object... more) throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);
        fit(more).assertMisused(" fit", line);
        assertNothingWritten(before);
    }

    @ParameterizedTest(name = "--neurons {0}")
    @CsvSource({"5, 5", "0-7, 5", "'4,5', 5", "1000000, 1000000"})
    void refuses_a_neuron_out_of_range(String neurons, int first) throws IOException {
        assertRefused(
                "site lab: neuron %d of N = 5 asked for; neurons are numbered 0 to 4".formatted(first),
                "--neurons",
                neurons);
    }

    @ParameterizedTest(name = "--neurons {0}")
    @ValueSource(strings = {"", "x", "1-", "3-1", "1,,2", "1-2-3", "1.5", "0x1", "12345678", "1000001", "٣"})
    void refuses_what_is_no_list_of_neurons(String neurons) throws IOException {
        assertMisused(
                "--neurons: expected a list such as 0-3,7 of at most 1000000, got '%s'".formatted(neurons),
                "--neurons",
                neurons);
    }

    @Test
    void refuses_an_unknown_model_and_names_the_nearest() throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);

        CommandRun.of("fit", data, "--model", "rf-cnn,ffcnn", "--out", run)
                .assertMisused(
                        " fit", "model 'ffcnn' is not known; did you mean 'ff-cnn'? hypercolumn models lists all");

        assertNothingWritten(before);
    }

    @Test
    void refuses_an_unknown_site_and_names_the_nearest() throws IOException {
        assertRefused("data: expected one of the sites lab, got 'lap'; did you mean 'lab'?", "--site", "lap");
    }

    @Test
    void asks_for_the_site_where_there_are_several() throws IOException {
        for (String name : List.of("train_img_", "trainRsp_", "val_img_", "valRsp_")) {
            Files.copy(data.resolve(name + "lab.npy"), data.resolve(name + "lib.npy"));
        }

        assertRefused("data: expected one site or the name of one, got 2 sites (lab, lib); give the site");
        fit("--site", "lib", "--neurons", "0").assertDone();
        assertThat(Optional.of(run.resolve("run.json")))
                .hasValueSatisfying(file -> assertThat(file).content().contains("\"site\" : \"lib\""));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--share | 0 | plan: share must be above 0 and at most 1, got 0.0",
                "--share | 1.5 | plan: share must be above 0 and at most 1, got 1.5",
                "--share | NaN | plan: share must be above 0 and at most 1, got NaN",
                "--protocol | x | protocol: expected holdout or paper, got 'x'",
                "--frozen | x | frozen parts: expected published or evaluation, got 'x'",
                "--threads | 0 | --threads must be 1 or more, got 0",
                "--threads | x | Invalid value for option '--threads': 'x' is not a whole number within range",
                "--seed | 1.5 | --seed: expected a whole number, got '1.5'",
                "--epoch | 7 | there is no option '--epoch'; did you mean '--epochs'?",
            })
    void refuses_a_wrong_command_line(String option, String value, String line) throws IOException {
        assertMisused(line, option, value);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--epochs | 0 | plan: epochs must be 1 or more, got 0",
                "--epochs | -7 | plan: epochs must be 1 or more, got -7",
                "--batch | 1 | plan: batch must be 2 or more, for batch norm, got 1",
                "--batch | many | Invalid value for option '--batch': 'many' is not a whole number within range",
            })
    void refuses_epochs_and_batches_out_of_range(String option, String value, String line) throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);

        CommandRun.of("fit", data, "--model", "rf-cnn", "--out", run, option, value)
                .assertMisused(" fit", line);

        assertNothingWritten(before);
    }

    @Test
    void refuses_a_share_that_leaves_nothing_to_fit() throws IOException {
        assertRefused("plan: a share of 0.001 leaves 0 of 61 training images; expected 2 or more", "--share", 0.001);
    }

    @Test
    void asks_for_what_is_missing() {
        CommandRun.of("fit")
                .assertMisused(" fit", "Missing required options and parameters: '--model=LIST', '--out=RUN', 'DATA'");
        CommandRun.of("fit", data).assertMisused(" fit", "Missing required options: '--model=LIST', '--out=RUN'");
        CommandRun.of("fit", data, "--model", "rf-cnn").assertMisused(" fit", "Missing required option: '--out=RUN'");
    }
}
