package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Tier;
import org.junit.jupiter.api.Test;

/**
 * Reads real recordings where they are at hand: in the folder of the system property {@code hypercolumn.data}. The
 * numbers come from numpy.
 */
class RealRecordingsTest {
    private static final Path DATA = Path.of(System.getProperty("hypercolumn.data", "../shared/data"));

    private static Path folder(String name) {
        Path folder = DATA.resolve(name);
        assumeTrue(
                Files.isDirectory(folder),
                () -> "not tested, for want of the recording %s; point -Dhypercolumn.data to the folder that has it"
                        .formatted(folder.toAbsolutePath().normalize()));
        return folder;
    }

    @Test
    void reads_v1_patterns_in_the_layout_of_the_paper() throws IOException {
        Recording recording = RecordingReader.read(folder("v1-patterns"), ReadOptions.found());

        assertThat(recording.site()).isEqualTo("tang");
        assertThat(recording.training().stimuli()).hasToString("stimuli [7620, 50, 50]");
        assertThat(recording.training().responses()).hasToString("responses [7620, 4]");
        assertThat(recording.validation().map(Tier::count)).hasValue(960);
        assertThat(recording.test().map(Tier::count)).hasValue(920);
        assertThat(recording.sha256()).hasSize(6);
        // sum and sum of squares of the training pixels: 4263454677 and 1079016518315 over 7620 * 50 * 50
        double mean = 4263454677.0 / 19050000;
        assertThat(recording.training().stimuli().mean()).isEqualTo(mean);
        assertThat(recording.training().stimuli().standardDeviation())
                .isCloseTo(Math.sqrt(1079016518315.0 / 19050000 - mean * mean), within(1e-9));
        assertThat(recording.training().responses().at(7619, 0)).isEqualTo(-0.021216853f);
        assertThat(recording.training().responses().at(7619, 3)).isEqualTo(0.009519727f);
    }

    @Test
    void reads_v4_201025_as_a_plain_pair() throws IOException {
        Recording recording = RecordingReader.read(folder("v4-201025"), ReadOptions.found());

        assertThat(recording.site()).isEqualTo("v4-201025");
        assertThat(recording.training().stimuli()).hasToString("stimuli [1200, 50, 50]");
        assertThat(recording.training().responses()).hasToString("responses [1200, 89]");
        assertThat(recording.training().stimuli().mean()).isCloseTo(109.88110533333334, within(1e-12));
        assertThat(recording.training().stimuli().standardDeviation()).isCloseTo(66.6012863193465, within(1e-10));
        float[] pixels = new float[2500];
        recording.training().stimuli().copyTo(3, pixels, 0);
        assertThat(pixels[2 * 50 + 5]).isEqualTo(156);
        assertThat(recording.training().responses().at(1199, 88)).isEqualTo(3.1818182f);
        assertThat(recording.training().responses().at(3, 5)).isEqualTo(1.5454545f);
        assertThat(recording.sha256())
                .containsEntry("images.npy", "206788840a945116f22791201406e83be1f646183c251fedada3d00327ab78c6")
                .containsEntry("responses.npy", "300dbe6e637e5cb40464d8b168d1ea181892cef9011d345f2fd84dd1cec5269e");
    }

    @Test
    void averages_the_trials_of_v4_210325_to_the_responses_that_come_with_them() throws IOException {
        Path folder = folder("v4-210325");
        Responses trials = Responses.read(folder.resolve("responses_trials.npy"));
        Responses means = Responses.read(folder.resolve("responses.npy"));

        assertThat(trials).hasToString("responses [640, 50]");
        for (int n = 0; n < 50; n++) {
            assertThat(trials.neuron(n)).as("neuron %d", n).isEqualTo(means.neuron(n));
        }
    }

    @Test
    void reads_v4_210325_with_its_trials_beside_the_responses_that_they_agree_with() throws IOException {
        Recording recording = RecordingReader.read(folder("v4-210325"), ReadOptions.found());

        Responses means = Responses.read(folder("v4-210325").resolve("responses.npy"));
        Responses own = recording.training().responses();
        assertThat(own).hasToString("responses [640, 50]");
        assertThat(own.trials())
                .hasValueSatisfying(trials -> assertThat(trials.repeats()).isEqualTo(10));
        for (int n = 0; n < 50; n++) {
            assertThat(own.neuron(n)).as("neuron %d", n).isEqualTo(means.neuron(n));
        }
    }

    @Test
    void reads_m1s1_in_fortran_order() throws IOException {
        Responses responses = Responses.read(folder("m1s1").resolve("valRsp_m1s1.npy"));

        assertThat(responses).hasToString("responses [1000, 302]");
        assertThat(responses.at(0, 0)).isEqualTo(0.033723753f);
        assertThat(responses.at(999, 301)).isEqualTo(0.059068833f);
        assertThat(responses.at(17, 5)).isEqualTo(0.035543278f);
        assertThat(responses.at(5, 17)).isEqualTo(0.108840555f);
        NpyArray doubles = NpyFile.read(folder("m1s1").resolve("valRsp_m1s1.npy"));
        assertThat(doubles.at(17 * 302 + 5)).isEqualTo(0.035543278248109766);
    }
}
