package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.hypercolumn.nn.SmallAttention.backward;
import static org.hypercolumn.nn.SmallAttention.forward;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.Layer.Wanted;
import org.hypercolumn.nn.Parameter.Role;
import org.hypercolumn.nn.SelfAttention.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Self-attention by hand, and what must not matter: order, capacity, what an image before has left. */
class SelfAttentionTest {

    private static final VectorKernels KERNELS = new VectorKernels();

    static Stream<SmallAttention> sizes() {
        return SmallAttention.all();
    }

    /** Two positions with features (1, 2) and (3, 0), d = 1, and gradients of the output that are all 1. */
    private static final MapShape TWO = new MapShape(1, 2, 2);

    private static final double[] FEATURES = {1, 3, 2, 0}; // [C, P]

    private static FeatureMaps maps(double... features) {
        FeatureMaps maps = FeatureMaps.withAllGradients(TWO, 1);
        Doubles.store(features, maps, maps.values());
        Doubles.store(new double[] {1, 1, 1, 1}, maps, maps.gradients());
        return maps;
    }

    private static SelfAttention byHand(Values values) {
        var layer = new SelfAttention(new ScalarKernels(), "a", TWO, 1, values, 1);
        publish(layer, "gamma", 2);
        // q = x0 - 1: 0 and 2; k = ln 3 / 4 * x0 + 7: ln 3 / 4 + 7 and 3 ln 3 / 4 + 7
        publish(layer, "query_conv.weight", 1, 0);
        publish(layer, "query_conv.bias", -1);
        publish(layer, "key_conv.weight", StrictMath.log(3) / 4, 0);
        publish(layer, "key_conv.bias", 7);
        // v = x0 - x1 + 1: 0 and 4
        publish(layer, "value_conv.weight", 1, -1);
        publish(layer, "value_conv.bias", 1);
        publish(layer, "o_proj.weight", 1, -2);
        publish(layer, "o_proj.bias", 0.5, 0);
        return layer;
    }

    private static Parameter parameter(SelfAttention layer, String name) {
        return layer.parameters().stream()
                .filter(parameter -> parameter.name().equals("a." + name))
                .findFirst()
                .orElseThrow();
    }

    private static void publish(SelfAttention layer, String name, double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        parameter(layer, name).publish(floats);
    }

    @ParameterizedTest
    @EnumSource
    void attends_by_hand(Values values) {
        SelfAttention layer = byHand(values);
        forward(layer, maps(FEATURES), maps(0, 0, 0, 0), List.of(0));

        // scores of query 0 are 0 * k, alike; of query 1 they are 2 * k, ln 3 apart: 1 to 3
        assertThat(layer.attention(0)).containsExactly(new float[] {0.5f, 0.5f, 0.25f, 0.75f}, within(1e-6f));
    }

    @Test
    void mixes_features_by_hand() {
        FeatureMaps input = maps(FEATURES);
        FeatureMaps output = maps(0, 0, 0, 0);
        SelfAttention layer = byHand(Values.FEATURES);
        forward(layer, input, output, List.of(0));
        backward(layer, input, output, List.of(0), Wanted.BOTH);

        // o = ((1, 2) + (3, 0)) / 2 = (2, 1) and (1, 2) / 4 + (3, 0) * 3/4 = (2.5, 0.5)
        // y = (1, 2) + 2 (2, 1) = (5, 4) and (3, 0) + 2 (2.5, 0.5) = (8, 1)
        assertThat(Doubles.published(output, output.values(), 1))
                .containsExactly(new double[] {5, 8, 4, 1}, within(1e-5));
        // 2 + 1 + 2.5 + 0.5
        assertThat(parameter(layer, "gamma").publishedGradient()[0]).isCloseTo(6, within(1e-5f));
    }

    @Test
    void mixes_mapped_values_by_hand() {
        FeatureMaps input = maps(FEATURES);
        FeatureMaps output = maps(0, 0, 0, 0);
        SelfAttention layer = byHand(Values.MAPPED);
        forward(layer, input, output, List.of(0));
        backward(layer, input, output, List.of(0), Wanted.BOTH);

        // A v = 4 / 2 = 2 and 4 * 3/4 = 3; o = (2 + 0.5, -4) and (3 + 0.5, -6)
        // y = (1, 2) + 2 (2.5, -4) = (6, -6) and (3, 0) + 2 (3.5, -6) = (10, -12)
        assertThat(Doubles.published(output, output.values(), 1))
                .containsExactly(new double[] {6, 10, -6, -12}, within(1e-5));
        // 2.5 - 4 + 3.5 - 6
        assertThat(parameter(layer, "gamma").publishedGradient()[0]).isCloseTo(-4, within(1e-5f));
        // gamma * sum of A v = 2 * (2 + 3), for both channels
        assertThat(parameter(layer, "o_proj.weight").publishedGradient())
                .containsExactly(new float[] {10, 10}, within(1e-5f));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void attention_to_all_keys_sums_to_1(SmallAttention sizes) {
        int positions = sizes.shape().positions();
        SelfAttention layer = sizes.drawn(KERNELS, 2);
        forward(layer, sizes.input(2, 2), sizes.output(2, 2), List.of(0, 1));
        for (int image = 0; image < 2; image++) {
            float[] attention = layer.attention(image);
            for (int query = 0; query < positions; query++) {
                double sum = 0;
                for (int key = 0; key < positions; key++) {
                    sum += attention[query * positions + key];
                }
                assertThat(sum).as("image %d, query %d", image, query).isCloseTo(1, within(1e-5));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void with_gamma_0_passes_its_input_on_and_the_gradient_back(SmallAttention sizes) {
        SelfAttention layer = sizes.drawn(KERNELS, 2);
        layer.parameters().get(0).publish(new float[1]);
        FeatureMaps input = sizes.input(2, 2);
        FeatureMaps output = sizes.output(2, 2);
        forward(layer, input, output, List.of(0, 1));
        backward(layer, input, output, List.of(0, 1), Wanted.BOTH);

        assertThat(output.values()).isEqualTo(input.values());
        assertThat(input.gradients()).isEqualTo(output.gradients());
        // yet gamma itself moves
        assertThat(layer.parameters().get(0).publishedGradient()[0]).isNotZero();
    }

    @Test
    void starts_with_gamma_0_and_weights_within_pytorchs_bounds() {
        var layer = new SelfAttention(KERNELS, "a", new MapShape(3, 5, 25), 4, Values.MAPPED, 1);
        layer.initialize(RandomStream.of(1, "initialize"));

        assertThat(parameter(layer, "gamma").published()).containsExactly(0f);
        for (Parameter parameter : layer.parameters().subList(1, 9)) {
            // 1 / sqrt(25) and 1 / sqrt(4); of 4 to 100 numbers the largest is above 0.6 of its bound
            float bound = parameter.name().startsWith("a.o_proj") ? 0.5f : 0.2f;
            float largest = 0;
            for (float value : parameter.published()) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertThat(largest).as(parameter.name()).isBetween(0.6f * bound, bound);
        }
    }

    @Test
    void trains_what_can_be_learned_from_a_gradient() {
        assertThat(roles(Values.MAPPED))
                .isEqualTo(Map.of(
                        Role.TRAINED,
                        "gamma query_conv.weight query_conv.bias key_conv.weight value_conv.weight o_proj.weight",
                        Role.CONSTANT,
                        "key_conv.bias value_conv.bias o_proj.bias"));
        assertThat(roles(Values.FEATURES))
                .isEqualTo(Map.of(
                        Role.TRAINED,
                        "gamma query_conv.weight query_conv.bias key_conv.weight",
                        Role.CONSTANT,
                        "key_conv.bias value_conv.weight value_conv.bias o_proj.weight o_proj.bias"));
    }

    private static Map<Role, String> roles(Values values) {
        Map<Role, String> roles = new LinkedHashMap<>();
        for (Parameter parameter : byHand(values).parameters()) {
            String name = parameter.name().substring("a.".length());
            roles.merge(parameter.role(), name, (all, next) -> all + " " + next);
        }
        return roles;
    }

    /** Outputs, input gradients and, after them, parameter gradients. */
    private static Map<String, float[]> passed(
            SelfAttention layer, FeatureMaps input, FeatureMaps output, List<Integer> images) {
        layer.parameters().forEach(Parameter::clearGradient);
        forward(layer, input, output, images);
        backward(layer, input, output, images, Wanted.BOTH);
        Map<String, float[]> made = new LinkedHashMap<>();
        int end = input.at(0) + images.size() * input.shape().storedValues();
        made.put("output", Arrays.copyOf(output.values(), end));
        made.put("input gradient", Arrays.copyOf(input.gradients(), end));
        layer.parameters()
                .forEach(parameter ->
                        made.put(parameter.name(), parameter.gradient().clone()));
        return made;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void images_in_another_order_give_the_same(SmallAttention sizes) {
        Map<String, float[]> inOrder =
                passed(sizes.drawn(KERNELS, 3), sizes.input(3, 3), sizes.output(3, 3), List.of(0, 1, 2));
        Map<String, float[]> turned =
                passed(sizes.drawn(KERNELS, 3), sizes.input(3, 3), sizes.output(3, 3), List.of(2, 0, 1));

        assertThat(turned.get("output")).isEqualTo(inOrder.get("output"));
        assertThat(turned.get("input gradient")).isEqualTo(inOrder.get("input gradient"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void fewer_images_than_fit_give_the_same(SmallAttention sizes) {
        assertThat(passed(sizes.drawn(KERNELS, 7), sizes.input(7, 2), sizes.output(7, 2), List.of(0, 1)))
                .usingRecursiveComparison()
                .isEqualTo(passed(sizes.drawn(KERNELS, 2), sizes.input(2, 2), sizes.output(2, 2), List.of(0, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void both_kernels_give_the_same_bits(SmallAttention sizes) {
        Map<String, float[]> expected = passed(sizes, new ScalarKernels());

        assertThat(passed(sizes, KERNELS)).usingRecursiveComparison().isEqualTo(expected);
    }

    private static Map<String, float[]> passed(SmallAttention sizes, Kernels kernels) {
        return passed(sizes.drawn(kernels, 2), sizes.input(2, 2), sizes.output(2, 2), List.of(0, 1));
    }

    /** A fit that went to infinity must not spoil that of the next neuron, in the same buffers. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void nothing_undefined_stays_in_the_buffers(SmallAttention sizes) {
        SelfAttention used = sizes.drawn(KERNELS, 2);
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            FeatureMaps input = sizes.input(2, 2);
            FeatureMaps output = sizes.output(2, 2);
            Arrays.fill(input.values(), input.at(1), input.at(1) + 1, bad);
            Arrays.fill(output.gradients(), output.at(1), output.at(1) + 1, bad);
            passed(used, input, output, List.of(0, 1));
        }

        assertThat(passed(used, sizes.input(2, 2), sizes.output(2, 2), List.of(0, 1)))
                .usingRecursiveComparison()
                .isEqualTo(passed(sizes, KERNELS));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refuses_a_key_size_below_1(int keySize) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SelfAttention(KERNELS, "a", TWO, keySize, Values.MAPPED, 1))
                .withMessage("attention: expected a key size of 1 or more, got " + keySize);
    }

    @Test
    void refuses_maps_of_one_channel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SelfAttention(KERNELS, "a", new MapShape(5, 7, 1), 3, Values.MAPPED, 1))
                .withMessage("attention: expected maps of 2 channels or more, got 1");
    }

    @Test
    void refuses_more_attention_than_an_array_holds() {
        // 50 * 10000 * 10016, positions padded
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SelfAttention(KERNELS, "a", new MapShape(100, 100, 30), 5, Values.MAPPED, 50))
                .withMessage("maps: expected at most 2147483563 values, got 5008000000;"
                        + " take smaller images, or fewer at a time");
    }
}
