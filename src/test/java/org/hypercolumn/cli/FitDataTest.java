package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fit refuses of a recording. */
@Timeout(60)
class FitDataTest {

    @TempDir
    private Path temporary;

    private Path data;
    private Path run;

    @BeforeEach
    void write_a_recording() throws IOException {
        data = SmallRecordings.write(temporary.resolve("data"));
        run = temporary.resolve("run");
    }

    /** Fits rf-cnn for two epochs, and whatever else is asked for. */
    private CommandRun fit(Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("fit", data, "--model", "rf-cnn", "--epochs", 2, "--batch", 13, "--out", run));
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(arguments.toArray());
    }

    private void assertNothingWritten(Map<String, String> before) throws IOException {
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    /** Refused in one line, before anything is announced or written. */
    private void assertRefused(String line, Object... more) throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);
        fit(more).assertFailed(line);
        assertNothingWritten(before);
    }

    @Test
    void refuses_data_that_are_not_there() throws IOException {
        data = temporary.resolve("nowhere");

        assertRefused("nowhere: there is no such file or folder (%s); check the path".formatted(data));
    }

    @Test
    void refuses_a_folder_without_a_recording() throws IOException {
        data = Files.createDirectory(temporary.resolve("empty"));

        assertRefused("empty: expected {train,val,test}_img_SITE.npy with {train,val,test}Rsp_SITE.npy,"
                + " or images.npy with responses.npy, or a Sensorium scan, or images with a CSV, got an empty folder;"
                + " give the folder or file that holds the recording, or say its --format");
    }

    @Test
    void refuses_a_file_that_is_not_npy() throws IOException {
        Files.writeString(data.resolve("valRsp_lab.npy"), "1.5,2\n");

        assertRefused("valRsp_lab.npy: expected an npy file, which begins with '?NUMPY',"
                + " got one that begins with '1.5,2?'; save the array with numpy.save");
    }

    @Test
    void refuses_a_file_that_was_cut_short() throws IOException {
        Path file = data.resolve("train_img_lab.npy");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 7));

        // 61 * 17 * 19
        assertRefused("train_img_lab.npy: expected 19703 bytes of elements for u1 [61, 17, 19, 1], got 19696;"
                + " the file is cut short, copy or save it again");
    }

    @Test
    void refuses_text_for_pixels_and_for_responses() throws IOException {
        NpyFile.write(data.resolve("valRsp_lab.npy"), NpyArray.ofText(new String[] {"a", "b"}, 2));
        assertRefused("valRsp_lab.npy: expected responses as numbers, got text [2]; save it as float32");

        NpyFile.write(data.resolve("val_img_lab.npy"), NpyArray.ofText(new String[] {"a", "b"}, 2));
        assertRefused("val_img_lab.npy: expected pixels as numbers, got text [2]; save grey values");
    }

    @Test
    void refuses_images_and_responses_of_different_counts() throws IOException {
        NpyFile.write(
                data.resolve("testRsp_lab.npy"),
                SmallRecordings.responses(SmallRecordings.tier(28, 1).responses()));

        assertRefused("test_img_lab.npy: has 29 images but testRsp_lab.npy has 28 responses;"
                + " find out which are missing");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300})
    void refuses_responses_that_are_not_finite(double bad) throws IOException {
        double[] values = SmallRecordings.responses(SmallRecordings.tier(61, 1).responses())
                .toDoubles();
        values[7 * SmallRecordings.NEURONS + 2] = bad;
        NpyFile.write(data.resolve("trainRsp_lab.npy"), NpyArray.ofDoubles(values, 61, 5));

        assertRefused(
                "trainRsp_lab.npy: expected finite responses, got 1 NaN or infinite,"
                        + " the first at stimulus 7, neuron 2 (counted from 0); repair them, or take them out with prepare --drop-incomplete");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
    void refuses_pixels_that_are_not_finite(float bad) throws IOException {
        float[] pixels = new float[61 * 17 * 19];
        pixels[11 * 17 * 19 + 5] = bad;
        NpyFile.write(data.resolve("train_img_lab.npy"), NpyArray.ofFloats(pixels, 61, 17, 19));

        assertRefused(
                "train_img_lab.npy: expected finite pixels, got 1 NaN or infinite,"
                        + " the first in image 11 (counted from 0); repair them, or take them out with prepare --drop-incomplete images");
    }

    @Test
    void refuses_images_of_one_gray_level() throws IOException {
        NpyFile.write(data.resolve("train_img_lab.npy"), NpyArray.ofBytes(new byte[61 * 17 * 19], 61, 17, 19));

        assertRefused("normalization: standard deviation must be above 0 and finite, got 0.0;"
                + " are all training images one gray level?");
    }

    @Test
    void refuses_images_that_are_too_small() throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);

        CommandRun.of("fit", data, "--model", "rf-cnn,ff-cnn", "--out", run)
                .assertFailed("ff-cnn: expected images of 32 x 32 pixels or more, got 17 x 19");

        assertNothingWritten(before);
    }
}
