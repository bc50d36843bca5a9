package org.hypercolumn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hypercolumn.data.EditDistance;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line. */
final class Failure {

    private static final String TRACE = "HYPERCOLUMN_TRACE";

    private Failure() {}

    /** Prints the line to the standard error stream; the exit code. */
    static int report(Throwable failure) {
        System.err.println("hypercolumn: " + line(failure));
        if (System.getenv(TRACE) != null) {
            failure.printStackTrace();
        }
        return 1;
    }

    /** Prints what is wrong with a command line, and where to read what is right; the exit code. */
    static int usage(ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        System.err.println(
                "hypercolumn: " + (wrong instanceof UnmatchedArgumentException u ? unmatched(u) : wrong.getMessage()));
        System.err.println("Try '" + command + " --help'.");
        return ExitCode.USAGE;
    }

    private static String unmatched(UnmatchedArgumentException wrong) {
        String first = wrong.getUnmatched().get(0);
        Set<String> commands = wrong.getCommandLine().getSubcommands().keySet();
        if (!commands.isEmpty() && !first.startsWith("-")) {
            return "there is no command '%s'; did you mean '%s'?"
                    .formatted(first, EditDistance.nearest(first, List.copyOf(commands)));
        }
        List<String> near = wrong.getSuggestions();
        String suggestion = near.isEmpty() ? "" : "; did you mean %s?".formatted(String.join(" or ", near));
        return wrong.getMessage() + suggestion;
    }

    /** What the user shall read. */
    static String line(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return line(unchecked.getCause());
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file or folder";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (failure instanceof FileSystemException system) {
            String reason = system.getReason();
            return system.getFile() + ": " + (reason == null ? system.getClass().getSimpleName() : reason);
        }
        if (failure instanceof OutOfMemoryError) {
            return "out of memory: give Java more, for example HYPERCOLUMN_JAVA_OPTS=-Xmx4g, or use fewer --threads";
        }
        if (failure instanceof InterruptedException) {
            return "interrupted";
        }
        String message = failure.getMessage();
        if ((failure instanceof IOException || failure instanceof IllegalArgumentException) && message != null) {
            return message.lines().findFirst().orElse(message);
        }
        return String.format(
                Locale.ROOT,
                "failed inside (%s: %s); set %s=1 to see where, and please report it",
                failure.getClass().getSimpleName(),
                message,
                TRACE);
    }
}
