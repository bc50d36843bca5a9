package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hypercolumn.format.Mutations;
import org.hypercolumn.format.SensoriumFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a file, doctor and prepare end with 0, or with 1 and at most one line that says why. */
@Timeout(300)
class DamagedRecordingCommandTest {
    private static final String STATISTICS = "meta/statistics/";

    @TempDir
    Path temporary;

    /** A copy of a kept recording: a file or a folder. */
    private Path copy(String name) throws IOException, URISyntaxException {
        Path original = Path.of(
                Objects.requireNonNull(Mutations.class.getResource(name), name).toURI());
        Path copy = temporary.resolve(name);
        try (Stream<Path> all = Files.walk(original)) {
            for (Path each : all.toList()) {
                Path to = each.equals(original)
                        ? copy
                        : copy.resolve(original.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(each, to);
                }
            }
        }
        return copy;
    }

    /** How many of the runs ended with 1. */
    private int damage(Path recording, Path file, int copies, String... prepareOptions) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        for (int seed = 0; seed < copies; seed++) {
            Files.write(file, Mutations.random(whole, new SplittableRandom(seed)));
            String name = "%s of %s, seed %d".formatted(file.getFileName(), recording.getFileName(), seed);
            Path out = temporary.resolve("out");
            Object[] prepare = Stream.concat(Stream.of("prepare", recording, out), Stream.of(prepareOptions))
                    .toArray();
            for (Object[] arguments :
                    List.of(new Object[] {"doctor", recording, "--fast", "--models", "rf-cnn"}, prepare)) {
                CommandRun run = CommandRun.of(arguments);
                assertThat(run.exitCode()).as("%s: %s", name, run.err()).isBetween(0, 1);
                assertThat(run.err()).as(name).doesNotContain("failed inside");
                assertThat(run.errLines()).as(name).hasSizeLessThanOrEqualTo(1);
                refused += run.exitCode();
            }
            delete(out);
        }
        Files.write(file, whole);
        return refused;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private int file(String name, int copies) throws IOException, URISyntaxException {
        Path file = copy(name);
        return damage(file, file, copies);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflated.npz", "v7.mat", "chunked.h5", "v73.mat", "spikes.nwb"})
    void of_a_file(String name) throws Exception {
        assertThat(file(name, 25)).isGreaterThan(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"npy/images.npy", "npy/responses_trials.npy", "npy/tiers.npy", "pictures/responses.csv"})
    void of_a_folder(String name) throws Exception {
        Path folder = copy(name.substring(0, name.indexOf('/')));

        assertThat(damage(folder, temporary.resolve(name), 25)).isGreaterThan(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"responses/all/std.npy", "images/all/mean.npy", "images/all/std.npy"})
    void of_the_statistics_of_a_scan(String name) throws Exception {
        Path scan = SensoriumFixture.kept("plain").copyTo(temporary.resolve("scan"));

        assertThat(damage(scan, scan.resolve(STATISTICS + name), 40, "--statistics", "given", "--normalize"))
                .isGreaterThan(8);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"deflated.npz", "v7.mat", "chunked.h5", "v73.mat", "spikes.nwb", "rois.nwb"})
    void of_a_file_many_times(String name) throws Exception {
        assertThat(file(name, 500)).isGreaterThan(80);
    }
}
