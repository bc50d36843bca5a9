package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationFolderTest {

    private static final Simulation SIMULATION =
            Simulation.of(SimulationPlan.standard().withImages(17).withNeurons(3));

    @TempDir
    private Path parent;

    @Test
    void holds_the_recording_in_the_papers_layout() throws IOException {
        Path folder = parent.resolve("new").resolve("sim");
        SIMULATION.writeTo(folder);

        assertThat(NpyFile.header(folder.resolve("train_img_sim.npy")).toString())
                .isEqualTo("u1 [17, 50, 50, 1]");
        assertThat(NpyFile.header(folder.resolve("valRsp_sim.npy")).toString()).isEqualTo("f4 [200, 3]");
        assertThat(NpyFile.header(folder.resolve("valTrials_sim.npy")).toString())
                .isEqualTo("f4 [10, 200, 3]");
        Recording read = RecordingReader.read(folder, ReadOptions.found());
        Recording made = SIMULATION.recording();
        assertThat(read.site()).isEqualTo("sim");
        assertThat(read.training().responses().neuron(2))
                .isEqualTo(made.training().responses().neuron(2));
        assertThat(read.test().orElseThrow().responses().neuron(1))
                .isEqualTo(made.test().orElseThrow().responses().neuron(1));
        assertThat(NpyFile.read(folder.resolve("test_img_sim.npy")).toBytes())
                .isEqualTo(SIMULATION.images(SimulatedTier.TEST).toBytes());
    }

    @Test
    void holds_the_truth_and_its_explanation() throws IOException {
        Path folder = parent.resolve("sim");
        SIMULATION.writeTo(folder);

        Map<String, NpyArray> truth = NpzFile.read(folder.resolve("truth.npz"));
        JsonNode text = new JsonMapper().readTree(folder.resolve("truth.json").toFile());

        assertThat(truth).hasSize(3 * 2 + Trait.values().length + 4);
        assertThat(truth.get("val_noise_free")).hasToString("f4 [200, 3]");
        assertThat(truth.get("train_center_only")).hasToString("f4 [17, 3]");
        assertThat(truth.get("orientation_degrees")).hasToString("f8 [3]");
        assertThat(text.at("/made_by").asText()).isEqualTo("hypercolumn simulate");
        assertThat(text.at("/plan").toString())
                .startsWith("{\"images\":17,\"neurons\":3,\"seed\":1,\"height\":50,\"width\":50,\"sites\":1,"
                        + "\"stimuli\":\"dead leaves: occluding discs, radii with density r^-3\",\"unit\":\"dF/F\","
                        + "\"population\":[\"responses: calcium");
        assertThat(text.at("/sites").size()).isEqualTo(1);
        assertThat(text.at("/sites/0/surround_factor").asDouble()).isEqualTo(1);
        assertThat(text.at("/sites/0/neurons").size()).isEqualTo(3);
        assertThat(text.at("/sites/0/neurons/2/orientation_degrees").asDouble())
                .isCloseTo(truth.get("orientation_degrees").at(2), within(1e-6));
        assertThat(Files.readString(folder.resolve("truth.json")))
                .doesNotContain("\r")
                .endsWith("}");
    }

    @Test
    void is_rewritten_with_the_same_bytes_by_the_same_plan() throws IOException {
        Path folder = parent.resolve("sim");
        SIMULATION.writeTo(folder);
        Map<String, byte[]> first = contents(folder);
        Files.delete(folder.resolve("truth.npz")); // as if cut off
        Files.writeString(folder.resolve("notes.txt"), "mine");

        Simulation.of(SIMULATION.plan()).writeTo(folder);

        Map<String, byte[]> second = contents(folder);
        assertThat(second.remove("notes.txt")).isEqualTo("mine".getBytes(StandardCharsets.UTF_8));
        assertThat(second).hasSize(10).containsExactlyEntriesOf(first);
    }

    @Test
    void may_be_an_empty_folder() throws IOException {
        SIMULATION.writeTo(parent);

        assertThat(contents(parent)).hasSize(10);
    }

    @Test
    void leaves_nothing_beside_it_and_clears_what_a_killed_attempt_left() throws IOException {
        Files.writeString(Files.createDirectory(parent.resolve(".sim.part")).resolve(".truth.npz.part"), "cut off");

        SIMULATION.writeTo(parent.resolve("sim"));

        assertThat(parent).isDirectoryNotContaining("glob:**.part");
        assertThat(contents(parent.resolve("sim"))).hasSize(10);
    }

    @Test
    void refuses_a_folder_that_holds_something_else() throws IOException {
        Files.writeString(parent.resolve("thesis.tex"), "years of work");

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> SIMULATION.writeTo(parent))
                .withMessage(
                        parent.getFileName()
                                + ": expected a new or empty folder for the simulation, got one with thesis.tex in it; choose another");
        assertThat(contents(parent)).hasSize(1);
    }

    @Test
    void refuses_the_simulation_of_another_plan() throws IOException {
        Path folder = parent.resolve("sim");
        SIMULATION.writeTo(folder);
        Map<String, byte[]> before = contents(folder);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Simulation.of(
                                SIMULATION.plan().withImages(19).withNeurons(2).withSeed(7))
                        .writeTo(folder))
                .withMessage(
                        "sim: holds a simulation of 17 images and 3 neurons from seed 1, but 19 images and 2 neurons from"
                                + " seed 7 were asked for; choose another folder or remove this one");
        assertThat(contents(folder)).containsExactlyEntriesOf(before);
    }

    @Test
    void says_what_distinguishes_another_population_size_or_number_of_sites() throws IOException {
        Path folder = parent.resolve("sim");
        SIMULATION.writeTo(folder);
        SimulationPlan plan = SIMULATION.plan();

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Simulation.of(
                                plan.withPopulation(plan.population().withSurround(2)))
                        .writeTo(folder))
                .withMessageContaining(
                        "from seed 1, surround: 1, but 17 images and 3 neurons from seed 1, surround: 2");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(
                        () -> Simulation.of(plan.withSites(2).withSize(32, 50)).writeTo(folder))
                .withMessageContaining(
                        "from seed 1, height 50, sites 1, but 17 images and 3 neurons from seed 1, height 32,"
                                + " sites 2 were asked for");
    }

    @Test
    void of_two_sites_holds_both_recordings_and_both_truths() throws IOException {
        Path folder = parent.resolve("sites");
        Simulation.of(SIMULATION.plan().withSites(2)).writeTo(folder);

        assertThat(contents(folder)).hasSize(2 * 9 + 1).containsKeys("truth_M1S1.npz", "testTrials_M2S1.npy");
        assertThat(RecordingReader.read(folder, ReadOptions.found().withSite(Optional.of("M2S1")))
                        .neurons())
                .isEqualTo(3);
    }

    @Test
    void refuses_a_truth_that_it_did_not_write() throws IOException {
        for (String text : new String[] {"", "{", "[]", "{\"plan\":{\"neurons\":1,\"seed\":1}}"}) {
            Files.writeString(parent.resolve("truth.json"), text);

            assertThatExceptionOfType(BadDataFileException.class)
                    .isThrownBy(() -> SIMULATION.writeTo(parent))
                    .withMessage("truth.json: expected the text that 'hypercolumn simulate' writes, got another; choose"
                            + " another folder");
        }
    }

    @Test
    void refuses_a_file_in_its_place() throws IOException {
        Path file = Files.writeString(parent.resolve("sim"), "a file");

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> SIMULATION.writeTo(file))
                .withMessage("sim: expected a folder for the simulation, got a file; choose another path");
        assertThat(file).hasContent("a file");
    }

    @Test
    void refuses_a_file_where_a_folder_above_it_should_be() throws IOException {
        Path file = Files.writeString(parent.resolve("notes"), "a file");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SIMULATION.writeTo(file.resolve("sim")))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(": could not be written: ");
        assertThat(contents(parent)).hasSize(1);
    }

    private static Map<String, byte[]> contents(Path folder) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        }
        return contents;
    }
}
