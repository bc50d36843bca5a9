package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypercolumn.data.BadDataFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    @TempDir
    Path folder;

    static Mapping mapping(Path folder, String yaml) throws IOException {
        return Mapping.read(Files.writeString(folder.resolve("mapping.yaml"), yaml));
    }

    @Test
    void says_which_array_is_what_and_what_its_axes_are() throws IOException {
        Mapping mapping = mapping(folder, """
                images: a/stim # in a group
                degrees_per_pixel: 0.02
                axes: {images: HWS, responses: RNS}
                """);

        assertThat(mapping.name(Word.IMAGES)).hasValue("a/stim");
        assertThat(mapping.name(Word.RESPONSES)).isEmpty();
        assertThat(mapping.name(Word.DEGREES_PER_PIXEL)).hasValue("0.02");
        assertThat(mapping.axes(Word.IMAGES)).hasValue("HWS");
        assertThat(mapping.axes(Word.RESPONSES)).hasValue("RNS");
        assertThat(mapping.axes(Word.TIERS)).isEmpty();
    }

    @Test
    void says_that_there_are_no_tiers_or_groups() throws IOException {
        Mapping mapping = mapping(folder, "{tiers: none, groups: none, site: none}");

        assertThat(mapping.isNone(Word.TIERS)).isTrue();
        assertThat(mapping.isNone(Word.GROUPS)).isTrue();
        assertThat(mapping.name(Word.TIERS)).isEmpty();
        assertThat(mapping.name(Word.SITE)).hasValue("none"); // a site may be called so
        assertThat(mapping.isNone(Word.IMAGES)).isFalse();
    }

    private void assertRefused(String yaml, String problem) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> mapping(folder, yaml))
                .withMessage("mapping.yaml: " + problem);
    }

    @Test
    void holds_names_of_columns() throws IOException {
        Path file = Files.writeString(folder.resolve("columns.yaml"), """
                neuron_columns: cell *
                ignored_columns: [trial, "Unnamed: 0", "", 7]
                """);

        assertThat(Mapping.read(file).neuronColumns()).containsExactly("cell *");
        assertThat(Mapping.read(file).ignoredColumns()).containsExactly("trial", "Unnamed: 0", "", "7");
        assertThat(Mapping.none().ignoredColumns()).isEmpty();
        assertRefused(
                "ignored_columns: {trial: 1}",
                "mapping: expected names of columns as ignored_columns, such as [trial, \"x: 1\"], got {\"trial\":1}");
    }

    @Test
    void refuses_words_that_it_does_not_know() {
        String words =
                "images, responses, responses_trials, trial_images, trial_images_from, tiers, image_ids, groups, neuron_ids, valid_neurons,"
                        + " valid_trials, degrees_per_pixel, response_unit, site, neuron_columns, ignored_columns";
        assertRefused(
                "image: stim", "mapping: expected one of %s, got 'image'; did you mean 'images'?".formatted(words));
        assertRefused(
                "axes: {tier: S}", "mapping: expected one of %s, got 'tier'; did you mean 'tiers'?".formatted(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "images # SH # S, H, W",
                "images # SHWW # S, H, W",
                "images # SHWC # S, H, W",
                "images # shw # S, H, W",
                "responses # N # S, N",
                "responses_trials # RN # R, S, N",
                "responses_trials # NT1N # T, N",
                "responses_trials # RTN # T, N"
            })
    void refuses_axes_that_a_word_does_not_have(String word, String axes, String letters) {
        assertRefused(
                "axes: {%s: %s}".formatted(word, axes),
                "mapping: expected the letters %s in the order of the axes of %s, got '%s'"
                        .formatted(letters, word, axes));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"trial_images", "tiers", "neuron_ids", "site"})
    void refuses_axes_of_what_has_no_order_of_axes(String word) {
        for (String axes : new String[] {"S", "T", "1"}) {
            assertRefused(
                    "axes: {%s: %s}".formatted(word, axes),
                    "mapping: expected axes of images, responses or responses_trials, got axes of %s, which has one or none; leave them out"
                            .formatted(word));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{images: a, responses: b, images: c}", "axes: {images: HWS, images: SHW}"})
    void refuses_words_that_are_said_twice(String yaml) {
        assertRefused(yaml, "expected YAML such as 'images: stim', got Duplicate field 'images'");
    }

    @Test
    void refuses_what_is_no_mapping() {
        assertRefused("", "mapping: expected lines such as 'images: stim', got none");
        assertRefused("- images", "mapping: expected lines such as 'images: stim', got none");
        assertRefused("images:", "mapping: expected a name or a number as images, got nothing");
        assertRefused(
                "images: [a, b]", "mapping: expected a name or a number as images, got [?a?,?b?]".replace('?', '"'));
        assertRefused("axes: HWS", "mapping: expected the axes of each array, such as {images: HWS}, got HWS");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> mapping(folder, "images: {a"))
                .withMessageStartingWith("mapping.yaml: expected YAML such as 'images: stim', got ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void refuses_yaml_that_grows_when_it_is_read() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> mapping(folder, bomb.toString()))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void refuses_files_that_are_missing_or_too_long() throws IOException {
        Path missing = folder.resolve("no.yaml");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Mapping.read(missing))
                .withMessage("no.yaml: there is no such file (%s); check the path", missing);
        assertRefused(
                "#".repeat((1 << 20) + 1),
                "expected a file of at most 1048576 bytes, got 1048577; is it the right file?");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Mapping.read(folder));
    }
}
