package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hypercolumn.nn.SmallAttention.backward;
import static org.hypercolumn.nn.SmallAttention.forward;
import static org.hypercolumn.nn.SmallAttention.published;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.Layer.Wanted;
import org.hypercolumn.nn.SelfAttention.Values;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Self-attention against its control in double precision: what it writes, how it attends, and every gradient. */
class SelfAttentionGradientTest {

    /** Error by norm: sums of some hundred terms in single precision, one behind the other. */
    private static final double TOLERANCE = 1e-5;

    private static final List<Integer> IMAGES = List.of(0, 1);
    private static final int BATCH = IMAGES.size();

    /** No gradient: what nobody wrote still holds it. */
    private static final float UNTOUCHED = 77.25f;

    private static final VectorKernels KERNELS = new VectorKernels();

    static Stream<SmallAttention> sizes() {
        return SmallAttention.all();
    }

    private static void assertClose(String name, double[] got, double[] expected) {
        double[] errors = new double[got.length];
        Arrays.setAll(errors, i -> got[i] - expected[i]);
        assertThat(got).as(name).hasSameSizeAs(expected);
        assertThat(Doubles.norm(errors)).as(name).isLessThan(TOLERANCE * Doubles.norm(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void writes_and_attends_as_its_control_does(SmallAttention sizes) {
        SelfAttention layer = sizes.drawn(KERNELS, BATCH);
        FeatureMaps output = sizes.output(BATCH, BATCH);
        forward(layer, sizes.input(BATCH, BATCH), output, IMAGES);
        DoubleAttention control = sizes.control(published(layer));
        DoubleMaps features = DoubleMaps.of(sizes.shape(), sizes.uniform(BATCH, 2));

        assertClose(
                "output",
                Doubles.published(output, output.values(), BATCH),
                control.apply(features).values());
        for (int image : IMAGES) {
            assertClose(
                    "attention of image " + image,
                    Doubles.of(layer.attention(image)),
                    control.attention(features, image));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void features_and_every_trained_parameter_have_the_gradient_of_the_control(SmallAttention sizes) {
        SelfAttention layer = sizes.drawn(KERNELS, BATCH);
        FeatureMaps input = sizes.input(BATCH, BATCH);
        FeatureMaps output = sizes.output(BATCH, BATCH);
        forward(layer, input, output, IMAGES);
        backward(layer, input, output, IMAGES, Wanted.BOTH);
        double[] at = sizes.uniform(BATCH, 2);
        double[] factors = sizes.uniform(BATCH, 3);
        Map<String, double[]> parameters = published(layer);
        ToDoubleFunction<double[]> sum = values -> Doubles.dot(
                factors,
                sizes.control(parameters)
                        .apply(DoubleMaps.of(sizes.shape(), values))
                        .values());

        Directions.check("input", at, Doubles.published(input, input.gradients(), BATCH), sum);
        int checked = 0;
        for (Parameter parameter : layer.parameters()) {
            if (parameter.role() == Parameter.Role.TRAINED && !isWithoutChoice(sizes, parameter)) {
                String name = parameter.name();
                double[] values = parameters.get(name);
                Directions.check(name, values, Doubles.of(parameter.publishedGradient()), moved -> {
                    parameters.put(name, moved);
                    return sum.applyAsDouble(at);
                });
                parameters.put(name, values);
                checked++;
            }
        }
        int trained = sizes.values() == Values.MAPPED ? 6 : 4;
        assertThat(checked).isEqualTo(sizes.shape().positions() == 1 ? trained - 3 : trained);
    }

    /** One position attends to itself, whatever queries and keys are. */
    private static boolean isWithoutChoice(SmallAttention sizes, Parameter parameter) {
        boolean ofScores = sizes.shape().positions() == 1 && parameter.name().matches(".*(query|key)_conv.*");
        if (ofScores) {
            assertThat(parameter.publishedGradient()).as(parameter.name()).containsOnly(0f);
        }
        return ofScores;
    }

    private static final String INPUT = "input";

    /** Gradients as wanted, that of the input into a buffer that holds {@link #UNTOUCHED} before; by name. */
    private static Map<String, float[]> gradients(SmallAttention sizes, Wanted wanted) {
        SelfAttention layer = sizes.drawn(KERNELS, BATCH);
        FeatureMaps input = sizes.input(BATCH, BATCH);
        FeatureMaps output = sizes.output(BATCH, BATCH);
        Arrays.fill(input.gradients(), UNTOUCHED);
        forward(layer, input, output, IMAGES);
        backward(layer, input, output, IMAGES, wanted);
        Map<String, float[]> gradients = new LinkedHashMap<>();
        gradients.put(INPUT, input.gradients());
        layer.parameters()
                .forEach(parameter ->
                        gradients.put(parameter.name(), parameter.gradient().clone()));
        return gradients;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void for_parameters_alone_they_are_the_same_bits_and_the_features_have_none(SmallAttention sizes) {
        Map<String, float[]> parameters = gradients(sizes, Wanted.PARAMETERS);
        Map<String, float[]> both = gradients(sizes, Wanted.BOTH);

        assertThat(parameters.remove(INPUT)).containsOnly(UNTOUCHED);
        both.remove(INPUT);
        assertThat(parameters).hasSize(9).usingRecursiveComparison().isEqualTo(both);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void for_the_input_alone_it_is_the_same_bits_and_the_parameters_have_none(SmallAttention sizes) {
        Map<String, float[]> input = gradients(sizes, Wanted.INPUT);

        assertThat(input.remove(INPUT)).isEqualTo(gradients(sizes, Wanted.BOTH).get(INPUT));
        input.forEach((name, gradient) ->
                assertThat(Doubles.norm(Doubles.of(gradient))).as(name).isZero());
        assertThat(input).hasSize(9);
    }
}
