package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Training gives the same bytes whatever the vector width, the compiler, the Java and the language: each variant is a Java of
 * its own that runs {@link TrainedDigest}.
 */
@Tag("slow")
class ByteIdentityTest {

    /**
     * What {@link TrainedDigest} prints after the kernels' name. Models that users trained depend on these bytes: a change
     * is for the change log. To renew them after one that is meant, copy the lines from the failure of
     * {@link #the_bytes_are_those_of_earlier_versions}.
     */
    private static final List<String> PINNED = List.of(
            "decdcbe52f5be5feb75460f50657bbe867983cc429c8512f98230a883559d15c",
            "92c488fd0342cb4234d9ec27c81545fded3b941ba0266e80a57b88fef22334ac",
            "f164ee3e5ad4d1d20faa7ee3a3662819afe351785de093b35f41b0dec0d40df4",
            "8bdeca3a7d7b86f95e1870fd724860e8faa0c5726c351d9a6ed1cafc24f238ac");

    private static final int SHORT_LINES = 3;
    private static final int LONG_LINES = 5;

    private static final String MODULE = "--add-modules=jdk.incubator.vector";
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final int OLDEST_JAVA = 17;
    private static final int TIMEOUT_SECONDS = 120;

    /** A Java to start, with what it should say that its kernels are, as a regular expression. */
    private record Variant(Path javaHome, String kernels, boolean trainsLonger, List<String> options) {

        static Variant of(String kernels, String... options) {
            return new Variant(JAVA_HOME, kernels, true, List.of(options));
        }

        /** Little training, for a Java that is slow. */
        static Variant slow(String kernels, String... options) {
            return new Variant(JAVA_HOME, kernels, false, List.of(options));
        }

        /** What it prints, line by line. */
        List<String> lines() throws IOException, InterruptedException {
            List<String> command = new ArrayList<>();
            command.add(javaHome.resolve("bin/java").toString());
            command.addAll(options);
            command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
            command.add(TrainedDigest.class.getName());
            if (trainsLonger) {
                command.add("longer");
            }
            Path errors = Files.createTempFile("java", ".err");
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            try {
                // The few lines of output wait in the pipe.
                assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                        .as("%s ended", this)
                        .isTrue();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.exitValue())
                        .as("%s: exit code; %s", this, Files.readString(errors))
                        .isZero();
                return output.lines().toList();
            } finally {
                process.destroyForcibly();
                Files.delete(errors);
            }
        }
    }

    private static List<Variant> variants() throws IOException {
        List<Variant> variants = new ArrayList<>();
        variants.add(Variant.of("vector\\d+", MODULE));
        variants.add(Variant.of("scalar"));
        variants.add(Variant.of("vector\\d+", MODULE, "-Duser.language=ar", "-Duser.country=EG"));
        variants.add(Variant.of("vector128", MODULE, "-XX:MaxVectorSize=16"));
        variants.add(Variant.slow("scalar", "-Xint"));
        variants.add(Variant.slow("scalar", "-XX:TieredStopAtLevel=1"));
        if (isX86()) {
            variants.add(Variant.of("vector(256|128)", MODULE, "-XX:UseAVX=2"));
            variants.add(Variant.of("vector128", MODULE, "-XX:UseAVX=1"));
            variants.add(Variant.slow("vector128", MODULE, "-XX:UseAVX=0", "-XX:UseSSE=4"));
            // Without the instruction, Java computes a fused multiply-add in whole numbers of any size.
            variants.add(Variant.slow("scalar", "-XX:-UseFMA"));
        }
        for (Path javaHome : otherJavas()) {
            variants.add(new Variant(javaHome, "vector\\d+", true, List.of(MODULE)));
            variants.add(new Variant(javaHome, "scalar", true, List.of()));
        }
        return variants;
    }

    private static boolean isX86() {
        return List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
    }

    /** Javas of 17 and newer, with the vector module, beside the one that runs this test. */
    private static List<Path> otherJavas() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> siblings = Files.list(JAVA_HOME.toRealPath().getParent())) {
            for (Path sibling : siblings.sorted().toList()) {
                Path real = sibling.toRealPath();
                boolean other = !real.equals(JAVA_HOME.toRealPath()) && !found.contains(real);
                if (other && Files.isExecutable(real.resolve("bin/java")) && version(real) >= OLDEST_JAVA) {
                    found.add(real);
                }
            }
        }
        return found;
    }

    /** The feature version of a Java, 0 where it lacks the vector module or a release file that tells. */
    private static int version(Path javaHome) throws IOException {
        Path release = javaHome.resolve("release");
        if (!Files.isRegularFile(release)) {
            return 0;
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        }
        if (!properties.getProperty("MODULES", "").contains("jdk.incubator.vector")) {
            return 0;
        }
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(version.split("\\D", 2)[0]);
    }

    @Test
    void every_java_trains_to_the_same_bytes() throws Exception {
        List<String> expected = Variant.of("vector\\d+", MODULE).lines();
        assertThat(expected).hasSize(LONG_LINES);
        Map<Variant, List<String>> ran = new LinkedHashMap<>();
        for (Variant variant : variants()) {
            List<String> lines = variant.lines();
            assertThat(lines).as("%s", variant).hasSize(variant.trainsLonger() ? LONG_LINES : SHORT_LINES);
            assertThat(lines.get(0)).as("kernels of %s", variant).matches(variant.kernels());
            assertThat(lines.subList(1, lines.size()))
                    .as("digests of %s", variant)
                    .isEqualTo(expected.subList(1, lines.size()));
            ran.put(variant, lines);
        }
        assertThat(ran).hasSizeGreaterThanOrEqualTo(isX86() ? 10 : 6);
    }

    @Test
    void the_bytes_are_those_of_earlier_versions() throws Exception {
        List<String> lines = Variant.of("vector\\d+", MODULE).lines();

        assertThat(lines.subList(1, lines.size())).isEqualTo(PINNED);
    }
}
