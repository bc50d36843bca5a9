package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.model.SafetensorsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFolderTest {

    @TempDir
    private Path parent;

    private RunFolder folder() {
        return RunFolder.of(parent.resolve("run"));
    }

    @Test
    void has_a_place_for_everything() {
        Fit fit = new Fit(SmallRecordings.tiny(), 7, 1, 1);

        assertThat(folder().description()).isEqualTo(parent.resolve("run/run.json"));
        assertThat(folder().scores()).isEqualTo(parent.resolve("run/scores.csv"));
        assertThat(folder().log()).isEqualTo(parent.resolve("run/log.jsonl"));
        assertThat(folder().model(fit)).isEqualTo(parent.resolve("run/models/tiny/neuron_0007.safetensors"));
        assertThat(folder().checkpoint(fit)).isEqualTo(parent.resolve("run/checkpoints/tiny/neuron_0007.safetensors"));
        assertThat(folder().predictions(fit.architecture(), 1, 1))
                .isEqualTo(parent.resolve("run/predictions/tiny.npz"));
    }

    @ParameterizedTest(name = "share {0}, seed {1}")
    @CsvSource({
        "0.25, 1, tiny@share-0.25",
        "1, 2, tiny@seed-2",
        "0.125, -7, tiny@share-0.125@seed--7",
        "0.1, 9223372036854775807, tiny@share-0.1@seed-9223372036854775807"
    })
    void names_share_and_seed_where_they_are_not_1(double share, long seed, String name) {
        Fit fit = new Fit(SmallRecordings.tiny(), 7, share, seed);
        String file = name + "/neuron_0007.safetensors";

        assertThat(folder().model(fit)).isEqualTo(parent.resolve("run/models/" + file));
        assertThat(folder().checkpoint(fit)).isEqualTo(parent.resolve("run/checkpoints/" + file));
        assertThat(folder().predictions(fit.architecture(), share, seed))
                .isEqualTo(parent.resolve("run/predictions/" + name + ".npz"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0, neuron_0000", "301, neuron_0301", "9999, neuron_9999", "123456, neuron_123456"})
    void names_models_so_that_they_sort(int neuron, String name) {
        assertThat(folder().model(new Fit(SmallRecordings.tiny(), neuron, 1, 1)))
                .hasFileName(name + ".safetensors");
    }

    @Test
    void names_models_alike_wherever_numbers_are_written_otherwise() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("th-TH-u-nu-thai"));
        try {
            assertThat("%d".formatted(7)).isNotEqualTo("7");
            assertThat(folder().model(new Fit(SmallRecordings.tiny(), 7, 1, 1))).hasFileName("neuron_0007.safetensors");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void is_made_when_it_is_locked_and_not_before() throws IOException {
        RunFolder deep = RunFolder.of(parent.resolve("runs/first"));
        assertThat(parent.resolve("runs")).doesNotExist();

        deep.lock().close();

        assertThat(parent.resolve("runs/first")).isDirectory();
    }

    @Test
    void is_locked_once_at_a_time() throws IOException {
        RunLock lock = folder().lock();

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> folder().lock())
                .withMessage("run: is in use by another process; wait for it or choose another --out");

        lock.close();
        folder().lock().close();
    }

    @Test
    void takes_over_the_lock_file_of_a_killed_process() throws IOException {
        Files.createDirectories(parent.resolve("run"));
        Files.writeString(parent.resolve("run/.lock"), "left");

        folder().lock().close();

        folder().lock().close();
    }

    @Test
    void refuses_a_file_and_a_folder_in_a_file() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "in the way");

        assertThatIOException()
                .isThrownBy(() -> RunFolder.of(file).lock())
                .withMessage("%s: cannot be used as a run folder: %s is a file, not a folder; choose another --out"
                        .formatted(file, file));
        assertThatIOException()
                .isThrownBy(() -> RunFolder.of(file.resolve("run")).lock())
                .withMessage("%s: cannot be used as a run folder: Not a directory; choose another --out"
                        .formatted(file.resolve("run")));
        assertThat(file).hasContent("in the way");
    }

    @Test
    void drops_a_checkpoint_and_what_was_half_written_of_it() throws IOException {
        Fit fit = new Fit(SmallRecordings.tiny(), 7, 1, 1);
        Path checkpoint = folder().checkpoint(fit);
        Files.createDirectories(checkpoint.getParent());
        Files.writeString(checkpoint, "whole");
        Files.writeString(WholeFile.part(checkpoint), "half");

        folder().dropCheckpoint(fit);
        folder().dropCheckpoint(fit);

        assertThat(checkpoint.getParent()).isEmptyDirectory();
        folder().dropCheckpoints();
        assertThat(parent.resolve("run")).isEmptyDirectory();
        folder().dropCheckpoints();
    }

    @Test
    void tells_the_checkpoint_of_another_neuron() throws IOException {
        Fit fit = new Fit(SmallRecordings.tiny(), 7, 1, 1);
        Path checkpoint = folder().checkpoint(fit);
        Files.createDirectories(checkpoint.getParent());
        Map<String, String> mark = folder().checkpointMark(fit);
        SafetensorsFile.of(mark, Map.of()).write(checkpoint);
        assertThat(folder().isWhole(fit)).isTrue();

        mark.put("hypercolumn.neuron", "4");
        SafetensorsFile.of(mark, Map.of()).write(checkpoint);

        assertThat(folder().isWhole(fit)).isFalse();
    }
}
