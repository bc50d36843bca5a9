package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.nn.SelfAttention.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureFileTest {

    private static final String OWN = """
            # mine
            id: own
            channels: 7
            blocks:
              - {block: pooled, kernelSize: 3, dropout: 0.25, from: rf-cnn, then: trained}
              - block: attention
                keySize: 2
                values: features
                dropout: 0
            readout: {readout: center, from: rf-cnn, then: frozen}
            """;

    @TempDir
    private Path folder;

    private static Stream<String> known() {
        return Stream.concat(Presets.ids().stream(), Appendix.ids().stream());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("own.yaml"), text);
    }

    private void assertRefused(String text, String message) throws IOException {
        Path file = file(text);
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> ArchitectureFile.read(file))
                .withMessage("own.yaml: " + message);
    }

    @Test
    void states_every_part_and_where_it_is_from() throws IOException {
        var blocks = List.of(
                Block.pooled(3, 0.25).withStart(new Start.From("rf-cnn", Start.Then.TRAINED)),
                Block.attention(2, Values.FEATURES, 0));

        assertThat(ArchitectureFile.read(file(OWN)))
                .isEqualTo(new Architecture(
                        "own", 7, blocks, ReadoutKind.CENTER, new Start.From("rf-cnn", Start.Then.FROZEN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("known")
    void reads_back_every_known_model(String id) {
        Architecture architecture = Presets.of(id);

        assertThat(architecture.id()).isEqualTo(id);
        assertThat(ArchitectureFile.of(ArchitectureFile.text(architecture))).isEqualTo(architecture);
    }

    /** Ids that YAML would read as numbers, truth values, dates or nothing if they stood there bare. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "7",
                "1.5",
                "1e5",
                "0x10",
                "007",
                "1_000",
                "0b1",
                "0o7",
                "true",
                "No",
                "null",
                "NULL",
                "y",
                "on",
                "2026-01-02",
                "12-30-45",
                "1.0.0",
                "NaN",
                "Infinity",
                "a-",
                "a"
            })
    void reads_back_any_id(String id) {
        var blocks = List.of(Block.pooled(3, 0).withStart(new Start.From("parent" + id, Start.Then.FROZEN)));
        var architecture =
                new Architecture(id, 3, blocks, ReadoutKind.CENTER, new Start.From("x" + id, Start.Then.TRAINED));

        assertThat(ArchitectureFile.of(ArchitectureFile.text(architecture))).isEqualTo(architecture);
        var swapped = new Architecture(
                "x", 3, List.of(Block.pooled(3, 0)), ReadoutKind.CENTER, new Start.From(id + "1", Start.Then.TRAINED));
        assertThat(ArchitectureFile.of(ArchitectureFile.text(swapped))).isEqualTo(swapped);
    }

    @Test
    void refuses_unknown_keys_and_names_the_nearest() throws IOException {
        assertRefused(
                OWN.replace("keySize", "key_size"),
                "architecture: expected only block, keySize, values, dropout, from, then, got key_size;"
                        + " did you mean 'keySize'?");
        assertRefused(
                OWN.replace("channels", "chanels"),
                "architecture: expected only id, channels, blocks, readout, got chanels; did you mean 'channels'?");
        assertRefused(
                OWN.replace("frozen", "frozzen"),
                "architecture: expected 'trained', 'frozen' as then, got \"frozzen\"; did you mean 'frozen'?");
    }

    @Test
    void refuses_what_is_left_out_or_stands_alone() throws IOException {
        assertRefused(
                OWN.replace(", then: trained", ""), "architecture: expected 'trained', 'frozen' as then, got none");
        assertRefused(
                OWN.replace("from: rf-cnn, then: trained", "then: trained"),
                "architecture: expected 'from' beside it as then, got \"trained\"");
        assertRefused(OWN.replace("    dropout: 0\n", ""), "architecture: expected a number as dropout, got none");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "7", "- a", "just words", "null"})
    void refuses_what_has_no_names(String text) throws IOException {
        assertRefused(text, "expected id, channels, blocks and readout, got no such list of names");
    }

    @Test
    void refuses_broken_yaml_and_says_the_line() throws IOException {
        assertRefused(
                OWN.replace("channels: 7", "channels: [7"),
                "expected YAML, got an error in line 4 (while parsing a flow sequence? in 'reade...); see the files of hypercolumn models");
        assertRefused(
                OWN.replace("channels: 7", "id: again"),
                "expected YAML, got an error in line 3 (Duplicate field 'id'); see the files of hypercolumn models");
    }

    @Test
    void refuses_files_that_are_none_or_no_text_or_endless() throws IOException {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> ArchitectureFile.read(folder.resolve("none.yaml")))
                .withMessage("none.yaml: expected an architecture in YAML, but there is no such file");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> ArchitectureFile.read(folder))
                .withMessageEndingWith(": expected a file, got a folder (%s); give the file itself", folder);
        Path bytes = Files.write(folder.resolve("own.yaml"), new byte[] {'i', 'd', (byte) 0xff, (byte) 0xfe});
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> ArchitectureFile.read(bytes))
                .withMessage("own.yaml: expected an architecture in YAML, got no text");
        Path large = Files.write(folder.resolve("own.yaml"), new byte[(1 << 20) + 1]);
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> ArchitectureFile.read(large))
                .withMessage("own.yaml: expected a file of at most 1048576 bytes, got 1048577; is it the right file?");
    }

    @Test
    void refuses_yaml_that_grows_without_end() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append(
                    "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1));
        }
        Path file = file(bomb.toString());

        assertThatExceptionOfType(BadDataFileException.class).isThrownBy(() -> ArchitectureFile.read(file));
    }

    @Test
    void of_the_appendix_keep_their_comments() {
        assertThat(Appendix.ids())
                .hasSize(5)
                .allSatisfy(id -> assertThat(Appendix.text(id))
                        .startsWith("# Appendix A.")
                        .contains("\nid: " + id + "\n"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Appendix.text("a9"))
                .withMessageStartingWith("appendix: expected one of a1-ff-sa-cnn-features, ");
    }

    @Test
    void of_the_appendix_differ_from_their_partner_in_what_they_say() {
        assertThat(Presets.of("a1-ff-sa-cnn-features").blocks())
                .isNotEqualTo(Presets.of("ff-sa-cnn").blocks())
                .hasSize(5);
        assertThat(Presets.of("a2-rf-sa-cnn-c64").blocks())
                .isEqualTo(Presets.of("rf-sa-cnn").blocks());
        assertThat(Presets.of("a2-rf-sa-cnn-c64").channels()).isEqualTo(64);
        assertThat(Presets.of("a3-ff-sa-cnn-no-b").blocks())
                .isEqualTo(Presets.of("a3-rf-sa-cnn-no-b").blocks())
                .hasSize(3);
        assertThat(Presets.of("a3-rf-sa-cnn-k3").blocks())
                .isEqualTo(Presets.of("ff-sa-cnn").blocks());
        assertThat(Presets.of("a3-rf-sa-cnn-k3").readout()).isEqualTo(ReadoutKind.CENTER);
    }
}
