package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.kernel.VectorKernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vector kernels train networks with a recurrent layer to the same bits as the plain ones. */
class RecurrenceKernelsTest {

    private static final int CAPACITY = 5;

    /** Rows of 1, 2, 3, 5 and 7 outputs; channels below, at and beyond the padding; dropout that leaves no channel. */
    static Stream<SmallRecurrence> networks() {
        return Stream.of(
                new SmallRecurrence(17, 19, 3, 5, 0.3, new Recurrence(3, 5, 3, 0.3)),
                new SmallRecurrence(19, 17, 32, 5, 0.5, new Recurrence(5, 32, 3, 0)),
                new SmallRecurrence(13, 21, 33, 3, 0.3, new Recurrence(3, 33, 7, 0.5)),
                new SmallRecurrence(14, 15, 7, 3, 0, new Recurrence(5, 64, 2, 0.3)),
                new SmallRecurrence(13, 11, 32, 5, 0.3, new Recurrence(1, 33, 3, 0.3)),
                new SmallRecurrence(11, 11, 3, 5, 0.9, new Recurrence(3, 3, 3, 0.9)));
    }

    /** What a few steps on batches of these sizes leave behind, by name; and every loss. */
    private static Map<String, List<Integer>> trained(SmallRecurrence sizes, Kernels kernels, int... counts) {
        Network network = sizes.drawn(kernels, CAPACITY, 1);
        Adam adam = new Adam(kernels, Adam.Settings.paper(), network);
        List<Integer> losses = new ArrayList<>();
        for (int step = 0; step < counts.length; step++) {
            int count = counts[step];
            network.forward(count, Layer.Mode.TRAINING, RandomStream.of(1, "dropout", step));
            double loss = network.backward(SmallNetwork.responses(count, step), count);
            losses.add(Float.floatToRawIntBits((float) loss));
            adam.step();
        }
        Map<String, List<Integer>> bits = new LinkedHashMap<>();
        bits.put("losses", losses);
        for (Parameter parameter : network.parameters()) {
            bits.put(parameter.name(), bits(parameter.published()));
        }
        adam.moments().forEach((name, moment) -> bits.put(name, bits(moment)));
        return bits;
    }

    private static List<Integer> bits(float[] values) {
        List<Integer> bits = new ArrayList<>(values.length);
        for (float value : values) {
            // Adding 0 turns -0 into 0: a sum of nothing may keep either.
            bits.add(Float.floatToRawIntBits(value + 0f));
        }
        return bits;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void full_batches_and_smaller_ones_give_the_same_bits(SmallRecurrence sizes) {
        int[] counts = {CAPACITY, 2, 1, CAPACITY};
        Map<String, List<Integer>> expected = trained(sizes, new ScalarKernels(), counts);
        Map<String, List<Integer>> got = trained(sizes, new VectorKernels(), counts);

        assertThat(got.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, values) -> assertThat(got.get(name)).as(name).isEqualTo(values));
        assertThat(expected.get("losses")).doesNotContain(Float.floatToRawIntBits(Float.NaN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void predictions_and_stimulus_gradients_have_the_same_bits(SmallRecurrence sizes) {
        assertThat(evaluated(sizes, new VectorKernels())).isEqualTo(evaluated(sizes, new ScalarKernels()));
    }

    private static List<Integer> evaluated(SmallRecurrence sizes, Kernels kernels) {
        Network network = sizes.drawn(kernels, CAPACITY, 2);
        RandomStream unused = RandomStream.of(1, "unused");
        List<Integer> all = new ArrayList<>(bits(network.forward(CAPACITY, Layer.Mode.EVALUATION, unused)));
        network.stimulusGradients(CAPACITY);
        all.addAll(bits(network.stimuli().gradients()));
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void what_a_larger_batch_left_in_the_buffers_does_not_matter(SmallRecurrence sizes) {
        Kernels kernels = new VectorKernels();
        Network fresh = sizes.drawn(kernels, CAPACITY, 3);
        Network used = sizes.drawn(kernels, CAPACITY, 3);
        Map<String, float[]> parameters = new LinkedHashMap<>();
        used.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter.published()));
        used.forward(CAPACITY, Layer.Mode.TRAINING, RandomStream.of(4, "dropout"));
        used.backward(SmallNetwork.responses(CAPACITY, 5), CAPACITY);
        used.load(parameters);

        assertThat(gradients(used)).usingRecursiveComparison().isEqualTo(gradients(fresh));
    }

    private static List<float[]> gradients(Network network) {
        network.forward(2, Layer.Mode.TRAINING, RandomStream.of(6, "dropout"));
        network.backward(SmallNetwork.responses(2, 7), 2);
        return network.parameters().stream()
                .filter(parameter -> parameter.role() == Parameter.Role.TRAINED)
                .map(Parameter::publishedGradient)
                .toList();
    }
}
