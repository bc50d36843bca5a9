package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A finished run with analysis, figures, report and tables, of which one file is damaged: what reads the file refuses it or makes
 * it anew, or what is reported stays the same.
 */
@Tag("slow")
@Timeout(1200)
class DamagedRunTest {

    private static final int TRIALS = 200;

    /** Always made anew and never read: a reader of the page or a figure sees what is wrong with it. */
    private static final List<String> NEVER_READ =
            List.of("report.html", "figures", "comparisons", ".lock", ".results.lock");

    @TempDir
    private static Path temporary;

    private static Path run;
    private static List<Path> files;
    private static Map<String, String> whole;
    private static String scored;

    /** What happens to a file. */
    enum Damage {
        FLIPPED_BIT {
            @Override
            byte[] of(byte[] bytes, SplittableRandom random) {
                byte[] damaged = bytes.clone();
                damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                return damaged;
            }
        },
        CUT_OFF {
            @Override
            byte[] of(byte[] bytes, SplittableRandom random) {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
        };

        abstract byte[] of(byte[] bytes, SplittableRandom random);
    }

    /** What became of a damaged file. */
    enum Fate {
        REFUSED,
        MADE_ANEW,
        HARMLESS
    }

    @BeforeAll
    static void study() throws IOException {
        Path data = SmallRecordings.write(temporary.resolve("data"), 40, 41);
        run = temporary.resolve("run");
        CommandRun.of(
                        "study",
                        data,
                        "--models=ff-cnn,rf-cnn,ff-sa-cnn-star-simul",
                        "--epochs=1",
                        "--neurons=1-2",
                        "--out",
                        run)
                .assertDone();
        CommandRun.of("analyze", run).assertDone();
        CommandRun.of("figures", run).assertDone();
        CommandRun.of("compare", run).assertDone();
        CommandRun.of("report", run).assertDone();
        scored = CommandRun.of("evaluate", run).assertDone().out();
        whole = SmallRecordings.contents(run);
        try (Stream<Path> found = Files.walk(run)) {
            files = found.filter(Files::isRegularFile)
                    .filter(file ->
                            !NEVER_READ.contains(run.relativize(file).getName(0).toString()))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(30);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void no_damage_goes_unnoticed_and_changes_what_is_reported(Damage damage) throws IOException {
        Map<Fate, Integer> fates = new TreeMap<>();
        for (int seed = 0; seed < TRIALS; seed++) {
            var random = new SplittableRandom(seed);
            Path file = files.get(random.nextInt(files.size()));
            byte[] right = Files.readAllBytes(file);
            Files.write(file, damage.of(right, random));
            try {
                fates.merge(fate(run.relativize(file).toString(), seed), 1, Integer::sum);
            } finally {
                Files.write(file, right);
            }
            assertThat(SmallRecordings.contents(run))
                    .as("%s, seed %d", file, seed)
                    .isEqualTo(whole);
        }
        assertThat(fates.getOrDefault(Fate.REFUSED, 0) + fates.getOrDefault(Fate.MADE_ANEW, 0))
                .as("%s", fates)
                .isGreaterThan(TRIALS * 3 / 4);
    }

    private static Fate fate(String name, int seed) throws IOException {
        Fate fate = Fate.HARMLESS;
        if (!name.startsWith("analysis")) {
            CommandRun evaluate = CommandRun.of("evaluate", run);
            if (evaluate.exitCode() != 0) {
                fate = Fate.REFUSED;
            } else if (name.equals("SHA256SUMS") && evaluate.out().contains("\nnot checked: ")) {
                fate = Fate.REFUSED; // a line that lists nothing any more: what it listed is said not to be checked
            } else {
                assertThat(evaluate.out()).as("%s, seed %d", name, seed).isEqualTo(scored);
            }
        }
        if (!name.startsWith("models")) {
            CommandRun report = CommandRun.of("report", run);
            if (report.exitCode() != 0) {
                return Fate.REFUSED;
            }
            assertThat(SmallRecordings.contents(run).get("report.html"))
                    .as("%s, seed %d", name, seed)
                    .isEqualTo(whole.get("report.html"));
            if (report.err().contains("damaged or missing")) {
                return Fate.MADE_ANEW;
            }
        }
        return fate;
    }
}
