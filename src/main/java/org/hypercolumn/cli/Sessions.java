package org.hypercolumn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.train.Session;

/** What run.json says of the process that works on a run: when, and on which machine. */
final class Sessions {

    private Sessions() {}

    /** A session that begins now. */
    static Session begin(Kernels kernels, int threads) {
        String system = "%s %s, %s, %d x %s"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        processor());
        return new Session(
                Clock.systemUTC().instant().toString(),
                "running",
                ProgramVersion.version(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                system,
                kernels.name(),
                threads);
    }

    /** The processor's name where the system tells it, else {@code processor}. */
    private static String processor() {
        Path told = Path.of("/proc/cpuinfo");
        try (Stream<String> lines = Files.lines(told, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor");
        } catch (IOException | UncheckedIOException e) {
            return "processor";
        }
    }
}
