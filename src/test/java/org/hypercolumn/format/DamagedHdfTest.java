package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Gaps;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged HDF5 is read or refused in one line, whatever is in it. */
@Timeout(120)
class DamagedHdfTest {
    @TempDir
    Path folder;

    private Mutations.Count damage(Format format, long seed, int copies, String... names) throws IOException {
        List<byte[]> whole = new ArrayList<>();
        for (String name : names) {
            whole.add(Files.readAllBytes(SameRecordingTest.fixture(name)));
        }
        ReadOptions options =
                ReadOptions.found().withFormat(Optional.of(format)).withGaps(Gaps.KEPT);
        return Mutations.readAll(whole, seed, copies, damaged -> {
            Path file = Files.write(folder.resolve("damaged"), damaged);
            assertThat(RecordingReader.read(file, options).neurons()).isBetween(1, 1000);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void hdf5(long seed) throws IOException {
        Mutations.Count count = damage(Format.HDF5, seed, 400, "plain.h5", "chunked.h5", "latest.h5");

        assertThat(count.refused()).isGreaterThan(100);
        assertThat(count.read()).isGreaterThan(8);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void matlab_7_3(long seed) throws IOException {
        Mutations.Count count = damage(Format.MATLAB, seed, 300, "v73.mat");

        assertThat(count.refused()).isGreaterThan(75);
        assertThat(count.read()).isGreaterThan(6);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void nwb(long seed) throws IOException {
        Mutations.Count count = damage(Format.NWB, seed, 300, "matrix.nwb", "rois.nwb", "spikes.nwb");

        assertThat(count.refused()).isGreaterThan(75);
        assertThat(count.read()).isGreaterThan(6);
    }

    /** Arrays of every kind, not only those that a recording needs. */
    @ParameterizedTest
    @ValueSource(strings = {"kinds.h5", "kinds73.mat"})
    void every_array(String fixture) throws IOException {
        byte[] whole = Files.readAllBytes(SameRecordingTest.fixture(fixture));
        Mutations.Count count = Mutations.readAll(List.of(whole), 17, 200, damaged -> {
            Path file = Files.write(folder.resolve("damaged"), damaged);
            try (ArraySource source = fixture.endsWith(".mat") ? Mat73Source.open(file) : HdfSource.open(file)) {
                for (String name : source.names()) {
                    readOrRefuse(source, name);
                }
            }
        });

        assertThat(count.refused() + count.read()).isEqualTo(200);
    }

    private static void readOrRefuse(ArraySource source, String name) throws IOException {
        try {
            source.read(name, (start, values) -> assertThat(values.length()).isLessThan(1 << 24));
        } catch (ArrayFormatException e) {
            assertThat(e.problem()).isNotBlank().doesNotContain("\n");
        }
    }
}
