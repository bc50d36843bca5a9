package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.Layer.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {

    private static final MapShape FEATURES = new MapShape(11, 13, 7);

    private static List<Layer> layers(Recurrence recurrence, MapShape features, int capacity) {
        return recurrence.layers(new VectorKernels(), "core", features, capacity);
    }

    private static List<Parameter> parameters(List<Layer> layers) {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    private static List<float[]> published(List<Layer> layers) {
        return parameters(layers).stream().map(Parameter::published).toList();
    }

    @Test
    void lists_its_parameters_once_and_by_kind() {
        List<String> expected = new ArrayList<>(
                List.of("core.input.weight", "core.input.bias", "core.lateral.weight", "core.lateral.bias"));
        for (int iteration = 0; iteration < 3; iteration++) {
            for (String each : List.of("weight", "bias", "running_mean", "running_var", "num_batches_tracked")) {
                expected.add("core.norms." + iteration + "." + each);
            }
        }
        List<Parameter> parameters = parameters(layers(new Recurrence(3, 5, 3, 0), FEATURES, 2));

        assertThat(parameters).extracting(Parameter::name).isEqualTo(expected);
        assertThat(parameters.get(0).shape()).containsExactly(5, 7, 3, 3);
        assertThat(parameters.get(2).shape()).containsExactly(5, 5, 3, 3);
    }

    /** 11 - 5 + 1 rows, 13 - 5 + 1 columns. */
    @Test
    void only_the_convolution_of_the_features_takes_rows_and_columns() {
        List<Layer> layers = layers(new Recurrence(5, 3, 7, 0), FEATURES, 2);

        assertThat(layers).hasSize(2 + 7 + 6);
        assertThat(layers).extracting(Layer::outputShape).containsOnly(new MapShape(7, 9, 3));
    }

    @Test
    void draws_its_parameters_once_and_anew() {
        Recurrence recurrence = new Recurrence(3, 5, 3, 0);
        List<Layer> layers = layers(recurrence, FEATURES, 2);
        List<Layer> others = layers(recurrence, FEATURES, 2);
        RandomStream random = RandomStream.of(1, "initialize");
        layers.forEach(layer -> layer.initialize(random));
        RandomStream again = RandomStream.of(1, "initialize");
        others.forEach(layer -> layer.initialize(again));

        assertThat(published(layers)).usingRecursiveComparison().isEqualTo(published(others));
        // Uniform in +-1 / sqrt(3 * 3 * 5) = +-0.149; of 225 values one is beyond 0.13 but in one case of 10^13.
        double largest = 0;
        for (float weight : parameters(layers).get(2).published()) {
            largest = Math.max(largest, Math.abs(weight));
        }
        assertThat(largest).isBetween(0.13, 1 / Math.sqrt(45));
    }

    @Test
    void drops_channels_of_the_last_iteration_alone() {
        List<Layer> layers = layers(new Recurrence(3, 5, 3, 0.9), FEATURES, 2);
        RandomStream random = RandomStream.of(1, "dropout");
        for (Layer layer : layers.subList(0, layers.size() - 1)) {
            layer.beginForward(2, Mode.TRAINING, random);
        }
        assertThat(random.nextLong()).isEqualTo(RandomStream.of(1, "dropout").nextLong());

        layers.get(layers.size() - 1).beginForward(2, Mode.TRAINING, random);
        RandomStream ahead = RandomStream.of(1, "dropout");
        for (int i = 0; i < 1 + 2 * 5; i++) {
            ahead.nextLong();
        }
        assertThat(random.nextLong()).isEqualTo(ahead.nextLong());
    }

    /**
     * Channel 0 alone: u = 0, ln 3, 0 from the middle row of the features; norms that do nothing. h = 1/2, 3/4, 1/2; then,
     * with lateral weights 2 0 -4, z = u + 2 * left - 4 * right = -3, ln 3 - 1, 3/2, and h = 1 / (1 + e^3), 1 / (1 + e / 3),
     * 1 / (1 + e^(-3/2)).
     */
    @Test
    void two_iterations_give_what_a_hand_computes() {
        MapShape features = new MapShape(3, 5, 2);
        List<Layer> layers = layers(new Recurrence(3, 2, 2, 0), features, 1);
        layers.forEach(layer -> layer.initialize(RandomStream.of(1, "initialize")));
        float[] input = new float[2 * 2 * 9];
        input[4] = 1;
        float[] lateral = new float[2 * 2 * 9];
        lateral[3] = 2;
        lateral[5] = -4;
        List<Parameter> parameters = parameters(layers);
        parameters.get(0).publish(input);
        parameters.get(1).publish(new float[2]);
        parameters.get(2).publish(lateral);
        parameters.get(3).publish(new float[2]);
        double[] values = new double[features.positions() * 2];
        values[7] = Math.log(3);
        FeatureMaps maps = FeatureMaps.of(features, 1);
        Doubles.store(values, maps, maps.values());
        for (Layer layer : layers) {
            FeatureMaps next = FeatureMaps.of(layer.outputShape(), 1);
            layer.beginForward(1, Mode.EVALUATION, RandomStream.of(1, "unused"));
            layer.forward(maps, next, 0);
            maps = next;
        }

        double[] expected = {1 / (1 + Math.exp(3)), 1 / (1 + Math.E / 3), 1 / (1 + Math.exp(-1.5))};
        // Norms divide by sqrt(1 + 1e-5).
        assertThat(Arrays.copyOf(Doubles.published(maps, maps.values(), 1), 3)).containsExactly(expected, within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 4})
    void refuses_a_kernel_without_a_middle(int kernelSize) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recurrence(kernelSize, 5, 3, 0))
                .withMessage(
                        "recurrence: expected an odd kernel size, so that maps keep their size, got " + kernelSize);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void refuses_fewer_than_two_iterations(int iterations) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recurrence(3, 5, iterations, 0))
                .withMessage(
                        "recurrence: expected 2 iterations or more, got %d; one is a plain convolution", iterations);
    }

    @Test
    void refuses_a_single_channel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recurrence(3, 1, 3, 0))
                .withMessage("recurrence: expected 2 channels or more, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layers(new Recurrence(3, 5, 3, 0), new MapShape(11, 13, 1), 2))
                .withMessage("recurrence core: expected features of 2 channels or more, got 1; "
                        + "put a pooled convolution below");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void refuses_a_dropout_that_is_no_probability(double dropout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recurrence(3, 5, 3, dropout))
                .withMessage("recurrence: expected a dropout in [0, 1), got " + dropout);
    }

    @Test
    void refuses_features_smaller_than_the_kernel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layers(new Recurrence(5, 3, 2, 0), new MapShape(4, 9, 7), 2))
                .withMessage("convolution: kernel 5 x 5 does not fit a map of 4 x 9");
    }
}
