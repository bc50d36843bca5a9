package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DoctorCommandTest {

    private static final int LENGTH = SmallRecordings.HEIGHT * SmallRecordings.WIDTH;

    @TempDir
    private Path temporary;

    private Path data;

    @BeforeEach
    void write_a_recording() throws IOException {
        data = SmallRecordings.write(temporary.resolve("data"));
    }

    private CommandRun doctor(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("doctor", data, "--models", "rf-cnn"));
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(arguments.toArray());
    }

    private static JsonNode json(CommandRun run) throws IOException {
        assertThat(run.err()).isEmpty();
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(run.out());
    }

    /** Puts the first training images in place of the first test images. */
    private void leak(int count) throws IOException {
        NpyArray train = NpyFile.read(data.resolve("train_img_lab.npy"));
        NpyArray test = NpyFile.read(data.resolve("test_img_lab.npy"));
        byte[] pixels = new byte[29 * LENGTH];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (int) (i < count * LENGTH ? train : test).at(i);
        }
        NpyFile.write(
                data.resolve("test_img_lab.npy"),
                NpyArray.ofBytes(pixels, 29, SmallRecordings.HEIGHT, SmallRecordings.WIDTH, 1));
    }

    @Test
    void says_in_words_what_a_recording_is_and_what_is_odd() {
        CommandRun run = doctor("--fast").assertDone();

        assertThat(run.err()).isEmpty();
        assertThat(run.outLines())
                .startsWith(
                        data + ": site lab, 5 neurons, images of 17 x 19 pixels",
                        "files: train_img_lab.npy u1 [61, 17, 19, 1]; trainRsp_lab.npy f8 [61, 5];",
                        "  val_img_lab.npy u1 [23, 17, 19, 1]; valRsp_lab.npy f8 [23, 5];",
                        "  test_img_lab.npy u1 [29, 17, 19, 1]; testRsp_lab.npy f8 [29, 5]",
                        "",
                        "tier   images  ids  groups  kept as    pixels   mean (sd)        responses      mean (sd)  repeats",
                        "train      61    –       –    bytes  0 to 255  127 (74.1)   0.0261 to 1.17  0.387 (0.267)        –")
                .endsWith("A fit would run, with 2 warnings.");
        assertThat(run.out())
                .contains("\nWarnings:\n")
                .contains(
                        "  constant-neuron: 1 of 5 neurons responds the same to every train, val and test\n    image (neuron 3): no")
                .contains("\nNotes:\n  not-square: images are not square: 17 x 19 pixels")
                .doesNotContain("A study of");
        assertThat(run.outLines().stream().skip(1)).allMatch(line -> line.length() <= 100);
    }

    @Test
    void a_leak_is_named_and_ends_with_1() throws IOException {
        leak(3);

        CommandRun run = doctor("--fast");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("A fit is refused, because: leak: 3 of 29 test images are train images too"
                        + " (test 0 = train 0, test 1 = train 1, test 2 = train 2): scores on them would be too good"
                        + " -> leave them out of one of the two")
                .endsWith("A fit would be refused. ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void json_is_one_document_with_all_that_is_known() throws IOException {
        leak(1);

        CommandRun run = doctor("--fast", "--json");
        JsonNode root = json(run);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(names(root))
                .containsExactly(
                        "data",
                        "refused",
                        "findings",
                        "files",
                        "site",
                        "height",
                        "width",
                        "neurons",
                        "neuronIds",
                        "degreesPerPixel",
                        "responseUnit",
                        "tiers",
                        "reliability",
                        "study");
        assertThat(root.path("refused").asBoolean()).isTrue();
        assertThat(names(root.path("files")))
                .containsExactly(
                        "train_img_lab.npy",
                        "trainRsp_lab.npy",
                        "val_img_lab.npy",
                        "valRsp_lab.npy",
                        "test_img_lab.npy",
                        "testRsp_lab.npy");
        assertThat(root.path("files").path("testRsp_lab.npy").asText()).isEqualTo("f8 [29, 5]");
        assertThat(root.path("site").asText()).isEqualTo("lab");
        assertThat(root.path("neuronIds").asText()).isEqualTo("places");
        assertThat(root.path("degreesPerPixel").isNull()).isTrue();
        JsonNode first = root.path("findings").path(0);
        assertThat(names(first)).containsExactly("kind", "severity", "what", "remedy");
        assertThat(first.path("kind").asText()).isEqualTo("leak");
        assertThat(first.path("severity").asText()).isEqualTo("refused");
        JsonNode test = root.path("tiers").path(2);
        assertThat(names(test))
                .containsExactly("name", "images", "kept", "pixels", "responses", "repeats", "imageIds", "groups");
        assertThat(test.path("images").asInt()).isEqualTo(29);
        assertThat(test.path("pixels").path("largest").asDouble()).isEqualTo(255);
        assertThat(root.path("study").isNull()).isTrue();
        assertThat(root.path("reliability").isNull()).isTrue();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void responses_that_are_nan_are_null_in_json_and_named() throws IOException {
        double[] values = new double[29 * SmallRecordings.NEURONS];
        Arrays.fill(values, Double.NaN);
        NpyFile.write(data.resolve("testRsp_lab.npy"), NpyArray.ofDoubles(values, 29, SmallRecordings.NEURONS));

        CommandRun run = doctor("--json");
        JsonNode root = json(run);

        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode responses = root.path("tiers").path(2).path("responses");
        assertThat(responses.path("mean").isNull()).isTrue();
        assertThat(responses.path("notFinite").asInt()).isEqualTo(145);
        assertThat(root.path("findings").path(0).path("kind").asText()).isEqualTo("nan-responses");
        assertThat(root.path("study").isNull()).isTrue();
    }

    @Test
    void what_cannot_be_read_is_one_line() throws IOException {
        Path file = data.resolve("val_img_lab.npy");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 7));
        String line = "val_img_lab.npy: expected 7429 bytes of elements for u1 [23, 17, 19, 1], got 7422;"
                + " the file is cut short, copy or save it again";

        doctor().assertFailed(line);

        CommandRun run = doctor("--json");
        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode findings = json(run).path("findings");
        assertThat(findings).hasSize(1);
        assertThat(findings.path(0).path("kind").asText()).isEqualTo("unreadable");
        assertThat(findings.path(0).path("what").asText()).isEqualTo(line);
    }

    @Test
    void models_that_the_images_are_too_small_for_are_refused_as_study_does() {
        CommandRun run = CommandRun.of("doctor", data, "--fast");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("images-too-small: images of 17 x 19 pixels are too small for 3 of 10 models"
                        + " (ff-cnn needs 32 x 32,")
                .contains("or ask for --models rf-cnn,rf-sa-cnn,");
    }

    @Test
    void changes_nothing() throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);

        doctor("--fast").assertDone();

        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    @Test
    void refuses_a_model_that_there_is_not() {
        CommandRun run = CommandRun.of("doctor", data, "--models", "rf-cn");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("rf-cnn");
    }

    @Test
    @Tag("slow")
    void says_how_long_a_study_takes_and_what_it_needs() throws IOException {
        assertThat(doctor("--threads", 1).assertDone().out())
                .containsPattern("\nA study of 1 model and 5 neurons takes less than a minute on 1 thread;\n"
                        + "it needs about \\d+ kB on disk and about [\\d.]+ MB of memory.\n$");

        JsonNode study = json(doctor("--json").assertDone()).path("study");
        assertThat(names(study))
                .containsExactly("models", "neurons", "threads", "seconds", "secondsAlone", "fileBytes", "memoryBytes");
        assertThat(study.path("memoryBytes").asLong()).isBetween(30_000_000L, 70_000_000L);
    }
}
