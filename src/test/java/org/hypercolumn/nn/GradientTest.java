package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.SmallNetwork.Attending;
import org.hypercolumn.nn.SmallNetwork.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole networks against their control in double precision: what they predict, and their gradients. */
class GradientTest {

    /** Relative error of predictions and losses: single precision gives about 1e-6, more where a readout's terms cancel. */
    private static final double TOLERANCE = 1e-4;

    private static final int BATCH = 3;

    private static final Attending MAPPED = new Attending(5, SelfAttention.Values.MAPPED);
    private static final Attending FEATURES = new Attending(3, SelfAttention.Values.FEATURES);
    private static final Kind SURROUND = Kind.CENTER_AND_SURROUND;

    static Stream<SmallNetwork> networks() {
        return Stream.of(
                        new SmallNetwork(17, 19, 3, List.of(5), List.of(3), Kind.FULL, 0),
                        new SmallNetwork(17, 19, 3, List.of(3, 3), List.of(), Kind.FULL, 0),
                        new SmallNetwork(19, 17, 33, List.of(5), List.of(1, 3), Kind.CENTER, 0),
                        new SmallNetwork(23, 31, 3, List.of(5, 5), List.of(2, 1), Kind.CENTER, 0),
                        new SmallNetwork(23, 31, 7, List.of(5, 3), List.of(3, 1), Kind.FULL, 0),
                        new SmallNetwork(17, 19, 3, List.of(5), List.of(MAPPED), List.of(3), Kind.FULL, 0),
                        new SmallNetwork(19, 17, 7, List.of(5), List.of(FEATURES), List.of(1, 1), Kind.CENTER, 0),
                        new SmallNetwork(13, 15, 33, List.of(5), List.of(MAPPED), List.of(1), SURROUND, 0),
                        new SmallNetwork(17, 19, 5, List.of(5), List.of(FEATURES, MAPPED), List.of(), SURROUND, 0))
                .flatMap(network -> Stream.of(network, network.withDropout(0.3)));
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

    private static float[] forward(Network network, int count) {
        return network.forward(count, Layer.Mode.TRAINING, dropout());
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
    void parameters_have_the_gradient_of_the_mean_squared_error(SmallNetwork sizes) {
        var control = new DoubleNetwork(sizes);
        for (int count = BATCH; count >= 2; count--) {
            Network network = sizes.drawn(new VectorKernels(), BATCH, 1);
            Map<String, double[]> parameters = parameters(network);
            double[] stimuli =
                    Doubles.published(network.stimuli(), network.stimuli().values(), count);
            double[] expected = control.predict(parameters, stimuli, Layer.Mode.TRAINING, dropout());
            float[] responses = SmallNetwork.responses(count, 2);

            assertClose(forward(network, count), expected);
            double loss = loss(expected, responses);
            assertThat(network.backward(responses, count)).isCloseTo(loss, within(TOLERANCE * loss));

            int checked = 0;
            for (Parameter parameter : network.parameters()) {
                if (parameter.role() == Parameter.Role.TRAINED) {
                    double[] at = parameters.get(parameter.name());
                    ToDoubleFunction<double[]> ofMoved = moved -> {
                        parameters.put(parameter.name(), moved);
                        return loss(control.predict(parameters, stimuli, Layer.Mode.TRAINING, dropout()), responses);
                    };
                    double[] gradient = Doubles.of(parameter.publishedGradient());
                    if (parameter.name().startsWith("attention")) {
                        Directions.checkOfAttention(parameter.name(), at, gradient, ofMoved);
                    } else {
                        Directions.check(parameter.name(), at, gradient, ofMoved);
                    }
                    parameters.put(parameter.name(), at);
                    checked++;
                }
            }
            assertThat(checked).isEqualTo(sizes.trainedParameters());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void stimuli_have_the_gradient_of_their_own_prediction(SmallNetwork sizes) {
        var control = new DoubleNetwork(sizes);
        Network network = sizes.drawn(new VectorKernels(), BATCH, 3);
        Map<String, double[]> parameters = parameters(network);
        double[] stimuli =
                Doubles.published(network.stimuli(), network.stimuli().values(), BATCH);

        assertClose(
                network.forward(BATCH, Layer.Mode.EVALUATION, dropout()),
                control.predict(parameters, stimuli, Layer.Mode.EVALUATION, dropout()));
        network.stimulusGradients(BATCH);
        double[] gradients =
                Doubles.published(network.stimuli(), network.stimuli().gradients(), BATCH);

        int pixels = sizes.height() * sizes.width();
        for (int image = 0; image < BATCH; image++) {
            Directions.check(
                    "stimulus " + image,
                    Arrays.copyOfRange(stimuli, image * pixels, (image + 1) * pixels),
                    Arrays.copyOfRange(gradients, image * pixels, (image + 1) * pixels),
                    moved -> control.predict(parameters, moved, Layer.Mode.EVALUATION, dropout())[0]);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void constant_biases_change_nothing_and_have_no_gradient(SmallNetwork sizes) {
        Network network = sizes.drawn(new VectorKernels(), BATCH, 4);
        float[] responses = SmallNetwork.responses(BATCH, 5);
        double loss = loss(Doubles.of(forward(network, BATCH)), responses);
        List<Parameter> biases = network.parameters().stream()
                .filter(parameter -> parameter.name().matches("(convolution|attention\\d+.(key|value|o_)).*bias"))
                .toList();
        assertThat(biases).hasSize(sizes.constantBiases());
        for (Parameter bias : biases) {
            float[] moved = bias.published();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += 0.25f * (i % 3);
            }
            bias.publish(moved);

            assertThat(bias.role()).isEqualTo(Parameter.Role.CONSTANT);
            assertThatIllegalStateException()
                    .isThrownBy(bias::publishedGradient)
                    .withMessage("parameter %s is not trained and has no gradient", bias.name());
        }
        assertThat(loss(Doubles.of(forward(network, BATCH)), responses)).isCloseTo(loss, within(1e-4 * loss));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void gradients_are_computed_anew(SmallNetwork sizes) {
        Network network = sizes.drawn(new VectorKernels(), BATCH, 6);
        float[] responses = SmallNetwork.responses(BATCH, 7);
        forward(network, BATCH);
        network.backward(responses, BATCH);
        List<float[]> first = gradients(network);
        forward(network, BATCH);
        network.backward(responses, BATCH);

        assertThat(gradients(network)).usingRecursiveComparison().isEqualTo(first);
    }

    private static List<float[]> gradients(Network network) {
        return network.parameters().stream()
                .filter(parameter -> parameter.role() == Parameter.Role.TRAINED)
                .map(Parameter::publishedGradient)
                .toList();
    }
}
