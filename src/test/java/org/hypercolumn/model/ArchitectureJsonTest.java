package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.hypercolumn.nn.SelfAttention.Values;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ArchitectureJsonTest {

    private static final String TINY = "{\"id\":\"tiny\",\"channels\":3,\"blocks\":["
            + "{\"block\":\"pooled\",\"kernelSize\":3,\"dropout\":0.3},"
            + "{\"block\":\"plain\",\"kernelSize\":2,\"dropout\":0}],\"readout\":\"center\"}";

    private static List<String> presets() {
        return Presets.ids();
    }

    @Test
    void says_id_channels_blocks_and_readout() {
        assertThat(ArchitectureJson.write(SmallModels.tiny(ReadoutKind.CENTER))).hasToString(TINY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presets")
    void reads_back_every_preset(String id) {
        Architecture preset = Presets.of(id);

        assertThat(ArchitectureJson.read(ArchitectureJson.write(preset).toString()))
                .isEqualTo(preset);
    }

    @Test
    void writes_dropouts_to_the_last_bit_and_alike_on_every_jdk() {
        var odd = new Architecture(
                "odd", 7, List.of(Block.pooled(1, 0.1 + 0.2), Block.plain(1, 0.002)), ReadoutKind.FULL);

        String text = ArchitectureJson.write(odd).toString();

        assertThat(text).contains("\"dropout\":0.30000000000000004").contains("\"dropout\":0.002}");
        assertThat(ArchitectureJson.read(text)).isEqualTo(odd);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "null", "7", "[]", "\"ff-cnn\"", "ff-cnn", "{", "{} {}", "{\"id\":\"a\",\"id\":\"b\"}"})
    void refuses_what_is_no_object(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureJson.read(text))
                .withMessage("architecture: expected a JSON object, got '%s'".formatted(text));
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"tiny\"; 7; id; a text; 7",
                "\"tiny\"; null; id; a text; null",
                "\"channels\":3; \"channels\":3.5; channels; a whole number; 3.5",
                "\"channels\":3; \"channels\":\"3\"; channels; a whole number; \"3\"",
                "\"channels\":3; \"channels\":4294967299; channels; a whole number; 4294967299",
                "\"channels\":3,; ``; channels; a whole number; none",
                "\"kernelSize\":3; \"kernelSize\":true; kernelSize; a whole number; true",
                "\"kernelSize\":3,; ``; kernelSize; a whole number; none",
                "\"dropout\":0.3; \"dropout\":\"0.3\"; dropout; a number; \"0.3\"",
                ",\"dropout\":0.3; ``; dropout; a number; none",
            })
    void refuses_a_value_of_another_kind(String good, String bad, String name, String expected, String got) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureJson.read(TINY.replace(good, bad)))
                .withMessage("architecture: expected %s as %s, got %s".formatted(expected, name, got));
    }

    @Test
    void names_the_nearest_of_a_word_that_is_not_known() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureJson.read(TINY.replace("pooled", "poled")))
                .withMessage(
                        "architecture: expected 'pooled', 'plain', 'attention', 'recurrent' as block, got \"poled\";"
                                + " did you mean 'pooled'?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureJson.read(TINY.replace("center", "centre")))
                .withMessage(
                        "architecture: expected 'full', 'center', 'center-and-surround' as readout, got \"centre\";"
                                + " did you mean 'center'?");
    }

    @Test
    void refuses_blocks_that_are_no_list() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureJson.read(
                        TINY.replace("[", "{\"a\":").replace("},{", "},\"b\":{").replace("]", "}")))
                .withMessageStartingWith("architecture: expected a list as blocks, got {\"a\":");
    }

    @Test
    void refuses_what_this_version_does_not_know() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureJson.read(TINY.replace("\"id\"", "\"attention\":{},\"id\"")))
                .withMessage("architecture: expected only id, channels, blocks, readout, got attention");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureJson.read(TINY.replace("\"dropout\"", "\"stride\":2,\"dropout\"")))
                .withMessage("architecture: expected only block, kernelSize, dropout, from, then, got stride");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2})
    void takes_or_refuses_damaged_text_and_does_nothing_worse(long seed) {
        var random = new SplittableRandom(seed);
        byte[] whole = TINY.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            String text =
                    new String(SafetensorsBytes.damaged(whole, whole.length, random), StandardCharsets.ISO_8859_1);
            try {
                ArchitectureJson.read(text).smallestSide();
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    /** Every kind of block, and starts of both kinds. */
    private static final Architecture RICH = new Architecture(
            "rich",
            3,
            List.of(
                    Block.pooled(3, 0.3).withStart(new Start.From("rf-cnn", Start.Then.FROZEN)),
                    Block.plain(1, 0),
                    Block.attention(2, Values.FEATURES, 0.25).withStart(new Start.From("a.b_c-d", Start.Then.TRAINED)),
                    Block.attention(3, Values.MAPPED, 0),
                    Block.recurrent(3, 4, 0.5)),
            ReadoutKind.CENTER_AND_SURROUND,
            new Start.From("rf-cnn", Start.Then.TRAINED));

    private static final String RICH_TEXT = "{\"id\":\"rich\",\"channels\":3,\"blocks\":["
            + "{\"block\":\"pooled\",\"kernelSize\":3,\"dropout\":0.3,\"from\":\"rf-cnn\",\"then\":\"frozen\"},"
            + "{\"block\":\"plain\",\"kernelSize\":1,\"dropout\":0},"
            + "{\"block\":\"attention\",\"keySize\":2,\"values\":\"features\",\"dropout\":0.25,"
            + "\"from\":\"a.b_c-d\",\"then\":\"trained\"},"
            + "{\"block\":\"attention\",\"keySize\":3,\"values\":\"mapped\",\"dropout\":0},"
            + "{\"block\":\"recurrent\",\"kernelSize\":3,\"iterations\":4,\"dropout\":0.5}],"
            + "\"readout\":{\"readout\":\"center-and-surround\",\"from\":\"rf-cnn\",\"then\":\"trained\"}}";

    @Test
    void says_every_kind_of_block_and_where_parts_are_from() {
        assertThat(ArchitectureJson.write(RICH)).hasToString(RICH_TEXT);
        assertThat(ArchitectureJson.read(RICH_TEXT)).isEqualTo(RICH);
    }

    @Test
    void a_readout_that_starts_anew_may_be_an_object_too() {
        assertThat(ArchitectureJson.read(TINY.replace("\"center\"", "{\"readout\":\"center\"}")))
                .isEqualTo(SmallModels.tiny(ReadoutKind.CENTER));
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"from\":\"a.b_c-d\" | \"from\":7 | expected the id of a model as from, got 7",
                "\"from\":\"a.b_c-d\" | \"from\":null | expected the id of a model as from, got null",
                "\"from\":\"a.b_c-d\" | \"from\":\"../a\" | expected the id of a model to take over from, got '../a'",
                "\"from\":\"a.b_c-d\" | \"from\":\"\" | expected the id of a model to take over from, got ''",
                "\"from\":\"a.b_c-d\", | `` | expected 'from' beside it as then, got \"trained\"",
                "\"then\":\"frozen\" | \"then\":\"fixed\" | expected 'trained', 'frozen' as then, got \"fixed\"",
                "\"then\":\"frozen\" | \"then\":true | expected 'trained', 'frozen' as then, got true",
                "\"keySize\":2 | \"keySize\":2.5 | expected a whole number as keySize, got 2.5",
                "\"keySize\":2 | \"kernelSize\":2 | expected only block, keySize, values, dropout, from, then, got kernelSize",
                "\"mapped\" | \"MAPPED\" | expected 'mapped', 'features' as values, got \"MAPPED\"; did you mean 'mapped'?",
                "\"iterations\":4, | `` | expected a whole number as iterations, got none",
                "{\"readout\":\"center-and-surround\" | {\"readout\":[] | expected 'full', 'center', 'center-and-surround' as"
                        + " readout, got []",
                "{\"readout\":\"center-and-surround\" | {\"kind\":1 | expected only readout, from, then, got kind",
                "\"dropout\":0.25 | \"dropout\":1e400 | ",
                "\"keySize\":2 | \"keySize\":0 | ",
                "\"keySize\":2 | \"keySize\":4097 | ",
                "\"iterations\":4 | \"iterations\":1 | ",
                "\"iterations\":4 | \"iterations\":1001 | ",
                "\"kernelSize\":3,\"iterations\" | \"kernelSize\":4,\"iterations\" | ",
            })
    void refuses_what_no_part_can_be(String good, String bad, @Nullable String message) {
        assertThat(RICH_TEXT).contains(good);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureJson.read(RICH_TEXT.replace(good, bad)))
                .satisfies(e -> assertThat(e.getMessage())
                        .doesNotContain("\n")
                        .endsWith(message == null ? "" : message)
                        .matches("(architecture|attention|block|recurrent).*: expected .*, got .*"));
    }

    @Test
    void refuses_text_that_is_nested_without_end() {
        String deep = "[".repeat(100_000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureJson.read(RICH_TEXT.replace("[", deep)))
                .withMessageStartingWith("architecture: expected a JSON object, got '");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 4, 5})
    void takes_or_refuses_damaged_text_of_every_part_and_does_nothing_worse(long seed) {
        var random = new SplittableRandom(seed);
        byte[] whole = RICH_TEXT.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            String text =
                    new String(SafetensorsBytes.damaged(whole, whole.length, random), StandardCharsets.ISO_8859_1);
            try {
                Architecture read = ArchitectureJson.read(text);
                assertThat(ArchitectureJson.read(ArchitectureJson.write(read).toString()))
                        .isEqualTo(read);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 999);
    }
}
