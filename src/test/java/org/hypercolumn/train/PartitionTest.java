package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hypercolumn.data.ImageLabels;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper();

    /** What seed 1 sets aside of 53 images. */
    private static final List<Integer> HELD_OUT = List.of(3, 19, 22, 38);

    private static final List<Integer> VALIDATION = List.of(2, 9, 15, 18, 20, 35, 40, 41, 44, 48);

    /** Images of 1 x 2 pixels with the numbers from {@code first} on; neuron n responds with the number + 1000 n. */
    private static Tier tier(int first, int count) {
        float[] pixels = new float[count * 2];
        float[] responses = new float[count * 3];
        for (int s = 0; s < count; s++) {
            Arrays.fill(pixels, 2 * s, 2 * s + 2, first + s);
            for (int n = 0; n < 3; n++) {
                responses[3 * s + n] = first + s + 1000 * n;
            }
        }
        return new Tier(Stimuli.of(pixels, count, 1, 2), Responses.of(responses, count, 3));
    }

    private static Recording recording(int training, int validation, int test) {
        return new Recording(
                "lab",
                tier(0, training),
                validation == 0 ? Optional.empty() : Optional.of(tier(300, validation)),
                test == 0 ? Optional.empty() : Optional.of(tier(600, test)),
                Map.of());
    }

    /** The numbers of a tier's images, in order; checks that images and responses belong together. */
    private static List<Integer> numbers(Tier tier) {
        float[] pixels = new float[2];
        return IntStream.range(0, tier.count())
                .map(s -> {
                    tier.stimuli().copyTo(s, pixels, 0);
                    assertThat(tier.responses().at(s, 0)).isEqualTo(pixels[0]);
                    assertThat(tier.responses().at(s, 2)).isEqualTo(pixels[0] + 2000);
                    return (int) pixels[0];
                })
                .boxed()
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static void assertDrawnFrom(List<Integer> all, Tier... parts) {
        TreeSet<Integer> together = new TreeSet<>();
        int count = 0;
        for (Tier part : parts) {
            assertThat(numbers(part)).isSorted();
            together.addAll(numbers(part));
            count += part.count();
        }
        assertThat(together).containsExactlyElementsOf(all).hasSize(count);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    @Test
    void holdout_chooses_on_validation_and_reports_on_test() {
        Partition partition = Partition.of(recording(31, 7, 5), PLAN);

        assertThat(numbers(partition.fitting())).isEqualTo(range(0, 31));
        assertThat(numbers(partition.selection())).isEqualTo(range(300, 307));
        assertThat(partition.selectionName()).isEqualTo("val");
        assertThat(numbers(partition.report())).isEqualTo(range(600, 605));
        assertThat(partition.reportName()).isEqualTo("test");
        assertThat(partition.evaluated().keySet()).containsExactly("val", "test");
    }

    @Test
    void holdout_without_test_sets_a_tenth_of_training_aside_to_choose_on() {
        Partition partition = Partition.of(recording(47, 7, 0), PLAN);

        assertThat(partition.selection().count()).isEqualTo(4);
        assertThat(partition.selectionName()).isEqualTo("held-out");
        assertDrawnFrom(range(0, 47), partition.fitting(), partition.selection());
        assertThat(numbers(partition.report())).isEqualTo(range(300, 307));
        assertThat(partition.reportName()).isEqualTo("val");
        assertThat(partition.evaluated().keySet()).containsExactly("held-out", "val");
    }

    @Test
    void paper_chooses_and_reports_on_validation_and_leaves_test_alone() {
        Partition partition = Partition.of(recording(31, 7, 5), PLAN.withProtocol(Protocol.PAPER));

        assertThat(numbers(partition.fitting())).isEqualTo(range(0, 31));
        assertThat(numbers(partition.selection())).isEqualTo(range(300, 307));
        assertThat(numbers(partition.report())).isEqualTo(range(300, 307));
        assertThat(partition.evaluated().keySet()).containsExactly("val");
    }

    @Test
    void a_pair_without_tiers_is_split_in_three_for_holdout() {
        Partition partition = Partition.of(recording(53, 0, 0), PLAN);

        // a fifth of 53 is reported on, a tenth of the other 43 chooses
        assertThat(partition.report().count()).isEqualTo(10);
        assertThat(partition.selection().count()).isEqualTo(4);
        assertDrawnFrom(range(0, 53), partition.fitting(), partition.selection(), partition.report());
        assertThat(partition.selectionName()).isEqualTo("held-out");
        assertThat(partition.reportName()).isEqualTo("val");
    }

    @Test
    void a_pair_without_tiers_is_split_in_two_for_paper() {
        Partition partition = Partition.of(recording(53, 0, 0), PLAN.withProtocol(Protocol.PAPER));

        assertDrawnFrom(range(0, 53), partition.fitting(), partition.report());
        assertThat(numbers(partition.selection())).isEqualTo(numbers(partition.report()));
    }

    @Test
    void both_protocols_report_on_the_same_images_of_a_pair() {
        assertThat(numbers(Partition.of(recording(53, 0, 0), PLAN).report()))
                .isEqualTo(numbers(Partition.of(recording(53, 0, 0), PLAN.withProtocol(Protocol.PAPER))
                        .report()));
    }

    @Test
    void knows_the_places_of_images_in_their_tier() {
        Partition pair = Partition.of(recording(53, 0, 0), PLAN);
        assertThat(pair.images())
                .containsExactly(
                        Map.entry("held-out", numbers(pair.selection())), Map.entry("val", numbers(pair.report())));

        Partition tiers = Partition.of(recording(31, 7, 5), PLAN);
        assertThat(tiers.images()).containsExactly(Map.entry("val", range(0, 7)), Map.entry("test", range(0, 5)));

        Partition held = Partition.of(recording(31, 7, 0), PLAN);
        assertThat(held.images()).containsEntry("held-out", numbers(held.selection()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6})
    void a_smaller_share_is_part_of_a_larger_one(long seed) {
        List<Integer> larger = range(0, 97);
        for (double share : new double[] {1, 0.75, 0.5, 0.25, 0.125, 0.03}) {
            Partition partition =
                    Partition.of(recording(97, 7, 5), PLAN.withSeed(seed).withShare(share));
            List<Integer> fitted = numbers(partition.fitting());

            assertThat(fitted).isSorted().doesNotHaveDuplicates().hasSize((int) Math.round(97 * share));
            assertThat(larger).containsAll(fitted);
            larger = fitted;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void a_share_takes_nothing_from_the_images_that_choose_and_report(Protocol protocol) {
        TrainingPlan plan = PLAN.withProtocol(protocol);
        Partition whole = Partition.of(recording(61, 0, 0), plan);
        Partition half = Partition.of(recording(61, 0, 0), plan.withShare(0.5));

        assertThat(numbers(half.selection())).isEqualTo(numbers(whole.selection()));
        assertThat(numbers(half.report())).isEqualTo(numbers(whole.report()));
        assertThat(numbers(whole.fitting())).containsAll(numbers(half.fitting()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {-3, 0, 2, 3, Long.MAX_VALUE})
    void every_seed_chooses_and_reports_on_the_same_images(long seed) {
        for (Protocol protocol : Protocol.values()) {
            TrainingPlan plan = PLAN.withProtocol(protocol);
            Partition first = Partition.of(recording(101, 0, 0), plan);
            Partition other = Partition.of(
                    recording(101, 0, 0), plan.withSeed(seed).withEpochs(7).withBatch(3));

            assertThat(other.images()).isEqualTo(first.images());
            assertThat(numbers(other.fitting())).isEqualTo(numbers(first.fitting()));
        }
    }

    @Test
    void the_seed_draws_the_share() {
        Partition first = Partition.of(recording(101, 0, 0), PLAN.withShare(0.5));
        Partition again = Partition.of(
                recording(101, 0, 0), PLAN.withShare(0.5).withEpochs(7).withBatch(3));
        Partition other = Partition.of(recording(101, 0, 0), PLAN.withShare(0.5).withSeed(2));

        assertThat(numbers(again.fitting())).isEqualTo(numbers(first.fitting()));
        assertThat(numbers(other.fitting())).isNotEqualTo(numbers(first.fitting()));
    }

    /** As they were when the seed of the fit drew them: runs of seed 1 keep their bytes. */
    @Test
    void the_images_set_aside_are_pinned() {
        assertThat(Partition.of(recording(53, 0, 0), PLAN).images())
                .containsExactly(Map.entry("held-out", HELD_OUT), Map.entry("val", VALIDATION));
    }

    @Test
    void images_are_normalized_by_those_fitted_to() {
        // 0 to 10: mean 5, variance 2 * (1 + 4 + 9 + 16 + 25) / 11 = 10
        Partition partition = Partition.of(recording(11, 7, 5), PLAN);

        assertThat(partition.normalization().mean()).isEqualTo(5);
        assertThat(partition.normalization().standardDeviation()).isEqualTo(Math.sqrt(10));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void ten_training_images_suffice(Protocol protocol) {
        Partition partition = Partition.of(recording(10, 0, 0), PLAN.withProtocol(protocol));

        assertThat(partition.report().count()).isEqualTo(2);
        assertThat(partition.selection().count()).isEqualTo(2);
        assertThat(partition.fitting().count()).isEqualTo(protocol == Protocol.PAPER ? 8 : 6);
    }

    @Test
    void refuses_fewer_than_ten_training_images() {
        assertRefused(
                () -> Partition.of(recording(9, 7, 5), PLAN),
                "recording lab: expected 10 training images or more, got 9");
    }

    @ParameterizedTest(name = "{0} validation and {1} test images")
    @CsvSource({"1, 0, val", "1, 7, val", "7, 1, test"})
    void refuses_a_single_image_to_choose_or_report_on(int validation, int test, String tier) {
        assertRefused(
                () -> Partition.of(recording(31, validation, test), PLAN),
                "recording lab: expected 2 images or more in the %s tier, got 1".formatted(tier));
    }

    @Test
    void refuses_a_share_that_leaves_fewer_than_two_images() {
        assertRefused(
                () -> Partition.of(recording(31, 7, 5), PLAN.withShare(0.01)),
                "plan: a share of 0.01 leaves 0 of 31 training images; expected 2 or more");
    }

    /** The pair of 53 images with each of some numbers in place of another: images of the same number are the same. */
    private static Recording pair(int[] numbers, ImageLabels labels) {
        Tier all = tier(0, 53).select(numbers);
        Tier training = new Tier(all.stimuli(), all.responses(), labels);
        return new Recording("lab", training, Optional.empty(), Optional.empty(), Map.of());
    }

    private static void assertNoneApart(Partition partition, IntFunction<Object> nameOfNumber) {
        List<Set<Object>> parts = new ArrayList<>();
        for (Tier part : List.of(partition.fitting(), partition.selection(), partition.report())) {
            Set<Object> names = new HashSet<>();
            numbers(part).forEach(number -> names.add(nameOfNumber.apply(number)));
            parts.forEach(earlier -> assertThat(earlier).doesNotContainAnyElementsOf(names));
            parts.add(names);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void copies_of_an_image_are_drawn_together(long seed) {
        var random = new SplittableRandom(seed);
        int[] numbers = IntStream.range(0, 53)
                .map(i -> i % 2 == 0 ? i : random.nextInt(53))
                .toArray();

        Partition partition = Partition.of(pair(numbers, ImageLabels.places(53)), PLAN);

        assertNoneApart(partition, number -> number);
        // as many as of single images, or one more or less where a pair of copies does not fit
        assertThat(partition.report().count()).isBetween(9, 11);
        assertThat(partition.selection().count()).isBetween(3, 5);
        assertThat(partition.fitting().count()
                        + partition.selection().count()
                        + partition.report().count())
                .isEqualTo(53);
    }

    @Test
    void images_of_one_group_are_drawn_together() {
        int[] numbers = IntStream.range(0, 53).toArray();
        List<String> groups =
                IntStream.range(0, 53).mapToObj(i -> "photo" + i / 3).toList();
        ImageLabels labels = ImageLabels.places(53).withGroups(groups);

        for (Protocol protocol : Protocol.values()) {
            Partition partition = Partition.of(pair(numbers, labels), PLAN.withProtocol(protocol));

            if (protocol == Protocol.HOLDOUT) {
                assertNoneApart(partition, number -> number / 3);
            }
            assertThat(partition.report().count()).isEqualTo(11); // 3 photos of 3 and the one of 2
        }
    }

    @Test
    void a_group_larger_than_the_part_is_left_where_it_is() {
        int[] numbers = IntStream.range(0, 53).toArray();
        List<String> groups = IntStream.range(0, 53)
                .mapToObj(i -> i < 30 ? "large" : "small" + i)
                .toList();

        Partition partition = Partition.of(pair(numbers, ImageLabels.places(53).withGroups(groups)), PLAN);

        assertThat(numbers(partition.fitting())).containsAll(range(0, 30));
        assertThat(partition.report().count()).isEqualTo(10);
        assertThat(partition.selection().count()).isEqualTo(4);
    }

    @Test
    void images_of_one_id_are_drawn_together() {
        int[] numbers = IntStream.range(0, 53).toArray();
        List<String> ids = IntStream.range(0, 53).mapToObj(i -> "a" + i % 26).toList();

        assertNoneApart(Partition.of(pair(numbers, ImageLabels.of(ids)), PLAN), number -> number % 26);
    }

    @Test
    void ids_and_groups_that_part_nothing_leave_the_draw_as_it_is() {
        int[] numbers = IntStream.range(0, 53).toArray();
        List<String> ids = IntStream.range(0, 53).mapToObj(i -> "a" + i).toList();

        assertThat(Partition.of(pair(numbers, ImageLabels.of(ids).withGroups(ids)), PLAN)
                        .images())
                .containsExactly(Map.entry("held-out", HELD_OUT), Map.entry("val", VALIDATION));
    }

    @Test
    void refuses_images_that_all_belong_together() {
        int[] numbers = IntStream.range(0, 53).map(i -> i % 2).toArray();

        assertRefused(
                () -> Partition.of(pair(numbers, ImageLabels.places(53)), PLAN),
                "recording lab: expected training images that can be set aside without a copy left behind,"
                        + " got 53 that are only 2 with the same pixels, id or group together; give it tiers");
    }

    @Test
    void refuses_training_images_of_one_gray_level() {
        Tier gray = new Tier(Stimuli.ofBytes(new byte[22], 11, 1, 2), Responses.of(new float[33], 11, 3));
        var recording = new Recording("lab", gray, Optional.of(tier(0, 7)), Optional.empty(), Map.of());

        assertRefused(
                () -> Partition.of(recording, PLAN),
                "normalization: standard deviation must be above 0 and finite, got 0.0;"
                        + " are all training images one gray level?");
    }
}
