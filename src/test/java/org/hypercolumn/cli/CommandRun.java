package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a command line left on its streams, run in this process.
 *
 * @param exitCode 0 done, 1 failed, 2 wrong command line
 * @param out standard output, with line feeds
 * @param err standard error, with line feeds
 */
record CommandRun(int exitCode, String out, String err) {

    /** Runs {@code hypercolumn} with these arguments; paths and numbers may be given as they are. */
    static CommandRun of(Object... arguments) {
        String[] texts = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        Locale localeBefore = Locale.getDefault();
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        System.setOut(new VisibleStream(out, StandardCharsets.UTF_8).printer());
        System.setErr(new VisibleStream(err, StandardCharsets.UTF_8).printer());
        try {
            int exitCode = Hypercolumn.run(new PrintWriter(System.out, true, StandardCharsets.UTF_8), texts);
            return new CommandRun(exitCode, text(out), text(err));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
            Locale.setDefault(localeBefore);
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** The lines of standard output. */
    List<String> outLines() {
        return out.lines().toList();
    }

    /** The lines of standard error. */
    List<String> errLines() {
        return err.lines().toList();
    }

    /** Nothing but this line on standard error, and exit code 1. */
    void assertFailed(String line) {
        assertThat(err).isEqualTo("hypercolumn: " + line + "\n");
        assertThat(out).isEmpty();
        assertThat(exitCode).isEqualTo(1);
    }

    /** This line and where to read more on standard error, and exit code 2. */
    void assertMisused(String command, String line) {
        assertThat(err).isEqualTo("hypercolumn: %s\nTry 'hypercolumn%s --help'.\n".formatted(line, command));
        assertThat(out).isEmpty();
        assertThat(exitCode).isEqualTo(2);
    }

    /** Exit code 0. */
    CommandRun assertDone() {
        assertThat(exitCode).as(err).isZero();
        return this;
    }
}
