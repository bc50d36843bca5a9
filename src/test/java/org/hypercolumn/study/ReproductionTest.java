package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionTest {

    private static final String HEADER = "model,neuron\n";

    @TempDir
    private Path folder;

    private Path first;
    private Path again;

    @BeforeEach
    void make_two_runs_of_the_same_results() throws IOException {
        first = run("first", "0\n", "1\n");
        again = run("again", "0\n", "1\n");
        Files.writeString(first.resolve("run.json"), "a time");
        Files.writeString(again.resolve("run.json"), "another time");
        Files.writeString(first.resolve("models/table1.pdf"), "made by its user");
        Files.writeString(again.resolve("models/.DS_Store"), "made by the system");
    }

    private Path run(String name, String... neurons) throws IOException {
        Path run = Files.createDirectories(folder.resolve(name));
        Files.writeString(run.resolve("scores.csv"), HEADER + "ff-cnn," + String.join("ff-cnn,", neurons));
        Files.writeString(run.resolve("neurons.csv"), "neuron\n" + String.join("", neurons));
        Path models = Files.createDirectories(run.resolve("models/ff-cnn"));
        for (String neuron : neurons) {
            Files.writeString(
                    models.resolve("neuron_%s.safetensors".formatted(neuron.strip())), "weights of " + neuron);
        }
        return run;
    }

    @Test
    void of_equal_results_finds_no_difference_whatever_the_sessions() throws IOException {
        assertThat(Reproduction.of(first, again)).isEqualTo(new Reproduction(4, List.of()));
    }

    @Test
    void says_which_file_differs_and_from_which_byte_on() throws IOException {
        Files.writeString(again.resolve("models/ff-cnn/neuron_1.safetensors"), "weights oF 1\n");
        Files.writeString(again.resolve("log.jsonl"), "{}");
        Files.delete(again.resolve("models/ff-cnn/neuron_0.safetensors"));

        assertThat(Reproduction.of(first, again))
                .isEqualTo(new Reproduction(
                        5,
                        List.of(
                                "log.jsonl was not there",
                                "models/ff-cnn/neuron_0.safetensors is not made",
                                "models/ff-cnn/neuron_1.safetensors differs from byte 9 on")));
    }

    @Test
    void of_some_neurons_compares_their_models_and_rows() throws IOException {
        Path some = run("some", "1\n");

        assertThat(Reproduction.ofSome(first, some)).isEqualTo(new Reproduction(3, List.of()));

        Files.writeString(some.resolve("scores.csv"), HEADER + "ff-cnn,2\n");
        assertThat(Reproduction.ofSome(first, some).differences()).containsExactly("scores.csv has no row ff-cnn,2");

        Files.delete(first.resolve("neurons.csv"));
        assertThat(Reproduction.ofSome(first, some).differences()).contains("neurons.csv has no row 1");
    }
}
