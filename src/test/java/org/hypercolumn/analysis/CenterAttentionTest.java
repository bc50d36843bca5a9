package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.metrics.WilcoxonSignedRank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CenterAttentionTest {

    private static final int IMAGES = 11;
    private static final int BEST = 3;

    @TempDir
    private Path folder;

    private List<Path> files(String model, int... neurons) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int neuron : neurons) {
            Path file = folder.resolve("%s-%d.npz".formatted(model, neuron));
            SmallAttention.neuron(model, neuron, IMAGES).write(file);
            files.add(file);
        }
        return files;
    }

    private CenterAttention small() throws IOException {
        return CenterAttention.of(files("own", 2, 13, 5, 7, 3, 11, 17), BEST);
    }

    @Test
    void keeps_the_neurons_in_the_order_of_their_files() throws IOException {
        CenterAttention attention = small();

        assertThat(attention.model()).isEqualTo("own");
        assertThat(attention.neurons()).containsExactly(2, 13, 5, 7, 3, 11, 17);
        assertThat(List.of(attention.rows(), attention.columns(), attention.center()))
                .containsExactly(7, 5, 17);
        assertThat(List.of(attention.stridePixels(), attention.fieldPixels())).containsExactly(3, 6);
        assertThat(List.of(attention.imageHeight(), attention.imageWidth())).containsExactly(29, 23);
        assertThat(attention.places()).containsExactly(1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31);
        for (int index = 0; index < 7; index++) {
            NeuronAttention neuron = SmallAttention.neuron("own", attention.neurons()[index], IMAGES);
            for (AttentionMeasure measure : AttentionMeasure.values()) {
                assertThat(attention.value(measure, index)).isEqualTo(neuron.value(measure));
                assertThat(attention.values(measure)[index]).isEqualTo(neuron.value(measure));
            }
            assertThat(attention.entropy(index)).isEqualTo(neuron.value(AttentionMeasure.ENTROPY));
            assertThat(attention.centerShare(index)).isEqualTo(neuron.value(AttentionMeasure.CENTER_SHARE));
            assertThat(attention.association(index)).isEqualTo(neuron.value(AttentionMeasure.ASSOCIATION));
            assertThat(attention.entropies(index)[4]).isEqualTo((float) neuron.ofImages(AttentionMeasure.ENTROPY)[4]);
            assertThat(attention.centerShares(index)[4])
                    .isEqualTo((float) neuron.ofImages(AttentionMeasure.CENTER_SHARE)[4]);
        }
    }

    @Test
    void maps_are_of_the_images_with_the_highest_responses() throws IOException {
        CenterAttention attention = small();
        NeuronAttention neuron = SmallAttention.neuron("own", 13, IMAGES);

        assertThat(attention.best()).isEqualTo(BEST);
        assertThat(attention.images(1)).hasSize(BEST).doesNotHaveDuplicates();
        for (int k = 0; k < BEST; k++) {
            int image = (attention.images(1)[k] - 1) / 3; // of place 3 i + 1
            assertThat(attention.attention(1, k)).isEqualTo(neuron.attention(image));
            assertThat(image).isEqualTo(neuron.attended().best(IMAGES)[k]);
        }
    }

    @Test
    void mean_is_over_all_images() throws IOException {
        NeuronAttention neuron = SmallAttention.neuron("own", 13, IMAGES);
        double[] mean = new double[35];
        for (int i = 0; i < IMAGES; i++) {
            for (int p = 0; p < 35; p++) {
                mean[p] += neuron.attention(i)[p] / IMAGES;
            }
        }

        for (int p = 0; p < 35; p++) {
            assertThat((double) small().mean(1)[p]).isCloseTo(mean[p], within(1e-8));
        }
    }

    @Test
    void has_no_more_best_images_than_there_are() throws IOException {
        CenterAttention attention = CenterAttention.of(files("own", 2), 100);

        assertThat(attention.best()).isEqualTo(IMAGES);
        assertThat(attention.images(0)).containsExactlyInAnyOrder(attention.places());
    }

    @Test
    void population_is_the_mean_over_neurons_with_its_interval_and_test() throws IOException {
        CenterAttention attention = small();
        double[] values = attention.values(AttentionMeasure.ASSOCIATION);

        CenterAttention.Population population = attention.population(AttentionMeasure.ASSOCIATION);

        assertThat(population.summary()).isEqualTo(Summary.of(values));
        assertThat(population.p())
                .isEqualTo(WilcoxonSignedRank.of(values, new double[7]).p())
                .isBetween(0.0, 1.0);
        assertThat(population.interval().low()).isLessThan(population.summary().mean());
        assertThat(population.interval().high())
                .isGreaterThan(population.summary().mean());
        assertThat(population.interval())
                .isEqualTo(MeanEstimate.ofScores(values).interval());
        assertThat(attention.population(AttentionMeasure.ENTROPY).p()).isNaN();
        assertThat(attention.population(AttentionMeasure.CENTER_SHARE).p()).isNaN();
    }

    @Test
    void comes_back_as_it_was_written() throws IOException {
        Path file = folder.resolve("own.npz");
        CenterAttention written = small();
        written.write(file);

        CenterAttention read = CenterAttention.read(file);

        assertThat(read.neurons()).isEqualTo(written.neurons());
        assertThat(read.images(6)).isEqualTo(written.images(6));
        assertThat(read.attention(6, 2)).isEqualTo(written.attention(6, 2));
        assertThat(read.entropies(6)).isEqualTo(written.entropies(6));
        assertThat(read.population(AttentionMeasure.ASSOCIATION_APART))
                .isEqualTo(written.population(AttentionMeasure.ASSOCIATION_APART));
        Path again = folder.resolve("again.npz");
        read.write(again);
        assertThat(again).hasBinaryContent(Files.readAllBytes(file));
        assertThat(NpzFile.read(file))
                .hasToString("{model=text [1], neurons=i8 [7], grid=i8 [2], center=i8 [1], "
                        + "field=i8 [2], image_size=i8 [2], image_index=i8 [11], best_image_index=i8 [7, 3], attention=f4 [7, 3, 35], "
                        + "mean=f4 [7, 35], entropy=f4 [7, 11], center_share=f4 [7, 11], undefined=i8 [7], "
                        + "neuron/entropy_bits=f8 [7], neuron/center_share=f8 [7], neuron/association=f8 [7], "
                        + "neuron/association_apart=f8 [7], neuron/association_specific=f8 [7]}");
    }

    @Test
    void refuses_neurons_that_do_not_belong_together() throws IOException {
        List<Path> mixed = new ArrayList<>(files("own", 2));
        mixed.addAll(files("other", 3));
        List<Path> twice = files("own", 2, 2);
        Path few = folder.resolve("few.npz");
        SmallAttention.neuron("own", 5, 7).write(few);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> CenterAttention.of(mixed, BEST))
                .withMessage("other-3.npz: expected a further neuron of own on the images of own-2.npz, "
                        + "got neuron 3 of other on 11 images; analyze again");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> CenterAttention.of(twice, BEST))
                .withMessageStartingWith("own-2.npz: expected a further neuron of own");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> CenterAttention.of(List.of(twice.get(0), few), BEST))
                .withMessageEndingWith("got neuron 5 of own on 7 images; analyze again");
    }

    @Test
    void refuses_no_neuron_no_image_and_what_is_not_there() throws IOException {
        CenterAttention attention = small();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CenterAttention.of(List.of(), BEST))
                .withMessage("attention: expected 1 neuron and 1 image or more, got 0 and 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CenterAttention.of(List.of(folder), 0))
                .withMessage("attention: expected 1 neuron and 1 image or more, got 1 and 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attention.images(7))
                .withMessage("attention: neuron at place 7 of N = 7 asked for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attention.attention(0, 3))
                .withMessage("attention: image 3 of K = 3 asked for");
    }

    private static Stream<Arguments> damage() {
        float[] tooLarge = new float[7 * 35];
        tooLarge[7] = 2;
        long[] unknown = new long[7 * 3];
        Arrays.fill(unknown, 4);
        unknown[5] = (1L << 32) + 4;
        return Stream.of(
                Arguments.of(
                        "best_image_index",
                        NpyArray.ofLongs(unknown, 7, 3),
                        "expected some of image_index, got 4294967300"),
                Arguments.of(
                        "best_image_index",
                        NpyArray.ofLongs(new long[0], 7, 0),
                        "expected a neuron and an image or more, got i8 [7, 0]"),
                Arguments.of("neurons", NamedArrays.of(), "expected i8 [0, any], got i8 [7, 3]"),
                Arguments.of("image_index", NamedArrays.of(), "expected a neuron and an image or more, got i8 [7, 3]"),
                Arguments.of("grid", NamedArrays.of(7, 3), "expected 10, the middle of 7 x 3 hypercolumns, got 17"),
                Arguments.of("mean", NpyArray.ofFloats(tooLarge, 7, 35), "expected weights of 0 to 1, got 2.0"),
                Arguments.of("undefined", NamedArrays.of(1, 2), "expected i8 [7], got i8 [2]"),
                Arguments.of("neuron/association", NpyArray.ofFloats(new float[7], 7), "expected f8 [7], got f4 [7]"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("damage")
    void refuses_arrays_that_are_not_its_own(String name, NpyArray array, String problem) throws IOException {
        Path file = folder.resolve("own.npz");
        small().write(file);
        Map<String, NpyArray> arrays = new LinkedHashMap<>(NpzFile.read(file));
        arrays.put(name, array);
        NpzFile.write(file, arrays);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> CenterAttention.read(file))
                .withMessageStartingWith("own.npz: array '")
                .withMessageEndingWith("': %s; delete it and analyze again".formatted(problem));
    }

    @Test
    void refuses_a_file_that_lacks_any_array() throws IOException {
        Path file = folder.resolve("own.npz");
        small().write(file);
        Map<String, NpyArray> arrays = NpzFile.read(file);
        assertThat(arrays).hasSize(18);
        for (String name : arrays.keySet()) {
            Map<String, NpyArray> fewer = new LinkedHashMap<>(arrays);
            fewer.remove(name);
            NpzFile.write(file, fewer);

            assertThatExceptionOfType(BadDataFileException.class)
                    .isThrownBy(() -> CenterAttention.read(file))
                    .withMessageStartingWith("own.npz: array '%s': expected ".formatted(name));
        }
    }
}
