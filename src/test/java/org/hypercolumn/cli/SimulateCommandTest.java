package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SimulateCommandTest {

    @TempDir
    private static Path shared;

    /** Of {@code shared/silico}, from seed 7. */
    private static CommandRun simulated;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void simulate_once() {
        simulated = CommandRun.of("simulate", shared.resolve("silico"), "--images=17", "--neurons=3", "--seed=7");
    }

    private CommandRun simulate(String folder, Object seed) {
        return CommandRun.of("simulate", temporary.resolve(folder), "--images=17", "--neurons=3", "--seed", seed);
    }

    @Test
    void says_what_it_wrote() {
        simulated.assertDone();

        assertThat(simulated.out())
                .isEqualTo("%s: site sim, 3 neurons, 17 training, 200 validation and 200 test images;"
                                .formatted(shared.resolve("silico"))
                        + " ground truth in truth.npz and truth.json\n");
        assertThat(simulated.err()).isEmpty();
    }

    @Test
    void gives_the_same_bytes_for_the_same_seed() throws IOException {
        simulate("same", 7).assertDone();
        simulate("other", 8).assertDone();

        Map<String, String> first = SmallRecordings.contents(shared.resolve("silico"));
        assertThat(first).hasSize(10).isEqualTo(SmallRecordings.contents(temporary.resolve("same")));
        assertThat(SmallRecordings.contents(temporary.resolve("other"))).isNotEqualTo(first);
    }

    @Test
    void can_be_fitted() {
        CommandRun.of(
                        "fit",
                        shared.resolve("silico"),
                        "--model=rf-cnn",
                        "--neurons=0",
                        "--epochs=1",
                        "--out",
                        temporary.resolve("run"))
                .assertDone();
    }

    @Test
    void prints_the_population_that_it_reads_back() throws IOException {
        CommandRun printed = CommandRun.of("simulate", "--print-population", "--surround=strong", "--noise=0.5");
        printed.assertDone();
        Path file = Files.writeString(temporary.resolve("neurons.yaml"), printed.out());

        CommandRun.of("simulate", temporary.resolve("a"), "--images=17", "--neurons=3", "--population", file)
                .assertDone();
        CommandRun.of("simulate", temporary.resolve("b"), "--images=17", "--neurons=3", "--surround=2", "--noise=0.5")
                .assertDone();

        assertThat(SmallRecordings.contents(temporary.resolve("a")))
                .isEqualTo(SmallRecordings.contents(temporary.resolve("b")));
        assertThat(printed.out()).contains("surround: 2 ", "noise: 0.5 ");
    }

    @Test
    void writes_several_sites_of_images_of_any_size() {
        CommandRun sites = CommandRun.of(
                "simulate", temporary.resolve("sites"), "--images=17", "--neurons=3", "--sites=2", "--size=32x37");

        sites.assertDone();
        assertThat(sites.out())
                .isEqualTo("%s: sites M1S1, M2S1, 3 neurons each, 17 training, 200 validation and 200 test images;"
                                .formatted(temporary.resolve("sites"))
                        + " ground truth in truth_SITE.npz and truth.json\n");
        CommandRun.of("doctor", temporary.resolve("sites"), "--site=M2S1").assertDone();
    }

    @Test
    void shows_photographs_of_a_folder_of_an_npy_file_and_of_a_recording() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("pictures"));
        var random = new SplittableRandom(1);
        for (int photo = 0; photo < 30; photo++) {
            var image = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < 1200; i++) {
                image.getRaster().setSample(i % 40, i / 40, 0, random.nextInt(256));
            }
            ImageIO.write(
                    image,
                    "png",
                    folder.resolve("photo %02d.PNG".formatted(photo)).toFile());
        }
        Path first = temporary.resolve("first");
        CommandRun.of(
                        "simulate",
                        first,
                        "--photos",
                        folder,
                        "--crops=20",
                        "--size=16x17",
                        "--images=100",
                        "--neurons=3")
                .assertDone();
        assertThat(Files.readString(first.resolve("truth.json"))).contains("600 crops of 30 photographs, SHA-256 ");

        CommandRun.of("simulate", temporary.resolve("second"), "--photos", first, "--images=90", "--neurons=3")
                .assertDone();
        CommandRun tooFew = CommandRun.of(
                "simulate",
                temporary.resolve("third"),
                "--photos",
                first.resolve("train_img_sim.npy"),
                "--crops=10",
                "--neurons=3",
                "--images=1");
        tooFew.assertFailed("photographs: expected 1 training, 200 validation and 200 test images of different"
                + " photographs, got 100 images of 10; use fewer --images, or more photographs or crops");
        CommandRun.of("simulate", temporary.resolve("third"), "--photos", first, "--size=16x16")
                .assertFailed("first: expected images of 16 x 16 pixels, got 16 x 17; leave --size out, or make them"
                        + " smaller with hypercolumn prepare");
        CommandRun.of("simulate", temporary.resolve("third"), "--photos", folder, "--size=16x41")
                .assertFailed("photographs: expected photo 00.PNG to have 16 x 41 pixels or more, got 30 x 40;"
                        + " use a smaller --size");
    }

    @Test
    void refuses_words_and_files_that_state_no_population() throws IOException {
        CommandRun.of("simulate", temporary.resolve("silico"), "--surround=huge")
                .assertMisused(
                        " simulate", "--surround: expected none, weak, strong or a factor such as 1.5, got 'huge'");
        CommandRun.of("simulate", temporary.resolve("silico"), "--size=50")
                .assertMisused(" simulate", "--size: expected a height and a width in pixels such as 50x64, got '50'");
        CommandRun.of("simulate", "--seed=1").assertMisused(" simulate", "Missing required parameter: 'OUT'");
        Path file = Files.writeString(temporary.resolve("neurons.yaml"), "noyse: 1");
        CommandRun.of("simulate", temporary.resolve("silico"), "--population", file)
                .assertFailed("neurons.yaml: population: expected only responses, surround, noise, additive_noise,"
                        + " signal_noise, site_spread, neurons, got noyse; did you mean 'noise'?");
        assertThat(Files.exists(temporary.resolve("silico"))).isFalse();
    }

    @Test
    void refuses_a_folder_of_something_else_and_leaves_it() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("notes"));
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        Map<String, String> before = SmallRecordings.contents(temporary);

        simulate("notes", 7)
                .assertFailed("notes: expected a new or empty folder for the simulation, got one with thesis.txt in it;"
                        + " choose another");

        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    @Test
    void refuses_a_folder_of_another_simulation() {
        CommandRun.of("simulate", shared.resolve("silico"), "--images=17", "--neurons=3", "--seed=8")
                .assertFailed("silico: holds a simulation of 17 images and 3 neurons from seed 7,"
                        + " but 17 images and 3 neurons from seed 8 were asked for;"
                        + " choose another folder or remove this one");
    }

    @Test
    void refuses_a_folder_inside_a_file() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "in the way");

        CommandRun simulate = simulate("file/silico", 7);

        assertThat(simulate.exitCode()).isEqualTo(1);
        assertThat(simulate.errLines()).hasSize(1);
        assertThat(simulate.err()).startsWith("hypercolumn: ").contains("file/");
        assertThat(file).hasContent("in the way");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"--images, 0", "--images, -1", "--neurons, 0", "--images, 10000000"})
    void refuses_numbers_out_of_range(String option, String value) throws IOException {
        CommandRun simulate = CommandRun.of("simulate", temporary.resolve("silico"), option + "=" + value);

        assertThat(simulate.exitCode()).isNotZero();
        assertThat(simulate.err()).startsWith("hypercolumn: simulation: " + option.substring(2) + " must be 1 to ");
        assertThat(SmallRecordings.contents(temporary)).isEmpty();
    }
}
