package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.VectorKernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole networks with a recurrent layer against their control: what they predict, and their gradients. */
class RecurrenceGradientTest {

    /** Relative error of predictions and losses: single precision gives about 1e-6, more where a readout's terms cancel. */
    private static final double TOLERANCE = 1e-4;

    private static final int BATCH = 3;

    static Stream<SmallRecurrence> networks() {
        return Stream.of(
                new SmallRecurrence(17, 19, 3, 5, 0, new Recurrence(3, 5, 2, 0)),
                new SmallRecurrence(19, 17, 5, 5, 0.3, new Recurrence(5, 3, 3, 0.3)),
                new SmallRecurrence(15, 13, 33, 3, 0.3, new Recurrence(3, 7, 3, 0.5)),
                new SmallRecurrence(9, 11, 2, 3, 0, new Recurrence(1, 33, 3, 0.3)),
                new SmallRecurrence(17, 15, 3, 5, 0.3, new Recurrence(3, 5, 7, 0.3)));
    }

    private static RandomStream dropout() {
        return RandomStream.of(5, "dropout");
    }

    private static Map<String, double[]> parameters(Network network) {
        Map<String, double[]> parameters = new HashMap<>();
        network.parameters().forEach(parameter -> parameters.put(parameter.name(), Doubles.of(parameter.published())));
        return parameters;
    }

    private static double loss(double[] predictions, float[] responses) {
        double sum = 0;
        for (int image = 0; image < responses.length; image++) {
            double error = predictions[image] - responses[image];
            sum += error * error;
        }
        return sum / responses.length;
    }

    private static void assertClose(float[] got, double[] expected) {
        for (int image = 0; image < expected.length; image++) {
            assertThat((double) got[image])
                    .as("prediction %d", image)
                    .isCloseTo(expected[image], within(TOLERANCE * Doubles.norm(expected)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void parameters_have_the_gradient_of_the_mean_squared_error(SmallRecurrence sizes) {
        Network network = sizes.drawn(new VectorKernels(), BATCH, 1);
        Map<String, float[]> loaded = new HashMap<>();
        network.parameters().forEach(parameter -> loaded.put(parameter.name(), parameter.published()));
        // The same network, so that what more images left behind would show.
        for (int count = BATCH; count >= 2; count--) {
            network.load(loaded);
            Map<String, double[]> parameters = parameters(network);
            double[] stimuli =
                    Doubles.published(network.stimuli(), network.stimuli().values(), count);
            double[] expected = sizes.predict(parameters, stimuli, Layer.Mode.TRAINING, dropout());
            float[] responses = SmallNetwork.responses(count, 2);

            assertClose(network.forward(count, Layer.Mode.TRAINING, dropout()), expected);
            double loss = loss(expected, responses);
            assertThat(network.backward(responses, count)).isCloseTo(loss, within(TOLERANCE * loss));

            int checked = 0;
            for (Parameter parameter : network.parameters()) {
                if (parameter.role() == Parameter.Role.TRAINED) {
                    double[] at = parameters.get(parameter.name());
                    Directions.check(parameter.name(), at, Doubles.of(parameter.publishedGradient()), moved -> {
                        parameters.put(parameter.name(), moved);
                        return loss(sizes.predict(parameters, stimuli, Layer.Mode.TRAINING, dropout()), responses);
                    });
                    parameters.put(parameter.name(), at);
                    checked++;
                }
            }
            // The pooled block 3; input and lateral weights; weight and bias of each norm; weight and bias of the
            // readout.
            assertThat(checked).isEqualTo(3 + 2 + 2 * sizes.recurrence().iterations() + 2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void stimuli_have_the_gradient_of_their_own_prediction(SmallRecurrence sizes) {
        Network network = sizes.drawn(new VectorKernels(), BATCH, 3);
        network.forward(BATCH, Layer.Mode.TRAINING, dropout());
        network.backward(SmallNetwork.responses(BATCH, 4), BATCH);
        Map<String, double[]> parameters = parameters(network);
        int pixels = sizes.height() * sizes.width();
        for (int count = BATCH; count >= 1; count--) {
            double[] stimuli =
                    Doubles.published(network.stimuli(), network.stimuli().values(), count);

            assertClose(
                    network.forward(count, Layer.Mode.EVALUATION, dropout()),
                    sizes.predict(parameters, stimuli, Layer.Mode.EVALUATION, dropout()));
            network.stimulusGradients(count);
            double[] gradients =
                    Doubles.published(network.stimuli(), network.stimuli().gradients(), count);

            for (int image = 0; image < count; image++) {
                Directions.check(
                        "stimulus " + image,
                        Arrays.copyOfRange(stimuli, image * pixels, (image + 1) * pixels),
                        Arrays.copyOfRange(gradients, image * pixels, (image + 1) * pixels),
                        moved -> sizes.predict(parameters, moved, Layer.Mode.EVALUATION, dropout())[0]);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void biases_in_front_of_batch_norm_change_nothing(SmallRecurrence sizes) {
        Network network = sizes.drawn(new VectorKernels(), BATCH, 4);
        float[] responses = SmallNetwork.responses(BATCH, 5);
        double loss = loss(Doubles.of(network.forward(BATCH, Layer.Mode.TRAINING, dropout())), responses);
        List<Parameter> biases = network.parameters().stream()
                .filter(parameter -> parameter.name().matches("convolution1\\.(input|lateral)\\.bias"))
                .toList();
        assertThat(biases).hasSize(2);
        for (Parameter bias : biases) {
            float[] moved = bias.published();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += 0.25f * (i % 3);
            }
            bias.publish(moved);

            assertThat(bias.role()).isEqualTo(Parameter.Role.CONSTANT);
        }
        assertThat(loss(Doubles.of(network.forward(BATCH, Layer.Mode.TRAINING, dropout())), responses))
                .isCloseTo(loss, within(TOLERANCE * loss));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void gradients_are_computed_anew(SmallRecurrence sizes) {
        Network network = sizes.drawn(new VectorKernels(), BATCH, 6);
        List<float[]> first = gradients(network);

        assertThat(gradients(network)).usingRecursiveComparison().isEqualTo(first);
        stimulusGradients(network);
        assertThat(gradients(network)).usingRecursiveComparison().isEqualTo(first);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void stimulus_gradients_are_computed_anew(SmallRecurrence sizes) {
        Network fresh = sizes.drawn(new VectorKernels(), BATCH, 6);
        fresh.forward(BATCH, Layer.Mode.TRAINING, dropout());
        Network used = sizes.drawn(new VectorKernels(), BATCH, 6);
        gradients(used);

        float[] expected = stimulusGradients(fresh);
        assertThat(stimulusGradients(used)).isEqualTo(expected);
        assertThat(stimulusGradients(used)).isEqualTo(expected);
    }

    private static float[] stimulusGradients(Network network) {
        network.forward(BATCH, Layer.Mode.EVALUATION, dropout());
        network.stimulusGradients(BATCH);
        return network.stimuli().gradients().clone();
    }

    private static List<float[]> gradients(Network network) {
        network.forward(BATCH, Layer.Mode.TRAINING, dropout());
        network.backward(SmallNetwork.responses(BATCH, 7), BATCH);
        return network.parameters().stream()
                .filter(parameter -> parameter.role() == Parameter.Role.TRAINED)
                .map(Parameter::publishedGradient)
                .toList();
    }
}
