package org.hypercolumn.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class HdfOutputTest {
    private static final Path FULL = Path.of("/dev/full"); // there is never room

    private static long open() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(HdfOutputTest::isFull).count();
        }
    }

    private static boolean isFull(Path link) {
        try {
            return Files.readSymbolicLink(link).equals(FULL);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void leaves_no_file_open_where_its_first_bytes_cannot_be_written() throws IOException {
        assertThatIOException().isThrownBy(() -> new HdfOutput(FULL));

        assertThat(open()).isZero();
    }
}
