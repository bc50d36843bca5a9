package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFamiliesTest {

    /** Images of one pixel. */
    private static Tier tier(ImageLabels labels, int... pixels) {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) pixels[i];
        }
        return new Tier(
                Stimuli.ofBytes(bytes, bytes.length, 1, 1),
                Responses.of(new float[bytes.length], bytes.length, 1),
                labels);
    }

    @Test
    void images_of_their_own_are_alone() {
        ImageFamilies families = ImageFamilies.of(tier(ImageLabels.places(3), 7, 8, 9));

        assertThat(families.count()).isEqualTo(3);
        assertThat(families.with(1)).containsExactly(1);
    }

    @Test
    void the_same_pixels_belong_together() {
        ImageFamilies families = ImageFamilies.of(tier(ImageLabels.places(5), 7, 8, 7, 9, 7));

        assertThat(families.count()).isEqualTo(3);
        assertThat(families.with(2)).containsExactly(0, 2, 4);
        assertThat(families.with(3)).containsExactly(3);
    }

    @Test
    void ids_that_the_recording_gives_belong_together_and_places_do_not() {
        ImageLabels given = ImageLabels.of(List.of("a", "b", "a"));
        ImageLabels places = ImageLabels.places(2).select(new int[] {0, 1, 0});

        assertThat(ImageFamilies.of(tier(given, 1, 2, 3)).with(0)).containsExactly(0, 2);
        assertThat(ImageFamilies.of(tier(places, 1, 2, 3)).count()).isEqualTo(3);
    }

    @Test
    void an_image_that_belongs_to_two_others_joins_them() {
        // 0 and 3 have the same pixels, 3 and 4 a group, 4 and 1 an id
        ImageLabels labels =
                ImageLabels.of(List.of("a", "b", "c", "d", "b")).withGroups(List.of("p", "q", "r", "s", "s"));

        ImageFamilies families = ImageFamilies.of(tier(labels, 5, 6, 7, 5, 8));

        assertThat(families.count()).isEqualTo(2);
        assertThat(families.with(1)).containsExactly(0, 1, 3, 4);
        assertThat(families.with(2)).containsExactly(2);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_image_is_in_the_families_of_its_family(long seed) {
        var random = new SplittableRandom(seed);
        int[] pixels = random.ints(97, 0, 60).toArray();
        List<String> groups = random.ints(97, 0, 80).mapToObj(i -> "g" + i).toList();

        ImageFamilies families = ImageFamilies.of(tier(ImageLabels.places(97).withGroups(groups), pixels));

        int alone = 0;
        for (int i = 0; i < 97; i++) {
            int[] family = families.with(i);
            assertThat(family).contains(i).isSorted();
            for (int member : family) {
                assertThat(families.with(member)).isEqualTo(family);
            }
            for (int j = 0; j < 97; j++) {
                if (pixels[i] == pixels[j] || groups.get(i).equals(groups.get(j))) {
                    assertThat(family).contains(j);
                }
            }
            alone += family.length == 1 ? 1 : 0;
        }
        assertThat(alone).isBetween(1, 60);
    }
}
