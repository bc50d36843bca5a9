package org.hypercolumn.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hypercolumn.data.ImageLabels;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitTest {

    private static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static Map<String, Tier> split(Recording recording, Split split) {
        return Splitting.apply(split, Draft.of(recording), new ArrayList<>()).tiers();
    }

    private static Recording of(Tier training) {
        return new Recording("s", training, Optional.empty(), Optional.empty(), Map.of());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void deals_every_image_out_once_in_the_shares_asked_for(long seed) {
        Map<String, Tier> tiers = split(
                SmallRecording.full(), Split.of(0.6, 0.3, 0.1).withSeed(seed).withTogether(Split.Together.IMAGES));

        // of 19 images 11.4, to 17.1
        assertThat(tiers.values().stream().map(Tier::count)).containsExactly(11, 6, 2);
        Set<String> all = new TreeSet<>();
        tiers.values().forEach(tier -> all.addAll(tier.labels().ids()));
        assertThat(all).hasSize(19);
    }

    @Test
    void another_seed_is_another_split_and_the_same_seed_the_same() {
        Set<List<String>> seen = new HashSet<>();
        seeds().forEach(seed -> {
            Split split = Split.of(0.5, 0.5, 0).withSeed(seed);
            List<String> ids =
                    split(SmallRecording.full(), split).get("train").labels().ids();
            assertThat(split(SmallRecording.full(), split).get("train").labels().ids())
                    .isEqualTo(ids);
            seen.add(ids);
        });
        assertThat(seen).hasSize(20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keeps_groups_together_where_there_are_any(long seed) {
        Map<String, Tier> tiers =
                split(SmallRecording.full(), Split.of(0.4, 0.4, 0.2).withSeed(seed));

        Set<String> groups = new HashSet<>();
        int perTier = 0;
        for (Tier tier : tiers.values()) {
            Set<String> here = new HashSet<>(tier.labels().groups().orElseThrow());
            perTier += here.size();
            groups.addAll(here);
        }
        assertThat(perTier).isEqualTo(groups.size());
        assertThat(groups).hasSize(6 + 3 + 2); // pairs of 11, 5 and 3
    }

    /** 10 images of which each is there twice, without ids or with ids that differ. */
    private static Recording doubled(ImageLabels labels) {
        int[] twice = IntStream.range(0, 20).map(i -> i % 10).toArray();
        Stimuli stimuli = SmallRecording.bytes(10, 1).select(twice);
        return of(new Tier(stimuli, SmallRecording.responses(20, 2), labels));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keeps_equal_pixels_together_whatever_they_are_called(long seed) {
        for (ImageLabels labels : List.of(ImageLabels.places(20), SmallRecording.named("x", 20))) {
            Map<String, Tier> tiers = split(
                    doubled(labels), Split.of(0.5, 0.3, 0.2).withSeed(seed).withTogether(Split.Together.IMAGES));

            Set<String> seen = new HashSet<>();
            for (Tier tier : tiers.values()) {
                Set<String> here = new HashSet<>();
                for (int image = 0; image < tier.count(); image++) {
                    here.add(tier.stimuli().digest(image));
                }
                assertThat(tier.count()).isEqualTo(2 * here.size());
                assertThat(seen).doesNotContainAnyElementsOf(here);
                seen.addAll(here);
            }
            assertThat(seen).hasSize(10);
        }
    }

    @Test
    void one_image_of_two_tiers_becomes_one_with_all_trials() {
        Tier test = SmallRecording.full().test().orElseThrow(); // 2, 4 and 3 trials
        Tier training = new Tier(
                test.stimuli().select(new int[] {1}),
                SmallRecording.responses(1, 8),
                test.labels().select(new int[] {1}));
        Recording recording = new Recording("s", training, Optional.empty(), Optional.of(test), Map.of());

        Tier joined = split(recording, Split.of(1, 0, 0)).get("train");

        assertThat(joined.labels().ids()).containsExactly("c1", "c0", "c2");
        var trials = joined.responses().trials().orElseThrow();
        assertThat(trials.repeats(0, 1)).isEqualTo(5);
        assertThat(trials.at(0, 0, 1)).isEqualTo(training.responses().at(0, 1));
        assertThat(trials.at(4, 0, 1))
                .isEqualTo(test.responses().trials().orElseThrow().at(3, 1, 1));
        float sum = 0;
        for (int trial = 0; trial < 5; trial++) {
            sum += trials.at(trial, 0, 1);
        }
        assertThat(joined.responses().at(0, 1)).isCloseTo(sum / 5, within(1e-6f));
        assertThat(joined.responses().at(1, 1)).isEqualTo(test.responses().at(0, 1));
    }

    @Test
    void refuses_one_id_for_different_images() {
        Tier training =
                new Tier(SmallRecording.bytes(2, 1), SmallRecording.responses(2, 2), ImageLabels.of(List.of("a", "b")));
        Tier test = new Tier(SmallRecording.bytes(1, 3), SmallRecording.responses(1, 4), ImageLabels.of(List.of("b")));
        Recording recording = new Recording("s", training, Optional.empty(), Optional.of(test), Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> split(recording, Split.of(1, 0, 0)))
                .withMessage("split: expected the same image wherever the id is 'b', got others in train and test;"
                        + " if these are two images, give each its own id");
    }

    @Test
    void keeps_the_test_tier_if_asked() {
        Recording full = SmallRecording.full();

        Map<String, Tier> tiers = split(full, Split.of(0.5, 0.5, 0).withPool(Split.Pool.ALL_BUT_TEST));

        assertThat(tiers.get("test")).isSameAs(full.test().orElseThrow());
        assertThat(tiers.get("train").count() + tiers.get("val").count()).isEqualTo(16);
    }

    @Test
    void refuses_to_keep_a_test_tier_whose_images_are_in_others_too() {
        Recording full = SmallRecording.full();
        Tier leaking = new Tier(
                full.training().stimuli().select(new int[] {4, 5}),
                SmallRecording.responses(2, 8),
                ImageLabels.of(List.of("t0", "t1")));
        Recording recording = new Recording("s", full.training(), Optional.empty(), Optional.of(leaking), Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> split(
                        recording,
                        Split.of(0.5, 0.5, 0)
                                .withTogether(Split.Together.IMAGES)
                                .withPool(Split.Pool.ALL_BUT_TEST)))
                .withMessage(
                        "split: expected no image of the test tier in others, got 'a4' in both; take it out of the others, or split all tiers again");
    }

    @Test
    void refuses_shares_that_give_nothing_and_groups_that_are_not_there() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> split(SmallRecording.plain(), Split.of(0.98, 0.01, 0.01)))
                .withMessage("split: expected a share that gives val an image, got 0.01 of 11 images that are 11 apart;"
                        + " make it larger");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> split(SmallRecording.plain(), Split.of(1, 0, 0).withTogether(Split.Together.GROUPS)))
                .withMessage("split: expected a recording with groups of images, got one without; split by images");
    }

    @Test
    void refuses_shares_that_do_not_make_one() {
        for (String shares : List.of("0.7,0.1", "0,0.5,0.5", "1.1,-0.1,0", "NaN,0.5,0.5", "0.5,0.3,0.3")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Split.of(shares))
                    .withMessageStartingWith(
                            "split: expected shares of training, validation and test that make 1, such as 0.7,0.1,0.2, got ");
        }
        for (String shares : List.of("", "1", "0.5;0.5", "a,b,c", "0.2,0.2,0.2,0.4")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Split.of(shares))
                    .withMessage("split: expected shares of training, validation and test such as 0.7,0.1,0.2, got '%s'"
                            .formatted(shares));
        }
        assertThat(Split.of("0.9,0.1")).isEqualTo(Split.of(0.9, 0.1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.of(0.7, 0.1, 0.2).withPool(Split.Pool.ALL_BUT_TEST))
                .withMessageStartingWith("split: expected no share of test where the test tier is kept");
    }
}
