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
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files are read or refused in one line, whatever is in them. */
@Timeout(300)
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

    private void npz(long seed, int copies) throws IOException {
        assertNeverFailsOtherwise(
                List.of(bytes("stored.npz"), bytes("deflated.npz"), bytes("fortran.npz")), Format.NPZ, seed, copies);
    }

    private void matlab5(long seed, int copies) throws IOException {
        assertNeverFailsOtherwise(List.of(bytes("v6.mat"), bytes("v7.mat")), Format.MATLAB, seed, copies);
    }

    private void mapping(long seed, int copies) throws IOException {
        Mutations.Count count =
                Mutations.readAll(List.of(bytes("foreign.yaml"), bytes("foreign-mat.yaml")), seed, copies, damaged -> {
                    Path file = Files.write(folder.resolve("mapping.yaml"), damaged);
                    assertThat(Mapping.read(file).names()).isNotNull();
                });

        assertThat(count.refused()).isGreaterThan(copies / 4);
        assertThat(count.read()).isGreaterThan(copies / 100);
    }

    @Test
    void npz() throws IOException {
        npz(1, 400);
    }

    @Test
    void matlab_5() throws IOException {
        matlab5(1, 600);
    }

    @Test
    void mapping() throws IOException {
        mapping(1, 400);
    }

    @Tag("slow")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 3, 4})
    void thousands(long seed) throws IOException {
        npz(seed, 3000);
        matlab5(seed, 5000);
        mapping(seed, 3000);
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
        Mutations.Count count = damageOneOf("npy", array + ".npy", Format.NPY, 11, 100);

        assertThat(count.refused()).isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"responses.csv", "images/100.png", "recording.yaml"})
    void images_with_a_table(String file) throws IOException {
        Mutations.Count count = damageOneOf("pictures", file, Format.IMAGES, 13, 50);

        assertThat(count.refused()).isGreaterThan(10);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"responses.csv", "images/100.png"})
    void images_with_a_table_thousands_of_times(String file) throws IOException {
        Mutations.Count count = damageOneOf("pictures", file, Format.IMAGES, 17, 2000);

        assertThat(count.refused()).isGreaterThan(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train_img_a.npy", "trainRsp_a.npy", "valRsp_a.npy"})
    void layout_of_the_paper(String file) throws IOException {
        for (String tier : List.of("train", "val")) {
            NpyFile.write(folder.resolve(tier + "_img_a.npy"), NpyArray.ofBytes(new byte[7 * 11 * 13], 7, 11, 13));
            NpyFile.write(folder.resolve(tier + "Rsp_a.npy"), NpyArray.ofFloats(new float[7 * 5], 7, 5));
        }
        Path damaged = folder.resolve(file);

        Mutations.Count count = Mutations.readAll(List.of(Files.readAllBytes(damaged)), 19, 200, bytes -> {
            Files.write(damaged, bytes);
            read(folder, Format.PAPER);
        });

        assertThat(count.refused()).isGreaterThan(40);
    }
}
