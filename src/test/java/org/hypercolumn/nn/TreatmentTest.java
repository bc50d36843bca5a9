package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hypercolumn.nn.Treatment.FIXED;
import static org.hypercolumn.nn.Treatment.FROZEN;
import static org.hypercolumn.nn.Treatment.TRAINED;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.Layer.Mode;
import org.hypercolumn.nn.Parameter.Role;
import org.hypercolumn.nn.SmallNetwork.Attending;
import org.hypercolumn.nn.SmallNetwork.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What training does with blocks that it does not train: two pooled ones, one of attention, one without a pool. */
class TreatmentTest {

    private static final int CAPACITY = 4;
    private static final Kernels KERNELS = new VectorKernels();
    private static final float[] RESPONSES = SmallNetwork.responses(CAPACITY, 2);

    private static final SmallNetwork SIZES = new SmallNetwork(
            29,
            31,
            5,
            List.of(5, 3),
            List.of(new Attending(3, SelfAttention.Values.MAPPED)),
            List.of(1),
            Kind.CENTER_AND_SURROUND,
            0.3);

    private static final List<Treatment> ALL_TRAINED = List.of(TRAINED, TRAINED, TRAINED, TRAINED);

    private static Network network(List<Treatment> ofBlocks, Treatment ofReadout) {
        return SIZES.drawn(SIZES.zeroed(KERNELS, CAPACITY, ofBlocks, ofReadout), 1);
    }

    private static RandomStream dropout(int step) {
        return RandomStream.of(3, "dropout", step);
    }

    private static Map<String, float[]> published(Network network, Predicate<Parameter> which) {
        Map<String, float[]> values = new LinkedHashMap<>();
        network.parameters().stream()
                .filter(which)
                .forEach(parameter -> values.put(parameter.name(), parameter.published()));
        return values;
    }

    private static Map<String, float[]> gradients(Network network) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        network.parameters().stream()
                .filter(parameter -> parameter.role() == Role.TRAINED)
                .forEach(parameter -> gradients.put(parameter.name(), parameter.publishedGradient()));
        return gradients;
    }

    private static boolean isStatistic(Parameter parameter) {
        return parameter.role() == Role.STATISTIC || parameter.role() == Role.COUNTER;
    }

    /** Whether a parameter belongs to one of the blocks, of which the readout is none. */
    private static boolean isOf(Parameter parameter, int... blocks) {
        return Arrays.stream(blocks).anyMatch(block -> parameter.name().matches("\\D+" + block + "\\..*"));
    }

    private static void train(Network network, int steps) {
        Adam adam = new Adam(KERNELS, Adam.Settings.paper(), network);
        for (int step = 0; step < steps; step++) {
            network.forward(CAPACITY, Mode.TRAINING, dropout(step));
            network.backward(RESPONSES, CAPACITY);
            adam.step();
        }
    }

    /** Every way to treat three blocks, with the last one trained. */
    static Stream<List<Treatment>> treatments() {
        return Stream.of(Treatment.values())
                .flatMap(first -> Stream.of(Treatment.values())
                        .flatMap(second ->
                                Stream.of(Treatment.values()).map(third -> List.of(first, second, third, TRAINED))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("treatments")
    void training_moves_trained_weights_and_all_statistics_but_fixed_ones(List<Treatment> treatments) {
        Network network = network(treatments, TRAINED);
        Map<String, float[]> before = published(network, parameter -> true);
        train(network, 2);

        int compared = 0;
        for (Parameter parameter : network.parameters()) {
            Treatment treatment = TRAINED;
            for (int block = 0; block < 4; block++) {
                treatment = isOf(parameter, block) ? treatments.get(block) : treatment;
            }
            boolean moves = isStatistic(parameter)
                    ? treatment != FIXED
                    : treatment == TRAINED && parameter.role() != Role.CONSTANT;
            boolean moved = !Arrays.equals(parameter.published(), before.get(parameter.name()));
            assertThat(moved)
                    .as("%s of a %s block moved", parameter.name(), treatment)
                    .isEqualTo(moves);
            compared++;
        }
        // 3 convolutions of 2, attention's 9, 4 norms of 5, 3 linear layers of 2
        assertThat(compared).isEqualTo(6 + 9 + 20 + 6);
    }

    /** A frozen block computes what a trained one does, and passes on the same gradient. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("treatments")
    void what_is_trained_beside_frozen_blocks_has_the_same_gradients(List<Treatment> treatments) {
        List<Treatment> frozen = treatments.stream()
                .map(treatment -> treatment == FIXED ? FROZEN : treatment)
                .toList();
        Network some = network(frozen, TRAINED);
        Network all = network(ALL_TRAINED, TRAINED);
        float[] predictions = some.forward(CAPACITY, Mode.TRAINING, dropout(0)).clone();
        assertThat(predictions).isEqualTo(all.forward(CAPACITY, Mode.TRAINING, dropout(0)));
        assertThat(some.backward(RESPONSES, CAPACITY)).isEqualTo(all.backward(RESPONSES, CAPACITY));

        Map<String, float[]> expected = gradients(all);
        Map<String, float[]> got = gradients(some);
        assertThat(got).isNotEmpty();
        got.forEach((name, gradient) -> assertThat(gradient).as(name).isEqualTo(expected.get(name)));
        assertThat(expected).hasSize(SIZES.trainedParameters());
        assertThat(published(some, TreatmentTest::isStatistic))
                .usingRecursiveComparison()
                .isEqualTo(published(all, TreatmentTest::isStatistic));
    }

    @Test
    void a_frozen_block_in_the_middle_passes_gradients_through() {
        Network network = network(List.of(TRAINED, FROZEN, FROZEN, TRAINED), TRAINED);
        network.forward(CAPACITY, Mode.TRAINING, dropout(0));
        network.backward(RESPONSES, CAPACITY);
        Map<String, float[]> gradients = gradients(network);

        assertThat(gradients.keySet())
                .startsWith("convolution0.weight", "norm0.weight", "norm0.bias", "convolution3.weight");
        gradients.forEach((name, gradient) ->
                assertThat(Doubles.norm(Doubles.of(gradient))).as(name).isPositive());
    }

    /** The same step in double precision is checked of networks that are all trained; here the norms stand still. */
    @Test
    void a_fixed_block_in_the_middle_passes_gradients_through() {
        Network network = network(List.of(TRAINED, FIXED, FIXED, TRAINED), TRAINED);
        Parameter moved = network.parameters().stream()
                .filter(parameter -> parameter.name().equals("norm0.weight"))
                .findFirst()
                .orElseThrow();
        network.forward(CAPACITY, Mode.TRAINING, dropout(0));
        network.backward(RESPONSES, CAPACITY);
        double[] gradient = Doubles.of(moved.publishedGradient());
        float[] at = moved.published();
        // Along the gradient the loss changes by its square, to first order, and by rounding.
        double step = 1e-2 / Doubles.norm(gradient);
        double ahead = loss(network, moved, at, gradient, step);
        double behind = loss(network, moved, at, gradient, -step);
        double expected = 2 * step * Doubles.dot(gradient, gradient);

        assertThat((ahead - behind) / expected).isBetween(0.98, 1.02);
    }

    private static double loss(Network network, Parameter moved, float[] at, double[] gradient, double step) {
        float[] next = new float[at.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = (float) (at[i] + step * gradient[i]);
        }
        moved.publish(next);
        network.forward(CAPACITY, Mode.TRAINING, dropout(0));
        return network.backward(RESPONSES, CAPACITY);
    }

    @ParameterizedTest
    @EnumSource(names = {"FROZEN", "FIXED"})
    void frozen_blocks_alone_leave_the_readout_to_train(Treatment treatment) {
        Network network = network(List.of(treatment, treatment, treatment, treatment), TRAINED);
        Map<String, float[]> before = published(network, parameter -> parameter.role() == Role.FROZEN);
        double first = lossOfStep(network);
        train(network, 30);

        assertThat(published(network, parameter -> parameter.role() == Role.FROZEN))
                .usingRecursiveComparison()
                .isEqualTo(before);
        assertThat(gradients(network).keySet())
                .containsExactly(
                        "linear_center.weight",
                        "linear_center.bias",
                        "linear_surr.weight",
                        "linear_surr.bias",
                        "linear_comb.weight",
                        "linear_comb.bias");
        assertThat(lossOfStep(network)).isLessThan(0.8 * first);
    }

    private static double lossOfStep(Network network) {
        network.forward(CAPACITY, Mode.TRAINING, dropout(0));
        return network.backward(RESPONSES, CAPACITY);
    }

    @Test
    void fixed_blocks_are_evaluated_in_training_too() {
        Network fixed = network(List.of(FIXED, FIXED, FIXED, FIXED), FIXED);
        float[] expected = fixed.forward(CAPACITY, Mode.EVALUATION, dropout(0)).clone();

        assertThat(fixed.forward(CAPACITY, Mode.TRAINING, dropout(0))).isEqualTo(expected);
    }

    /** As training does: the images of a batch are in another order each time. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("treatments")
    void kept_features_predict_and_train_to_the_same_bits(List<Treatment> treatments) {
        Network kept = network(treatments, TRAINED);
        Network whole = network(treatments, TRAINED);
        assertThat(kept.hasFixedFeatures()).isEqualTo(treatments.get(0) == FIXED);
        kept.computeFixedFeatures(CAPACITY, dropout(9));
        float[] features = kept.fixedFeatures().values().clone();
        float[] stimuli = whole.stimuli().values().clone();
        Adam adamOfKept = new Adam(KERNELS, Adam.Settings.paper(), kept);
        Adam adamOfWhole = new Adam(KERNELS, Adam.Settings.paper(), whole);
        for (int step = 0; step < CAPACITY; step++) {
            for (int image = 0; image < CAPACITY; image++) {
                copy(features, (image + step) % CAPACITY, kept.fixedFeatures(), image);
                copy(stimuli, (image + step) % CAPACITY, whole.stimuli(), image);
            }
            float[] predictions = kept.forwardFixedFeatures(CAPACITY, dropout(step));
            assertThat(predictions).isEqualTo(whole.forward(CAPACITY, Mode.TRAINING, dropout(step)));
            assertThat(kept.backward(RESPONSES, CAPACITY)).isEqualTo(whole.backward(RESPONSES, CAPACITY));
            assertThat(gradients(kept)).usingRecursiveComparison().isEqualTo(gradients(whole));
            adamOfKept.step();
            adamOfWhole.step();
        }
        assertThat(published(kept, parameter -> true))
                .usingRecursiveComparison()
                .isEqualTo(published(whole, parameter -> true));
    }

    private static void copy(float[] images, int from, FeatureMaps maps, int to) {
        System.arraycopy(
                images, maps.at(from), maps.values(), maps.at(to), maps.shape().storedValues());
    }

    @Test
    void evaluation_and_stimulus_gradients_do_not_ask_what_is_frozen() {
        Network trained = network(ALL_TRAINED, TRAINED);
        Network frozen = network(List.of(FIXED, FROZEN, FIXED, FROZEN), FROZEN);
        float[] expected =
                trained.forward(CAPACITY, Mode.EVALUATION, dropout(0)).clone();
        trained.stimulusGradients(CAPACITY);

        assertThat(frozen.forward(CAPACITY, Mode.EVALUATION, dropout(0))).isEqualTo(expected);
        frozen.stimulusGradients(CAPACITY);
        assertThat(frozen.stimuli().gradients()).isEqualTo(trained.stimuli().gradients());
    }

    @Test
    void adam_keeps_moments_of_what_is_trained_alone() {
        Network network = network(List.of(FIXED, FROZEN, TRAINED, FROZEN), FROZEN);

        // attention's 6 and a norm's 2; of the readout all but the center, 4
        assertThat(new Adam(KERNELS, Adam.Settings.paper(), network).moments()).hasSize(2 * (6 + 2 + 4));
    }

    @Test
    void refuses_a_treatment_too_few() {
        MapShape image = new MapShape(9, 11, 1);
        var layer = new PooledConvolution(KERNELS, "c", image, 3, 5, 1);
        var readout = new FullReadout("linear", layer.outputShape(), TRAINED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.of(image, List.of(layer), List.of(), readout, 1))
                .withMessage("network: expected a treatment for each of 1 layers, got 0");
    }
}
