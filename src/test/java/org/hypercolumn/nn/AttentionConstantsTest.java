package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.Layer.Mode;
import org.hypercolumn.nn.SelfAttention.Values;
import org.hypercolumn.nn.SmallNetwork.Attending;
import org.hypercolumn.nn.SmallNetwork.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What attention does not train cannot change what it is trained on. */
class AttentionConstantsTest {

    private static final int BATCH = 3;
    private static final float[] RESPONSES = SmallNetwork.responses(BATCH, 2);

    private static SmallNetwork sizes(Values values) {
        return new SmallNetwork(17, 19, 5, List.of(5), List.of(new Attending(3, values)), List.of(2), Kind.FULL, 0.3);
    }

    private static RandomStream dropout() {
        return RandomStream.of(3, "dropout");
    }

    private static double[] predictions(Values values, Network network, Mode mode) {
        Map<String, double[]> parameters = new HashMap<>();
        network.parameters().forEach(parameter -> parameters.put(parameter.name(), Doubles.of(parameter.published())));
        double[] stimuli =
                Doubles.published(network.stimuli(), network.stimuli().values(), BATCH);
        return new DoubleNetwork(sizes(values)).predict(parameters, stimuli, mode, dropout());
    }

    private static Network moved(Values values, String name) {
        Network network = sizes(values).drawn(new VectorKernels(), BATCH, 1);
        Parameter parameter = network.parameters().stream()
                .filter(candidate -> candidate.name().equals("attention1." + name))
                .findFirst()
                .orElseThrow();
        assertThat(parameter.role()).isEqualTo(Parameter.Role.CONSTANT);
        var random = new SplittableRandom(name.length());
        float[] far = new float[parameter.length()];
        for (int i = 0; i < far.length; i++) {
            far[i] = (float) random.nextDouble(-3, 3);
        }
        parameter.publish(far);
        return network;
    }

    private static Network drawn(Values values) {
        return sizes(values).drawn(new VectorKernels(), BATCH, 1);
    }

    private static double distance(double[] left, double[] right) {
        double[] errors = new double[left.length];
        Arrays.setAll(errors, i -> left[i] - right[i]);
        return Doubles.norm(errors);
    }

    /** In double precision, where what is left is rounding: 1e-16 a term. */
    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource({
        "MAPPED, key_conv.bias",
        "MAPPED, value_conv.bias",
        "MAPPED, o_proj.bias",
        "FEATURES, key_conv.bias",
        "FEATURES, value_conv.weight",
        "FEATURES, value_conv.bias",
        "FEATURES, o_proj.weight",
        "FEATURES, o_proj.bias"
    })
    void a_constant_changes_no_prediction_in_training(Values values, String name) {
        double[] before = predictions(values, drawn(values), Mode.TRAINING);

        assertThat(distance(predictions(values, moved(values, name), Mode.TRAINING), before))
                .isLessThan(1e-11 * Doubles.norm(before));
    }

    /** Why key biases are constants for another reason than the other two, which running means must have followed. */
    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource({"MAPPED, key_conv.bias, false", "MAPPED, value_conv.bias, true", "MAPPED, o_proj.bias, true"})
    void in_evaluation_only_those_behind_softmax_matter(Values values, String name, boolean matters) {
        double[] before = predictions(values, drawn(values), Mode.EVALUATION);
        double change = distance(predictions(values, moved(values, name), Mode.EVALUATION), before);

        if (matters) {
            assertThat(change).isGreaterThan(1e-3 * Doubles.norm(before));
        } else {
            assertThat(change).isLessThan(1e-11 * Doubles.norm(before));
        }
    }

    private record Step(double loss, Map<String, float[]> gradients) {}

    private static Step step(Network network) {
        network.forward(BATCH, Mode.TRAINING, dropout());
        double loss = network.backward(RESPONSES, BATCH);
        Map<String, float[]> gradients = new LinkedHashMap<>();
        network.parameters().stream()
                .filter(parameter -> parameter.role() == Parameter.Role.TRAINED)
                .forEach(parameter -> gradients.put(parameter.name(), parameter.publishedGradient()));
        return new Step(loss, gradients);
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void moving_biases_moves_no_gradient_by_more_than_rounding(Values values) {
        Step expected = step(drawn(values));
        for (String name : List.of("key_conv.bias", "value_conv.bias", "o_proj.bias")) {
            Step got = step(moved(values, name));

            assertThat(got.loss()).isCloseTo(expected.loss(), within(1e-4 * expected.loss()));
            expected.gradients().forEach((parameter, gradient) -> {
                double[] exact = Doubles.of(gradient);
                assertThat(distance(Doubles.of(got.gradients().get(parameter)), exact))
                        .as("%s after %s moved", parameter, name)
                        .isLessThan(1e-3 * Doubles.norm(exact));
            });
        }
    }

    /** Nothing reads them. */
    @ParameterizedTest
    @CsvSource({"value_conv.weight", "value_conv.bias", "o_proj.weight", "o_proj.bias"})
    void moving_unused_maps_moves_no_bit(String name) {
        Step expected = step(drawn(Values.FEATURES));

        assertThat(step(moved(Values.FEATURES, name)))
                .usingRecursiveComparison()
                .isEqualTo(expected);
    }
}
