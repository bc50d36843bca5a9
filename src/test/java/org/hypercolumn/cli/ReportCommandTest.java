package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ReportCommandTest {

    @TempDir
    private Path temporary;

    private Path data;
    private Path run;

    @BeforeEach
    void fit() throws IOException {
        data = SmallRecordings.write(temporary.resolve("data"), 40, 41);
        run = temporary.resolve("run");
        CommandRun.of(
                        "study",
                        data,
                        "--models=ff-cnn,rf-cnn,rf-sa-cnn-star-simul",
                        "--epochs=1",
                        "--neurons=1-3",
                        "--out",
                        run)
                .assertDone();
    }

    private Map<String, String> figures() throws IOException {
        return SmallRecordings.contents(run.resolve("figures"));
    }

    @Test
    void comes_out_the_same_when_models_and_recording_are_gone() throws IOException {
        CommandRun.of("figures", run).assertDone();
        CommandRun.of("report", run).assertDone();
        Map<String, String> drawn = figures();
        String report = Files.readString(run.resolve("report.html"));
        RunCopy.delete(run.resolve("models"));
        RunCopy.delete(run.resolve("figures"));
        RunCopy.delete(data);
        Files.delete(run.resolve("report.html"));

        CommandRun figures = CommandRun.of("figures", run).assertDone();
        CommandRun.of("report", run).assertDone();

        assertThat(figures.err()).doesNotContain("gone");
        assertThat(drawn.keySet()).contains("figure4.svg", "figure8.png", "figure9.csv", "figure10.svg");
        assertThat(figures()).isEqualTo(drawn);
        assertThat(Files.readString(run.resolve("report.html"))).isEqualTo(report);
    }

    @Test
    void says_what_it_cannot_show_when_they_were_gone_before() throws IOException {
        RunCopy.delete(run.resolve("models"));
        RunCopy.delete(data);

        CommandRun report = CommandRun.of("report", run).assertDone();

        assertThat(report.err())
                .contains(
                        "not analysed, since the models or the recording are gone: ceilings, images, decomposition, attention, filters\n");
        assertThat(Files.readString(run.resolve("report.html"))).contains("figure8");
        assertThat(run.resolve("analysis/tuning/ff-cnn.npz")).isNotEmptyFile();
        assertThat(run.resolve("analysis/decomposition.csv")).doesNotExist();
    }

    @Test
    void shows_the_neuron_asked_for() throws IOException {
        CommandRun.of("figures", run, "--neuron=2").assertDone();
        CommandRun other = CommandRun.of("figures", run, "--neuron=9");

        assertThat(Files.readString(run.resolve("figures/figure4.csv"))).contains("2");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("neuron 9");
    }

    @Test
    void refuses_a_folder_that_is_no_run() {
        CommandRun.of("report", temporary)
                .assertFailed(temporary.getFileName()
                        + ": expected a run folder, but it has no run.json; give one that study, fit or demo wrote");
        assertThat(temporary.resolve("report.html")).doesNotExist();
    }
}
