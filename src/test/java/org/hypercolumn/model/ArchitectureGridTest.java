package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.hypercolumn.nn.MapShape;
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
                .withMessage(
                        "architecture: expected an id of letters, digits, '.', '_' and '-', got '%s'".formatted(id));
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
}
