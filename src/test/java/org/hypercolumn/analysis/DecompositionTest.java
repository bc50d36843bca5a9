package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.hypercolumn.analysis.SmallDecompositions.ROUNDING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecompositionTest {

    /** Three images at places 10, 11, 12, a grid of 1 x 3; predictions 4.5, 5.5 and 12.5. */
    private static final double[][] RISING = {{1, 2, 1}, {3, 2, 0}, {5, 8, -1}};

    /** Predictions 1, 4 and 1. */
    private static final double[][] TIED = {{0, 1, 1}, {2, 2, 1}, {0, 2, 0}};

    @TempDir
    private Path folder;

    private static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private NeuronDecomposition neuron(int neuron, double bias, double[][] contributions) throws IOException {
        return SmallDecompositions.of(folder, neuron, 1, 3, bias, contributions);
    }

    /** Neurons 7 and 2. */
    private Decomposition byHand() throws IOException {
        return Decomposition.of(List.of(7, 2), neuron -> neuron == 7 ? neuron(7, 0.5, RISING) : neuron(2, -1, TIED));
    }

    @Test
    void ranks_each_neurons_images_by_its_own_prediction() throws IOException {
        Decomposition decomposition = byHand();

        assertThat(decomposition.neurons()).containsExactly(7, 2);
        assertThat(decomposition.rows()).isEqualTo(1);
        assertThat(decomposition.columns()).isEqualTo(3);
        assertThat(decomposition.center()).isEqualTo(1);
        assertThat(decomposition.stimuli()).isEqualTo(3);
        assertThat(decomposition.images(0)).containsExactly(12, 11, 10);
        assertThat(decomposition.predictions(0)).containsExactly(12.5f, 5.5f, 4.5f);
        assertThat(decomposition.centers(0)).containsExactly(8, 2, 2);
        assertThat(decomposition.surrounds(0)).containsExactly(4, 3, 2);
        assertThat(decomposition.bias(0)).isEqualTo(0.5f);
        assertThat(decomposition.combination(0)).containsExactly(2, -3);
        // of equal predictions the first image first
        assertThat(decomposition.images(1)).containsExactly(11, 10, 12);
        assertThat(decomposition.predictions(1)).containsExactly(4, 1, 1);
        assertThat(decomposition.centers(1)).containsExactly(2, 1, 2);
        assertThat(decomposition.surrounds(1)).containsExactly(3, 1, 0);
    }

    @Test
    void maps_each_neuron_over_the_grid() throws IOException {
        Decomposition decomposition = byHand();

        assertThat(decomposition.map(0)).containsExactly(3, 4, 0);
        assertThat(decomposition.shareMap(0)).containsExactly(16 / 38f, 30 / 38f, -8 / 38f);
        // sums 2, 5, 2 with mean 3: deviations -1, 2, -1, squares 6
        // less 2/3: (-2, 4, -2) / 3, 12 / 3; 5/3: (-2, 1, 1) / 3, 3 / 3; 2/3: (1, 1, -2) / 3, 3 / 3
        assertThat(decomposition.shareMap(1)).containsExactly(new float[] {4 / 6f, 1 / 6f, 1 / 6f}, within(1e-7f));
        assertThat(decomposition.centerShare(1)).isCloseTo(1 / 6f, within(1e-7f));
    }

    @Test
    void averages_the_population_rank_by_rank() throws IOException {
        PopulationDecomposition population = byHand().population();

        assertThat(population.neurons()).isEqualTo(2);
        // (12.5 + 4) / 2, (5.5 + 1) / 2, (4.5 + 1) / 2
        assertThat(population.prediction().means()).containsExactly(8.25, 3.25, 2.75);
        // half the difference: of two neurons, the standard error of the mean
        assertThat(population.prediction().errors()).containsExactly(4.25, 2.25, 1.75);
        assertThat(population.center().means()).containsExactly(5, 1.5, 2);
        assertThat(population.surround().means()).containsExactly(3.5, 2, 1);
        assertThat(population.bias()).isEqualTo(-0.25);
        // images 12 and 11, 11 and 10, 10 and 12
        assertThat(population.hypercolumn(0)).containsExactly(3.5, 1.5, 0.5);
        assertThat(population.hypercolumn(1)).containsExactly(5, 1.5, 2);
        assertThat(population.hypercolumn(2)).containsExactly(0, 0.5, 0.5);
        assertThat(population.map()).containsExactly(new double[] {11 / 6.0, 17 / 6.0, 1 / 3.0}, within(ROUNDING));
        assertThat(population.shareMap())
                .containsExactly(
                        new double[] {(16 / 38.0 + 4 / 6.0) / 2, (30 / 38.0 + 1 / 6.0) / 2, (-8 / 38.0 + 1 / 6.0) / 2},
                        within(ROUNDING));
        assertThat(population.centerShare().mean()).isEqualTo(population.shareMap()[1]);
    }

    @Test
    void counts_neurons_without_a_share_and_leaves_out_those_without_predictions() throws IOException {
        double[][] diverged = {{1, Double.NaN, 0}, {1, 1, 1}, {0, 0, Double.POSITIVE_INFINITY}};
        double[][] constant = {{1, 2, 3}, {3, 2, 1}, {2, 2, 2}};
        double[][][] all = {diverged, RISING, constant};

        Decomposition decomposition = Decomposition.of(List.of(0, 1, 2), n -> neuron(n, n, all[n]));

        PopulationDecomposition population = decomposition.population();
        assertThat(population.neurons()).isEqualTo(2);
        // (13 + 8) / 2, (6 + 8) / 2, (5 + 8) / 2
        assertThat(population.prediction().means()).containsExactly(10.5, 7, 6.5);
        assertThat(population.bias()).isEqualTo(1.5);
        // images 12 and 10, 11 and 11, 10 and 12
        assertThat(population.hypercolumn(0)).containsExactly(3, 3, 1.5);
        assertThat(population.map()).containsExactly(2.5, 3, 1);
        assertThat(population.centerShare().undefined()).isEqualTo(2);
        assertThat(population.centerShare().mean()).isEqualTo((double) (30 / 38f));
        assertThat(decomposition.predictions(0)).containsExactly(Float.POSITIVE_INFINITY, 3, Float.NaN);
        assertThat(decomposition.shareMap(0)).containsOnly(Float.NaN);
        assertThat(decomposition.shareMap(2)).containsOnly(Float.NaN);
        assertThat(decomposition.map(2)).containsExactly(2, 2, 2);
    }

    @Test
    void is_undefined_without_any_finite_neuron() throws IOException {
        double[][] diverged = {{Double.NaN, 0, 0}, {1, 1, 1}};

        PopulationDecomposition population =
                Decomposition.of(List.of(3), n -> neuron(n, 0, diverged)).population();

        assertThat(population.neurons()).isZero();
        assertThat(population.prediction().means()).containsOnly(Double.NaN).hasSize(2);
        assertThat(population.hypercolumn(2)).containsOnly(Double.NaN).hasSize(2);
        assertThat(population.map()).containsOnly(Double.NaN).hasSize(3);
        assertThat(population.shareMap()).containsOnly(Double.NaN).hasSize(3);
        assertThat(population.bias()).isNaN();
        assertThat(population.centerShare().mean()).isNaN();
    }

    /** S 11 images, N 7 neurons, 3 x 5 hypercolumns, computed anew from what was drawn. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_what_plain_loops_over_all_neurons_give(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        List<double[][]> drawn = new ArrayList<>();
        for (int n = 0; n < 7; n++) {
            drawn.add(SmallDecompositions.drawn(11, 15, random));
        }

        Decomposition decomposition = Decomposition.of(
                IntStream.range(0, 7).boxed().toList(),
                n -> SmallDecompositions.of(folder, n, 3, 5, 0.25 * n, drawn.get(n)));

        double[][] hypercolumns = new double[15][11];
        for (int n = 0; n < 7; n++) {
            double[][] images = drawn.get(n);
            List<double[]> ranked = Arrays.stream(images)
                    .sorted(Comparator.comparingDouble(
                            image -> -Arrays.stream(image).sum()))
                    .toList();
            for (int rank = 0; rank < 11; rank++) {
                double sum = Arrays.stream(ranked.get(rank)).sum();
                assertThat(decomposition.centers(n)[rank]).isEqualTo((float) ranked.get(rank)[7]);
                assertThat(decomposition.predictions(n)[rank]
                                - decomposition.centers(n)[rank]
                                - decomposition.surrounds(n)[rank])
                        .isCloseTo(0.25f * n, within((float) ROUNDING));
                assertThat((double) decomposition.predictions(n)[rank]).isCloseTo(sum + 0.25 * n, within(ROUNDING));
                for (int p = 0; p < 15; p++) {
                    hypercolumns[p][rank] += ranked.get(rank)[p] / 7;
                }
            }
        }
        PopulationDecomposition population = decomposition.population();
        for (int p = 0; p < 15; p++) {
            assertThat(population.hypercolumn(p)).containsExactly(hypercolumns[p], within(ROUNDING));
            assertThat(population.map()[p])
                    .isCloseTo(Arrays.stream(hypercolumns[p]).average().orElseThrow(), within(ROUNDING));
        }
        assertThat(Arrays.stream(population.shareMap()).sum()).isCloseTo(1, within(ROUNDING));
        assertThat(population.bias()).isEqualTo(0.75);
    }

    @Test
    void asks_for_one_neuron_after_the_other_and_writes_the_same_bytes_from_files() throws IOException {
        List<Integer> asked = new ArrayList<>();
        Path fromMemory = folder.resolve("memory.npz");
        byHand().write(fromMemory);
        neuron(2, -1, TIED).write(folder.resolve("2.npz"));
        neuron(7, 0.5, RISING).write(folder.resolve("7.npz"));

        Path fromFiles = folder.resolve("files.npz");
        Decomposition.of(List.of(7, 2), neuron -> {
                    asked.add(neuron);
                    return NeuronDecomposition.read(folder.resolve(neuron + ".npz"));
                })
                .write(fromFiles);

        assertThat(asked).containsExactly(7, 2);
        assertThat(fromFiles).hasSameBinaryContentAs(fromMemory);
    }

    @Test
    void reads_what_it_wrote_and_writes_it_again() throws IOException {
        Path file = folder.resolve("ff-cnn.npz");
        Path again = folder.resolve("again.npz");
        byHand().write(file);

        Decomposition read = Decomposition.read(file);
        read.write(again);

        assertThat(again).hasSameBinaryContentAs(file);
        assertThat(read.population().hypercolumn(0)).containsExactly(3.5, 1.5, 0.5);
        Map<String, NpyArray> arrays = NpzFile.read(file);
        assertThat(arrays.get("image_index")).hasToString("i8 [2, 3]");
        assertThat(arrays.get("share_map")).hasToString("f4 [2, 3]");
        assertThat(arrays.get("population/hypercolumns")).hasToString("f8 [3, 3]");
        assertThat(arrays.get("population/center").toDoubles()).containsExactly(5, 1.5, 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        neurons   |       | array 'neurons': expected one neuron or more, got none
        neurons   | 0     | array 'image_index': expected i8 [1, 3], got i8 [2, 3]
        grid      | 0 0   | array 'center': expected a grid and the position of its center, got 0 x 0 and 1
        grid      | 1 2   | array 'map': expected f4 [2, 2], got f4 [2, 3]
        image_index | 1 2 3 | array 'image_index': expected i8 [2, 3], got i8 [3]
        centers   | 1 2 3 | array 'centers': expected f4 [2, 3], got i8 [3]
        predictions | 1   | array 'predictions': expected an axis 1, got i8 [1]
        """)
    void refuses_arrays_that_cannot_be_right(String name, String values, String problem) throws IOException {
        Path file = folder.resolve("ff-cnn.npz");
        byHand().write(file);
        Map<String, NpyArray> arrays = new LinkedHashMap<>(NpzFile.read(file));
        long[] longs = values == null
                ? new long[0]
                : Arrays.stream(values.split(" ")).mapToLong(Long::parseLong).toArray();
        arrays.put(name, SmallDecompositions.longs(longs));
        NpzFile.write(file, arrays);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Decomposition.read(file))
                .withMessage("ff-cnn.npz: " + problem + "; delete it and analyze again");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void refuses_a_file_that_is_cut_off(long seed) throws IOException {
        Path file = folder.resolve("ff-cnn.npz");
        byHand().write(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, new SplittableRandom(seed).nextInt(bytes.length)));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Decomposition.read(file))
                .withMessageStartingWith("ff-cnn.npz: ");
    }

    @Test
    void refuses_no_neuron_and_one_twice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decomposition.of(List.of(), n -> neuron(n, 0, RISING)))
                .withMessage("decomposition: expected one neuron or more, each once, got []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decomposition.of(List.of(1, 2, 1), n -> neuron(n, 0, RISING)))
                .withMessage("decomposition: expected one neuron or more, each once, got [1, 2, 1]");
    }

    @Test
    void refuses_neurons_that_do_not_go_together() {
        String expected =
                "decomposition: expected neuron 5, 1 x 3 hypercolumns and the 3 images of neuron 4, got neuron %s images; analyze it again";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decomposition.of(List.of(4, 5), n -> neuron(4, 0, RISING)))
                .withMessage(expected.formatted("4, 1 x 3 and 3"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decomposition.of(
                        List.of(4, 5), n -> neuron(n, 0, n == 4 ? RISING : new double[][] {{1, 2, 3}, {3, 4, 5}})))
                .withMessage(expected.formatted("5, 1 x 3 and 2"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decomposition.of(
                        List.of(4, 5),
                        n -> n == 4 ? neuron(n, 0, RISING) : SmallDecompositions.of(folder, n, 3, 1, 0, RISING)))
                .withMessage(expected.formatted("5, 3 x 1 and 3"));
    }

    @Test
    void refuses_neurons_and_hypercolumns_that_are_not_there() throws IOException {
        Decomposition decomposition = byHand();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> decomposition.centers(2))
                .withMessage("decomposition: neuron 2 of N = 2 asked for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decomposition.population().hypercolumn(3))
                .withMessage("decomposition: hypercolumn 3 of a grid of 1 x 3 asked for");
    }
}
