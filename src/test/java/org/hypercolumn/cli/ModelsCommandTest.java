package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypercolumn.model.Appendix;
import org.hypercolumn.model.ArchitectureFile;
import org.hypercolumn.model.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelsCommandTest {

    @TempDir
    private Path folder;

    @Test
    void lists_every_model_with_its_size_and_what_it_starts_from() {
        var run = CommandRun.of("models").assertDone();

        assertThat(run.outLines())
                .hasSize(1 + Presets.ids().size() + Appendix.ids().size() + 1)
                .contains("ff-cnn                        46,017   32 x 32  -")
                .contains("ff-sa-cnn-star-incr-fc1       28,551   20 x 20  rf-sa-cnn-star-incr")
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
    }

    @Test
    void prints_a_file_that_can_be_changed_and_read() throws IOException {
        var run = CommandRun.of("models", "ff-sa-cnn-star-incr-fc1").assertDone();
        assertThat(ArchitectureFile.of(run.out())).isEqualTo(Presets.of("ff-sa-cnn-star-incr-fc1"));

        Path own = Files.writeString(
                folder.resolve("own.yaml"), run.out().replace("id: ff-sa-cnn-star-incr-fc1", "id: own"));
        var again = CommandRun.of("models", own).assertDone();
        assertThat(again.out()).startsWith("id: own\n");
    }

    @Test
    void prints_the_appendix_with_its_comments() {
        assertThat(CommandRun.of("models", "a3-rf-sa-cnn-k3").assertDone().out())
                .isEqualTo(Appendix.text("a3-rf-sa-cnn-k3"));
    }

    @Test
    void refuses_what_it_does_not_know() throws IOException {
        assertThat(CommandRun.of("models", "ff-sa-cn").err())
                .isEqualTo(
                        "hypercolumn: model 'ff-sa-cn' is not known; did you mean 'ff-sa-cnn'? hypercolumn models lists"
                                + " all\n");
        Path own = Files.writeString(folder.resolve("own.yaml"), "id: own\nchannel: 3\n");
        CommandRun.of("models", own)
                .assertFailed("own.yaml: architecture: expected only id, channels, blocks, readout, got channel;"
                        + " did you mean 'channels'?");
        Files.writeString(
                own,
                CommandRun.of("models", "rf-sa-cnn-star-incr")
                        .out()
                        .replace("id: rf-sa", "id: own-sa")
                        .replace("rf-cnn-c30", "rf-cnn-c31"));
        assertThat(CommandRun.of("models", own).err())
                .contains("starts from 'rf-cnn-c31', which is not known; did you mean 'rf-cnn-c30'?");
        CommandRun.of("models", folder.resolve("none.yaml"))
                .assertFailed("none.yaml: expected an architecture in YAML, but there is no such file");
    }
}
