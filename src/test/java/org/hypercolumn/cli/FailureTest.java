package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

    private static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new IOException("m.npy: is bad"), "m.npy: is bad"),
                Arguments.of(new UncheckedIOException(new IOException("m.npy: is bad")), "m.npy: is bad"),
                Arguments.of(new IllegalArgumentException("plan: wrong\nand more"), "plan: wrong\\u000aand more"),
                Arguments.of(new NoSuchFileException("a\u001b[2Jb"), "a\\u001b[2Jb: there is no such file or folder"),
                Arguments.of(
                        new IOException("a".repeat(5000) + "b" + "c".repeat(5000)),
                        "a".repeat(5000) + " [...] " + "c".repeat(5000)),
                Arguments.of(new JsonParseException(null, "bad"), "bad"),
                Arguments.of(
                        new FileSystemException("a/b", null, "Too many open files"),
                        "no more files can be open at once: raise the limit, for example with ulimit -n 1024"),
                Arguments.of(
                        new IOException("a: could not be read", new FileNotFoundException("b (Too many open files)")),
                        "no more files can be open at once: raise the limit, for example with ulimit -n 1024"),
                Arguments.of(
                        new NoClassDefFoundError("picocli/CommandLine"),
                        "cannot load a part of the program (picocli.CommandLine): if it is not whole, build it again;"
                                + " if few files can be open at once, raise the limit, for example with ulimit -n 1024"),
                Arguments.of(
                        new ExceptionInInitializerError(new FileNotFoundException("b (Too many open files)")),
                        "no more files can be open at once: raise the limit, for example with ulimit -n 1024"),
                Arguments.of(
                        new StackOverflowError(),
                        "a file is nested too deeply; give Java a larger stack, for example HYPERCOLUMN_JAVA_OPTS=-Xss16m"),
                Arguments.of(
                        new OutOfMemoryError("unable to create native thread: possibly out of memory"),
                        "cannot start a thread: the system allows no more (ulimit -u) or has no memory left;"
                                + " use fewer --threads"),
                Arguments.of(new NoSuchFileException("a/b"), "a/b: there is no such file or folder"),
                Arguments.of(new AccessDeniedException("a/b"), "a/b: permission denied"),
                Arguments.of(
                        new FileSystemException("a/b", null, "No space left on device"),
                        "a/b: No space left on device"),
                Arguments.of(new DirectoryNotEmptyException("a/b"), "a/b: DirectoryNotEmptyException"),
                Arguments.of(new InterruptedException(), "interrupted"),
                Arguments.of(
                        new OutOfMemoryError("Java heap space"),
                        "out of memory: give Java more, for example HYPERCOLUMN_JAVA_OPTS=-Xmx4g, or use fewer --threads"),
                Arguments.of(
                        new IllegalStateException("broken"),
                        "failed inside (IllegalStateException: broken); set HYPERCOLUMN_TRACE=1 to see where,"
                                + " and please report it"),
                Arguments.of(
                        new NullPointerException(),
                        "failed inside (NullPointerException: null); set HYPERCOLUMN_TRACE=1 to see where,"
                                + " and please report it"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void is_one_line(Throwable failure, String line) {
        assertThat(Failure.line(failure)).isEqualTo(line);
    }
}
