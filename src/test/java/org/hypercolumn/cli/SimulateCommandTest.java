package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SimulateCommandTest {

    @TempDir
    private static Path shared;

    /** Of {@code shared/silico}, from seed 7. */
    private static CommandRun simulated;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void simulate_once() {
        simulated = CommandRun.of("simulate", shared.resolve("silico"), "--images=17", "--neurons=3", "--seed=7");
    }

    private CommandRun simulate(String folder, Object seed) {
        return CommandRun.of("simulate", temporary.resolve(folder), "--images=17", "--neurons=3", "--seed", seed);
    }

    @Test
    void says_what_it_wrote() {
        simulated.assertDone();

        assertThat(simulated.out())
                .isEqualTo("%s: site sim, 3 neurons, 17 training, 200 validation and 200 test images;"
                                .formatted(shared.resolve("silico"))
                        + " ground truth in truth.npz and truth.json\n");
        assertThat(simulated.err()).isEmpty();
    }

    @Test
    void gives_the_same_bytes_for_the_same_seed() throws IOException {
        simulate("same", 7).assertDone();
        simulate("other", 8).assertDone();

        Map<String, String> first = SmallRecordings.contents(shared.resolve("silico"));
        assertThat(first).hasSize(10).isEqualTo(SmallRecordings.contents(temporary.resolve("same")));
        assertThat(SmallRecordings.contents(temporary.resolve("other"))).isNotEqualTo(first);
    }

    @Test
    void can_be_fitted() {
        CommandRun.of(
                        "fit",
                        shared.resolve("silico"),
                        "--model=rf-cnn",
                        "--neurons=0",
                        "--epochs=1",
                        "--out",
                        temporary.resolve("run"))
                .assertDone();
    }

    @Test
    void refuses_a_folder_of_something_else_and_leaves_it() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("notes"));
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        Map<String, String> before = SmallRecordings.contents(temporary);

        simulate("notes", 7)
                .assertFailed("notes: expected a new or empty folder for the simulation, got one with thesis.txt in it;"
                        + " choose another");

        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    @Test
    void refuses_a_folder_of_another_simulation() {
        CommandRun.of("simulate", shared.resolve("silico"), "--images=17", "--neurons=3", "--seed=8")
                .assertFailed("silico: holds a simulation of 17 images and 3 neurons from seed 7,"
                        + " but 17 images and 3 neurons from seed 8 were asked for;"
                        + " choose another folder or remove this one");
    }

    @Test
    void refuses_a_folder_inside_a_file() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "in the way");

        CommandRun simulate = simulate("file/silico", 7);

        assertThat(simulate.exitCode()).isEqualTo(1);
        assertThat(simulate.errLines()).hasSize(1);
        assertThat(simulate.err()).startsWith("hypercolumn: ").contains("file/");
        assertThat(file).hasContent("in the way");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"--images, 0", "--images, -1", "--neurons, 0", "--images, 10000000"})
    void refuses_numbers_out_of_range(String option, String value) throws IOException {
        CommandRun simulate = CommandRun.of("simulate", temporary.resolve("silico"), option + "=" + value);

        assertThat(simulate.exitCode()).isNotZero();
        assertThat(simulate.err()).startsWith("hypercolumn: simulation: " + option.substring(2) + " must be 1 to ");
        assertThat(SmallRecordings.contents(temporary)).isEmpty();
    }
}
