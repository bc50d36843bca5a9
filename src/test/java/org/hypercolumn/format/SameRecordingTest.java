package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One recording, written in every layout by scripts/recordings/make_recordings.py, is one recording when read. */
class SameRecordingTest {

    static Path fixture(String name) {
        try {
            return Path.of(Objects.requireNonNull(SameRecordingTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stored.npz",
                "deflated.npz",
                "fortran.npz",
                "v6.mat",
                "v7.mat",
                "v73.mat",
                "plain.h5",
                "chunked.h5",
                "latest.h5"
            })
    void reads_to_the_same_bytes_as_the_npy_folder(String name) throws IOException {
        Recording npy = RecordingReader.read(fixture("npy"), ReadOptions.found());

        Recording recording = RecordingReader.read(fixture(name), ReadOptions.found());

        assertThat(RecordingBytes.of(recording)).isEqualTo(RecordingBytes.of(npy));
        assertThat(recording.sha256()).containsOnlyKeys(name);
    }

    @Test
    void reads_images_with_a_table_to_the_same_bytes() throws IOException {
        Recording npy = RecordingReader.read(fixture("npy"), ReadOptions.found());

        Recording recording = RecordingReader.read(fixture("pictures"), ReadOptions.found());

        assertThat(RecordingBytes.of(recording)).isEqualTo(RecordingBytes.of(npy));
        assertThat(recording.sha256()).containsOnlyKeys("recording.yaml", "responses.csv", "images");
    }

    @ParameterizedTest
    @CsvSource({
        "foreign.npz, foreign.yaml",
        "foreign.mat, foreign-mat.yaml",
        "foreign.h5, foreign.yaml",
        "grown.h5, grown.yaml"
    })
    void reads_foreign_names_and_axes_by_a_mapping(String name, String mapping) throws IOException {
        Recording npy = RecordingReader.read(fixture("npy"), ReadOptions.found());
        ReadOptions options = ReadOptions.found().withMapping(Optional.of(Mapping.read(fixture(mapping))));

        assertThat(RecordingBytes.of(RecordingReader.read(fixture(name), options)))
                .isEqualTo(RecordingBytes.of(npy));
    }

    /** The numbers come from numpy, which wrote them. */
    @Test
    void is_the_recording_that_was_written() throws IOException {
        Recording recording = RecordingReader.read(fixture("npy"), ReadOptions.found());

        assertThat(recording.site()).isEqualTo("m7s3");
        assertThat(recording.labels().neuronIds().all()).containsExactly("a-1", "a-2", "b-1", "caf\u00e9", "\u03b2 5");
        assertThat(recording.labels().degreesPerPixel()).hasValue(0.0625);
        assertThat(recording.labels().responseUnit()).hasValue("dF/F");
        Tier training = recording.training(); // 13 rows of 11 images: 3 and 7 are shown twice
        assertThat(training.stimuli()).hasToString("stimuli [11, 11, 13]");
        assertThat(training.labels().ids())
                .containsExactly("100", "107", "114", "121", "128", "135", "142", "149", "156", "163", "170");
        assertThat(training.labels().groups().orElseThrow()).startsWith("photo 0", "photo 0", "photo 1");
        Trials trials = training.responses().trials().orElseThrow();
        assertThat(new float[] {trials.at(0, 3, 1), trials.at(1, 3, 1)}).containsExactly(0.69126f, 0.68498623f);
        assertThat(training.responses().at(3, 1)).isEqualTo(0.6881231f);
        Tier validation = recording.validation().orElseThrow(); // 5 rows of 4 images
        assertThat(validation.labels().ids()).containsExactly("177", "184", "191", "198");
        float[] pixels = new float[11 * 13];
        validation.stimuli().copyTo(0, pixels, 0);
        assertThat(pixels[2 * 13 + 5]).isEqualTo(235);
        assertThat(recording.test().map(tier -> tier.labels().ids()).orElseThrow())
                .containsExactly("205", "212", "219", "226");
    }
}
