package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.hypercolumn.nn.MapShape;
import org.hypercolumn.nn.SelfAttention.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link Architecture} says of itself. */
class ArchitectureGridTest {

    @ParameterizedTest(name = "{0} on {1} x {2}")
    @CsvSource({
        // 50 -> 46 -> 23 -> 19 -> 9, then 3 x 3 twice: 7, 5
        "ff-cnn, 50, 50, 5, 5, 32",
        "rf-cnn, 50, 50, 9, 9, 32",
        "rf-cnn-c30, 50, 50, 9, 9, 30",
        // 32 -> 28 -> 14 -> 10 -> 5 -> 3 -> 1; 41 -> 37 -> 18 -> 14 -> 7 -> 5 -> 3
        "ff-cnn, 32, 41, 1, 3, 32",
        // 17 -> 13 -> 6 -> 2 -> 1; 23 -> 19 -> 9 -> 5 -> 2
        "rf-cnn, 17, 23, 1, 2, 32",
    })
    void grid_is_what_convolutions_and_pools_leave(String id, int height, int width, int rows, int columns, int c) {
        assertThat(Presets.of(id).grid(height, width)).isEqualTo(new MapShape(rows, columns, c));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ff-cnn, 32", "rf-cnn, 16", "rf-cnn-c30, 16"})
    void smallest_side_leaves_one_hypercolumn_and_one_less_none(String id, int side) {
        Architecture architecture = Presets.of(id);

        assertThat(architecture.smallestSide()).isEqualTo(side);
        assertThat(architecture.grid(side, side).positions()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> architecture.grid(side, side - 1))
                .withMessage("%s: expected images of %d x %d pixels or more, got %d x %d"
                        .formatted(id, side, side, side, side - 1));
    }

    @Test
    void an_image_without_pixels_is_too_small() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.of("ff-cnn").grid(0, -7))
                .withMessage("ff-cnn: expected images of 32 x 32 pixels or more, got 0 x -7");
    }

    @Test
    void a_center_readout_sees_the_middle_16_of_50_pixels() {
        // hypercolumn 4 of 9, every 4 pixels
        assertThat(Presets.of("rf-cnn").window(50, 50)).isEqualTo(new Window(16, 16, 16, 16));
    }

    @Test
    void a_center_readout_sees_the_field_of_the_middle_of_an_uneven_grid() {
        // 29 -> 25 -> 12 -> 8 -> 4: hypercolumn 2 of 4; 37 -> 33 -> 16 -> 12 -> 6: hypercolumn 3 of 6
        assertThat(Presets.of("rf-cnn").window(29, 37)).isEqualTo(new Window(8, 12, 16, 16));
    }

    @Test
    void a_full_readout_sees_the_whole_image() {
        assertThat(Presets.of("ff-cnn").window(50, 53)).isEqualTo(new Window(0, 0, 50, 53));
    }

    @Test
    void ff_cnn_multiplies_and_adds_33_million_times_an_image() {
        // 2 * 46^2 * 25 * 32 + 3 * 32 * 32 * (19^2 * 25 + 7^2 * 9 + 5^2 * 9)
        // = 3385600 + 3072 * (9025 + 441 + 225) = 3385600 + 29770752
        assertThat(Presets.of("ff-cnn").multiplyAddsPerImage(50, 50)).isEqualTo(33_156_352);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", " ", ".", "..", ".hidden", "-x", "a/b", "a\\b", "a b", "a,b", "ä", "a\n"})
    void refuses_an_id_that_is_no_plain_file_name(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Architecture(id, 3, List.of(Block.plain(1, 0)), ReadoutKind.FULL))
                .withMessage("architecture: expected an id of letters, digits, '.', '_' and '-', got '%s'"
                        .formatted(id.replace('\n', '?')));
    }

    @Test
    void refuses_one_channel_and_no_block() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Architecture("a", 1, List.of(Block.plain(1, 0)), ReadoutKind.FULL))
                .withMessage("architecture a: expected 2 channels and 1 block or more, got 1 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Architecture("a", 2, List.of(), ReadoutKind.FULL))
                .withMessage("architecture a: expected 2 channels and 1 block or more, got 2 and 0");
    }

    @ParameterizedTest(name = "kernel {0}, dropout {1}")
    @CsvSource({"0, 0", "-1, 0", "3, 1", "3, -0.1", "3, NaN"})
    void refuses_a_block_without_kernel_or_with_a_dropout_outside_0_to_1(int kernelSize, double dropout) {
        String message = kernelSize < 1
                ? "block: expected a kernel of 1 or more, got " + kernelSize
                : "block: expected a dropout in [0, 1), got " + dropout;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Block.plain(kernelSize, dropout))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Block.pooled(kernelSize, dropout))
                .withMessage(message);
    }

    @Test
    void refuses_at_once_blocks_that_no_image_is_large_enough_for() {
        List<Block> blocks = List.of(Block.pooled(2_000_000_000, 0), Block.pooled(2_000_000_000, 0));

        // the last block alone: 2 * 1 + 2000000000 - 1
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> new Architecture("huge", 3, blocks, ReadoutKind.FULL))
                        .withMessage("architecture huge: expected blocks for images of up to 32768 pixels a side,"
                                + " got some that need 2000000001"));
    }

    @Test
    void another_dropout_changes_only_blocks_that_drop() {
        assertThat(Presets.of("ff-cnn").withDropout(0.5).blocks())
                .containsExactly(Block.pooled(5, 0.5), Block.pooled(5, 0.5), Block.plain(3, 0.5), Block.plain(3, 0));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"rf-sa-cnn", "rf-sa-cnn-star-simul", "rf-sa-cnn-star-incr", "ff-sa-cnn-star-incr-fc1"})
    void with_attention_or_a_surround_a_readout_sees_the_whole_image(String id) {
        assertThat(Presets.of(id).window(53, 50)).isEqualTo(new Window(0, 0, 53, 50));
        assertThat(Presets.of(id).grid(53, 50)).isEqualTo(new MapShape(10, 9, 30));
    }

    @Test
    void so_it_does_with_a_recurrence_but_not_with_a_plain_block_more() {
        var recurrent =
                new Architecture("a", 3, List.of(Block.pooled(5, 0), Block.recurrent(3, 2, 0)), ReadoutKind.CENTER);
        var plain = new Architecture("a", 3, List.of(Block.pooled(5, 0), Block.plain(3, 0)), ReadoutKind.CENTER);

        assertThat(recurrent.window(21, 23)).isEqualTo(new Window(0, 0, 21, 23));
        // 21 -> 17 -> 8 -> 6: hypercolumn 3 of 6; 23 -> 19 -> 9 -> 7: 3 of 7; every 2 pixels, 5 - 1 + 2 * 3 of them
        assertThat(plain.window(21, 23)).isEqualTo(new Window(6, 6, 10, 10));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // a trained block once forward and once for its weights, and once more for what is trained below; a frozen one
        // forward, and once more for what is trained below. 46^2*25*30 = 1587000; 19^2*25*900 = 8122500;
        // attention 4*81*30*5 + 81^2*(5+5) = 114210, or with features 2*81*30*5 + 81^2*(5+30) = 253935; 81*900 = 72900
        // 2*1587000 + 3*(8122500 + 253935 + 2*72900)
        "rf-sa-cnn, 28740705",
        // 2*1587000 + 3*(8122500 + 114210 + 2*72900)
        "rf-sa-cnn-star-simul, 28321530",
        // 1587000 + 8122500 + 2*114210 + 3*2*72900
        "rf-sa-cnn-star-incr, 10375320",
        "ff-sa-cnn-star-simul, 28321530",
        // 1587000 + 8122500 + 114210 + 2*72900
        "ff-sa-cnn-star-incr-fc1, 9969510",
        "ff-sa-cnn-star-incr-fc2, 9969510",
        // 2*1587000 + 3*(8122500 + 114210 + 49*9*900 + 25*9*900)
        "ff-sa-cnn, 29682330",
    })
    void frozen_blocks_save_the_passes_back(String id, long expected) {
        assertThat(Presets.of(id).multiplyAddsPerImage(50, 50)).isEqualTo(expected);
    }

    @Test
    void a_frozen_block_in_the_middle_saves_one_pass() {
        Block frozen = Block.plain(1, 0).withStart(new Start.From("parent", Start.Then.FROZEN));
        var architecture =
                new Architecture("a", 3, List.of(Block.pooled(3, 0), frozen, Block.plain(2, 0)), ReadoutKind.FULL);

        // 9 -> 7 -> 3 -> 3 -> 2, 11 -> 9 -> 4 -> 4 -> 3: 2 * 7*9*9*3 + 2 * 3*4*9 + 3 * 2*3*4*9
        assertThat(architecture.multiplyAddsPerImage(9, 11)).isEqualTo(3402 + 216 + 648);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "rf-sa-cnn-star-incr, rf-cnn-c30",
        "ff-sa-cnn-star-incr-fc1, rf-sa-cnn-star-incr",
        "ff-sa-cnn-star-incr-fc2, rf-sa-cnn-star-incr"
    })
    void incremental_presets_have_one_parent(String id, String parent) {
        assertThat(Presets.of(id).parents()).containsExactly(parent);
    }

    @Test
    void all_other_presets_have_none() {
        assertThat(Presets.ids())
                .filteredOn(id -> Presets.of(id).parents().isEmpty())
                .hasSize(Presets.ids().size() - 3)
                .noneMatch(id -> id.contains("incr"));
    }

    private static Start from(String model) {
        return new Start.From(model, Start.Then.TRAINED);
    }

    @Test
    void parents_are_named_once_and_from_the_stimulus_on() {
        List<Block> blocks = List.of(
                Block.pooled(3, 0).withStart(from("z")),
                Block.plain(1, 0).withStart(from("b")),
                Block.plain(1, 0),
                Block.plain(1, 0).withStart(from("z")));

        assertThat(new Architecture("a", 3, blocks, ReadoutKind.FULL, from("c")).parents())
                .containsExactly("z", "b", "c");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", " ", "..", "../a", "/a", "a b", "a\n"})
    void refuses_to_take_over_from_what_is_no_id(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> from(id))
                .withMessage("architecture: expected the id of a model to take over from, got '%s'".formatted(id));
    }

    @Test
    void refuses_a_first_block_that_reads_no_images() {
        for (Block first : List.of(Block.plain(1, 0), Block.attention(2, Values.MAPPED, 0), Block.recurrent(3, 2, 0))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Architecture("a", 3, List.of(first, Block.pooled(3, 0)), ReadoutKind.FULL))
                    .withMessage("architecture a: expected a pooled block first, which alone reads images");
        }
    }

    @Test
    void another_dropout_keeps_where_blocks_are_from() {
        Architecture changed = Presets.of("rf-sa-cnn-star-incr").withDropout(0);

        assertThat(changed.parents()).containsExactly("rf-cnn-c30");
        assertThat(changed.blocks().get(0).start().isFrozen()).isTrue();
        assertThat(changed.blocks().get(2).start().isFrozen()).isFalse();
    }

    @Test
    void refuses_an_id_that_no_file_can_have_as_its_name_with_share_and_seed() {
        Architecture good = Presets.of("rf-cnn");
        String longest = "a".repeat(100);

        assertThat(new Architecture(longest, good.channels(), good.blocks(), good.readout()).id())
                .isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Architecture(longest + "a", good.channels(), good.blocks(), good.readout()))
                .withMessage("architecture: expected an id of at most 100 characters, got 101: '%s...'"
                        .formatted("a".repeat(40)));
        for (String id : List.of("a.", "con", "NUL", "com1", "aux.mine")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Architecture(id, good.channels(), good.blocks(), good.readout()))
                    .withMessage("architecture: expected an id that every system takes as the name of a file, got '%s'"
                            .formatted(id));
        }
    }
}
