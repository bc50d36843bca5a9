package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningCurvesTest {

    // S 3 images at places 10, 11, 12 of the tier; N 2 neurons, 7 and 9
    private static final TuningCurves CURVES = TuningCurves.of(
            List.of(7, 9),
            new int[] {10, 11, 12},
            List.of(new float[] {1, 3, 2}, new float[] {5, 5, 8}),
            List.of(new float[] {.1f, .3f, .2f}, new float[] {.5f, .6f, .8f}));

    @TempDir
    private Path folder;

    @Test
    void ranks_each_neurons_images_by_its_recorded_response() {
        assertThat(CURVES.recorded(0)).containsExactly(3, 2, 1);
        assertThat(CURVES.images(0)).containsExactly(11, 12, 10);
        assertThat(CURVES.predicted(0)).containsExactly(.3f, .2f, .1f);
        assertThat(CURVES.recorded(1)).containsExactly(8, 5, 5);
        assertThat(CURVES.images(1)).containsExactly(12, 10, 11);
        assertThat(CURVES.predicted(1)).containsExactly(.8f, .5f, .6f);
    }

    @Test
    void averages_the_population_rank_by_rank() {
        // rank 1: (3 + 8) / 2; its standard error |8 - 3| / 2
        assertThat(CURVES.populationRecorded().means()).containsExactly(5.5, 3.5, 3);
        assertThat(CURVES.populationRecorded().errors()).containsExactly(2.5, 1.5, 2);
        assertThat(CURVES.populationPredicted().means()).containsExactly(new double[] {.55, .35, .35}, within(1e-7));
    }

    @Test
    void one_neuron_has_no_standard_error() {
        var one =
                TuningCurves.of(List.of(0), new int[] {0, 1}, List.of(new float[] {1, 2}), List.of(new float[] {1, 2}));

        assertThat(one.populationRecorded().errors()).containsOnly(Double.NaN);
    }

    @Test
    void reads_what_it_wrote() throws IOException {
        Path file = folder.resolve("ff-cnn.npz");
        CURVES.write(file);
        TuningCurves read = TuningCurves.read(file);
        Path again = folder.resolve("again.npz");
        read.write(again);

        assertThat(read.neurons()).containsExactly(7, 9);
        assertThat(again).hasSameBinaryContentAs(file);
        assertThat(NpzFile.read(file).keySet())
                .containsExactly(
                        "neurons",
                        "image_index",
                        "recorded",
                        "predicted",
                        "population/recorded",
                        "population/recorded_error",
                        "population/predicted",
                        "population/predicted_error");
    }

    @Test
    void refuses_a_damaged_file() throws IOException {
        Path file = folder.resolve("ff-cnn.npz");
        NpzFile.write(
                file,
                Map.of(
                        "neurons", NpyArray.ofLongs(new long[] {7, 9}, 2),
                        "recorded", NpyArray.ofFloats(new float[6], 2, 3),
                        "image_index", NpyArray.ofLongs(new long[4], 2, 2)));

        assertThatThrownBy(() -> TuningCurves.read(file))
                .isInstanceOf(BadDataFileException.class)
                .hasMessage(
                        "ff-cnn.npz: array 'image_index': expected i8 [2, 3], got i8 [2, 2]; delete it and analyze again");
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> TuningCurves.read(file)).isInstanceOf(BadDataFileException.class);
    }

    @Test
    void refuses_responses_of_another_size() {
        assertThatThrownBy(() ->
                        TuningCurves.of(List.of(1, 2), new int[3], List.of(new float[3], new float[2]), List.of()))
                .hasMessage("tuning curves: expected 3 responses of each of 2 neurons, 1 or more, got [3, 2] of 2");
    }
}
