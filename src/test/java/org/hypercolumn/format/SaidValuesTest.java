package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaidValuesTest {
    private static final Mapping SAID =
            new Mapping(Map.of("site", "m9", "degrees_per_pixel", "0.25", "response_unit", "spikes"), Map.of());

    @TempDir
    Path folder;

    private Path paper() throws IOException {
        for (String tier : new String[] {"train", "val"}) {
            NpyFile.write(folder.resolve(tier + "_img_m1s1.npy"), NpyArray.ofBytes(new byte[2 * 5 * 7], 2, 5, 7));
            NpyFile.write(folder.resolve(tier + "Rsp_m1s1.npy"), NpyArray.ofFloats(new float[] {2, 3, 5, 7}, 2, 2));
        }
        return folder;
    }

    private static ReadOptions mapped(Mapping mapping) {
        return ReadOptions.found().withMapping(Optional.of(mapping));
    }

    private static void assertSaid(Recording recording) {
        assertThat(recording.site()).isEqualTo("m9");
        assertThat(recording.labels().degreesPerPixel()).hasValue(0.25);
        assertThat(recording.labels().responseUnit()).hasValue("spikes");
    }

    private static void assertRefused(Path path, Mapping mapping, String problem) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(path, mapped(mapping)))
                .withMessage("%s: %s", path.getFileName(), problem);
    }

    @Test
    void are_said_of_the_papers_layout_whose_files_choose_the_site() throws IOException {
        assertSaid(RecordingReader.read(paper(), mapped(SAID)));
        assertSaid(RecordingReader.read(folder, mapped(SAID).withSite(Optional.of("m1s1"))));
        assertThat(RecordingReader.read(folder, mapped(Mapping.none())).site()).isEqualTo("m1s1");
    }

    @Test
    void are_said_of_a_sensorium_scan() throws Exception {
        Path scan = SensoriumFixture.kept("plain").scan();
        Recording plain = RecordingReader.read(scan, ReadOptions.found());
        Recording said = RecordingReader.read(scan, mapped(SAID));

        assertSaid(said);
        assertThat(said.labels().neuronIds()).isEqualTo(plain.labels().neuronIds());
        assertThat(said.labels().remarks()).isEqualTo(plain.labels().remarks());
        assertThat(said.sha256()).isEqualTo(plain.sha256());
    }

    @Test
    void are_all_that_can_be_said_where_files_have_their_names() throws Exception {
        String problem = "expected site, degrees_per_pixel or response_unit, got %s, which the names of the files say";
        assertRefused(paper(), new Mapping(Map.of("responses", "x"), Map.of()), problem.formatted("responses"));
        assertRefused(folder, new Mapping(Map.of(), Map.of("images", "HWS")), problem.formatted("images"));
        assertRefused(
                SensoriumFixture.kept("plain").scan(),
                new Mapping(Map.of("tiers", "x"), Map.of()),
                problem.formatted("tiers"));
        assertRefused(
                folder,
                new Mapping(Map.of("degrees_per_pixel", "0"), Map.of()),
                "degrees_per_pixel: expected degrees of visual angle a pixel, a number above 0, got '0'");
    }
}
