package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    private static String ofUtf8(String text) {
        return VisibleText.of(text, StandardCharsets.UTF_8);
    }

    /** Control characters, marks of direction, what has no width, breaks of lines and paragraphs, fillers, tags, halves. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 0x0b, 0x0c, 0x0d, 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9d, 0x9f, 0xad, 0x34f, 0x61c, 0x115f, 0x180e,
                0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060,
                0x2066, 0x2067, 0x2068, 0x2069, 0x206a, 0x3164, 0xd800, 0xdfff, 0xfeff, 0xfff9
            })
    void shows_what_a_terminal_would_act_on_or_hide(int point) {
        assertThat(ofUtf8("a" + (char) point + "b")).isEqualTo("a\\u%04xb", point);
    }

    @Test
    void shows_what_lies_beyond_16_bits_as_json_does() {
        assertThat(ofUtf8(Character.toString(0xe0041))).isEqualTo("\\udb40\\udc41");
    }

    @Test
    void leaves_the_letters_of_all_languages_and_lines_alone() {
        String text = "site 3\tµm – Größe 細胞 νευρώνας نورون \ud83e\udde0\nnext";

        assertThat(ofUtf8(text)).isEqualTo(text);
    }

    @Test
    void shows_what_the_terminal_has_no_character_for() {
        assertThat(VisibleText.of("ä細\ud83e\udde0", StandardCharsets.ISO_8859_1))
                .isEqualTo("ä\\u7d30\\ud83e\\udde0");
    }

    @Test
    void keeps_one_line_one_line() {
        assertThat(VisibleText.line("a\nb\tc\r\nd")).isEqualTo("a\\u000ab\\u0009c\\u000d\\u000ad");
    }
}
