package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hypercolumn.data.Gaps;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files are read or refused in one line, whatever is in them. */
@Timeout(120)
class DamagedRecordingTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(SameRecordingTest.fixture(name));
    }

    private static void read(Path path, Format format) throws IOException {
        ReadOptions options =
                ReadOptions.found().withFormat(Optional.of(format)).withGaps(Gaps.KEPT);
        assertThat(RecordingReader.read(path, options).neurons()).isBetween(1, 1000);
    }

    /** A file damaged in all ways, by seed. */
    private void assertNeverFailsOtherwise(List<byte[]> whole, Format format, long seed, int copies)
            throws IOException {
        Mutations.Count count = Mutations.readAll(
                whole, seed, copies, damaged -> read(Files.write(folder.resolve("damaged"), damaged), format));

        assertThat(count.refused()).isGreaterThan(copies / 4);
        assertThat(count.read()).isGreaterThan(copies / 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void npz(long seed) throws IOException {
        assertNeverFailsOtherwise(
                List.of(bytes("stored.npz"), bytes("deflated.npz"), bytes("fortran.npz")), Format.NPZ, seed, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void matlab_5(long seed) throws IOException {
        assertNeverFailsOtherwise(List.of(bytes("v6.mat"), bytes("v7.mat")), Format.MATLAB, seed, 1000);
    }

    /** A folder with one of its files damaged. */
    private Mutations.Count damageOneOf(String fixture, String file, Format format, long seed, int copies)
            throws IOException {
        Path copy = Files.createDirectories(folder.resolve(fixture));
        Path original = SameRecordingTest.fixture(fixture);
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(original)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path each : files) {
            Path target = copy.resolve(original.relativize(each).toString());
            Files.createDirectories(target.resolveSibling("."));
            Files.copy(each, target);
        }
        Path damaged = copy.resolve(file);
        return Mutations.readAll(List.of(Files.readAllBytes(damaged)), seed, copies, bytes -> {
            Files.write(damaged, bytes);
            read(copy, format);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "responses_trials", "tiers", "image_ids", "groups", "neuron_ids", "site"})
    void npy_folder(String array) throws IOException {
        Mutations.Count count = damageOneOf("npy", array + ".npy", Format.NPY, 11, 200);

        assertThat(count.refused()).isGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"responses.csv", "images/100.png", "recording.yaml"})
    void images_with_a_table(String file) throws IOException {
        Mutations.Count count = damageOneOf("pictures", file, Format.IMAGES, 13, 300);

        assertThat(count.refused()).isGreaterThan(60);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void mapping(long seed) throws IOException {
        Mutations.Count count =
                Mutations.readAll(List.of(bytes("foreign.yaml"), bytes("foreign-mat.yaml")), seed, 2000, damaged -> {
                    Path file = Files.write(folder.resolve("mapping.yaml"), damaged);
                    assertThat(Mapping.read(file).names()).isNotNull();
                });

        assertThat(count.refused()).isGreaterThan(400);
        assertThat(count.read()).isGreaterThan(20);
    }
}
