package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.nn.CenterReadout;
import org.hypercolumn.nn.Layer;
import org.hypercolumn.nn.MapShape;
import org.hypercolumn.nn.Network;
import org.hypercolumn.nn.Parameter;
import org.hypercolumn.nn.SelfAttention.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptiveFieldsTest {

    private static final List<String> WITH_ATTENTION = List.of(
            "ff-sa-cnn",
            "rf-sa-cnn",
            "rf-sa-cnn-star-simul",
            "rf-sa-cnn-star-incr",
            "ff-sa-cnn-star-simul",
            "ff-sa-cnn-star-incr-fc1",
            "ff-sa-cnn-star-incr-fc2");

    @Test
    void attention_of_every_preset_is_over_9_x_9_fields_of_16_x_16_pixels_4_apart() {
        for (String id : WITH_ATTENTION) {
            assertThat(Presets.of(id).attended(50, 50)).as(id).contains(new ReceptiveFields(9, 9, 4, 16));
        }
        ReceptiveFields fields = new ReceptiveFields(9, 9, 4, 16);
        assertThat(fields.positions()).isEqualTo(81);
        assertThat(fields.center()).isEqualTo(40);
        assertThat(fields.window(0)).isEqualTo(new Window(0, 0, 16, 16));
        assertThat(fields.window(40)).isEqualTo(new Window(16, 16, 16, 16));
        assertThat(fields.window(8)).isEqualTo(new Window(0, 32, 16, 16));
        assertThat(fields.window(72)).isEqualTo(new Window(32, 0, 16, 16));
    }

    @Test
    void all_other_presets_attend_to_nothing() {
        assertThat(Presets.ids())
                .filteredOn(id -> Presets.of(id).attended(50, 50).isEmpty())
                .hasSize(Presets.ids().size() - WITH_ATTENTION.size())
                .doesNotContainAnyElementsOf(WITH_ATTENTION);
    }

    @Test
    void only_the_blocks_before_the_first_attention_count() {
        List<Block> blocks = List.of(
                Block.pooled(3, 0),
                Block.plain(2, 0),
                Block.attention(2, Values.MAPPED, 0),
                Block.pooled(3, 0),
                Block.attention(2, Values.MAPPED, 0));
        var architecture = new Architecture("a", 3, blocks, ReadoutKind.FULL);

        // 17 -> 15 -> 7 -> 6; 23 -> 21 -> 10 -> 9; a field of 2 * 2 + 3 - 1
        assertThat(architecture.attended(17, 23)).contains(new ReceptiveFields(6, 9, 2, 6));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"rf-sa-cnn", "ff-sa-cnn", "ff-sa-cnn-star-incr-fc2"})
    void the_center_is_the_readouts_for_images_of_any_size(String id) {
        Architecture architecture = Presets.of(id);
        for (int height = 32; height < 60; height++) {
            for (int width = 32; width < 60; width++) {
                MapShape grid = architecture.grid(height, width);
                ReceptiveFields fields = architecture.attended(height, width).orElseThrow();
                // what two convolutions of 3 x 3 take away on each side
                int lost = (fields.rows() - grid.height()) / 2;
                int readout = CenterReadout.center(grid);
                int row = readout / grid.width() + lost;
                int column = readout % grid.width() + lost;

                assertThat(fields.center()).as("%d x %d", height, width).isEqualTo(row * fields.columns() + column);
            }
        }
    }

    @ParameterizedTest(name = "position {0}")
    @CsvSource({"0", "4", "7", "11"})
    void the_readout_of_one_hypercolumn_changes_with_the_pixels_of_its_field_alone(int position) {
        Architecture attending = new Architecture(
                "a",
                3,
                List.of(Block.pooled(4, 0), Block.pooled(3, 0), Block.attention(2, Values.MAPPED, 0)),
                ReadoutKind.FULL);
        ReceptiveFields fields = attending.attended(21, 26).orElseThrow();
        assertThat(fields)
                .isEqualTo(new ReceptiveFields(3, 4, 4, 11)); // 21 -> 18 -> 9 -> 7 -> 3; 26 -> 23 -> 11 -> 9 -> 4
        Network network = readingOnly(position, attending.blocks().subList(0, 2));
        int top = 21;
        int left = 26;
        int bottom = 0;
        int right = 0;
        Stimuli stimuli = SmallModels.stimuli(50, 21, 26, 5);
        for (int i = 0; i < stimuli.count(); i++) {
            stimuli.copyTo(i, network.stimuli().values(), network.stimuli().at(0));
            network.forward(1, Layer.Mode.EVALUATION, RandomStream.of(0, "unused"));
            network.stimulusGradients(1);
            for (int pixel = 0; pixel < 21 * 26; pixel++) {
                if (network.stimuli().gradients()[network.stimuli().gradientAt(0) + pixel] != 0) {
                    top = Math.min(top, pixel / 26);
                    bottom = Math.max(bottom, pixel / 26);
                    left = Math.min(left, pixel % 26);
                    right = Math.max(right, pixel % 26);
                }
            }
        }

        assertThat(new Window(top, left, bottom + 1 - top, right + 1 - left)).isEqualTo(fields.window(position));
    }

    /** A network of blocks for images of 21 x 26 whose full readout has weights at one position only. */
    private static Network readingOnly(int position, List<Block> blocks) {
        Architecture architecture = new Architecture("a", 3, blocks, ReadoutKind.FULL);
        Network network = Networks.of(architecture, new ScalarKernels(), 21, 26, 1);
        SmallModels.drawn(architecture, 21, 26, 3).loadInto(network);
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            float[] published = parameter.published();
            for (int i = 0; i < published.length; i++) {
                if (parameter.name().equals("Linear.weight") && i % 12 != position) { // [C, H, W]
                    published[i] = 0;
                }
            }
            values.put(parameter.name(), published);
        }
        network.load(values);
        return network;
    }

    @Test
    void fields_overlap_that_are_less_than_a_side_apart() {
        ReceptiveFields fields = new ReceptiveFields(9, 9, 4, 16);

        assertThat(fields.overlap(40, 40)).isTrue();
        assertThat(fields.overlap(40, 40 + 3)).isTrue(); // 12 of 16 pixels
        assertThat(fields.overlap(40, 40 + 4)).isFalse(); // 16
        assertThat(fields.overlap(40 - 4 * 9, 40)).isFalse();
        assertThat(fields.overlap(40, 40 - 3 * 9 + 3)).isTrue();
        assertThat(fields.overlap(8, 9)).isFalse(); // the end of a row and the start of the next
    }

    @Test
    void refuses_what_is_not_there() {
        ReceptiveFields fields = new ReceptiveFields(3, 5, 4, 16);
        for (int position : new int[] {-1, 15}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fields.window(position))
                    .withMessage("receptive fields: position %d of 15 asked for".formatted(position));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReceptiveFields(3, 5, 0, 16))
                .withMessage(
                        "receptive fields: expected a grid, a stride and a side of 1 or more, got 3 x 5, 0 and 16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.of("rf-sa-cnn").attended(15, 50))
                .withMessage("rf-sa-cnn: expected images of 16 x 16 pixels or more, got 15 x 50");
    }
}
