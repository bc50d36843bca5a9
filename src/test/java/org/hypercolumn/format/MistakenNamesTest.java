package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MistakenNamesTest {
    private static final Mapping NONE = Mapping.none();

    @Test
    void are_singulars_and_other_spellings_of_our_words() {
        assertThat(MistakenNames.remarks(List.of("images", "imageIDs", "responses", "tier"), NONE))
                .containsExactly(
                        "array 'imageIDs' is not read; if it is meant as image_ids, call it so or say it in a mapping",
                        "array 'tier' is not read; if it is meant as tiers, call it so or say it in a mapping");
    }

    @Test
    void are_no_names_of_other_things() {
        assertThat(MistakenNames.remarks(List.of("images", "responses", "behavior", "pupil", "layer"), NONE))
                .isEmpty();
    }

    @Test
    void are_none_where_the_word_has_its_array() {
        assertThat(MistakenNames.remarks(List.of("tier", "tiers"), NONE)).isEmpty();
        assertThat(MistakenNames.remarks(List.of("set", "tier"), new Mapping(Map.of("tiers", "set"), Map.of())))
                .isEmpty();
        assertThat(MistakenNames.remarks(List.of("tier"), new Mapping(Map.of("tiers", "tier"), Map.of())))
                .isEmpty();
    }
}
