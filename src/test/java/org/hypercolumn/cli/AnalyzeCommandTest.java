package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AnalyzeCommandTest {

    private static final String[] MODELS = {"ff-cnn", "rf-cnn", "rf-sa-cnn-star-simul", "ff-sa-cnn-star-simul"};
    private static final int TESTED = 29; // images of the test tier

    @TempDir
    private static Path fitted;

    @TempDir
    private Path temporary;

    private Path run;

    @BeforeAll
    static void fit() throws IOException {
        Path data = SmallRecordings.write(fitted.resolve("data"), 40, 41);
        Path run = fitted.resolve("run");
        CommandRun.of("fit", data, "--model=" + String.join(",", MODELS), "--epochs=1", "--neurons=1-3", "--out", run)
                .assertDone();
    }

    @BeforeEach
    void copy() throws IOException {
        run = temporary.resolve("run");
        RunCopy.of(fitted.resolve("run"), run);
    }

    private Map<String, NpyArray> result(String name) throws IOException {
        return NpzFile.read(run.resolve("analysis").resolve(name + ".npz"));
    }

    private static float[] floats(Map<String, NpyArray> arrays, String name) {
        NpyArray array = arrays.get(name);
        assertThat(array).as(name).isNotNull();
        return array.toFloats();
    }

    @Test
    void leaves_each_result_as_npz_csv_and_json() throws IOException {
        CommandRun analyze = CommandRun.of("analyze", run).assertDone();

        assertThat(analyze.out()).isEqualTo("results in " + run.resolve("analysis") + "\n");
        assertThat(SmallRecordings.contents(run.resolve("analysis")).keySet())
                .contains(
                        "analysis.json",
                        "scores.csv",
                        "scores.json",
                        "tuning.csv",
                        "tuning.json",
                        "tuning/ff-cnn.npz",
                        "tuning/rf-cnn.npz",
                        "decomposition.csv",
                        "decomposition.json",
                        "decomposition/ff-cnn.npz",
                        "decomposition/ff-cnn/neuron_0001.npz",
                        "attention.csv",
                        "attention.json",
                        "attention/rf-sa-cnn-star-simul.npz",
                        "images.csv",
                        "images.json",
                        "images.npz",
                        "ceilings.csv",
                        "neuron-scores.csv",
                        "filters/ff-cnn.npz",
                        "filters/rf-cnn.npz")
                .doesNotContain("decomposition/rf-cnn.npz", "attention/ff-cnn.npz");
    }

    @Test
    void ranks_what_the_run_predicted() throws IOException {
        CommandRun.of("analyze", run, "--what", "tuning").assertDone();

        Map<String, NpyArray> saved = NpzFile.read(run.resolve("predictions/rf-cnn.npz"));
        float[] responses = floats(saved, "test/responses"); // [S, N], of 3 neurons
        float[] predictions = floats(saved, "test/predictions");
        int neuron = 1; // the second column
        Integer[] order = IntStream.range(0, TESTED).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Float.compare(responses[b * 3 + neuron], responses[a * 3 + neuron]));
        float[] recorded = floats(result("tuning/rf-cnn"), "recorded");
        float[] predicted = floats(result("tuning/rf-cnn"), "predicted");
        for (int rank = 0; rank < TESTED; rank++) {
            assertThat(recorded[neuron * TESTED + rank]).isEqualTo(responses[order[rank] * 3 + neuron]);
            assertThat(predicted[neuron * TESTED + rank]).isEqualTo(predictions[order[rank] * 3 + neuron]);
        }
        double[] population =
                result("tuning/rf-cnn").get("population/predicted").toDoubles();
        double mean = 0;
        for (int n = 0; n < 3; n++) {
            mean += predicted[n * TESTED + 5] / 3.0;
        }
        assertThat(population[5]).isCloseTo(mean, within(1e-7));
    }

    @Test
    void parts_sum_to_the_saved_predictions() throws IOException {
        CommandRun.of("analyze", run, "--what", "decomposition").assertDone();

        for (String model : new String[] {"ff-cnn", "ff-sa-cnn-star-simul"}) {
            float[] saved = floats(NpzFile.read(run.resolve("predictions/" + model + ".npz")), "test/predictions");
            Map<String, NpyArray> parts = result("decomposition/" + model + "/neuron_0002");
            float[] contributions = floats(parts, "contributions");
            int positions = contributions.length / TESTED;
            for (int s = 0; s < TESTED; s++) {
                double sum = floats(parts, "bias")[0];
                for (int p = 0; p < positions; p++) {
                    sum += contributions[s * positions + p];
                }
                assertThat(sum).as("%s, image %d", model, s).isCloseTo(saved[s * 3 + 1], within(1e-6));
            }
        }
    }

    @Test
    void filters_are_the_first_layers_weights() throws IOException {
        CommandRun.of("analyze", run, "--what=filters", "--neurons=2-3").assertDone();

        Path file = run.resolve("models/rf-cnn/neuron_0003.safetensors");
        FittedModel model = FittedModel.read(file, Optional.empty(), 0, 0);
        float[] first = model.parameters().values().iterator().next().values();
        float[] filters = floats(result("filters/rf-cnn"), "filters"); // [N, C, H, W], of neurons 2 and 3
        assertThat(result("filters/rf-cnn").get("neurons").toLongs()).containsExactly(2, 3);
        assertThat(Arrays.copyOfRange(filters, first.length, 2 * first.length)).containsExactly(first);
    }

    @Test
    void attention_of_an_image_sums_to_one() throws IOException {
        CommandRun.of("analyze", run, "--what=attention").assertDone();

        float[] attention = floats(result("attention/rf-sa-cnn-star-simul/neuron_0001"), "attention");
        int positions = attention.length / TESTED;
        for (int s = 0; s < TESTED; s++) {
            double sum = 0;
            for (int p = 0; p < positions; p++) {
                sum += attention[s * positions + p];
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void the_same_bytes_come_of_any_number_of_threads_and_after_an_interruption() throws IOException {
        CommandRun.of("analyze", run, "--threads=1").assertDone();
        Map<String, String> first = new TreeMap<>(SmallRecordings.contents(run.resolve("analysis")));
        Files.delete(run.resolve("analysis/decomposition/ff-cnn/neuron_0002.npz"));
        Files.delete(run.resolve("analysis/attention/rf-sa-cnn-star-simul/neuron_0003.npz"));
        Files.delete(run.resolve("analysis/tuning.csv"));

        CommandRun.of("analyze", run, "--threads=3").assertDone();

        assertThat(SmallRecordings.contents(run.resolve("analysis"))).isEqualTo(first);
    }

    @Test
    void takes_the_neurons_asked_for() throws IOException {
        CommandRun.of("analyze", run, "--neurons=2", "--what=tuning,images").assertDone();

        assertThat(result("tuning/ff-cnn").get("neurons").toLongs()).containsExactly(2);
        assertThat(Files.readString(run.resolve("analysis/images.csv")))
                .contains("\n2,")
                .doesNotContain("\n1,");
    }

    @Test
    void refuses_what_is_not_there() throws IOException {
        CommandRun.of("analyze", run, "--what=tunning")
                .assertFailed(
                        "analysis: expected one or more of scores, tuning, ceilings, images, decomposition, attention, filters, got 'tunning'; did you mean 'tuning'?");
        CommandRun.of("analyze", run, "--neurons=7")
                .assertFailed("analysis: neuron 7 asked for, which the run has not fitted; its neurons are [1, 2, 3]");
        CommandRun.of("analyze", run, "--share=0.5")
                .assertFailed("analysis: expected one of the run's shares [1.0], got 0.5");
        CommandRun.of("analyze", run, "--seed=2").assertFailed("analysis: expected one of the run's seeds [1], got 2");
        CommandRun.of("analyze", temporary)
                .assertFailed(temporary.getFileName()
                        + ": expected a run folder, but it has no run.json; give one that study, fit or demo wrote");
        assertThat(run.resolve("analysis")).doesNotExist();
    }

    @Test
    void says_which_models_are_not_fitted_yet() throws IOException {
        Files.delete(run.resolve("SHA256SUMS")); // as while its command is still writing
        Files.delete(run.resolve("predictions/ff-cnn.npz"));

        CommandRun analyze = CommandRun.of("analyze", run, "--what=tuning").assertDone();

        assertThat(analyze.err()).contains("left out, since not fitted to all of these neurons yet: ff-cnn\n");
        assertThat(run.resolve("analysis/tuning/ff-cnn.npz")).doesNotExist();
    }

    @Test
    void refuses_a_damaged_model() throws IOException {
        Files.write(run.resolve("models/ff-cnn/neuron_0002.safetensors"), new byte[9]);

        CommandRun analyze = CommandRun.of("analyze", run, "--what=decomposition");

        assertThat(analyze.exitCode()).isEqualTo(1);
        assertThat(analyze.err()).contains("hypercolumn: neuron_0002.safetensors: is damaged (");
    }

    @Test
    void a_damaged_part_is_named_and_made_again() throws IOException {
        CommandRun.of("analyze", run).assertDone();
        Map<String, String> whole = SmallRecordings.contents(run.resolve("analysis"));
        for (String name : new String[] {"attention.csv", "tuning/ff-cnn.npz", "images.json"}) {
            Path file = run.resolve("analysis").resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);

            CommandRun figures = CommandRun.of("figures", run).assertDone();

            assertThat(figures.errLines()).contains("analysis/%s is damaged or missing".formatted(name));
            assertThat(SmallRecordings.contents(run.resolve("analysis"))).isEqualTo(whole);
        }
    }

    @Test
    void a_damaged_result_is_refused_where_it_cannot_be_made_again() throws IOException {
        CommandRun.of("analyze", run).assertDone();
        Path images = run.resolve("analysis/images.csv");
        Files.writeString(images, Files.readString(images).replace("0.", "1."));
        RunCopy.delete(run.resolve("models"));
        Files.delete(run.resolve("local.json"));

        CommandRun figures = CommandRun.of("figures", run);

        assertThat(figures.exitCode()).isEqualTo(1);
        assertThat(figures.err())
                .endsWith(
                        "hypercolumn: images.csv: is damaged: its SHA-256 is not the one in SHA256SUMS; analyze again\n");
    }
}
