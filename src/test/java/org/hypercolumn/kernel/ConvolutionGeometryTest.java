package org.hypercolumn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionGeometryTest {

    /** 11 - 3 + 1 = 9 rows, of which 4 pairs; 14 - 3 + 1 = 12 columns. */
    @Test
    void sizes_follow_from_the_map_and_the_kernel() {
        var geometry = ConvolutionGeometry.of(11, 14, 3, 64);

        assertThat(geometry.inputHeight()).isEqualTo(11);
        assertThat(geometry.inputWidth()).isEqualTo(14);
        assertThat(geometry.kernelSize()).isEqualTo(3);
        assertThat(geometry.outputChannels()).isEqualTo(64);
        assertThat(geometry.outputHeight()).isEqualTo(9);
        assertThat(geometry.outputWidth()).isEqualTo(12);
        assertThat(geometry.outputPositions()).isEqualTo(108);
        assertThat(geometry.pooledHeight()).isEqualTo(4);
        assertThat(geometry.pooledWidth()).isEqualTo(6);
        assertThat(geometry.pooledPositions()).isEqualTo(24);
    }

    @Test
    void a_map_of_the_kernels_size_leaves_one_position_and_nothing_to_pool() {
        var geometry = ConvolutionGeometry.of(5, 5, 5, 32);

        assertThat(geometry.outputPositions()).isEqualTo(1);
        assertThat(geometry.pooledPositions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"4, 9, 5", "9, 4, 5", "0, 0, 1", "7, 7, 0", "7, 7, -1"})
    void refuses_kernels_that_do_not_fit(int height, int width, int kernelSize) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConvolutionGeometry.of(height, width, kernelSize, 32))
                .withMessage(
                        "convolution: kernel %d x %d does not fit a map of %d x %d",
                        kernelSize, kernelSize, height, width);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 33, 48, -1})
    void refuses_channels_that_are_not_padded(int channels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConvolutionGeometry.of(7, 7, 3, channels))
                .withMessage("convolution: output channels must be a multiple of 32, got %d", channels);
    }
}
