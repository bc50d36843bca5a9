package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void keeps_letters_of_all_languages() {
        assertThat(Excerpt.of("größe 細胞.png")).isEqualTo("größe 細胞.png");
    }

    @Test
    void shows_a_question_mark_for_what_shows_nothing() {
        assertThat(Excerpt.of("a\u001b[2J\u009b\u202e\u200b\u2028\ud800b\n")).isEqualTo("a?[2J?????b?");
    }

    @Test
    void ends_after_40_characters_and_never_within_one() {
        String brain = "\ud83e\udde0";

        assertThat(Excerpt.of(brain.repeat(41))).isEqualTo(brain.repeat(40) + "...");
    }
}
