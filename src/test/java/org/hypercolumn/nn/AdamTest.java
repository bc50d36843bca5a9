package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.VectorKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdamTest {

    private static final Kernels KERNELS = new VectorKernels();

    private static final SmallNetwork SIZES =
            new SmallNetwork(17, 19, 33, List.of(5), List.of(3), SmallNetwork.Kind.FULL, 0.3);

    private static final int BATCH = 3;

    private final Network network = SIZES.drawn(KERNELS, BATCH, 1);
    private final Adam adam = new Adam(KERNELS, Adam.Settings.paper(), network);

    private static void train(Network network, Adam adam, int from, int to) {
        for (int step = from; step < to; step++) {
            network.forward(BATCH, Layer.Mode.TRAINING, RandomStream.of(1, "dropout", step));
            network.backward(SmallNetwork.responses(BATCH, step), BATCH);
            adam.step();
        }
    }

    private static Map<String, float[]> published(Network network) {
        Map<String, float[]> values = new LinkedHashMap<>();
        network.parameters().forEach(parameter -> values.put(parameter.name(), parameter.published()));
        return values;
    }

    /** Then the moments are g and g squared but for their corrections: a step is the learning rate times the sign of g. */
    @Test
    void the_first_step_has_the_length_of_the_learning_rate() {
        Map<String, float[]> before = published(network);
        train(network, adam, 0, 1);
        int moved = 0;
        for (Parameter parameter : network.parameters()) {
            if (parameter.role() == Parameter.Role.TRAINED) {
                float[] gradient = parameter.publishedGradient();
                float[] old = before.get(parameter.name());
                float[] now = parameter.published();
                for (int i = 0; i < now.length; i++) {
                    if (Math.abs(gradient[i]) > 1e-4) { // far above epsilon
                        assertThat(now[i] - old[i]).isCloseTo(-1e-3f * Math.signum(gradient[i]), within(2e-6f));
                        moved++;
                    }
                }
            }
        }
        assertThat(moved).isGreaterThan(1000);
    }

    /** After g1 and g2: m = 0.9 * 0.1 g1 + 0.1 g2, v = 0.999 * 0.001 g1^2 + 0.001 g2^2. */
    @Test
    void two_steps_by_hand() {
        Parameter bias = network.parameters().get(network.parameters().size() - 1);
        double value = bias.published()[0];
        train(network, adam, 0, 1);
        double g1 = bias.publishedGradient()[0];
        train(network, adam, 1, 2);
        double g2 = bias.publishedGradient()[0];
        double m = 0.09 * g1 + 0.1 * g2;
        double v = 0.000999 * g1 * g1 + 0.001 * g2 * g2;
        double first = 1e-3 * g1 / (Math.abs(g1) + 1e-8);
        double second = 1e-3 * (m / 0.19) / (Math.sqrt(v / 0.001999) + 1e-8);

        assertThat((double) bias.published()[0]).isCloseTo(value - first - second, within(1e-6));
        assertThat((double) adam.moments().get("exp_avg.linear.bias")[0]).isCloseTo(m, within(1e-5 * Math.abs(m)));
        assertThat((double) adam.moments().get("exp_avg_sq.linear.bias")[0]).isCloseTo(v, within(1e-4 * v));
        assertThat(adam.steps()).isEqualTo(2);
    }

    @Test
    void moves_nothing_but_trained_parameters() {
        Map<String, float[]> before = published(network);
        network.forward(BATCH, Layer.Mode.EVALUATION, RandomStream.of(1, "unused"));
        network.backward(SmallNetwork.responses(BATCH, 1), BATCH);
        adam.step();

        for (Parameter parameter : network.parameters()) {
            boolean trained = parameter.role() == Parameter.Role.TRAINED;
            float[] old = before.get(parameter.name());
            assertThat(parameter.published()).as(parameter.name()).satisfies(now -> {
                if (trained) {
                    assertThat(now).isNotEqualTo(old);
                } else {
                    assertThat(now).isEqualTo(old);
                }
            });
        }
    }

    @Test
    void resuming_equals_going_on() {
        train(network, adam, 0, 2);
        Map<String, float[]> values = published(network);
        Map<String, float[]> moments = adam.moments();
        train(network, adam, 2, 4);

        Network other = SIZES.drawn(KERNELS, BATCH, 1);
        train(other, new Adam(KERNELS, Adam.Settings.paper(), other), 7, 9);
        other.load(values);
        Adam resumed = new Adam(KERNELS, Adam.Settings.paper(), other);
        resumed.resume(2, moments);
        train(other, resumed, 2, 4);

        assertThat(published(other)).usingRecursiveComparison().isEqualTo(published(network));
        assertThat(resumed.moments()).usingRecursiveComparison().isEqualTo(adam.moments());
        assertThat(resumed.steps()).isEqualTo(4);
    }

    @Test
    void starts_from_moments_of_0_in_the_order_of_the_parameters() {
        assertThat(adam.steps()).isZero();
        assertThat(adam.moments().keySet())
                .containsExactly(
                        "exp_avg.convolution0.weight",
                        "exp_avg_sq.convolution0.weight",
                        "exp_avg.norm0.weight",
                        "exp_avg_sq.norm0.weight",
                        "exp_avg.norm0.bias",
                        "exp_avg_sq.norm0.bias",
                        "exp_avg.convolution1.weight",
                        "exp_avg_sq.convolution1.weight",
                        "exp_avg.norm1.weight",
                        "exp_avg_sq.norm1.weight",
                        "exp_avg.norm1.bias",
                        "exp_avg_sq.norm1.bias",
                        "exp_avg.linear.weight",
                        "exp_avg_sq.linear.weight",
                        "exp_avg.linear.bias",
                        "exp_avg_sq.linear.bias");
        adam.moments().forEach((name, moment) -> assertThat(moment).as(name).containsOnly(0f));
    }

    @Test
    void moments_are_copies() {
        train(network, adam, 0, 1);
        float[] moment = adam.moments().get("exp_avg.linear.bias");
        float before = moment[0];
        moment[0] = 99;

        assertThat(adam.moments().get("exp_avg.linear.bias")).containsExactly(before);
    }

    @Test
    void refuses_moments_that_are_missing_or_of_another_length() {
        Map<String, float[]> missing = adam.moments();
        missing.remove("exp_avg_sq.norm1.bias");
        Map<String, float[]> longer = adam.moments();
        longer.put("exp_avg.norm1.bias", new float[34]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> adam.resume(3, missing))
                .withMessage("Adam: moment exp_avg_sq.norm1.bias is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adam.resume(3, longer))
                .withMessage("parameter norm1.bias: expected [33], 33 values, but got 34 values");
        assertThat(adam.steps()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.9, 0.999, 1e-8",
        "-1, 0.9, 0.999, 1e-8",
        "NaN, 0.9, 0.999, 1e-8",
        "1e-3, 1, 0.999, 1e-8",
        "1e-3, -0.1, 0.999, 1e-8",
        "1e-3, 0.9, 1, 1e-8",
        "1e-3, 0.9, NaN, 1e-8",
        "1e-3, 0.9, 0.999, 0"
    })
    void refuses_settings_out_of_range(double learningRate, double beta1, double beta2, double epsilon) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam.Settings(learningRate, beta1, beta2, epsilon))
                .withMessageStartingWith(
                        "Adam: learning rate and epsilon must be above 0 and betas in [0, 1), got learning rate ");
    }
}
