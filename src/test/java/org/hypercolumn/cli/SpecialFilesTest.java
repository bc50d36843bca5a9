package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hypercolumn.data.Special;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipe that nobody writes to, wherever a command reads a file: it says so at once instead of waiting. */
@Timeout(300)
class SpecialFilesTest {

    @TempDir
    private static Path shared;

    private static Path data;
    private static Path run;
    private static Path pipe;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void makes_a_run_and_a_pipe() throws IOException, InterruptedException {
        data = SmallRecordings.write(shared.resolve("data"));
        run = shared.resolve("run");
        CommandRun.of("fit", data, "--model=rf-cnn", "--epochs=1", "--neurons=0", "--out", run)
                .assertDone();
        CommandRun.of("analyze", run).assertDone();
        pipe = Special.pipe(shared.resolve("pipe"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doctor PIPE",
                "doctor PIPE --format npz",
                "doctor PIPE --format hdf5",
                "doctor PIPE --format matlab",
                "doctor DATA --mapping PIPE",
                "prepare PIPE OUT",
                "prepare DATA OUT --image-ids PIPE",
                "fit DATA --model PIPE.yaml --out OUT",
                "fit PIPE --model rf-cnn --out OUT",
                "study DATA --plan PIPE --out OUT",
                "study PIPE --out OUT",
                "models PIPE.yaml",
                "predict PIPE --images IMAGES --out OUT",
                "predict MODEL --images PIPE --out OUT",
                "predict MODEL --images IMAGES --out PIPE",
                "report PIPE",
                "figures PIPE",
                "analyze PIPE",
                "evaluate PIPE",
                "evaluate RUN --data PIPE",
                "reproduce PIPE --out OUT",
                "compare PIPE RUN",
                "watch PIPE --once",
                "simulate PIPE",
                "demo --out PIPE"
            })
    void a_pipe_is_refused_at_once(String line) throws IOException, InterruptedException {
        Special.pipe(temporary.resolve("pipe.yaml"));
        Path images = data.resolve("test_img_lab.npy");
        Path model = run.resolve("models/rf-cnn/neuron_0000.safetensors");
        Object[] arguments = Stream.of(line.split(" "))
                .map(word -> switch (word) {
                    case "PIPE" -> pipe;
                    case "PIPE.yaml" -> temporary.resolve("pipe.yaml");
                    case "DATA" -> data;
                    case "RUN" -> run;
                    case "OUT" -> temporary.resolve("out");
                    case "IMAGES" -> images;
                    case "MODEL" -> model;
                    default -> word;
                })
                .toArray();

        CommandRun refused = CommandRun.of(arguments);

        assertThat(refused.exitCode()).as(refused.out()).isEqualTo(1);
        assertThat(refused.err()).startsWith("hypercolumn: ").doesNotContain("failed inside", "Exception");
        assertThat(refused.errLines()).hasSize(1);
    }

    @Test
    @Tag("slow")
    void a_pipe_in_place_of_any_file_of_a_run_stops_no_command() throws IOException, InterruptedException {
        Path copy = temporary.resolve("run");
        RunCopy.of(run, copy);
        List<Path> files;
        try (Stream<Path> walked = Files.walk(copy)) {
            files = walked.filter(Files::isRegularFile).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(10);
        List<String> failures = new ArrayList<>();
        for (Path file : files) {
            Path aside = temporary.resolve("aside");
            Files.move(file, aside);
            Special.pipe(file);
            for (String command : List.of("report", "figures", "analyze", "evaluate", "watch --once")) {
                List<Object> arguments = new ArrayList<>(List.of((Object[]) command.split(" ")));
                arguments.add(1, copy);
                CommandRun result = CommandRun.of(arguments.toArray());
                if (result.err().contains("failed inside") || result.exitCode() > 1) {
                    failures.add("%s with %s: %s".formatted(command, file.getFileName(), result.err()));
                }
            }
            Files.delete(file);
            Files.move(aside, file);
        }
        assertThat(failures).isEmpty();
    }
}
