package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.nn.Parameter.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {

    private static final SmallNetwork SIZES =
            new SmallNetwork(23, 19, 5, List.of(5), List.of(3), SmallNetwork.Kind.FULL, 0.3);

    private static Network network() {
        return SIZES.drawn(new ScalarKernels(), 2, 1);
    }

    static Stream<Parameter> parameters() {
        return Stream.concat(
                network().parameters().stream(),
                new SmallNetwork(23, 19, 33, List.of(5, 3), List.of(1), SmallNetwork.Kind.CENTER, 0)
                        .drawn(new ScalarKernels(), 2, 1).parameters().stream());
    }

    private static float[] counted(Parameter parameter) {
        float[] values = new float[parameter.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void what_is_published_is_what_was_taken_over(Parameter parameter) {
        float[] values = counted(parameter);
        parameter.publish(values);

        assertThat(parameter.published()).isEqualTo(values);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void lengths_are_those_of_the_shapes(Parameter parameter) {
        assertThat(Arrays.stream(parameter.shape()).reduce(1, (product, side) -> product * side))
                .isEqualTo(parameter.length());
        // No place is taken twice.
        assertThat(parameter.length()).isLessThanOrEqualTo(parameter.packedLength());
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void refuses_too_few_or_too_many_values(Parameter parameter) {
        float[] before = parameter.published();
        for (int length : new int[] {0, parameter.length() - 1, parameter.length() + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parameter.publish(new float[length]))
                    .withMessage(
                            "parameter %s: expected %s, %d values, but got %d values",
                            parameter.name(), Arrays.toString(parameter.shape()), parameter.length(), length);
        }
        assertThat(parameter.published()).isEqualTo(before);
    }

    @Test
    void shapes_names_and_roles_are_those_of_the_papers_code() {
        // 23 x 19 pixels: 19 x 15 convolved, 9 x 7 pooled, 7 x 5 convolved.
        assertThat(network().parameters().stream()
                        .map(parameter -> "%s %s %s"
                                .formatted(parameter.name(), Arrays.toString(parameter.shape()), parameter.role())))
                .containsExactly(
                        "convolution0.weight [5, 1, 5, 5] TRAINED",
                        "convolution0.bias [5] CONSTANT",
                        "norm0.weight [5] TRAINED",
                        "norm0.bias [5] TRAINED",
                        "norm0.running_mean [5] STATISTIC",
                        "norm0.running_var [5] STATISTIC",
                        "norm0.num_batches_tracked [] COUNTER",
                        "convolution1.weight [5, 5, 3, 3] TRAINED",
                        "convolution1.bias [5] CONSTANT",
                        "norm1.weight [5] TRAINED",
                        "norm1.bias [5] TRAINED",
                        "norm1.running_mean [5] STATISTIC",
                        "norm1.running_var [5] STATISTIC",
                        "norm1.num_batches_tracked [] COUNTER",
                        "linear.weight [1, 175] TRAINED",
                        "linear.bias [1] TRAINED");
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void only_trained_parameters_have_gradients(Parameter parameter) {
        if (parameter.role() == Role.TRAINED) {
            assertThat(parameter.publishedGradient()).hasSize(parameter.length());
        } else {
            assertThatIllegalStateException()
                    .isThrownBy(parameter::publishedGradient)
                    .withMessage("parameter %s is not trained and has no gradient", parameter.name());
        }
    }

    @Test
    void what_it_hands_out_are_copies() {
        Parameter parameter = network().parameters().get(0);
        float[] values = parameter.published();
        parameter.published()[0] += 1;
        parameter.shape()[0] = 99;

        assertThat(parameter.published()).isEqualTo(values);
        assertThat(parameter.shape()).containsExactly(5, 1, 5, 5);
    }

    /** Of 5 x 5 weights of one channel: within 1 / 5; of 3 x 3 x 5: within 1 / sqrt(45); of 175: within 1 / sqrt(175). */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_fresh_network_is_drawn_within_1_over_the_root_of_its_inputs(long seed) {
        Network network = network();
        network.initialize(RandomStream.of(seed, "initialize"));

        assertWithin(network, 0, 1 / 5.0);
        assertWithin(network, 1, 1 / 5.0);
        assertWithin(network, 7, 1 / Math.sqrt(45));
        assertWithin(network, 8, 1 / Math.sqrt(45));
        assertWithin(network, 14, 1 / Math.sqrt(175));
        for (Parameter parameter : network.parameters()) {
            if (parameter.name().matches("norm.*(weight|running_var)")) {
                assertThat(parameter.published()).containsOnly(1f);
            } else if (parameter.name().startsWith("norm")) {
                assertThat(parameter.published()).containsOnly(0f);
            }
        }
    }

    private static void assertWithin(Network network, int index, double bound) {
        float[] values = network.parameters().get(index).published();
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        // The largest of n uniform numbers; the fewest are 5.
        assertThat((double) largest).isBetween(values.length > 100 ? 0.9 * bound : 0.3 * bound, bound);
    }

    @Test
    void fresh_parameters_follow_from_the_seed_alone() {
        Network one = network();
        Network other = SIZES.drawn(new ScalarKernels(), 2, 99);
        one.initialize(RandomStream.of(1, "initialize"));
        other.initialize(RandomStream.of(1, "initialize"));

        for (int i = 0; i < one.parameters().size(); i++) {
            assertThat(other.parameters().get(i).published())
                    .isEqualTo(one.parameters().get(i).published());
        }
    }
}
