package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class DataFileTest {

    @TempDir
    private Path folder;

    private Path file(byte... bytes) throws IOException {
        return Files.write(folder.resolve("a.bin"), bytes);
    }

    @Test
    void reads_a_regular_file() throws IOException {
        assertThat(DataFile.bytes(file((byte) 3, (byte) 5), 2)).containsExactly(3, 5);
    }

    @Test
    void follows_links_to_a_regular_file() throws IOException {
        Path second = Files.createSymbolicLink(
                folder.resolve("second"), Files.createSymbolicLink(folder.resolve("first"), file((byte) 7)));

        assertThat(DataFile.bytes(second, 1)).containsExactly(7);
    }

    @Test
    void refuses_links_that_lead_nowhere_or_in_a_circle() throws IOException {
        Path circle = folder.resolve("circle");
        Files.createSymbolicLink(circle, circle);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("missing"));

        assertThatThrownBy(() -> DataFile.open(circle)).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> DataFile.open(dangling)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void refuses_a_pipe_at_once() throws IOException, InterruptedException {
        Path pipe = Files.createSymbolicLink(folder.resolve("pipe.npy"), Special.pipe(folder.resolve("pipe")));

        assertThatThrownBy(() -> DataFile.open(pipe))
                .isInstanceOf(BadDataFileException.class)
                .hasMessage(
                        "pipe.npy: expected a regular file, got a pipe, socket or device (%s);"
                                + " save its content to a file first",
                        pipe);
    }

    @Test
    void refuses_a_device() {
        assertThatThrownBy(() -> DataFile.bytes(Path.of("/dev/zero"), Long.MAX_VALUE))
                .hasMessageContaining("got a pipe, socket or device");
    }

    @Test
    void refuses_a_folder() {
        assertThatThrownBy(() -> DataFile.open(folder))
                .isInstanceOf(BadDataFileException.class)
                .hasMessageEndingWith("expected a file, got a folder (%s); give the file itself", folder);
    }

    @Test
    void refuses_more_bytes_than_it_may_have_before_reading_any() throws IOException {
        Path sparse = file();
        try (var channel = Files.newByteChannel(sparse, StandardOpenOption.WRITE)) {
            channel.position((1L << 40) - 1).write(ByteBuffer.allocate(1));
        }

        assertThatThrownBy(() -> DataFile.text(sparse, 1 << 20))
                .hasMessage(
                        "a.bin: expected a file of at most 1048576 bytes, got 1099511627776; is it the right file?");
    }

    /** What the kernel makes up while it is read claims to be a regular file of 0 bytes. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void refuses_a_file_that_has_more_than_it_says() {
        assertThatThrownBy(() -> DataFile.bytes(Path.of("/proc/self/status"), Long.MAX_VALUE))
                .isInstanceOf(BadDataFileException.class)
                .hasMessageStartingWith("status: expected 0 bytes as when it was opened, got more");
    }

    @Test
    void refuses_a_file_that_grows_while_it_is_read() throws IOException {
        Path growing = file(new byte[17]);
        try (InputStream in = DataFile.open(growing)) {
            assertThat(in.readNBytes(11)).hasSize(11);
            Files.write(growing, new byte[5], StandardOpenOption.APPEND);

            assertThatThrownBy(in::readAllBytes).hasMessageContaining("expected 17 bytes as when it was opened");
        }
    }

    @Test
    void counts_what_is_skipped() throws IOException {
        byte[] bytes = new byte[19];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        try (InputStream in = DataFile.open(file(bytes))) {
            in.skipNBytes(13);

            assertThat(in.readAllBytes()).containsExactly(13, 14, 15, 16, 17, 18);
            assertThat(in.skip(5)).isZero();
        }
    }

    @Test
    void refuses_text_that_is_not_utf_8() {
        assertThatThrownBy(() -> DataFile.text(file((byte) 0xe4), 1)).isInstanceOf(CharacterCodingException.class);
    }

    @Test
    void nothing_replaces_a_pipe() throws IOException, InterruptedException {
        Path pipe = Special.pipe(folder.resolve("out.npy"));

        assertThatThrownBy(() -> WholeFile.write(pipe, out -> out.write(1)))
                .hasMessageContaining("a pipe, socket or device has that name");
        assertThat(folder).isDirectoryContaining(file -> file.equals(pipe));
    }
}
