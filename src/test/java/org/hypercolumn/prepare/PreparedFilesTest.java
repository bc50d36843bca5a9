package org.hypercolumn.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedFilesTest {
    private static final Provenance BY = new Provenance("1.2", List.of("--size", "5x5"));

    @TempDir
    Path temporary;

    private Path write(String name, Recording recording) throws IOException {
        Path out = temporary.resolve(name);
        PreparedFiles.at(out).write(SmallRecording.prepared(recording), BY);
        return out;
    }

    private void assertRoundTrip(Recording recording) throws IOException {
        SmallRecording.assertSame(RecordingReader.read(write("folder", recording), ReadOptions.found()), recording);
    }

    @Test
    void what_is_written_is_read_back_with_all_its_labels_and_unequal_trials() throws IOException {
        assertRoundTrip(SmallRecording.full());
        assertThat(NpyFile.header(temporary.resolve("folder/responses_trials.npy")))
                .hasToString("f4 [25, 3]"); // 11 + 5 images once, 2 + 4 + 3 trials
        assertThat(NpyFile.read(temporary.resolve("folder/trial_images.npy")).toLongs())
                .startsWith(0, 1, 2)
                .endsWith(16, 16, 17, 17, 17, 17, 18, 18, 18);
        assertThat(NpyFile.header(temporary.resolve("folder/images.npy"))).hasToString("u1 [19, 5, 7]");
    }

    @Test
    void a_recording_that_says_nothing_of_itself_is_read_back() throws IOException {
        assertRoundTrip(SmallRecording.plain());
        try (Stream<Path> files = Files.list(temporary.resolve("folder"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly(
                            "image_mean.npy",
                            "image_sd.npy",
                            "images.npy",
                            "recording.json",
                            "response_divisor.npy",
                            "response_sd.npy",
                            "responses.npy",
                            "site.npy",
                            "tiers.npy");
        }
    }

    @Test
    void equal_repeats_are_an_array_of_three_axes() throws IOException {
        Recording recording = new Recording(
                "equal",
                new Tier(SmallRecording.bytes(5, 1), SmallRecording.trials(2, 4, 4, 4, 4, 4)),
                Optional.empty(),
                Optional.empty(),
                Map.of());

        assertRoundTrip(recording);
        assertThat(NpyFile.header(temporary.resolve("folder/responses_trials.npy")))
                .hasToString("f4 [4, 5, 3]");
        assertThat(temporary.resolve("folder/trial_images.npy")).doesNotExist();
    }

    @Test
    void means_that_are_not_quite_those_of_the_trials_stay() throws IOException {
        Responses own = SmallRecording.trials(2, 1, 3, 2);
        float[] values = new float[9];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.nextUp(own.at(i / 3, i % 3));
        }
        Responses given = Responses.of(values, 3, 3).withTrials(own.trials().orElseThrow());

        assertRoundTrip(new Recording(
                "means",
                new Tier(SmallRecording.bytes(3, 1), given),
                Optional.of(new Tier(SmallRecording.bytes(2, 3), SmallRecording.responses(2, 4))),
                Optional.empty(),
                Map.of()));
    }

    @Test
    void an_image_without_any_trial_stays_a_gap() throws IOException {
        Trials trials = Trials.owning(
                List.of(List.of(), List.of(new float[] {1, 2, 3}, new float[] {3, 4, 5})), SmallRecording.NEURONS);
        Recording recording = new Recording(
                "gap",
                new Tier(SmallRecording.bytes(2, 1), Responses.ofTrials(trials, Gaps.KEPT)),
                Optional.empty(),
                Optional.empty(),
                Map.of());

        Recording read = RecordingReader.read(
                write("gap", recording), ReadOptions.found().withGaps(Gaps.KEPT));

        SmallRecording.assertSame(read, recording);
        assertThat(read.training().responses().at(0, 2)).isNaN();
        assertThat(read.training().responses().at(1, 2)).isEqualTo(4);
    }

    private static Map<String, byte[]> bytes(Path path) throws IOException {
        Map<String, byte[]> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.put(path.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return bytes;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", ".h5"})
    void the_same_recording_gives_the_same_bytes(String suffix) throws IOException {
        Map<String, byte[]> first = bytes(write("first" + suffix, SmallRecording.full()));
        Map<String, byte[]> second = bytes(write("second" + suffix, SmallRecording.full()));

        assertThat(second.keySet()).isEqualTo(first.keySet());
        second.forEach((name, content) -> assertThat(content).as(name).isEqualTo(first.get(name)));
    }

    @Test
    void an_hdf5_file_holds_the_same_arrays() throws IOException {
        Path folder = write("folder", SmallRecording.full());
        List<String> compared = new ArrayList<>();

        try (HdfFile file = new HdfFile(write("full.h5", SmallRecording.full()))) {
            for (String name : bytes(folder).keySet()) {
                if (!name.endsWith(".npy")) {
                    continue;
                }
                var array = NpyFile.read(folder.resolve(name));
                var dataset = file.getDatasetByPath(name.replace(".npy", ""));
                assertThat(dataset.getDimensions()).as(name).isEqualTo(array.shape());
                Object flat = array.rank() == 0 ? dataset.getData() : dataset.getDataFlat();
                List<String> values = HdfValues.texts(flat);
                List<String> expected = HdfValues.texts(array);
                assertThat(values).as(name).isEqualTo(expected);
                compared.add(name);
            }
            assertThat(file.getChildren()).hasSize(compared.size() + 1);
            assertThat(new ObjectMapper().readTree((String)
                            file.getDatasetByPath("recording_json").getData()))
                    .isEqualTo(new ObjectMapper()
                            .readTree(folder.resolve("recording.json").toFile()));
        }
        assertThat(compared).hasSize(15);
    }

    @Test
    void an_hdf5_file_is_read_by_h5py() throws Exception {
        Path file = write("full.h5", SmallRecording.full());
        String python = Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
        assumeTrue(
                run(List.of(python, "-c", "import h5py")).exitValue() == 0,
                "not tested, for want of h5py; install it for " + python);
        String script = "import h5py,sys;f=h5py.File(sys.argv[1]);"
                + "print({k:(str(v.dtype),v.shape) for k,v in sorted(f.items()) if k!='recording_json'});"
                + "print(f['neuron_ids'].asstr()[1], f['site'].asstr()[()], f['degrees_per_pixel'][()], f['trial_images'][-1])";

        Process process = run(List.of(python, "-c", script, file.toString()));

        assertThat(process.exitValue()).isZero();
        assertThat(Files.readAllLines(temporary.resolve("python.txt")))
                .containsExactly(
                        "{'degrees_per_pixel': ('float64', ()), 'groups': ('|S8', (19,)), 'image_ids': ('|S3', (19,)),"
                                + " 'image_mean': ('float64', ()), 'image_sd': ('float64', ()),"
                                + " 'images': ('uint8', (19, 5, 7)), 'neuron_ids': ('|S6', (3,)),"
                                + " 'response_divisor': ('float64', (3,)), 'response_sd': ('float64', (3,)),"
                                + " 'response_unit': ('|S4', ()), 'responses': ('float32', (19, 3)),"
                                + " 'responses_trials': ('float32', (25, 3)), 'site': ('|S4', ()),"
                                + " 'tiers': ('|S5', (19,)), 'trial_images': ('int32', (25,))}",
                        "zellé m1s1 0.04 18");
    }

    private Process run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("python.txt").toFile());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process;
    }

    @Test
    void says_what_it_was_made_from_and_how() throws IOException {
        assertThat(Files.readString(write("folder", SmallRecording.full()).resolve("recording.json")))
                .isEqualTo("""
                        {
                          "site" : "m1s1",
                          "made_by" : "hypercolumn prepare 1.2",
                          "made_from" : {
                            "name" : "lab",
                            "format" : "npy",
                            "sha256" : {
                              "images.npy" : "00ff"
                            }
                          },
                          "options" : [
                            "--size",
                            "5x5"
                          ],
                          "steps" : [
                            "a step"
                          ]
                        }
                        """);
    }

    @Test
    void takes_an_empty_folder_and_what_a_killed_attempt_left() throws IOException {
        Files.createDirectory(temporary.resolve("empty"));
        Files.writeString(
                Files.createDirectory(temporary.resolve(".empty.part")).resolve("images.npy"), "half");

        SmallRecording.assertSame(
                RecordingReader.read(write("empty", SmallRecording.full()), ReadOptions.found()),
                SmallRecording.full());
        assertThat(temporary.resolve(".empty.part")).doesNotExist();
    }

    private void assertRefused(String name, String message) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> PreparedFiles.at(temporary.resolve(name)))
                .withMessage(message);
    }

    @Test
    void refuses_what_is_there_and_names_of_other_formats() throws IOException {
        Files.writeString(Files.createDirectory(temporary.resolve("full")).resolve("thesis.txt"), "years of work");
        Files.createDirectory(temporary.resolve("folder.h5"));
        Files.writeString(temporary.resolve("file"), "in the way");

        assertRefused(
                "full",
                "full: expected a new or empty folder to write to, got one with thesis.txt in it; choose another");
        assertRefused("file", "file: expected a path where nothing is yet, got one that is taken; choose another");
        assertRefused(
                "folder.h5", "folder.h5: expected a path where nothing is yet, got one that is taken; choose another");
        assertRefused(
                "data.mat", "data.mat: expected a folder, or a file that ends in .h5, to write; choose another name");
    }

    @Test
    void leaves_nothing_where_it_cannot_write() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "in the way");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> write("file/out", SmallRecording.full()))
                .withMessageContaining("could not be written")
                .withMessageContaining("choose a folder");
        assertThat(file).hasContent("in the way");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).containsExactly(file);
        }
    }
}
