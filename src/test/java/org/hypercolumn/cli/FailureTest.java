package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
                Arguments.of(new IllegalArgumentException("plan: wrong\nand more"), "plan: wrong"),
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
