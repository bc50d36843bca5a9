package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hypercolumn.train.ChildProcess;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands in processes of their own that work on one run at once. */
@Tag("slow")
@Timeout(300)
class SimultaneousCommandsTest {

    private static final int ROUNDS = 2;

    @TempDir
    private Path temporary;

    private Path run;

    @BeforeEach
    void fit() throws IOException {
        Path data = SmallRecordings.write(temporary.resolve("data"), 40, 41);
        run = temporary.resolve("run");
        CommandRun.of("fit", data, "--model=ff-cnn,rf-sa-cnn", "--epochs=1", "--neurons=1-2", "--out", run)
                .assertDone();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({"report, report, report", "report, figures, analyze"})
    void all_end_well_and_leave_what_one_alone_leaves(String first, String second, String third)
            throws IOException, InterruptedException {
        Path alone = temporary.resolve("alone");
        RunCopy.of(run, alone);
        for (String command : List.of(first, second, third)) {
            CommandRun.of(command, alone).assertDone();
        }
        Map<String, String> expected = SmallRecordings.contents(alone);
        for (int round = 0; round < ROUNDS; round++) {
            Path together = temporary.resolve("together-" + round);
            RunCopy.of(run, together);
            List<ChildProcess> children = new ArrayList<>();
            for (String command : List.of(first, second, third)) {
                children.add(
                        ChildProcess.start(temporary, List.of(), Launch.class, List.of(command, together.toString())));
            }
            for (ChildProcess child : children) {
                assertThat(child.exitCode()).as(child.err()).isZero();
                child.close();
            }
            assertThat(SmallRecordings.contents(together)).isEqualTo(expected);
        }
    }
}
