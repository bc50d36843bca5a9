package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hypercolumn.data.Gaps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scan with a damaged file is read or refused in one line, whatever is in it. */
class DamagedScanTest {
    @TempDir
    Path temporary;

    private Mutations.Count damage(String file, long seed, int copies) throws Exception {
        Path scan = SensoriumFixture.kept("hashed").copyTo(temporary.resolve("scan"));
        Path damaged = scan.resolve(file);
        return Mutations.readAll(List.of(Files.readAllBytes(damaged)), seed, copies, bytes -> {
            Files.write(damaged, bytes);
            assertThat(RecordingReader.read(scan, ReadOptions.found().withGaps(Gaps.KEPT))
                            .neurons())
                    .isEqualTo(5);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta/trials/tiers.npy", "meta/trials/frame_image_id.npy", "meta/neurons/unit_ids.npy"})
    void of_what_the_trials_and_neurons_are(String file) throws Exception {
        assertThat(damage(file, 23, 40).refused()).isGreaterThan(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/images/3.npy", "data/responses/3.npy"})
    void of_a_trial(String file) throws Exception {
        assertThat(damage(file, 29, 40).refused()).isGreaterThan(4);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "meta/trials/tiers.npy",
                "meta/trials/frame_image_id.npy",
                "meta/neurons/unit_ids.npy",
                "data/images/3.npy",
                "data/responses/3.npy"
            })
    void thousands_of_times(String file) throws Exception {
        assertThat(damage(file, 31, 1000).refused()).isGreaterThan(100);
    }
}
