package org.hypercolumn.format;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A scan as the Sensorium competition laid them out, made up, with what its maker expects to be read: 27 trials of 5
 * neurons, images of 36 x 64 pixels, 12 for training, 4 for validation, 3 for test that were shown 3, 4 and 4 times.
 */
public final class SensoriumFixture {
    private static final Path SCRIPT = Path.of(System.getProperty("hypercolumn.data", "../shared/data"))
            .resolveSibling("tools")
            .resolve("make_sensorium_fixture.py");
    private static final long LONGEST_SECONDS = 60;

    private final Path folder;

    private SensoriumFixture(Path folder) {
        this.folder = folder;
    }

    /** The one that lies beside the tests: {@code plain} with image ids that are numbers, {@code hashed} with texts. */
    public static SensoriumFixture kept(String mode) throws URISyntaxException {
        URL folder = Objects.requireNonNull(SensoriumFixture.class.getResource("sensorium-" + mode));
        return new SensoriumFixture(Path.of(folder.toURI()));
    }

    /** One that the script makes anew; the test is not run where there is no script, or no Python with numpy. */
    static SensoriumFixture made(String mode, Path into) throws IOException, InterruptedException {
        assumeTrue(
                Files.isRegularFile(SCRIPT),
                () -> "not tested, for want of the script %s; point -Dhypercolumn.data to the folder beside its own"
                        .formatted(SCRIPT.toAbsolutePath().normalize()));
        String python = Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
        assumeTrue(
                run(into, List.of(python, "-c", "import numpy")),
                () -> "not tested, for want of numpy for " + python + "; install it");
        String script = SCRIPT.toAbsolutePath().toString();
        String out = into.resolve(mode).toString();
        if (!run(into, mode.equals("hashed") ? List.of(python, script, out, mode) : List.of(python, script, out))) {
            throw new IOException("the script failed: " + Files.readString(into.resolve("python.txt")));
        }
        return new SensoriumFixture(into.resolve(mode));
    }

    private static boolean run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("python.txt").toFile())
                .start();
        return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** The folder of the scan. */
    public Path scan() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    /** What the script says is to be read. */
    public JsonNode expected() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("EXPECT.json").toFile());
    }

    /** A copy of the scan that may be damaged. */
    public Path copyTo(Path target) throws IOException {
        Path scan = scan();
        try (Stream<Path> files = Files.walk(scan)) {
            for (Path file : files.toList()) {
                Path to = target.resolve(scan.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        return target;
    }
}
