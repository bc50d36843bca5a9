package org.hypercolumn.prepare;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.SensoriumFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scan of 5 neurons gives of itself must fit it, as all responses are divided by it. */
class GivenStatisticsTest {
    private static final PreparePlan GIVEN = PreparePlan.convert().withStatistics(PreparePlan.StatisticsOf.GIVEN);

    @TempDir
    Path temporary;

    private Path scan;

    @BeforeEach
    void copy_a_scan() throws Exception {
        scan = SensoriumFixture.kept("plain").copyTo(temporary.resolve("scan"));
    }

    private void given(String file, NpyArray array) throws IOException {
        NpyFile.write(scan.resolve("meta/statistics").resolve(file), array);
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Preparation.of(scan, ReadOptions.found(), GIVEN))
                .withMessage(message + "; use the statistics of training");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6})
    void are_of_as_many_neurons_as_the_scan(int neurons) throws IOException {
        float[] deviations = new float[neurons];
        Arrays.fill(deviations, 0.5f);
        given("responses/all/std.npy", NpyArray.ofFloats(deviations, neurons));

        assertRefused("std.npy: expected standard deviations [5], one for each neuron, got f4 [%d]".formatted(neurons));
    }

    @Test
    void are_one_row_of_neurons() throws IOException {
        given("responses/all/std.npy", NpyArray.ofFloats(new float[] {1, 1, 1, 1, 1}, 5, 1));

        assertRefused("std.npy: expected standard deviations [5], one for each neuron, got f4 [5, 1]");
    }

    @Test
    void of_responses_are_0_or_more_and_above_0_for_a_neuron() throws IOException {
        given("responses/all/std.npy", NpyArray.ofFloats(new float[] {1, 1, -0.5f, 1, 1}, 5));
        assertRefused("std.npy: expected standard deviations of 0 or more, got -0.5");

        given("responses/all/std.npy", NpyArray.ofFloats(new float[] {1, 1, Float.NaN, 1, 1}, 5));
        assertRefused("std.npy: expected finite numbers, got NaN");

        given("responses/all/std.npy", NpyArray.ofFloats(new float[5], 5));
        assertRefused("std.npy: expected a standard deviation above 0, got 0 for all");

        given("responses/all/std.npy", NpyArray.ofFloats(new float[] {0, 1, 0, 0, 0}, 5));
        Preparation.of(scan, ReadOptions.found(), GIVEN);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "std | 0 | expected a standard deviation above 0, got 0.0",
                "std | -2 | expected a standard deviation above 0, got -2.0",
                "std | NaN | expected finite numbers, got NaN",
                "mean | NaN | expected finite numbers, got NaN",
                "mean | Infinity | expected finite numbers, got Infinity"
            })
    void of_images_are_numbers_to_divide_by(String which, float value, String message) throws IOException {
        given("images/all/" + which + ".npy", NpyArray.ofFloats(new float[] {value}, 1));

        assertRefused(which + ".npy: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "std"})
    void of_images_are_one_number(String which) throws IOException {
        given("images/all/" + which + ".npy", NpyArray.ofFloats(new float[] {100, 100}, 2));

        assertRefused(which + ".npy: expected one number for all images, got f4 [2]");
    }

    @Test
    void are_all_there() throws IOException {
        Path deviation = scan.resolve("meta/statistics/images/all/std.npy");
        Files.delete(deviation);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Preparation.of(scan, ReadOptions.found(), GIVEN))
                .withMessage("std.npy: there is no such file (%s); check the path", deviation);
    }
}
