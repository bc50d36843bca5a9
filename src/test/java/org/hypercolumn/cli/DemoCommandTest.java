package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunLock;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a demo refuses; what it does takes minutes and is that of simulate and fit. */
@Timeout(60)
class DemoCommandTest {

    @TempDir
    private Path temporary;

    private void assertRefused(Path out, String line) throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);
        CommandRun.of("demo", "--out", out).assertFailed(line);
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    @Test
    void goes_on_with_a_demo_that_was_moved() throws IOException {
        Path data = SmallRecordings.write(temporary.resolve("recording"));
        Path run = temporary.resolve("run");
        CommandRun.of("fit", data, "--model=rf-cnn", "--epochs=1", "--neurons=0", "--out", run)
                .assertDone();
        Files.writeString(data.resolve("truth.json"), "{}");
        Files.move(data, run.resolve("recording"));
        Path moved = Files.move(run, temporary.resolve("moved"));

        try (RunLock lock = RunFolder.of(moved).lock()) { // it gets as far as this without taking minutes
            assertThat(lock).isNotNull();
            assertRefused(moved, "moved: is in use by another process; wait for it or choose another --out");
        }
    }

    @Test
    void refuses_the_folder_of_another_run_before_it_simulates() throws IOException {
        Path data = SmallRecordings.write(temporary.resolve("data"));
        Path run = temporary.resolve("run");
        CommandRun.of("fit", data, "--model=rf-cnn", "--epochs=1", "--neurons=0", "--out", run)
                .assertDone();

        assertRefused(run, "run: holds a run on %s, not a demo; choose another --out".formatted(data));
    }

    @Test
    void refuses_a_file_before_it_simulates() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "in the way");

        assertRefused(
                file,
                "%s: cannot be used as a run folder: %s is a file, not a folder; choose another --out"
                        .formatted(file, file));
    }

    @Test
    void refuses_a_folder_that_somebody_uses_before_it_simulates() throws IOException {
        RunLock lock = RunFolder.of(temporary.resolve("run")).lock();
        try {
            assertRefused(
                    temporary.resolve("run"), "run: is in use by another process; wait for it or choose another --out");
        } finally {
            lock.close();
        }
    }

    @Test
    void refuses_a_damaged_description_before_it_simulates() throws IOException {
        Path run = Files.createDirectory(temporary.resolve("run"));
        Files.writeString(run.resolve("run.json"), "{");

        assertRefused(run, "run.json: expected a JSON object, got a damaged file; restore it or begin another run");
    }

    @Test
    void refuses_no_thread() throws IOException {
        CommandRun.of("demo", "--threads", 0, "--out", temporary.resolve("run"))
                .assertMisused(" demo", "--threads must be 1 or more, got 0");
        assertThat(SmallRecordings.contents(temporary)).isEmpty();
    }
}
