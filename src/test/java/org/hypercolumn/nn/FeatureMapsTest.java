package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.hypercolumn.kernel.ScalarKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureMapsTest {

    @ParameterizedTest
    @CsvSource({"0, 3, 2", "5, 0, 2", "5, 3, 0", "-1, 3, 2"})
    void shapes_have_a_row_a_column_and_a_channel(int height, int width, int channels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MapShape(height, width, channels))
                .withMessage(
                        "feature maps: expected at least 1 row, column and channel, got [%d, %d, %d]",
                        height, width, channels);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 32", "32, 32", "33, 64", "64, 64", "65, 96"})
    void channels_are_stored_in_blocks_but_an_image_as_it_is(int channels, int stored) {
        MapShape shape = new MapShape(5, 7, channels);

        assertThat(shape.positions()).isEqualTo(35);
        assertThat(shape.storedChannels()).isEqualTo(stored);
        assertThat(shape.storedValues()).isEqualTo(35 * stored);
    }

    @Test
    void images_lie_one_after_the_other() {
        FeatureMaps maps = FeatureMaps.of(new MapShape(5, 7, 33), 3);

        assertThat(maps.capacity()).isEqualTo(3);
        assertThat(maps.at(2) - maps.at(1)).isEqualTo(maps.at(1) - maps.at(0)).isEqualTo(5 * 7 * 64);
        assertThat(maps.values()).hasSizeGreaterThanOrEqualTo(maps.at(3)).containsOnly(0f);
        assertThat(maps.gradients()).containsOnly(0f);
    }

    @Test
    void maps_hold_one_images_gradient_but_stimuli_those_of_all() {
        MapShape shape = new MapShape(5, 7, 33);
        FeatureMaps maps = FeatureMaps.of(shape, 3);
        FeatureMaps stimuli = FeatureMaps.withAllGradients(shape, 3);

        assertThat(maps.gradientAt(2)).isEqualTo(maps.gradientAt(0));
        assertThat(stimuli.gradientAt(2)).isEqualTo(stimuli.at(2));
        assertThat(stimuli.gradients()).hasSameSizeAs(stimuli.values());
        assertThat(maps.gradients()).hasSizeLessThan(maps.values().length / 2);
    }

    @Test
    void refuses_more_than_an_array_holds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureMaps.of(new MapShape(1000, 1000, 32), 100))
                .withMessage("maps: expected at most 2147483563 values, got 3200000000;"
                        + " take smaller images, or fewer at a time");
    }

    @Test
    void convolutions_need_an_input_of_their_kernels_size() {
        var kernels = new ScalarKernels();
        MapShape small = new MapShape(3, 7, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Convolution(kernels, "c", small, 5, 3))
                .withMessage("convolution: kernel 5 x 5 does not fit a map of 3 x 7");
        assertThatIllegalArgumentException().isThrownBy(() -> new PooledConvolution(kernels, "c", small, 5, 3, 2));
        // 3 - 3 + 1 = 1 row leaves none to pool.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PooledConvolution(kernels, "c", small, 3, 3, 2))
                .withMessage("feature maps: expected at least 1 row, column and channel, got [0, 2, 3]");
    }

    @ParameterizedTest
    @CsvSource({"9, 9, 40", "8, 8, 36", "1, 1, 0", "5, 3, 7", "4, 7, 17"})
    void the_center_is_at_half_the_rows_and_columns(int height, int width, int center) {
        assertThat(CenterReadout.center(new MapShape(height, width, 2))).isEqualTo(center);
    }
}
