package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.model.ReceptiveFields;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NeuronAttentionTest {

    private static final int IMAGES = 11;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("neuron_0007.npz");
        SmallAttention.neuron("rf-sa-cnn", 7, IMAGES).write(file);
    }

    @Test
    void comes_back_as_it_was_written() throws IOException {
        NeuronAttention written = SmallAttention.neuron("rf-sa-cnn", 7, IMAGES);

        NeuronAttention read = NeuronAttention.read(file);

        assertThat(read.model()).isEqualTo("rf-sa-cnn");
        assertThat(read.neuron()).isEqualTo(7);
        assertThat(read.images()).isEqualTo(IMAGES);
        assertThat(read.grid()).isEqualTo(written.grid());
        assertThat(read.attention(10)).isEqualTo(written.attention(10));
        for (AttentionMeasure measure : AttentionMeasure.values()) {
            assertThat(read.ofImages(measure)).isEqualTo(written.ofImages(measure));
            assertThat(read.value(measure)).isEqualTo(written.value(measure)).isNotNaN();
        }
        Path again = folder.resolve("again.npz");
        read.write(again);
        assertThat(again).hasBinaryContent(Files.readAllBytes(file));
    }

    @Test
    void file_names_every_array() throws IOException {
        assertThat(NpzFile.read(file))
                .hasToString(
                        "{model=text [1], neuron=i8 [1], grid=i8 [2], center=i8 [1], field=i8 [2], image_size=i8 [2], "
                                + "image_index=i8 [11], recorded=f4 [11], center_coherence=f8 [11], attention=f4 [11, 35], "
                                + "entropy_bits=f8 [11], center_share=f8 [11], association=f8 [11], "
                                + "association_apart=f8 [11], association_specific=f8 [11]}");
    }

    @Test
    void best_images_have_the_highest_responses_and_equals_go_by_place() {
        var images = new AttendedImages(
                new int[] {9, 4, 7, 2, 5}, new float[] {1, 3, 3, -0f, 0}, new double[] {1, 1, 1, 1, 1});

        assertThat(images.best(4)).containsExactly(1, 2, 0, 3);
        assertThat(images.best(100)).containsExactly(1, 2, 0, 3, 4);
    }

    @Test
    void an_images_value_that_is_undefined_is_counted_and_left_out() {
        float[] attention = SmallAttention.any(3, 1);
        Map<AttentionMeasure, double[]> measures = new EnumMap<>(AttentionMeasure.class);
        for (AttentionMeasure measure : AttentionMeasure.values()) {
            measures.put(measure, new double[] {0.5, Double.NaN, 0.25});
        }
        var neuron = new NeuronAttention(
                "a",
                0,
                new AttentionGrid(SmallAttention.FIELDS, 29, 23),
                new AttendedImages(new int[] {0, 1, 2}, new float[3], new double[] {1, 1, 0.25}),
                attention,
                measures);

        assertThat(neuron.undefined(AttentionMeasure.ASSOCIATION)).isEqualTo(1);
        // (1 * 0.5 + 0.25 * 0.25) / 1.25
        assertThat(neuron.value(AttentionMeasure.ASSOCIATION)).isCloseTo(0.45, within(1e-15));
        assertThat(neuron.value(AttentionMeasure.ENTROPY)).isEqualTo(0.375);
    }

    @Test
    void refuses_an_image_that_is_not_there() throws IOException {
        NeuronAttention read = NeuronAttention.read(file);
        for (int image : new int[] {-1, 11}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read.attention(image))
                    .withMessage("attention: image %d of S = 11 asked for".formatted(image));
        }
    }

    private static Stream<Arguments> damage() {
        float[] tooLarge = new float[IMAGES * 35];
        tooLarge[7] = 1.5f;
        float[] negative = new float[IMAGES * 35];
        negative[8] = -0.25f;
        float[] unrecorded = new float[IMAGES];
        unrecorded[3] = Float.NaN;
        double[] unclear = new double[IMAGES];
        unclear[3] = Double.NaN;
        double[] infinite = new double[IMAGES];
        infinite[3] = Double.POSITIVE_INFINITY;
        return Stream.of(
                Arguments.of("model", NamedArrays.of(3), "expected text [1], got i8 [1]"),
                Arguments.of("neuron", NamedArrays.of(-1), "expected whole numbers of 0 or more, got -1 at place 0"),
                Arguments.of("neuron", NamedArrays.of(1, 2), "expected i8 [1], got i8 [2]"),
                Arguments.of("grid", NamedArrays.of(7, 0), "expected whole numbers of 1 or more, got 0 at place 1"),
                Arguments.of("grid", NamedArrays.of(70_000, 70_000), "expected sizes of at most 32768, got 70000"),
                Arguments.of("center", NamedArrays.of(16), "expected 17, the middle of 7 x 5 hypercolumns, got 16"),
                Arguments.of("field", NamedArrays.of(0, 6), "expected whole numbers of 1 or more, got 0 at place 0"),
                Arguments.of("image_size", NamedArrays.of(50), "expected i8 [2], got i8 [1]"),
                Arguments.of("image_index", NamedArrays.of(), "expected an image or more, got none"),
                Arguments.of("recorded", NpyArray.ofFloats(unrecorded, IMAGES), "expected finite responses, got NaN"),
                Arguments.of("recorded", NpyArray.ofFloats(new float[3], 3), "expected f4 [11], got f4 [3]"),
                Arguments.of(
                        "center_coherence",
                        NpyArray.ofDoubles(unclear, IMAGES),
                        "expected numbers of 0 to 1, got others"),
                Arguments.of(
                        "attention", NpyArray.ofFloats(tooLarge, IMAGES, 35), "expected weights of 0 to 1, got 1.5"),
                Arguments.of(
                        "attention", NpyArray.ofFloats(negative, IMAGES, 35), "expected weights of 0 to 1, got -0.25"),
                Arguments.of(
                        "attention", NpyArray.ofFloats(negative, 35, IMAGES), "expected f4 [11, 35], got f4 [35, 11]"),
                Arguments.of(
                        "association",
                        NpyArray.ofDoubles(infinite, IMAGES),
                        "expected finite numbers or NaN, got infinite ones"),
                Arguments.of("entropy_bits", NpyArray.ofFloats(unrecorded, IMAGES), "expected f8 [11], got f4 [11]"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("damage")
    void refuses_arrays_that_are_not_its_own(String name, NpyArray array, String problem) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>(NpzFile.read(file));
        arrays.put(name, array);
        NpzFile.write(file, arrays);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> NeuronAttention.read(file))
                .withMessage("neuron_0007.npz: array '%s': %s; delete it and analyze again".formatted(name, problem));
    }

    @Test
    void refuses_a_file_that_lacks_any_array() throws IOException {
        Map<String, NpyArray> arrays = NpzFile.read(file);
        assertThat(arrays).hasSize(15);
        for (String name : arrays.keySet()) {
            Map<String, NpyArray> fewer = new LinkedHashMap<>(arrays);
            fewer.remove(name);
            NpzFile.write(file, fewer);

            assertThatExceptionOfType(BadDataFileException.class)
                    .isThrownBy(() -> NeuronAttention.read(file))
                    .withMessageStartingWith("neuron_0007.npz: array '%s': expected ".formatted(name))
                    .withMessageContaining(", got none (there are [")
                    .withMessageEndingWith("; delete it and analyze again");
        }
    }

    @Test
    void refuses_a_file_that_ends_early_and_one_that_is_missing() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 101) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(BadDataFileException.class).isThrownBy(() -> NeuronAttention.read(file));
        }
        Files.delete(file);
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> NeuronAttention.read(file))
                .withMessageStartingWith("neuron_0007.npz: there is no such file ");
    }

    @Test
    void grid_is_where_the_model_looks() throws IOException {
        assertThat(NeuronAttention.read(file).grid())
                .isEqualTo(new AttentionGrid(new ReceptiveFields(7, 5, 3, 6), 29, 23));
    }
}
