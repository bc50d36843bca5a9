package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
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
                .withMessage(
                        "architecture: expected only id, channels, blocks, readout, got attention; did you mean id?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureJson.read(TINY.replace("\"dropout\"", "\"stride\":2,\"dropout\"")))
                .withMessage(
                        "architecture: expected only block, kernelSize, dropout, from, then, got stride; did you mean from?");
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
}
