package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.nn.SelfAttention.Values;
import org.hypercolumn.stimulus.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FittedModelTest {

    private static final Optional<Architecture> UNKNOWN = Optional.empty();

    @TempDir
    private Path folder;

    private static FittedModel tiny(ReadoutKind readout, long seed) {
        return SmallModels.drawn(SmallModels.tiny(readout), SmallModels.HEIGHT, SmallModels.WIDTH, seed);
    }

    private static float[] predict(FittedModel model, Stimuli stimuli) {
        var predictor =
                new Predictor(model.architecture(), new ScalarKernels(), model.imageHeight(), model.imageWidth());
        model.loadInto(predictor.network());
        return predictor.predict(stimuli, model.normalization().orElseThrow());
    }

    private Path written(FittedModel model) throws IOException {
        Path file = folder.resolve("model.safetensors");
        model.write(file);
        return file;
    }

    /** The file of a model, changed. */
    private Path changed(
            FittedModel model, Consumer<Map<String, String>> metadata, Consumer<Map<String, Tensor>> tensors)
            throws IOException {
        SafetensorsFile stored = SafetensorsFile.read(written(model));
        Map<String, String> texts = stored.metadata();
        Map<String, Tensor> values = stored.tensors();
        metadata.accept(texts);
        tensors.accept(values);
        Path file = folder.resolve("changed.safetensors");
        SafetensorsFile.of(texts, values).write(file);
        return file;
    }

    private static void assertRefused(Path file, String message) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> FittedModel.read(file, UNKNOWN, 0, 0))
                .withMessage("changed.safetensors: " + message);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(ReadoutKind.class)
    void predicts_the_same_bits_after_writing_and_reading(ReadoutKind readout) throws IOException {
        Stimuli stimuli = SmallModels.stimuli(11, SmallModels.HEIGHT, SmallModels.WIDTH, 3);
        for (long seed = 0; seed < 7; seed++) {
            FittedModel model = tiny(readout, seed);

            FittedModel read = FittedModel.read(written(model), UNKNOWN, 0, 0);

            assertThat(predict(read, stimuli)).as("seed %d", seed).isEqualTo(predict(model, stimuli));
            assertThat(predict(read, stimuli)).doesNotHaveDuplicates();
        }
    }

    @Test
    void reads_all_that_it_wrote() throws IOException {
        FittedModel model = tiny(ReadoutKind.FULL, 5).withNotes(Map.of("who", "me"));

        FittedModel read = FittedModel.read(written(model), UNKNOWN, 0, 0);

        assertThat(read.architecture()).isEqualTo(model.architecture());
        assertThat(read.normalization()).hasValue(new Normalization(117.25, 1.0 / 3));
        assertThat(read.imageHeight()).isEqualTo(17);
        assertThat(read.imageWidth()).isEqualTo(19);
        assertThat(read.notes()).containsOnlyKeys("who", SafetensorsFile.SHA256).containsEntry("who", "me");
        assertThat(read.parameters().keySet())
                .containsExactlyElementsOf(model.parameters().keySet());
    }

    @Test
    void writes_the_same_bytes_again() throws IOException {
        byte[] bytes = Files.readAllBytes(written(tiny(ReadoutKind.FULL, 5)));

        FittedModel.read(folder.resolve("model.safetensors"), UNKNOWN, 0, 0).write(folder.resolve("again"));

        assertThat(folder.resolve("again")).hasBinaryContent(bytes);
    }

    @Test
    void writes_its_metadata_in_a_fixed_order() throws IOException {
        Path file = written(tiny(ReadoutKind.CENTER, 5).withNotes(Map.of("z", "1")));

        assertThat(SafetensorsFile.read(file).metadata())
                .containsExactly(
                        Map.entry("format", "pt"),
                        Map.entry(
                                "hypercolumn.architecture",
                                ArchitectureJson.write(SmallModels.tiny(ReadoutKind.CENTER))
                                        .toString()),
                        Map.entry("hypercolumn.imageHeight", "17"),
                        Map.entry("hypercolumn.imageWidth", "19"),
                        Map.entry("hypercolumn.imageMean", "117.25"),
                        Map.entry("hypercolumn.imageStandardDeviation", "0.3333333333333333"),
                        Map.entry("z", "1"),
                        Map.entry(
                                "hypercolumn.sha256",
                                Objects.requireNonNull(
                                        SafetensorsFile.read(file).metadata().get("hypercolumn.sha256"))));
    }

    @Test
    void a_file_without_metadata_needs_an_assumed_architecture() throws IOException {
        FittedModel model = tiny(ReadoutKind.FULL, 2);
        Path file = changed(model, Map::clear, tensors -> {});

        assertRefused(
                file, "expected a file that says its architecture, got one that does not; say it with --model ID");
        FittedModel read = FittedModel.read(file, Optional.of(model.architecture()), 17, 19);
        assertThat(read.normalization()).isEmpty();
        assertThat(read.parameters().get("Linear.weight").values())
                .isEqualTo(model.parameters().get("Linear.weight").values());
    }

    @Test
    void a_file_that_says_its_architecture_is_taken_at_its_word() throws IOException {
        FittedModel model = tiny(ReadoutKind.FULL, 2);

        FittedModel read = FittedModel.read(written(model), Optional.of(Presets.of("ff-cnn")), 50, 50);

        assertThat(read.architecture()).isEqualTo(model.architecture());
        assertThat(read.imageHeight()).isEqualTo(17);
    }

    @Test
    void refuses_a_missing_parameter() throws IOException {
        Path file = changed(tiny(ReadoutKind.FULL, 1), texts -> {}, tensors -> tensors.remove("layers.5.bias"));

        assertRefused(file, "expected layers.5.bias [3] for tiny and images of 17 x 19, got none");
    }

    @Test
    void refuses_a_parameter_too_many() throws IOException {
        Path file = changed(
                tiny(ReadoutKind.FULL, 1),
                texts -> {},
                tensors -> tensors.put(
                        "attention.gamma", Tensor.of(Tensor.Kind.FLOAT, new int[] {1}, new float[] {0.5f})));

        assertRefused(file, "expected no parameter attention.gamma in a tiny; is it another model?");
    }

    @Test
    void refuses_a_parameter_of_another_shape() throws IOException {
        // 17 x 19 leave a grid of 6 x 7 hypercolumns of 3 channels
        Path file =
                changed(tiny(ReadoutKind.FULL, 1), texts -> texts.put("hypercolumn.imageWidth", "21"), tensors -> {});

        assertRefused(file, "expected Linear.weight [1, 144] for tiny and images of 17 x 21, got [1, 126]");
    }

    @Test
    void a_single_number_may_be_a_list_of_one() throws IOException {
        FittedModel model = tiny(ReadoutKind.FULL, 1);
        String name = "layers.2.num_batches_tracked";
        Path file = changed(
                model,
                texts -> {},
                tensors -> tensors.computeIfPresent(
                        name, (key, count) -> Tensor.of(Tensor.Kind.WHOLE, new int[] {1}, count.values())));

        assertThat(FittedModel.read(file, UNKNOWN, 0, 0).parameters().get(name).values())
                .isEqualTo(model.parameters().get(name).values());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '#',
            value = {
                "imageHeight # NONE # expected metadata hypercolumn.imageHeight, got none; write the file again",
                "imageWidth # wide # expected a whole number as hypercolumn.imageWidth, got 'wide'",
                "imageWidth # 19.5 # expected a whole number as hypercolumn.imageWidth, got '19.5'",
                "imageHeight # -17 # tiny: expected images of 6 x 6 pixels or more, got -17 x 19",
                "imageHeight # 2000000000 # tiny: expected images of at most 32768 x 32768 pixels, got 2000000000 x 19",
                "imageStandardDeviation # NONE #"
                        + " expected metadata hypercolumn.imageStandardDeviation, got none; write the file again",
                "imageMean # gray # expected a number as hypercolumn.imageMean, got 'gray'",
                "imageMean # NaN # normalization: mean must be finite, got NaN",
                "architecture # {} # architecture: expected a text as id, got none",
            })
    void refuses_metadata_that_make_no_sense(String name, String value, String message) throws IOException {
        Path file = changed(
                tiny(ReadoutKind.FULL, 1),
                texts -> {
                    texts.remove("hypercolumn." + name);
                    if (!value.equals("NONE")) {
                        texts.put("hypercolumn." + name, value);
                    }
                },
                tensors -> {});

        assertRefused(file, message);
    }

    @Test
    void refuses_at_once_sizes_that_the_file_cannot_hold() throws IOException {
        FittedModel model = tiny(ReadoutKind.FULL, 1);

        // 3*9+3 + 2*3 + 3*3*4+3 + 2*3 + 1 = 82 besides 3 a hypercolumn, of which there are 16382 * 16382
        assertRefused(
                changed(
                        model,
                        texts -> {
                            texts.put("hypercolumn.imageHeight", "32768");
                            texts.put("hypercolumn.imageWidth", "32768");
                        },
                        tensors -> {}),
                "expected 805109854 weights and biases for tiny and images of 32768 x 32768, got 222 values");
        // 4096*9 + 4096*4096*4 + 2 * 3 * 4096 + 42*4096+1
        assertRefused(
                changed(
                        model,
                        texts -> texts.computeIfPresent(
                                "hypercolumn.architecture",
                                (key, text) -> text.replace("\"channels\":3", "\"channels\":4096")),
                        tensors -> {}),
                "expected 67342337 weights and biases for tiny and images of 17 x 19, got 222 values");
    }

    /** With attention a center's prediction needs the whole image, but its file is as large for any. */
    @Test
    void refuses_at_once_networks_that_keep_more_than_memory_holds() throws IOException {
        var attending = new Architecture(
                "wide", 2, List.of(Block.pooled(1, 0), Block.attention(1, Values.MAPPED, 0)), ReadoutKind.FULL);

        assertRefused(
                modelOf(attending, 398),
                "expected a network that keeps up to 134217728 values an image, got 3136478402"
                        + " of wide and images of 398 x 398"); // 2 * (199 * 199)^2
    }

    /** A file that says that its images are of a side, with a few values of no name that fits. */
    private Path modelOf(Architecture architecture, int side) throws IOException {
        Path file = folder.resolve("changed.safetensors");
        SafetensorsFile.of(
                        Map.of(
                                "hypercolumn.architecture",
                                        ArchitectureJson.write(architecture).toString(),
                                "hypercolumn.imageHeight", Integer.toString(side),
                                "hypercolumn.imageWidth", Integer.toString(side)),
                        Map.of("some", Tensor.of(Tensor.Kind.FLOAT, new int[] {2}, new float[2])))
                .write(file);
        return file;
    }

    @Test
    void images_of_any_size_take_no_memory_before_there_is_one() throws IOException {
        var blocks = List.of(Block.pooled(3, 0), Block.attention(2, Values.MAPPED, 0));
        var architecture = new Architecture("tiny", 3, blocks, ReadoutKind.CENTER);
        Path file = changed(
                SmallModels.drawn(architecture, SmallModels.HEIGHT, SmallModels.WIDTH, 1),
                texts -> {
                    texts.put("hypercolumn.imageHeight", "32768");
                    texts.put("hypercolumn.imageWidth", "32767");
                },
                tensors -> {});

        assertThat(FittedModel.read(file, UNKNOWN, 0, 0).imageWidth()).isEqualTo(32767);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3})
    void takes_or_refuses_damaged_files_and_does_nothing_worse(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        byte[] whole = Files.readAllBytes(written(tiny(ReadoutKind.FULL, seed)));
        int header = whole.length - 220 * 4 - 2 * 8; // 220 numbers and two counters follow it
        Path file = folder.resolve("damaged.safetensors");
        int refused = 0;
        for (int i = 0; i < 250; i++) {
            Files.write(file, SafetensorsBytes.damaged(whole, header, random));
            try {
                FittedModel.read(file, UNKNOWN, 0, 0);
            } catch (BadDataFileException e) {
                assertThat(e).hasMessageMatching("(?s)damaged\\.safetensors: .{20,500}");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(150);
    }

    @Test
    void keeps_its_values_whatever_happens_to_the_arrays_it_came_from() {
        float[] values = {0.5f};
        Map<String, Tensor> parameters = tiny(ReadoutKind.FULL, 1).parameters();
        parameters.put("Linear.bias", Tensor.of(Tensor.Kind.FLOAT, new int[] {1}, values));
        FittedModel model = FittedModel.of(
                SmallModels.tiny(ReadoutKind.FULL), Optional.empty(), 17, 19, new LinkedHashMap<>(parameters));
        values[0] = 7;
        model.parameters().get("Linear.bias").values()[0] = 7;
        model.parameters().clear();

        assertThat(model.parameters().get("Linear.bias").values()).containsExactly(0.5f);
    }

    @Test
    void a_tensor_has_as_many_values_as_its_shape_says() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(Tensor.Kind.FLOAT, new int[] {2, 3}, new float[5]))
                .withMessage("tensor: expected [2, 3], 6 values, but got 5 values");
        assertThat(Tensor.of(Tensor.Kind.FLOAT, new int[] {2, 3}, new float[6])).hasToString("tensor [2, 3]");
    }

    @Test
    void says_which_prefix_of_a_wrapper_the_names_have() throws IOException {
        FittedModel model = tiny(ReadoutKind.CENTER, 5);
        SafetensorsFile stored = SafetensorsFile.read(written(model));
        Map<String, Tensor> wrapped = new LinkedHashMap<>();
        stored.tensors().forEach((name, tensor) -> wrapped.put("module." + name, tensor));
        Path file = folder.resolve("wrapped.safetensors");
        SafetensorsFile.of(stored.metadata(), wrapped).write(file);
        String first = stored.tensors().keySet().iterator().next();

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> FittedModel.read(file, UNKNOWN, 0, 0))
                .withMessage("wrapped.safetensors: expected %s, got module.%s; save the weights without 'module.', as"
                                .formatted(first, first)
                        + " model.module.state_dict() gives them");
    }
}
