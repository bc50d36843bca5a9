package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.nn.CenterReadout;
import org.hypercolumn.nn.FeatureMaps;
import org.hypercolumn.nn.MapShape;
import org.hypercolumn.nn.Network;
import org.hypercolumn.stimulus.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How much each hypercolumn adds to the predictions of whole models. */
class ContributionsTest {

    private static final Normalization NORMALIZATION = new Normalization(117.5, 0.7);

    /** The prediction is summed in single precision, of at most some 2,000 terms. */
    private static final double ROUNDING = 1e-6;

    /** Sums of the same terms in double precision, in another order. */
    private static final double DOUBLE_ROUNDING = 1e-12;

    /** Readouts: full, center, center and surround. */
    private static final int KINDS = 3;

    private static Predictor predictor(FittedModel model) {
        var predictor =
                new Predictor(model.architecture(), new ScalarKernels(), model.imageHeight(), model.imageWidth());
        model.loadInto(predictor.network());
        return predictor;
    }

    /** A model as training begins with it, so that predictions are about as large as responses. */
    private static FittedModel initialized(Architecture architecture, int height, int width, long seed) {
        Network network = Networks.of(architecture, new ScalarKernels(), height, width, 1);
        network.initialize(RandomStream.of(seed, "initialize"));
        return FittedModel.of(architecture, NORMALIZATION, network);
    }

    private static List<double[]> contributions(Predictor predictor, Stimuli stimuli) {
        List<double[]> all = new ArrayList<>();
        predictor.contributions(stimuli, NORMALIZATION, (stimulus, prediction, values) -> all.add(values.clone()));
        return all;
    }

    private static Stream<Arguments> presets() {
        return Presets.ids().stream()
                .flatMap(id -> Stream.of(
                        Arguments.of(id, 50, 50, 1),
                        Arguments.of(id, 37, 41, 2),
                        Arguments.of(id, 41, 37, 3),
                        Arguments.of(id, 32, 47, 4)));
    }

    @ParameterizedTest(name = "{0} on {1} x {2}, seed {3}")
    @MethodSource("presets")
    void sum_with_the_bias_to_the_prediction(String id, int height, int width, long seed) {
        Predictor predictor = predictor(initialized(Presets.of(id), height, width, seed));
        Stimuli stimuli = SmallModels.stimuli(3, height, width, seed);
        float[] predictions = predictor.predict(stimuli, NORMALIZATION);
        double bias = predictor.network().readout().bias();

        predictor.contributions(stimuli, NORMALIZATION, (stimulus, prediction, values) -> {
            assertThat(prediction).isEqualTo(predictions[stimulus]);
            assertThat(bias + Arrays.stream(values).sum()).isCloseTo(prediction, within(ROUNDING));
        });
    }

    @Test
    void are_tested_for_every_kind_of_readout() {
        assertThat(Presets.ids().stream().map(id -> Presets.of(id).readout()).distinct())
                .hasSize(KINDS);
    }

    private static float[] parameter(FittedModel model, String ending) {
        return model.parameters().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(ending))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow()
                .values();
    }

    /** The sum over channels at one position, of published weights, the {@code place}th of each channel. */
    private static double sum(FeatureMaps features, int image, int position, float[] weights, int place) {
        int channels = features.shape().channels();
        int weightsOfChannel = weights.length / channels;
        double sum = 0;
        for (int c = channels - 1; c >= 0; c--) {
            int at = features.at(image) + position * features.shape().storedChannels() + c;
            sum += (double) features.values()[at] * weights[c * weightsOfChannel + place];
        }
        return sum;
    }

    /** The published equations, in plain loops over the published tensors and the core's features. */
    private static double expected(FittedModel model, FeatureMaps features, int image, int position) {
        int center = CenterReadout.center(features.shape());
        if (model.architecture().readout() == ReadoutKind.FULL) {
            return sum(features, image, position, parameter(model, "fcl.weight"), position);
        }
        if (model.architecture().readout() == ReadoutKind.CENTER) {
            return position == center ? sum(features, image, position, parameter(model, "ctl.weight"), 0) : 0;
        }
        float[] weights = parameter(model, "fcl_comb.weight");
        int place = position < center ? position : position - 1;
        return position == center
                ? weights[0] * sum(features, image, position, parameter(model, "fcl_center.weight"), 0)
                : weights[1] * sum(features, image, position, parameter(model, "fcl_surr.weight"), place);
    }

    @ParameterizedTest
    @MethodSource("withAttention")
    void are_the_published_equations(String id, int height, int width, long seed) {
        FittedModel model = SmallModels.drawn(Presets.of(id), height, width, seed);
        Predictor predictor = predictor(model);
        FeatureMaps features = predictor.network().features();
        MapShape grid = Presets.of(id).grid(height, width);

        predictor.contributions(
                SmallModels.stimuli(2, height, width, seed), NORMALIZATION, (image, prediction, values) -> {
                    assertThat(values).hasSize(grid.positions());
                    for (int p = 0; p < values.length; p++) {
                        assertThat(values[p])
                                .as("image %d, hypercolumn %d", image, p)
                                .isCloseTo(expected(model, features, image, p), within(DOUBLE_ROUNDING));
                    }
                });
    }

    /** Those whose readouts have the names fcl and ctl, of all three kinds. */
    private static Stream<Arguments> withAttention() {
        return Stream.of(
                Arguments.of("ff-sa-cnn", 37, 41, 5),
                Arguments.of("ff-sa-cnn-star-incr-fc2", 23, 31, 6),
                Arguments.of("ff-sa-cnn-star-incr-fc1", 23, 31, 7),
                Arguments.of("ff-sa-cnn-star-incr-fc1", 31, 23, 8),
                Arguments.of("rf-sa-cnn", 23, 31, 9));
    }

    @Test
    void stand_on_the_whole_grid_where_only_the_center_is_computed() {
        FittedModel model = SmallModels.drawn(Presets.of("rf-cnn"), 37, 41, 7);
        Predictor predictor = predictor(model);
        Stimuli stimuli = SmallModels.stimuli(2, 37, 41, 11);
        assertThat(predictor.network().features().shape()).isEqualTo(new MapShape(1, 1, 32));
        assertThat(predictor.grid()).isEqualTo(new MapShape(6, 7, 32));

        float[] predictions = predictor.predict(stimuli, NORMALIZATION);
        List<double[]> contributions = contributions(predictor, stimuli);

        for (int image = 0; image < 2; image++) {
            double[] expected = new double[6 * 7];
            // row 6 / 2, column 7 / 2 of rows of 7
            expected[3 * 7 + 3] =
                    predictions[image] - predictor.network().readout().bias();
            assertThat(contributions.get(image)).containsExactly(expected, within(10 * ROUNDING));
        }
    }

    @ParameterizedTest
    @EnumSource(ReadoutKind.class)
    void of_an_image_are_the_same_in_any_company(ReadoutKind readout) {
        Predictor predictor = predictor(SmallModels.drawn(SmallModels.tiny(readout), 17, 19, 3));
        Stimuli stimuli = SmallModels.stimuli(23, 17, 19, 5);

        List<double[]> all = contributions(predictor, stimuli);

        assertThat(all).hasSize(23);
        assertThat(contributions(predictor, stimuli.select(new int[] {22, 7})))
                .containsExactly(all.get(22), all.get(7));
    }

    @Test
    void refuse_images_of_another_size() {
        Predictor predictor = predictor(SmallModels.drawn(SmallModels.tiny(ReadoutKind.FULL), 17, 19, 3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> contributions(predictor, SmallModels.stimuli(1, 19, 17, 5)))
                .withMessage("images: expected 17 x 19 pixels as the model was fitted to, got 19 x 17");
    }
}
