package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a terminal, as tests run. */
@Timeout(60)
class WatchCommandTest {

    private static final String STARTING = "has no run.json; if a study is just starting there, try again in a moment,"
            + " else give a folder that study, fit or demo wrote";

    private static final String NO_RUN =
            "expected a run folder, but it has no run.json; give one that study, fit or demo wrote";

    @TempDir
    private Path temporary;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"--once", "--every=3"})
    void prints_once_what_a_run_has_come_to_and_changes_nothing(String option) throws IOException {
        Path data = SmallRecordings.write(temporary.resolve("data"));
        Path run = temporary.resolve("run");
        CommandRun.of("fit", data, "--model=rf-cnn", "--epochs=1", "--neurons=2-3", "--threads=1", "--out", run)
                .assertDone();
        Map<String, String> before = SmallRecordings.contents(temporary);

        CommandRun watch = CommandRun.of("watch", run, option).assertDone();

        assertThat(watch.err()).isEmpty();
        assertThat(watch.outLines().get(0))
                .startsWith(run + ": finished ")
                .matches(".* ago, after \\d+ (s|min \\d+ s) on 1 thread");
        assertThat(watch.out())
                .contains("\n[##############################] 2 of 2 fits done\n\nmodel   fits  neurons   CORR\n")
                .containsPattern("\nrf-cnn   2/2        2  -?0\\.\\d{3}\n")
                .containsPattern("\nbest neurons: 2 \\(-?0\\.\\d{3}, rf-cnn\\)\n$")
                .doesNotContain("\u001b");
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    @Test
    void a_folder_that_a_study_may_just_have_made_is_told_from_others() throws IOException {
        Path run = temporary.resolve("run");
        CommandRun.of("watch", run).assertFailed("run: " + NO_RUN);

        Files.createDirectories(run);
        CommandRun.of("watch", run).assertFailed("run: " + STARTING);
        Files.createFile(run.resolve(".lock"));
        CommandRun.of("watch", run).assertFailed("run: " + STARTING);

        Files.createFile(run.resolve("holiday.jpg"));
        CommandRun.of("watch", run).assertFailed("run: " + NO_RUN);
        CommandRun.of("watch", run.resolve("holiday.jpg")).assertFailed("holiday.jpg: " + NO_RUN);
    }

    @Test
    void a_damaged_run_json_is_said() throws IOException {
        Files.writeString(temporary.resolve("run.json"), "{");

        CommandRun.of("watch", temporary)
                .assertFailed("run.json: expected a JSON object, got a damaged file; restore it or begin another run");
    }

    @ParameterizedTest(name = "--every {0}")
    @ValueSource(strings = {"0", "-1", "0.09", "NaN", "Infinity", "86401"})
    void refuses_seconds_out_of_range(String seconds) {
        CommandRun.of("watch", temporary, "--every", seconds)
                .assertMisused(" watch", "--every must be 0.1 to 86400 seconds, got " + Double.parseDouble(seconds));
    }

    @Test
    void asks_for_the_run() {
        CommandRun.of("watch").assertMisused(" watch", "Missing required parameter: 'RUN'");
    }
}
