package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever text comes from, a terminal shows it and does nothing else. */
@Timeout(120)
class HostileTextTest {

    /** Clears the screen, sets a title, reverses the line, and hides a break. */
    private static final String HOSTILE = "\u001b[2J\u009b31m\u001b]0;title\u0007\u202erecording\u2066\u200b\u2028x";

    private static final String SHOWN =
            "\\u001b[2J\\u009b31m\\u001b]0;title\\u0007\\u202erecording\\u2066\\u200b\\u2028x";

    @TempDir
    private Path temporary;

    private Path data;

    @BeforeEach
    void writes_a_recording_of_that_name() throws IOException {
        data = SmallRecordings.write(temporary.resolve(HOSTILE));
    }

    private static CommandRun assertShown(CommandRun run, int exitCode) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.out() + run.err())
                .containsIgnoringCase(SHOWN) // JSON has its hexadecimal digits large
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");
        return run;
    }

    @Test
    void of_a_folder() {
        assertShown(CommandRun.of("doctor", data, "--fast"), 1);
        assertShown(
                CommandRun.of(
                        "fit",
                        data,
                        "--model=rf-cnn",
                        "--epochs=1",
                        "--neurons=0",
                        "--out",
                        temporary.resolve(HOSTILE + " run")),
                0);
    }

    @Test
    void of_a_site() throws IOException {
        try (var files = Files.list(data)) {
            for (Path file : files.toList()) {
                Files.move(
                        file, file.resolveSibling(file.getFileName().toString().replace("lab", "lab" + HOSTILE)));
            }
        }
        Path plain = Files.move(data, temporary.resolve("plain"));

        assertShown(CommandRun.of("doctor", plain, "--fast"), 1);
    }

    @Test
    void of_arguments() {
        assertShown(CommandRun.of(HOSTILE), 2);
        assertShown(CommandRun.of("models", HOSTILE), 1);
        assertShown(CommandRun.of("help", HOSTILE), 2);
        assertShown(CommandRun.of("fit", data, "--model=rf-cnn", "--epochs", HOSTILE, "--out", "x"), 2);
        assertShown(CommandRun.of("report", data.resolve("no"), "--" + HOSTILE), 2);
    }

    @Test
    void of_a_plan_and_an_architecture() throws IOException {
        String quoted = '"' + SHOWN + '"';
        Path plan = Files.writeString(temporary.resolve("plan.yaml"), quoted + ": 1\n");
        Path architecture = Files.writeString(
                temporary.resolve("a.yaml"), "id: " + quoted + "\nchannels: 3\nblocks: []\nreadout: full\n");

        assertShown(CommandRun.of("study", data, "--plan", plan, "--out", temporary.resolve("run")), 1);
        CommandRun.of("models", architecture)
                .err()
                .chars()
                .forEach(c -> assertThat(c).isBetween(10, 126));
    }

    @Test
    void and_json_stays_json() throws IOException {
        String out = assertShown(CommandRun.of("doctor", data, "--fast", "--json"), 1)
                .out();

        assertThat(new JsonMapper().readTree(out).toString()).contains("\u202erecording");
    }
}
