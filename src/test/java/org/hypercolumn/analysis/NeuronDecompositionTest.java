package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.hypercolumn.analysis.SmallDecompositions.ROUNDING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Presets;
import org.hypercolumn.model.ReadoutKind;
import org.hypercolumn.model.SmallModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NeuronDecompositionTest {

    /** Single precision, of the sum of the magnitudes that a prediction is made of. */
    private static final double RELATIVE = 1e-6;

    /** Three images, a grid of 1 x 3. */
    private static final double[][] THREE = {{1, 2, 1}, {3, 2, 0}, {5, 8, -1}};

    @TempDir
    private Path folder;

    private static LongStream seeds() {
        return LongStream.range(0, 24);
    }

    private static int[] places(int count) {
        int[] places = new int[count];
        Arrays.setAll(places, i -> 3 * i + 1);
        return places;
    }

    @Test
    void maps_mean_contributions_by_hand() throws IOException {
        // (1 + 3 + 5) / 3, (2 + 2 + 8) / 3, (1 + 0 - 1) / 3
        assertThat(SmallDecompositions.of(folder, 0, 1, 3, 0.5, THREE).map()).containsExactly(3, 4, 0);
    }

    @Test
    void shares_the_variation_by_hand() throws IOException {
        // sums 4, 5, 12 with mean 7: deviations -3, -2, 5, squares 9 + 4 + 25 = 38
        // deviations (-2, 0, 2): 6 + 0 + 10; (-2, -2, 4): 6 + 4 + 20; (1, 0, -1): -3 + 0 - 5
        assertThat(SmallDecompositions.of(folder, 0, 1, 3, 0.5, THREE).shareMap())
                .containsExactly(new double[] {16 / 38.0, 30 / 38.0, -8 / 38.0}, within(1e-15));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shares_sum_to_one(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        double[][] contributions = SmallDecompositions.drawn(11, 35, random);

        assertThat(Arrays.stream(SmallDecompositions.of(folder, 0, 5, 7, 0.5, contributions)
                                .shareMap())
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shares_do_not_change_with_a_constant_or_the_gain(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        double[][] contributions = SmallDecompositions.drawn(11, 6, random);
        double[] shares =
                SmallDecompositions.of(folder, 0, 2, 3, 0.5, contributions).shareMap();
        double gain = random.nextDouble(0.5, 2);
        double constant = random.nextDouble(-1, 1);
        for (double[] image : contributions) {
            image[4] += constant; // what the bias loses
            Arrays.setAll(image, p -> gain * image[p]);
        }

        double[] changed = SmallDecompositions.of(folder, 0, 2, 3, gain * (0.5 - constant), contributions)
                .shareMap();

        assertThat(changed).containsExactly(shares, within(10 * ROUNDING));
    }

    @Test
    void has_no_share_of_a_prediction_that_does_not_vary() throws IOException {
        // 1 + 2 = 3 + 0
        double[][] constant = {{1, 2}, {3, 0}};
        assertThat(SmallDecompositions.of(folder, 0, 1, 2, 0, constant).shareMap())
                .containsExactly(Double.NaN, Double.NaN);
        assertThat(SmallDecompositions.of(folder, 0, 1, 2, 0, constant).map()).containsExactly(2, 1);
        assertThat(SmallDecompositions.of(folder, 0, 1, 2, 0, new double[][] {{1, 2}})
                        .shareMap())
                .containsExactly(Double.NaN, Double.NaN);
        assertThat(SmallDecompositions.of(folder, 0, 1, 2, 0, new double[][] {{1, 2}, {Double.POSITIVE_INFINITY, 0}})
                        .shareMap())
                .containsExactly(Double.NaN, Double.NaN);
    }

    private static Stream<Arguments> models() {
        return Presets.ids().stream()
                .flatMap(id ->
                        LongStream.range(0, 2).mapToObj(seed -> Arguments.of(id, 33 + 4 * (int) seed, 37, seed)));
    }

    @ParameterizedTest(name = "{0} on {1} x {2}, seed {3}")
    @MethodSource("models")
    void sums_to_the_prediction_for_every_preset(String id, int height, int width, long seed) {
        FittedModel model = SmallModels.drawn(Presets.of(id), height, width, seed);
        Stimuli stimuli = SmallModels.stimuli(7, height, width, seed);

        NeuronDecomposition decomposition = NeuronDecomposition.of(13, model, stimuli, places(7));

        assertThat(decomposition.neuron()).isEqualTo(13);
        assertThat(decomposition.images()).containsExactly(1, 4, 7, 10, 13, 16, 19);
        float[] predictions = decomposition.predictions();
        assertThat(predictions).doesNotHaveDuplicates();
        for (int s = 0; s < 7; s++) {
            double sum = decomposition.bias();
            double magnitude = Math.abs(sum);
            for (float contribution : decomposition.contributions(s)) {
                sum += contribution;
                magnitude += Math.abs(contribution);
            }
            assertThat(sum).isCloseTo(predictions[s], within(RELATIVE * Math.max(1, magnitude)));
        }
    }

    @ParameterizedTest
    @EnumSource(ReadoutKind.class)
    void stands_on_the_grid_of_the_whole_image(ReadoutKind readout) {
        FittedModel model = SmallModels.drawn(SmallModels.tiny(readout), 17, 19, 5);

        NeuronDecomposition decomposition =
                NeuronDecomposition.of(0, model, SmallModels.stimuli(3, 17, 19, 7), places(3));

        // (17 - 2) / 2 - 1 rows, (19 - 2) / 2 - 1 columns; row 3, column 3
        assertThat(decomposition.rows()).isEqualTo(6);
        assertThat(decomposition.columns()).isEqualTo(7);
        assertThat(decomposition.center()).isEqualTo(3 * 7 + 3);
        assertThat(decomposition.stimuli()).isEqualTo(3);
        assertThat(decomposition.contributions(2)).hasSize(42);
    }

    @Test
    void gives_a_center_readouts_variation_to_the_center() {
        FittedModel model = SmallModels.drawn(Presets.of("rf-cnn"), 37, 41, 5);

        double[] shares = NeuronDecomposition.of(0, model, SmallModels.stimuli(5, 37, 41, 7), places(5))
                .shareMap();

        double[] expected = new double[6 * 7];
        expected[3 * 7 + 3] = 1;
        assertThat(shares).containsExactly(expected, within(1e-12));
    }

    @Test
    void holds_the_weights_that_combine_center_and_surround() {
        FittedModel combined = SmallModels.drawn(SmallModels.tiny(ReadoutKind.CENTER_AND_SURROUND), 17, 19, 5);
        FittedModel full = SmallModels.drawn(SmallModels.tiny(ReadoutKind.FULL), 17, 19, 5);
        Stimuli stimuli = SmallModels.stimuli(3, 17, 19, 7);
        float[] weights = combined.parameters().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("_comb.weight"))
                .findFirst()
                .orElseThrow()
                .getValue()
                .values();

        assertThat(NeuronDecomposition.of(0, combined, stimuli, places(3)).combination())
                .containsExactly(weights);
        assertThat(NeuronDecomposition.of(0, full, stimuli, places(3)).combination())
                .containsExactly(Float.NaN, Float.NaN);
    }

    @Test
    void reads_what_it_wrote_and_writes_it_again() throws IOException {
        FittedModel model = SmallModels.drawn(SmallModels.tiny(ReadoutKind.FULL), 17, 19, 5);
        NeuronDecomposition made = NeuronDecomposition.of(11, model, SmallModels.stimuli(5, 17, 19, 7), places(5));
        Path file = folder.resolve("neuron_0011.npz");
        Path again = folder.resolve("again.npz");

        made.write(file);
        NeuronDecomposition read = NeuronDecomposition.read(file);
        read.write(again);

        assertThat(read.neuron()).isEqualTo(11);
        assertThat(read.images()).isEqualTo(made.images());
        assertThat(read.contributions(4)).isEqualTo(made.contributions(4));
        assertThat(read.shareMap()).isEqualTo(made.shareMap());
        assertThat(again).hasSameBinaryContentAs(file);
        assertThat(NpzFile.read(file).values())
                .extracting(NpyArray::toString)
                .containsExactly("i8 [1]", "i8 [2]", "i8 [1]", "i8 [5]", "f4 [5]", "f4 [5, 42]", "f4 [1]", "f4 [2]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        grid          | 0 3     | array 'center': expected a grid and the position of its center, got 0 x 3 and 1
        grid          | 65536 65536 | array 'center': expected a grid and the position of its center, got 65536 x 65536 and 1
        grid          | 1 5     | array 'center': expected a grid and the position of its center, got 1 x 5 and 1
        center        | 2       | array 'center': expected a grid and the position of its center, got 1 x 3 and 2
        neuron        | -1      | array 'neuron': expected whole numbers of 0 or more, got -1 at place 0
        image_index   | 1 2     | array 'predictions': expected f4 [2], got f4 [3]
        contributions | 1 2 3   | array 'contributions': expected f4 [3, 3], got i8 [3]
        bias          | 0       | array 'bias': expected f4 [1], got i8 [1]
        """)
    void refuses_arrays_that_cannot_be_right(String name, String values, String problem) {
        Map<String, NpyArray> arrays = SmallDecompositions.arrays(0, 1, 3, 0.5, THREE);
        arrays.put(
                name,
                SmallDecompositions.longs(
                        Stream.of(values.split(" ")).mapToLong(Long::parseLong).toArray()));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> SmallDecompositions.read(folder, arrays))
                .withMessage("small.npz: " + problem + "; delete it and analyze again");
    }

    @Test
    void refuses_a_file_without_images_or_without_an_array() {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> SmallDecompositions.of(folder, 0, 1, 3, 0.5, new double[0][]))
                .withMessage(
                        "small.npz: array 'image_index': expected one image or more, got none; delete it and analyze again");
        Map<String, NpyArray> arrays = SmallDecompositions.arrays(0, 1, 3, 0.5, THREE);
        for (String name : arrays.keySet().toArray(String[]::new)) {
            NpyArray array = arrays.remove(name);
            assertThatExceptionOfType(BadDataFileException.class)
                    .isThrownBy(() -> SmallDecompositions.read(folder, arrays))
                    .withMessageContaining("array '" + name + "': expected ")
                    .withMessageContaining("got none (there are ");
            arrays.put(name, array);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void refuses_a_damaged_file_or_reads_it_right(long seed) throws IOException {
        NeuronDecomposition whole = SmallDecompositions.of(folder, 7, 1, 3, 0.5, THREE);
        Path file = folder.resolve("small.npz");
        byte[] bytes = Files.readAllBytes(file);
        var random = new SplittableRandom(seed);
        byte[] damaged = seed % 2 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
        if (seed % 2 == 1) {
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        Files.write(file, damaged);

        try {
            NeuronDecomposition read = NeuronDecomposition.read(file);
            assertThat(read.predictions()).isEqualTo(whole.predictions()); // the archive's own dates and flags
            assertThat(read.shareMap()).isEqualTo(whole.shareMap());
        } catch (BadDataFileException e) {
            assertThat(e).hasMessageStartingWith("small.npz: ");
        }
    }

    @Test
    void refuses_what_it_cannot_decompose() {
        FittedModel model = SmallModels.drawn(SmallModels.tiny(ReadoutKind.FULL), 17, 19, 5);
        Stimuli stimuli = SmallModels.stimuli(3, 17, 19, 7);
        String expected =
                "decomposition: expected a neuron from 0 on and a place for each of one image or more, got neuron %d, %d places and %d images";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeuronDecomposition.of(-1, model, stimuli, places(3)))
                .withMessage(expected.formatted(-1, 3, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeuronDecomposition.of(0, model, stimuli, places(2)))
                .withMessage(expected.formatted(0, 2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeuronDecomposition.of(0, model, stimuli.select(new int[0]), places(0)))
                .withMessage(expected.formatted(0, 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeuronDecomposition.of(0, model, SmallModels.stimuli(3, 19, 17, 7), places(3)))
                .withMessage("images: expected 17 x 19 pixels as the model was fitted to, got 19 x 17");
        FittedModel silent = FittedModel.of(model.architecture(), Optional.empty(), 17, 19, model.parameters());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeuronDecomposition.of(0, silent, stimuli, places(3)))
                .withMessage("decomposition: expected a model that says how it sees pixels, got one that does not");
        NeuronDecomposition made = NeuronDecomposition.of(0, model, stimuli, places(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> made.contributions(3))
                .withMessage("decomposition: stimulus 3 of S = 3 asked for");
    }
}
