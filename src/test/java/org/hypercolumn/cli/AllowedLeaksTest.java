package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of one tier in another: fit and study refuse them, or note that they were allowed. */
@Timeout(120)
class AllowedLeaksTest {

    private static final String LEAK =
            "recording lab: 2 of 23 val images are train images too (val 0 = train 0, val 1 = train 1)";

    @TempDir
    private Path temporary;

    private Path data;
    private Path run;

    @BeforeEach
    void write_a_recording_that_leaks() throws IOException {
        data = SmallRecordings.write(temporary.resolve("data"));
        run = temporary.resolve("run");
        NpyArray train = NpyFile.read(data.resolve("train_img_lab.npy"));
        NpyArray val = NpyFile.read(data.resolve("val_img_lab.npy"));
        int length = SmallRecordings.HEIGHT * SmallRecordings.WIDTH;
        byte[] pixels = new byte[23 * length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (int) (i < 2 * length ? train : val).at(i);
        }
        NpyFile.write(
                data.resolve("val_img_lab.npy"),
                NpyArray.ofBytes(pixels, 23, SmallRecordings.HEIGHT, SmallRecordings.WIDTH, 1));
    }

    private CommandRun run(String command, Object... more) {
        String models = command.equals("fit") ? "--model=rf-cnn" : "--models=rf-cnn";
        List<Object> arguments = new ArrayList<>(
                List.of(command, data, models, "--neurons=0", "--epochs=1", "--batch=13", "--out", run));
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(arguments.toArray());
    }

    private String leaks() throws IOException {
        return new ObjectMapper()
                .readTree(Files.readAllBytes(run.resolve("run.json")))
                .path("data")
                .path("leaks")
                .asText();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"fit", "study"})
    void are_refused_before_anything_is_written(String command) throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);

        run(command)
                .assertFailed(LEAK
                        + ": scores would be too good; hypercolumn doctor says more, --allow-leaks fits all the same");

        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    @Test
    void are_refused_by_a_dry_run_too() {
        assertThat(run("study", "--dry-run").exitCode()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"fit", "study"})
    void are_noted_where_they_are_allowed(String command) throws IOException {
        CommandRun first = run(command, "--allow-leaks").assertDone();

        assertThat(first.errLines()).contains("leak, allowed: " + LEAK + ": scores are too good");
        assertThat(leaks()).isEqualTo("allowed");

        assertThat(run(command).exitCode()).isEqualTo(1); // what was allowed once is asked for again
        run(command, "--allow-leaks").assertDone();
        CommandRun.of("reproduce", run).assertDone();
    }

    @Test
    void are_not_noted_where_there_are_none() throws IOException {
        SmallRecordings.write(data);

        CommandRun fit = run("fit", "--allow-leaks").assertDone();

        assertThat(fit.err()).doesNotContain("leak");
        assertThat(leaks()).isEmpty();
    }

    @Test
    void of_a_tier_that_the_protocol_leaves_alone_do_no_harm() throws IOException {
        SmallRecordings.write(data);
        NpyArray train = NpyFile.read(data.resolve("train_img_lab.npy"));
        int length = SmallRecordings.HEIGHT * SmallRecordings.WIDTH;
        byte[] pixels = new byte[29 * length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (int) train.at(i);
        }
        NpyFile.write(
                data.resolve("test_img_lab.npy"),
                NpyArray.ofBytes(pixels, 29, SmallRecordings.HEIGHT, SmallRecordings.WIDTH, 1));

        assertThat(run("fit").exitCode()).isEqualTo(1);
        run("fit", "--protocol=paper").assertDone();
    }

    @Test
    void neurons_to_be_fitted_that_do_not_respond_are_said_in_a_line() {
        CommandRun fit = CommandRun.of(
                        "fit", data, "--model=rf-cnn", "--neurons=0,3", "--epochs=1", "--out", run, "--allow-leaks")
                .assertDone();

        assertThat(fit.errLines())
                .startsWith(
                        "constant-neuron: 1 of 2 neurons responds the same to every train, val and test image (neuron 3):"
                                + " no correlation with it is defined; fit the others: --neurons 0 of fit and study");
    }
}
