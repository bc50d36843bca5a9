package org.hypercolumn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.hypercolumn.data.VisibleText;

/** Turns what went wrong into one line. Needs no library: one may be what is missing. */
final class Failure {

    private static final String TRACE = "HYPERCOLUMN_TRACE";

    private static final String TOO_MANY_FILES = "Too many open files";

    /** Paths of systems have at most 4096. */
    private static final int MOST_CHARACTERS = 10_000;

    /** What a name becomes that the system's character set has no characters for. */
    private static final String LOST = "\ufffd";

    private Failure() {}

    /** Prints the line to the standard error stream; the exit code. */
    static int report(Throwable failure) {
        System.err.println("hypercolumn: " + line(failure));
        if (System.getenv(TRACE) != null) {
            failure.printStackTrace();
        }
        return 1;
    }

    /** What the user shall read. */
    static String line(Throwable failure) {
        return VisibleText.line(abridged(words(failure)));
    }

    /** A message that holds a file's whole text is no use to anybody. */
    static String abridged(String message) {
        int half = MOST_CHARACTERS / 2;
        return message.length() <= MOST_CHARACTERS
                ? message
                : message.substring(0, half) + " [...] " + message.substring(message.length() - half);
    }

    private static String words(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return words(unchecked.getCause());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(TOO_MANY_FILES)) {
                return "no more files can be open at once: raise the limit, for example with ulimit -n 1024";
            }
        }
        if (failure instanceof FileSystemException system) {
            return ofFile(system);
        }
        if (failure instanceof InvalidPathException invalid) {
            return invalid.getInput() + ": is no path: " + invalid.getReason() + encodingAdvice();
        }
        if (failure instanceof Error error) {
            return ofError(error);
        }
        if (failure instanceof InterruptedException) {
            return "interrupted";
        }
        String message = failure.getMessage();
        if ((failure instanceof IOException || failure instanceof IllegalArgumentException) && message != null) {
            int place = message.indexOf("\n at [Source"); // a parser's, where it was not caught nearer
            return place < 0 ? message : message.substring(0, place);
        }
        return inside(failure);
    }

    private static String ofFile(FileSystemException failure) {
        String file = failure.getFile();
        if (failure instanceof NoSuchFileException) {
            String advice = String.valueOf(file).contains(LOST) ? encodingAdvice() : "";
            return file + ": there is no such file or folder" + advice;
        }
        if (failure instanceof AccessDeniedException) {
            return file + ": permission denied";
        }
        String reason = failure.getReason();
        return file + ": " + (reason == null ? failure.getClass().getSimpleName() : reason);
    }

    private static String ofError(Error error) {
        String message = String.valueOf(error.getMessage());
        if (error instanceof OutOfMemoryError && message.contains("thread")) {
            return "cannot start a thread: the system allows no more (ulimit -u) or has no memory left; use fewer --threads";
        }
        if (error instanceof OutOfMemoryError) {
            return "out of memory: give Java more, for example HYPERCOLUMN_JAVA_OPTS=-Xmx4g, or use fewer --threads";
        }
        if (error instanceof StackOverflowError) {
            return "a file is nested too deeply; give Java a larger stack, for example HYPERCOLUMN_JAVA_OPTS=-Xss16m";
        }
        if (error instanceof LinkageError) {
            return "cannot load a part of the program (%s): if it is not whole, build it again; if few files can be open at once, raise the limit, for example with ulimit -n 1024"
                    .formatted(message.replace('/', '.'));
        }
        return inside(error);
    }

    private static String inside(Throwable failure) {
        return String.format(
                Locale.ROOT,
                "failed inside (%s: %s); set %s=1 to see where, and please report it",
                failure.getClass().getSimpleName(),
                failure.getMessage(),
                TRACE);
    }

    private static String encodingAdvice() {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        return encoding.equalsIgnoreCase(StandardCharsets.UTF_8.name())
                ? ""
                : "; the locale has %s characters only: choose one of UTF-8, for example with LC_ALL=C.UTF-8"
                        .formatted(encoding);
    }
}
