package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hypercolumn.train.ChildProcess;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in virtual machines of its own, ended at bad moments. */
@Tag("slow")
@Timeout(300)
class KilledRunTest {

    private static final int SIGINT = 2;
    private static final String IGNORED = "not tested: SIGINT is ignored here, as in the background of a shell";

    private static final int KILLS = 4;

    /** All ten fits take little longer. */
    private static final int LONGEST_MILLISECONDS = 700;

    @TempDir
    private static Path shared;

    private static Path data;

    /** What a run leaves that nothing disturbs. */
    private static Map<String, String> undisturbed;

    @TempDir
    private Path temporary;

    private Path run;

    @BeforeAll
    static void fit_once_undisturbed() throws IOException {
        data = SmallRecordings.write(shared.resolve("data"));
        Path run = shared.resolve("undisturbed");
        CommandRun.of(arguments(run, 1).toArray()).assertDone();
        undisturbed = contents(run);
        assertThat(undisturbed).hasSize(5 + 5 + 1 + 2 + 3);
    }

    @BeforeEach
    void choose_a_folder() {
        run = temporary.resolve("run");
    }

    private static List<String> arguments(Path run, int threads) {
        return List.of(
                "fit",
                data.toString(),
                "--model=rf-cnn,rf-cnn-c30",
                "--epochs=8",
                "--batch=13",
                "--threads=" + threads,
                "--out=" + run);
    }

    private ChildProcess start(String... options) throws IOException {
        return ChildProcess.start(temporary, List.of(options), Launch.class, arguments(run, 2));
    }

    /** All but run.json, which has the times of the sessions. */
    private static Map<String, String> contents(Path run) throws IOException {
        return SmallRecordings.results(run);
    }

    private void assertGoesOnToTheSameEnd() throws IOException, InterruptedException {
        try (ChildProcess last = start()) {
            assertThat(last.exitCode()).as(last.err()).isZero();
        }
        assertThat(contents(run)).isEqualTo(undisturbed);
        CommandRun.of("evaluate", run).assertDone();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void ends_in_the_same_bytes_after_kill_9(long seed) throws IOException, InterruptedException {
        var random = new SplittableRandom(seed);
        int killed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildProcess child = start()) {
                child.await(() ->
                        child.err().contains(" on 2 threads") || child.err().contains(" on 1 thread"));
                if (!child.endsWithin(random.nextInt(LONGEST_MILLISECONDS))) {
                    child.kill();
                    killed++;
                }
            }
        }

        assertThat(killed).isPositive();
        assertGoesOnToTheSameEnd();
    }

    /** Whether a child gets SIGINT: what a shell has put into the background ignores it, and so do all its children. */
    private static boolean interruptsReach() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return true; // no Linux: then it is tried
        }
        long ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .findFirst()
                .orElse(0);
        return (ignored >> (SIGINT - 1) & 1) == 0;
    }

    @ParameterizedTest(name = "SIG{0}")
    @CsvSource({"INT, 130", "TERM, 143"})
    void says_how_to_go_on_when_it_is_stopped(String signal, int exitCode) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/kill")) || Files.isExecutable(Path.of("/usr/bin/kill")),
                "not tested, for want of the program kill");
        assumeTrue(!signal.equals("INT") || interruptsReach(), IGNORED);
        try (ChildProcess child = start()) {
            child.await(() -> child.err().contains("\n1/10  "));
            child.signal(signal);

            assertThat(child.exitCode()).isEqualTo(exitCode);
            assertThat(child.err())
                    .containsPattern("\n\nhypercolumn: stopped with [1-9] of 10 fits done;"
                            + " the same command goes on from here\n$");
            assertThat(child.out()).isEmpty();
        }

        assertGoesOnToTheSameEnd();
    }

    /** Libraries that draw on terminals are known to take signals away from Java. */
    @Test
    void says_how_to_go_on_when_it_is_stopped_on_a_terminal() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "not tested, for want of the program script");
        assumeTrue(interruptsReach(), IGNORED);
        List<String> program = new ArrayList<>(ChildProcess.command(List.of()));
        program.add(Launch.class.getName());
        program.addAll(List.of("fit", data.toString(), "--model=rf-cnn", "--epochs=100000", "--out=" + run));
        String quoted = "TERM=xterm exec '%s'".formatted(String.join("' '", program));
        try (ChildProcess terminal =
                ChildProcess.start(temporary, List.of("/usr/bin/script", "-qec", quoted, "/dev/null"))) {
            terminal.await(() -> terminal.out().contains("fitting "));
            terminal.signalChild("INT");

            assertThat(terminal.exitCode()).isEqualTo(130);
            assertThat(terminal.out().replace("\r", ""))
                    .contains("\nhypercolumn: stopped with 0 of 5 fits done; the same command goes on from here\n");
        }
    }

    @Test
    void says_how_to_go_on_when_it_is_stopped_before_the_first_fit() throws IOException, InterruptedException {
        assumeTrue(interruptsReach(), IGNORED);
        List<String> arguments = List.of("fit", data.toString(), "--model=rf-cnn", "--epochs=100000", "--out=" + run);
        try (ChildProcess child = ChildProcess.start(temporary, List.of(), Launch.class, arguments)) {
            child.await(() -> child.err().contains("5 fits ("));
            child.signal("INT");

            assertThat(child.exitCode()).isEqualTo(130);
            assertThat(child.err())
                    .endsWith("\n\nhypercolumn: stopped with 0 of 5 fits done; the same command goes on from here\n");
        }
    }

    @Test
    void keeps_others_off_while_it_runs() throws IOException, InterruptedException {
        try (ChildProcess child = start()) {
            child.await(() -> child.err().contains("10 fits ("));
            CommandRun second = CommandRun.of(arguments(run, 1).toArray());

            second.assertFailed("run: is in use by another process; wait for it or choose another --out");
            assertThat(child.exitCode()).isZero();
        }
        assertThat(contents(run)).isEqualTo(undisturbed);
    }

    /** A limit on the size of files stands in for a disk that is full: models have 120 KiB. */
    @Test
    void says_that_the_disk_is_full_and_goes_on_when_there_is_room() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "not tested, for want of a shell");
        List<String> limited = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f 64; exec \"$@\"", "sh"));
        limited.addAll(ChildProcess.command(List.of("-XX:-UsePerfData")));
        limited.add(Launch.class.getName());
        limited.addAll(arguments(run, 2));
        try (ChildProcess child = ChildProcess.start(temporary, limited)) {
            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(child.err().lines().toList())
                    .hasSize(4)
                    .element(3)
                    .asString()
                    .matches("hypercolumn: \\S+/models/rf-cnn/neuron_000[01].safetensors: could not be written:"
                            + " File too large; choose a folder with free space that you may write to");
        }
        assertThat(SmallRecordings.contents(run).keySet())
                .containsExactly(".lock", ".run.json", "local.json", "models/rf-cnn/", "neurons.csv", "run.json");

        assertGoesOnToTheSameEnd();
    }

    @Test
    void says_that_memory_is_out() throws IOException, InterruptedException {
        List<String> arguments = List.of("bench", "--batch=10000", "--threads=1", "--seconds=0.1");
        try (ChildProcess child = ChildProcess.start(temporary, List.of("-Xmx64m"), Launch.class, arguments)) {
            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(child.err())
                    .isEqualTo("hypercolumn: out of memory: give Java more, for example HYPERCOLUMN_JAVA_OPTS=-Xmx4g,"
                            + " or use fewer --threads\n");
        }
    }
}
