package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

    private static final Session FIRST =
            new Session("2026-01-02T03:04:05Z", "running", "1.0", "Java 17", "Linux", "vector", 3);

    private static final Session SECOND =
            new Session("2026-01-03T03:04:05.678Z", "2026-01-03T04:00:00Z", "1.1", "Java 25", "macOS", "scalar", 8);

    @TempDir
    private Path folder;

    @Test
    void reads_those_that_run_json_has() throws IOException {
        RunFolder run = RunFolder.of(folder);
        RunDescription description = new RunDescription(
                new RunData(
                        folder,
                        "lab",
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        RunData.Leaks.NONE),
                List.of(SmallRecordings.tiny()),
                List.of(0),
                List.of(1.0),
                List.of(1L),
                TrainingPlan.paper());
        description.write(run, FIRST);
        description.write(run, SECOND);

        assertThat(Session.read(run)).containsExactly(FIRST, SECOND);
    }

    @Test
    void has_ended_only_if_it_says_when() {
        assertThat(FIRST.startTime()).contains(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(FIRST.endTime()).isEmpty();
        assertThat(SECOND.endTime()).contains(Instant.parse("2026-01-03T04:00:00Z"));
        assertThat(FIRST.withEnded("").endTime()).isEmpty();
    }
}
