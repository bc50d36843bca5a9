package org.hypercolumn.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void writes_the_content_and_leaves_nothing_else() throws IOException {
        WholeFile.write(folder.resolve("a.txt"), out -> out.write("V1".getBytes(UTF_8)));

        assertThat(folder.resolve("a.txt")).hasContent("V1");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void makes_the_folders_that_are_missing() throws IOException {
        Path deep = folder.resolve("runs/first/a.txt");

        WholeFile.write(deep, out -> out.write('x'));

        assertThat(deep).hasContent("x");
    }

    @Test
    void replaces_an_older_file_and_a_part_left_by_a_killed_process() throws IOException {
        Path target = folder.resolve("a.txt");
        Files.writeString(target, "older and longer");
        Files.writeString(WholeFile.part(target), "half of something much longer than what comes");

        WholeFile.write(target, out -> out.write("new".getBytes(UTF_8)));

        assertThat(target).hasContent("new");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void writes_of_one_target_at_the_same_time_do_not_disturb_each_other() throws IOException {
        Path target = folder.resolve("a.txt");

        WholeFile.write(target, out -> {
            out.write("first".getBytes(UTF_8));
            WholeFile.write(target, inner -> inner.write("second".getBytes(UTF_8)));
            assertThat(target).hasContent("second");
        });

        assertThat(target).hasContent("first");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void leaves_the_parts_of_other_files_alone() throws IOException {
        Files.writeString(folder.resolve(".b.txt.01234567-89abcdef.part"), "half");
        Files.writeString(folder.resolve(".a.txt.01234567-89abcdef.part"), "half");

        WholeFile.removeParts(folder.resolve("a.txt"));
        WholeFile.removeParts(folder.resolve("nowhere/a.txt"));

        assertThat(names()).containsExactly(".b.txt.01234567-89abcdef.part");
    }

    @Test
    void keeps_the_older_file_until_the_new_one_is_whole() throws IOException {
        Path target = folder.resolve("a.txt");
        Files.writeString(target, "older");

        WholeFile.write(target, out -> {
            out.write("newer".getBytes(UTF_8));
            out.flush();
            assertThat(target).hasContent("older");
            Path part = folder.resolve(names().stream()
                    .filter(name -> !name.equals("a.txt"))
                    .findFirst()
                    .orElseThrow());
            assertThat(part.getFileName().toString()).matches("\\.a\\.txt\\.[0-9a-f]{8}-[0-9a-f]{8}\\.part");
            assertThat(part).hasContent("newer");
        });

        assertThat(target).hasContent("newer");
    }

    @Test
    void leaves_the_older_file_and_no_part_when_the_disk_is_full() throws IOException {
        Path target = folder.resolve("a.txt");
        Files.writeString(target, "older");

        assertThatIOException()
                .isThrownBy(() -> WholeFile.write(target, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .withMessage(
                        "%s: could not be written: No space left on device;"
                                + " choose a folder with free space that you may write to",
                        target);

        assertThat(target).hasContent("older");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void leaves_nothing_when_the_content_fails() throws IOException {
        assertThatIllegalStateException()
                .isThrownBy(() -> WholeFile.write(folder.resolve("a.txt"), out -> {
                    out.write(1);
                    throw new IllegalStateException("cannot be made");
                }))
                .withMessage("cannot be made");
        Path source = folder.resolve("source.npy");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> WholeFile.write(folder.resolve("a.txt"), out -> NpyFile.read(source)))
                .withMessageStartingWith("source.npy: there is no such file");

        assertThat(names()).isEmpty();
    }

    @Test
    void leaves_nothing_when_the_thread_is_interrupted() throws IOException {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(ClosedByInterruptException.class)
                .isThrownBy(() -> WholeFile.write(folder.resolve("a.txt"), out -> out.write(1)));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(names()).isEmpty();
    }

    @Test
    void says_that_a_file_stands_where_a_folder_should() throws IOException {
        Path file = Files.writeString(folder.resolve("run"), "not a folder");

        assertThatIOException()
                .isThrownBy(() -> WholeFile.write(file.resolve("a.txt"), out -> out.write(1)))
                .withMessage(
                        "%s: could not be written: %s is a file, not a folder;"
                                + " choose a folder with free space that you may write to",
                        file.resolve("a.txt"), file);
    }

    @Test
    void says_that_a_folder_has_the_name_already() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("a.txt"));

        assertThatIOException()
                .isThrownBy(() -> WholeFile.write(taken, out -> out.write(1)))
                .withMessageContaining("a folder has that name");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void lets_the_content_close_its_stream() throws IOException {
        WholeFile.write(folder.resolve("a.txt"), out -> {
            out.write('x');
            out.close();
        });

        assertThat(folder.resolve("a.txt")).hasContent("x");
    }

    @Test
    void refuses_a_path_without_a_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WholeFile.write(Path.of("/"), out -> out.write(1)))
                .withMessage("file to write: expected a path with a name, got /");
    }
}
