package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns that could be tiers, groups or images. The fixtures come from scripts/recordings/make_nwb_cases.py. */
class NwbColumnsTest {

    private static Recording read(String fixture, Map<String, String> said) throws IOException {
        return RecordingReader.read(
                SameRecordingTest.fixture("nwb/" + fixture + ".nwb"),
                ReadOptions.found().withMapping(Optional.of(new Mapping(said, Map.of()))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "reward # intervals/trials/set: expected tiers called train, validation or test, got 'natural'; call it so if it is one of them, or say tiers: none in a mapping if these are no tiers",
                "two-sets # expected one column of tiers, got intervals/trials/set, intervals/trials/split; say which with --mapping (tiers: intervals/trials/set), or tiers: none",
                "two-tables # expected one table of intervals with a column such as image_index, or one IndexSeries, got intervals/natural_scenes_presentations_of_block_one/image_index, intervals/natural_scenes_presentations_of_block_two/image_index; films are not read; say the column with --mapping (image_ids: intervals/TABLE/COLUMN)",
            })
    void are_asked_about_by_paths_that_a_mapping_takes(String fixture, String problem) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read(fixture, Map.of()))
                .withMessage(fixture + ".nwb: " + problem);
    }

    @Test
    void can_be_dismissed_by_a_mapping() throws IOException {
        Recording recording = read("reward", Map.of("tiers", "none", "groups", "none"));

        assertThat(recording.tiers()).containsOnlyKeys("train");
        assertThat(recording.training().labels().ids()).containsExactly("2", "0", "1");
        assertThat(recording.training().labels().groups()).isEmpty();
    }

    @Test
    void of_groups_that_differ_for_one_image_say_how_to_dismiss_them() {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read("reward", Map.of("tiers", "none")))
                .withMessageEndingWith(
                        "expected image '2' to be of one group, got 'A' and 'B'; say groups: none in a mapping if these are no groups of images");
    }

    @Test
    void of_tiers_are_chosen_by_a_mapping() throws IOException {
        assertThat(read("two-sets", Map.of("tiers", "intervals/trials/split")).tiers())
                .containsOnlyKeys("train", "test");
        assertThat(read("two-sets", Map.of("tiers", "none")).tiers()).containsOnlyKeys("train");
    }
}
