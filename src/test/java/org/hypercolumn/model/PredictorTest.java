package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.Layer;
import org.hypercolumn.nn.Network;
import org.hypercolumn.stimulus.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PredictorTest {

    private static final Normalization NORMALIZATION = new Normalization(117.5, 0.7);

    private static Stream<Arguments> cases() {
        return Stream.of(new VectorKernels(), new ScalarKernels())
                .flatMap(kernels -> Stream.of(
                        Arguments.of(kernels.name(), kernels, "rf-cnn", 23, 31),
                        Arguments.of(kernels.name(), kernels, "rf-cnn", 16, 17),
                        Arguments.of(kernels.name(), kernels, "rf-cnn-c30", 29, 37),
                        Arguments.of(kernels.name(), kernels, "ff-cnn", 37, 41)));
    }

    private static float[] predict(FittedModel model, Kernels kernels, Stimuli stimuli) {
        var predictor = new Predictor(model.architecture(), kernels, stimuli.height(), stimuli.width());
        model.loadInto(predictor.network());
        return predictor.predict(stimuli, NORMALIZATION);
    }

    /** All of every image, through the whole network. */
    private static float[] forward(FittedModel model, Kernels kernels, Stimuli stimuli) {
        int count = stimuli.count();
        int pixels = stimuli.height() * stimuli.width();
        Network network = Networks.of(model.architecture(), kernels, stimuli.height(), stimuli.width(), count);
        model.loadInto(network);
        for (int i = 0; i < count; i++) {
            int at = network.stimuli().at(i);
            stimuli.copyTo(i, network.stimuli().values(), at);
            NORMALIZATION.apply(network.stimuli().values(), at, pixels);
        }
        float[] predictions = network.forward(count, Layer.Mode.EVALUATION, RandomStream.of(0, "unused"));
        return Arrays.copyOf(predictions, count);
    }

    @ParameterizedTest(name = "{2} on {3} x {4}, {0}")
    @MethodSource("cases")
    void predicts_from_its_window_the_bits_of_the_whole_image(
            String name, Kernels kernels, String id, int height, int width) {
        FittedModel model = SmallModels.drawn(Presets.of(id), height, width, 7);
        Stimuli stimuli = SmallModels.stimuli(5, height, width, 11);

        float[] predictions = predict(model, kernels, stimuli);

        assertThat(predictions).isEqualTo(forward(model, kernels, stimuli)).doesNotHaveDuplicates();
    }

    @Test
    void looks_at_nothing_outside_its_window() {
        FittedModel model = SmallModels.drawn(Presets.of("rf-cnn"), 23, 31, 7);
        Window window = Presets.of("rf-cnn").window(23, 31);
        float[] pixels = new float[23 * 31];
        float[] noisy = new float[23 * 31];
        for (int row = 0; row < 23; row++) {
            for (int column = 0; column < 31; column++) {
                boolean inside = row >= window.top()
                        && row < window.top() + window.height()
                        && column >= window.left()
                        && column < window.left() + window.width();
                pixels[row * 31 + column] = inside ? row * column : 0;
                noisy[row * 31 + column] = inside ? row * column : 1000;
            }
        }

        assertThat(predict(model, new ScalarKernels(), Stimuli.of(noisy, 1, 23, 31)))
                .isEqualTo(predict(model, new ScalarKernels(), Stimuli.of(pixels, 1, 23, 31)));
    }

    @ParameterizedTest(name = "{0} images")
    @CsvSource({"1", "49", "50", "51", "101"})
    void predicts_each_image_alike_in_any_company(int count) {
        FittedModel model = SmallModels.drawn(SmallModels.tiny(ReadoutKind.FULL), 13, 11, 3);
        Stimuli stimuli = SmallModels.stimuli(101, 13, 11, 5);
        int[] last = new int[count];
        Arrays.setAll(last, i -> 101 - count + i);

        float[] some = predict(model, new ScalarKernels(), stimuli.select(last));

        float[] all = predict(model, new ScalarKernels(), stimuli);
        assertThat(some).isEqualTo(Arrays.copyOfRange(all, 101 - count, 101));
    }

    @Test
    void predicts_nothing_for_no_image() {
        FittedModel model = SmallModels.drawn(SmallModels.tiny(ReadoutKind.FULL), 13, 11, 3);

        assertThat(predict(model, new ScalarKernels(), SmallModels.stimuli(0, 13, 11, 5)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"23, 37", "31, 23", "1, 713", "24, 31"})
    void refuses_images_of_another_size(int height, int width) {
        var predictor = new Predictor(Presets.of("rf-cnn"), new ScalarKernels(), 23, 31);
        Stimuli stimuli = SmallModels.stimuli(1, height, width, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> predictor.predict(stimuli, NORMALIZATION))
                .withMessage("images: expected 23 x 31 pixels as the model was fitted to, got %d x %d"
                        .formatted(height, width));
    }
}
