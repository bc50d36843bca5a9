package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredArraysTest {
    private static final ReadOptions FOUND = ReadOptions.found();

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "deflated.npz", "v6.mat", "v73.mat", "plain.h5", "chunked.h5"})
    void of_named_arrays_have_the_type_of_the_file(String name) throws IOException {
        var arrays = StoredArrays.of(SameRecordingTest.fixture(name), FOUND);

        assertThat(arrays.keySet()).first().isEqualTo("images");
        assertThat(arrays.get("images")).matches("(u1|f4|f8) \\[\\d+, \\d+, \\d+]");
        assertThat(arrays.get("responses_trials")).matches("f[48] \\[\\d+, \\d+, \\d+]");
    }

    @Test
    void of_foreign_names_go_by_the_mapping() throws IOException {
        Mapping mapping = Mapping.read(SameRecordingTest.fixture("foreign.yaml"));

        assertThat(StoredArrays.of(SameRecordingTest.fixture("foreign.npz"), FOUND.withMapping(Optional.of(mapping))))
                .containsKey(mapping.name(Word.IMAGES).orElseThrow());
    }

    @Test
    void of_a_scan_are_those_of_its_first_trial() throws Exception {
        assertThat(StoredArrays.of(SensoriumFixture.kept("plain").scan(), FOUND))
                .containsOnlyKeys("data/images/0.npy", "data/responses/0.npy");
    }

    @Test
    void of_a_scan_are_left_out_where_the_first_trial_is_of_no_use(@TempDir Path temporary) throws Exception {
        Path scan = SensoriumFixture.kept("plain").copyTo(temporary.resolve("scan"));
        Files.writeString(scan.resolve("data/images/0.npy"), "hidden");

        assertThat(StoredArrays.of(scan, FOUND)).isEmpty();
    }

    @Test
    void of_pictures_are_counted_by_kind() throws IOException {
        assertThat(StoredArrays.of(SameRecordingTest.fixture("pictures"), FOUND))
                .contains(entry("responses.csv", "text"))
                .containsKey("*.png");
    }
}
