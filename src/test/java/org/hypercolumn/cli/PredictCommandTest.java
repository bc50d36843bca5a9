package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Predictor;
import org.hypercolumn.model.SafetensorsFile;
import org.hypercolumn.stimulus.Normalization;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PredictCommandTest {

    private static final Optional<Architecture> UNKNOWN = Optional.empty();

    @TempDir
    private static Path shared;

    private static Path images;
    private static Path first;
    private static Path second;

    /** Of the second neuron, as Python would write it. */
    private static Path bare;

    @TempDir
    private Path temporary;

    private Path out;

    @BeforeAll
    static void fits_two_neurons() throws IOException {
        Path data = SmallRecordings.write(shared.resolve("data"));
        Path run = shared.resolve("run");
        CommandRun.of("fit", data, "--model=rf-cnn", "--epochs=1", "--neurons=0,2", "--out", run)
                .assertDone();
        images = data.resolve("test_img_lab.npy");
        first = run.resolve("models/rf-cnn/neuron_0000.safetensors");
        second = run.resolve("models/rf-cnn/neuron_0002.safetensors");
        bare = shared.resolve("python.safetensors");
        SafetensorsFile.of(Map.of(), SafetensorsFile.read(second).tensors()).write(bare);
    }

    @BeforeEach
    void choose_a_file_to_write() {
        out = temporary.resolve("p.npy");
    }

    private CommandRun predict(Object... models) {
        List<Object> arguments = new ArrayList<>(List.of("predict", "--images", images, "--out", out));
        arguments.addAll(List.of(models));
        return CommandRun.of(arguments.toArray());
    }

    private void assertRefused(String line, Object... models) throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);
        predict(models).assertFailed(line);
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    private static float[] expected(Path file, Normalization normalization) throws IOException {
        FittedModel model = FittedModel.read(file, UNKNOWN, 0, 0);
        var predictor = new Predictor(model.architecture(), Kernels.best(), 17, 19);
        model.loadInto(predictor.network());
        return predictor.predict(Stimuli.read(images), normalization);
    }

    private float[] written() throws IOException {
        return NpyFile.read(out).toFloats();
    }

    @Test
    void writes_a_prediction_an_image_of_one_model_and_says_so() throws IOException {
        CommandRun predict = predict(first).assertDone();

        assertThat(predict.out()).isEqualTo("%s: f4 [29], predictions of rf-cnn neuron 0\n".formatted(out));
        assertThat(predict.err()).isEmpty();
        assertThat(NpyFile.read(out)).hasToString("f4 [29]");
        Normalization own =
                FittedModel.read(first, UNKNOWN, 0, 0).normalization().orElseThrow();
        assertThat(written()).isEqualTo(expected(first, own));
    }

    @Test
    void predicts_what_the_run_kept() throws IOException {
        predict(first, second).assertDone();

        NpyArray kept =
                NpzFile.read(shared.resolve("run/predictions/rf-cnn.npz")).get("test/predictions");
        assertThat(written()).isEqualTo(kept.toFloats());
    }

    @Test
    void writes_a_column_a_model_in_the_order_given() throws IOException {
        assertThat(predict(second, first, second).assertDone().out())
                .endsWith("p.npy: f4 [29, 3], predictions of rf-cnn neuron 2, neuron 0, neuron 2\n");

        assertThat(NpyFile.read(out)).hasToString("f4 [29, 3]");
        float[] all = written();
        Normalization own =
                FittedModel.read(first, UNKNOWN, 0, 0).normalization().orElseThrow();
        float[] ofFirst = expected(first, own);
        float[] ofSecond = expected(second, own);
        for (int s = 0; s < 29; s++) {
            assertThat(all[3 * s]).isEqualTo(ofSecond[s]).isEqualTo(all[3 * s + 2]);
            assertThat(all[3 * s + 1]).isEqualTo(ofFirst[s]);
        }
    }

    @Test
    void takes_pixels_as_they_are_with_raw() throws IOException {
        predict(first, "--raw").assertDone();

        assertThat(written()).isEqualTo(expected(first, Normalization.none()));
    }

    @Test
    void standardises_by_these_images_for_a_file_from_python() throws IOException {
        Stimuli stimuli = Stimuli.read(images);

        predict(bare, "--model", "rf-cnn").assertDone();

        assertThat(written())
                .isEqualTo(expected(second, new Normalization(stimuli.mean(), stimuli.standardDeviation())));
    }

    @Test
    void takes_a_file_from_python_with_raw_pixels() throws IOException {
        predict(bare, "--model", "rf-cnn", "--raw").assertDone();

        assertThat(written()).isEqualTo(expected(second, Normalization.none()));
    }

    @Test
    void asks_for_the_model_of_a_file_from_python() throws IOException {
        assertRefused(
                "python.safetensors: expected a file that says its architecture, got one that does not;"
                        + " say it with --model ID",
                bare);
    }

    @Test
    void refuses_another_model_than_the_file_says() throws IOException {
        assertRefused(
                "neuron_0000.safetensors: says that it is a rf-cnn, not a rf-cnn-c30; leave out --model",
                first,
                "--model",
                "rf-cnn-c30");
    }

    @Test
    void refuses_another_model_than_the_file_holds() throws IOException {
        assertRefused(
                "python.safetensors: expected layers.0.weight [30, 1, 5, 5] for rf-cnn-c30 and images of 17 x 19,"
                        + " got [32, 1, 5, 5]",
                bare,
                "--model",
                "rf-cnn-c30");
    }

    @Test
    void refuses_an_unknown_model() throws IOException {
        assertRefused(
                "model 'rfcnn' is not known; did you mean 'rf-cnn'? hypercolumn models lists all",
                bare,
                "--model",
                "rfcnn");
    }

    @Test
    void refuses_images_of_another_size() throws IOException {
        Path turned = temporary.resolve("turned.npy");
        NpyFile.write(turned, NpyArray.ofBytes(new byte[2 * 19 * 17], 2, 19, 17));

        CommandRun.of("predict", first, "--images", turned, "--out", out)
                .assertFailed("turned.npy: expected images of 17 x 19 pixels, as neuron_0000.safetensors was fitted to,"
                        + " got 19 x 17");
        assertThat(out).doesNotExist();
    }

    @Test
    void refuses_images_that_are_too_small_for_a_file_from_python() throws IOException {
        Path small = temporary.resolve("small.npy");
        NpyFile.write(small, NpyArray.ofBytes(new byte[2 * 15 * 19], 2, 15, 19));

        CommandRun.of("predict", bare, "--model", "rf-cnn", "--images", small, "--out", out)
                .assertFailed("python.safetensors: rf-cnn: expected images of 16 x 16 pixels or more, got 15 x 19");
    }

    @Test
    void refuses_images_of_one_gray_level_where_it_would_divide_by_their_deviation() throws IOException {
        Path gray = temporary.resolve("gray.npy");
        NpyFile.write(gray, NpyArray.ofBytes(new byte[2 * 17 * 19], 2, 17, 19));

        CommandRun.of("predict", bare, "--model", "rf-cnn", "--images", gray, "--out", out)
                .assertFailed("gray.npy: expected images that can be standardised, got one gray level;"
                        + " give more images or --raw");
        CommandRun.of("predict", first, "--images", gray, "--out", out).assertDone();
    }

    @Test
    void refuses_a_model_file_that_is_none() throws IOException {
        Path text = Files.writeString(temporary.resolve("notes.txt"), "not a model at all");

        assertRefused(
                "notes.txt: expected a safetensors file, got something else or one cut short; copy or save it again",
                text);
        assertRefused(
                "none.safetensors: expected a model file, but there is none at %s"
                        .formatted(temporary.resolve("none.safetensors")),
                temporary.resolve("none.safetensors"));
        assertRefused(
                "rf-cnn: expected a file, got a folder (%s); give the file itself".formatted(first.getParent()),
                first.getParent());
    }

    @Test
    void refuses_images_that_are_none() throws IOException {
        images = temporary.resolve("x.npy");
        try {
            assertRefused("x.npy: there is no such file (%s); check the path".formatted(images), first);
            NpyFile.write(images, NpyArray.ofFloats(new float[11], 11));
            assertRefused(
                    "x.npy: expected images [S, H, W], [S, H, W, 1] or [S, 1, H, W], got f4 [11];"
                            + " bring its axes into this order with numpy.moveaxis, which keeps pixels together as reshape does not",
                    first);
        } finally {
            images = shared.resolve("data/test_img_lab.npy");
        }
    }

    @Test
    void does_not_replace_a_file_without_being_told() throws IOException {
        predict(first).assertDone();
        byte[] before = Files.readAllBytes(out);

        predict(second)
                .assertFailed("p.npy: exists already (%s); choose another --out or add --overwrite".formatted(out));
        assertThat(out).hasBinaryContent(before);
        predict(second, "--overwrite").assertDone();
        assertThat(Files.readAllBytes(out)).isNotEqualTo(before);
    }

    @Test
    void says_once_that_images_are_on_another_scale() throws IOException {
        Stimuli stimuli = Stimuli.read(images);
        float[] pixels = new float[29 * 17 * 19];
        for (int s = 0; s < 29; s++) {
            stimuli.copyTo(s, pixels, s * 17 * 19);
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] /= 255;
        }
        Path shares = temporary.resolve("shares.npy");
        NpyFile.write(shares, NpyArray.ofFloats(pixels, 29, 17, 19));

        CommandRun predict = CommandRun.of("predict", first, second, "--images", shares, "--out", out)
                .assertDone();

        assertThat(predict.err())
                .matches(
                        "shares\\.npy: these images have mean 0\\.\\d+ and standard deviation 0\\.\\d+,"
                                + " those that the model was fitted to 1\\d\\d and \\d+\\.\\d; multiplied by 255 they would be alike\n");
        assertThat(predict(first, "--raw", "--overwrite").assertDone().err())
                .startsWith("test_img_lab.npy: these images have mean 1")
                .endsWith("once standardised, 0 and 1; leave out --raw unless these are standardised\n");
    }

    @Test
    void refuses_to_write_over_what_it_reads() throws IOException {
        byte[] before = Files.readAllBytes(first);
        out = temporary.resolve("link.npy");
        Files.createLink(out, first);

        predict(second, first).assertFailed("link.npy: is to be read and written; choose another --out");

        assertThat(first).hasBinaryContent(before);
    }

    @Test
    void refuses_an_out_that_cannot_be_written() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "in the way");
        out = file.resolve("p.npy");

        assertRefused(
                "%s: could not be written: %s is a file, not a folder; choose a folder with free space that you may write to"
                        .formatted(out, file),
                first);
        out = Files.createDirectory(temporary.resolve("folder"));
        assertRefused(
                "%s: could not be written: a folder has that name; choose a folder with free space that you may write to"
                        .formatted(out),
                first);
    }

    @Test
    void asks_for_what_is_missing() {
        CommandRun.of("predict", first, "--images", images)
                .assertMisused(" predict", "Missing required option: '--out=FILE'");
        CommandRun.of("predict", "--images", images, "--out", out)
                .assertMisused(" predict", "Missing required parameter: 'MODEL'");
    }
}
