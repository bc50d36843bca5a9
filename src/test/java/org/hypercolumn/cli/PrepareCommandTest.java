package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.format.SensoriumFixture;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PrepareCommandTest {
    private static final int IMAGES = 19;

    @TempDir
    private Path temporary;

    /** Images of 6 x 8 pixels with responses of 3 neurons. */
    private Path data() throws IOException {
        Path folder = temporary.resolve("lab");
        if (Files.notExists(folder)) {
            Files.createDirectory(folder);
            byte[] pixels = new byte[IMAGES * 6 * 8];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (i * 31 ^ i >> 3);
            }
            double[] responses = new double[IMAGES * 3];
            for (int i = 0; i < responses.length; i++) {
                responses[i] = StrictMath.sin(i);
            }
            NpyFile.write(folder.resolve("images.npy"), NpyArray.ofBytes(pixels, IMAGES, 6, 8));
            NpyFile.write(folder.resolve("responses.npy"), NpyArray.ofDoubles(responses, IMAGES, 3));
        }
        return folder;
    }

    private Path out() {
        return temporary.resolve("out");
    }

    private CommandRun prepare(Object... options) throws IOException {
        List<Object> line = new ArrayList<>(List.of("prepare", data(), out()));
        line.addAll(List.of(options));
        return CommandRun.of(line.toArray());
    }

    @Test
    void says_what_it_did() throws IOException {
        CommandRun run = prepare("--crop=4x6", "--size", "2x3", "--split=0.6,0.2,0.2", "--neurons=0,2");
        run.assertDone();

        assertThat(run.err()).isEmpty();
        assertThat(run.outLines())
                .containsExactly(
                        "neurons: 2 of 3 kept",
                        "split: train 11, val 4, test 4 by images, seed 1",
                        "crop: rows 1 to 4, columns 1 to 6 of 6 x 8 pixels",
                        "size: 4 x 6 pixels averaged down to 2 x 3",
                        run.outLines().get(4),
                        out() + ": site lab, 11 train, 4 val, 4 test images of 2 x 3 pixels, 2 neurons");
        assertThat(run.outLines().get(4)).startsWith("statistics: of 11 training images, mean ");
        Recording made = RecordingReader.read(out(), ReadOptions.found());
        assertThat(made.training().stimuli()).hasToString("stimuli [11, 2, 3]");
        assertThat(made.test().orElseThrow().neurons()).isEqualTo(2);
    }

    @Test
    void keeps_the_options_in_the_order_of_the_help() throws IOException {
        prepare("--normalize", "--size=3x4", "--split=0.8,0.2", "--seed=7").assertDone();

        JsonNode about =
                new ObjectMapper().readTree(out().resolve("recording.json").toFile());
        assertThat(about.path("options"))
                .extracting(JsonNode::asText)
                .containsExactly("--split", "0.8,0.2", "--seed", "7", "--size", "3x4", "--normalise");
        assertThat(about.path("made_by").asText()).isEqualTo("hypercolumn prepare development");
        assertThat(about.path("made_from").path("sha256")).hasSize(2);
    }

    @Test
    void gives_the_same_bytes_for_the_same_command() throws IOException {
        prepare("--split=0.6,0.4", "--size=5x5").assertDone();
        CommandRun.of("prepare", data(), temporary.resolve("again"), "--split=0.6,0.4", "--size=5x5")
                .assertDone();

        Map<String, String> first = SmallRecordings.contents(out());
        assertThat(first).hasSizeGreaterThan(8).isEqualTo(SmallRecordings.contents(temporary.resolve("again")));
    }

    @Test
    void writes_hdf5_that_is_prepared_again() throws IOException {
        Path file = temporary.resolve("out.h5");
        CommandRun.of("prepare", data(), file).assertDone();
        CommandRun.of("prepare", file, out()).assertDone();

        for (String name : new String[] {"images.npy", "responses.npy", "tiers.npy", "image_sd.npy"}) {
            assertThat(out().resolve(name)).exists();
        }
        Recording before = RecordingReader.read(data(), ReadOptions.found());
        Recording after = RecordingReader.read(out(), ReadOptions.found());
        assertThat(after.site()).isEqualTo("lab");
        for (int image = 0; image < IMAGES; image++) {
            assertThat(after.training().stimuli().digest(image))
                    .isEqualTo(before.training().stimuli().digest(image));
        }
        assertThat(after.training().responses().neuron(2))
                .isEqualTo(before.training().responses().neuron(2));
    }

    private static Map<String, String> arrays(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>(SmallRecordings.contents(folder));
        contents.keySet().removeIf(name -> !name.endsWith(".npy")); // recording.json names the file
        return contents;
    }

    @Test
    void gives_the_same_bytes_whatever_the_layout_was() throws Exception {
        Map<String, String> first = Map.of();
        for (String name : List.of("npy", "stored.npz", "v7.mat", "v73.mat", "chunked.h5", "pictures")) {
            URL fixture = Objects.requireNonNull(SensoriumFixture.class.getResource(name), name);
            Path made = temporary.resolve(name + ".out");
            CommandRun.of("prepare", Path.of(fixture.toURI()), made).assertDone();
            first = first.isEmpty() ? arrays(made) : first;
            assertThat(arrays(made)).as(name).isEqualTo(first);
        }
        assertThat(first).hasSize(15).containsKeys("images.npy", "trial_images.npy", "groups.npy");
    }

    @Test
    void makes_a_scan_ready_to_be_fitted() throws Exception {
        CommandRun.of(
                        "prepare",
                        SensoriumFixture.kept("hashed").scan(),
                        out(),
                        "--crop=36x36",
                        "--at=18,40",
                        "--size=17x17",
                        "--statistics=given")
                .assertDone();

        Recording made = RecordingReader.read(out(), ReadOptions.found());
        assertThat(made.site()).isEqualTo("static12345-6-7");
        assertThat(made.tiers().keySet()).containsExactly("train", "val", "test");
        assertThat(made.test().orElseThrow().responses().trials()).isPresent();
        assertThat(made.training().stimuli()).hasToString("stimuli [12, 17, 17]");
    }

    @Test
    void takes_ids_of_images_from_a_file() throws Exception {
        Path scan = SensoriumFixture.kept("plain").scan();
        Path ids = Files.writeString(temporary.resolve("ids.txt"), "3\n\n 101 \n7\n");

        CommandRun.of("prepare", scan, out(), "--image-ids", ids).assertDone();

        Recording made = RecordingReader.read(out(), ReadOptions.found());
        assertThat(made.training().labels().ids()).containsExactlyInAnyOrder("3", "7");
        assertThat(made.validation().orElseThrow().labels().ids()).containsExactly("101");

        Files.write(ids, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        CommandRun.of("prepare", scan, temporary.resolve("other"), "--image-ids", ids)
                .assertFailed("ids.txt: expected text in UTF-8, an id a line, got other bytes");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--crop=5 | --crop: expected a height and a width in pixels such as 50x64, got '5'",
                "--crop=0x5 | --crop: expected a size above 0, got 0 x 5",
                "--size=5x | --size: expected a height and a width in pixels such as 50x64, got '5x'",
                "--at=3,4 | --at goes with --crop; say the size of the part",
                "--by=groups | --by goes with --split; say the shares",
                "--keep-test | --keep-test goes with --split; say the shares",
                "--neurons=0-a | --neurons: expected a list such as 0-3,7 of at most 1000000, got '0-a'",
                "--images=7-3 | --images: expected a list such as 0-3,7 of at most 1000000, got '7-3'",
                "--drop-incomplete=neuron | --drop-incomplete: expected one of neurons, images, got 'neuron'; did you mean 'neurons'?",
                "--statistics=all | --statistics: expected one of training, given, got 'all'",
                "--split=a | --split: expected shares of training, validation and test such as 0.7,0.1,0.2, got 'a'"
            })
    void refuses_options_that_make_no_sense(String option, String message) throws IOException {
        prepare(option).assertMisused(" prepare", message);
        assertThat(out()).doesNotExist();
    }

    @Test
    void refuses_options_that_do_not_go_together() throws IOException {
        prepare("--neurons=0", "--neuron-ids=0")
                .assertMisused(" prepare", "selection: expected places or ids, got both; leave one out");
        prepare("--crop=3x3", "--at=3")
                .assertMisused(" prepare", "--at: expected a row and a column in pixels such as 72,128, got '3'");
        prepare("--split=0.7,0.1,0.2", "--keep-test")
                .assertMisused(
                        " prepare",
                        "--split: expected no share of test where the test tier is kept, got 0.2; give two shares");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--size=7x8 | size: expected at most 6 x 8 pixels, as images are only made smaller, got 7 x 8",
                "--neurons=3 | neurons: expected some of 0 to 2, got 3",
                "--neuron-ids=x | neurons: expected ids of the recording, got 'x'",
                "--tiers=test | tiers: expected some of train, got 'test'",
                "--statistics=given | lab: expected a Sensorium scan, which gives statistics, got format npy; use those of training",
                "--split=0.7,0.1,0.2 --by=groups | split: expected a recording with groups of images, got one without; split by images"
            })
    void refuses_what_does_not_fit_the_recording_and_writes_nothing(String options, String message) throws IOException {
        prepare((Object[]) options.split(" ")).assertFailed(message);
        assertThat(out()).doesNotExist();
    }

    @Test
    void refuses_what_is_taken_before_it_reads() throws IOException {
        Files.writeString(Files.createDirectory(out()).resolve("thesis.txt"), "years of work");

        CommandRun.of("prepare", temporary.resolve("nowhere"), out())
                .assertFailed(
                        "out: expected a new or empty folder to write to, got one with thesis.txt in it; choose another");
        assertThat(out().resolve("thesis.txt")).hasContent("years of work");
    }
}
