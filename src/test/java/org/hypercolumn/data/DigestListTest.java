package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestListTest {

    /** {@code printf abc | sha256sum}. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("scores.csv"), "abc");
        DigestList list = DigestList.of(folder);
        list.put(file);
        list.write();
    }

    @Test
    void is_written_as_sha256sum_writes_it() {
        assertThat(folder.resolve("SHA256SUMS")).hasContent(ABC + "  scores.csv\n");
    }

    @Test
    void takes_a_file_that_is_as_it_was_and_one_that_is_not_listed() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "x");

        assertThatNoException().isThrownBy(() -> DigestList.check(file, "mend it"));
        assertThatNoException().isThrownBy(() -> DigestList.check(other, "mend it"));
        DigestList.delete(folder);
        Files.writeString(file, "abd");
        assertThatNoException().isThrownBy(() -> DigestList.check(file, "mend it"));
    }

    @Test
    void refuses_a_file_that_has_changed() throws IOException {
        Files.writeString(file, "abd");

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> DigestList.check(file, "mend it"))
                .withMessage("scores.csv: is damaged: its SHA-256 is not the one in SHA256SUMS; mend it");
        assertThat(DigestList.read(folder).isTrueOf("scores.csv")).isFalse();
    }

    @Test
    void passes_over_lines_that_say_nothing() throws IOException {
        Files.writeString(folder.resolve("SHA256SUMS"), "x  scores.csv\n\n" + ABC + "  other\nnonsense" + ABC);

        assertThat(DigestList.read(folder).names()).containsExactly("other");
        assertThat(DigestList.read(folder.resolve("nowhere")).names()).isEmpty();
    }
}
