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
import org.hypercolumn.nn.SmallNetwork.Attending;
import org.hypercolumn.nn.SmallNetwork.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vector kernels train networks to the same bits as the plain ones. */
class KernelsAgreeTest {

    private static final int CAPACITY = 5;
    private static final Kind SURROUND = Kind.CENTER_AND_SURROUND;

    static Stream<SmallNetwork> networks() {
        return Stream.of(
                new SmallNetwork(17, 19, 3, List.of(5), List.of(3), Kind.FULL, 0.3),
                new SmallNetwork(19, 17, 32, List.of(5), List.of(1), Kind.CENTER, 0.5),
                new SmallNetwork(31, 27, 32, List.of(5, 5), List.of(3), Kind.FULL, 0.3),
                new SmallNetwork(23, 31, 33, List.of(5, 3), List.of(1, 3), Kind.CENTER, 0.3),
                new SmallNetwork(14, 15, 64, List.of(3), List.of(3), Kind.FULL, 0.3),
                new SmallNetwork(13, 15, 64, List.of(1), List.of(5, 1), Kind.FULL, 0.9),
                new SmallNetwork(31, 13, 7, List.of(1, 1), List.of(1), Kind.CENTER, 0),
                attending(17, 19, 3, new Attending(1, SelfAttention.Values.MAPPED), Kind.FULL, 0.3),
                attending(13, 17, 33, new Attending(5, SelfAttention.Values.FEATURES), Kind.CENTER, 0.3),
                attending(29, 27, 30, new Attending(5, SelfAttention.Values.MAPPED), SURROUND, 0.3),
                attending(26, 31, 32, new Attending(40, SelfAttention.Values.MAPPED), Kind.CENTER, 0.5),
                attending(7, 9, 64, new Attending(13, SelfAttention.Values.FEATURES), SURROUND, 0));
    }

    private static SmallNetwork attending(
            int height, int width, int channels, Attending attention, Kind readout, double dropout) {
        return new SmallNetwork(height, width, channels, List.of(5), List.of(attention), List.of(1), readout, dropout);
    }

    /** What a few steps on batches of these sizes leave behind, by name; and every loss. */
    private static Map<String, List<Integer>> trained(SmallNetwork sizes, Kernels kernels, int... counts) {
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

    private static void assertAlike(SmallNetwork sizes, int... counts) {
        Map<String, List<Integer>> expected = trained(sizes, new ScalarKernels(), counts);
        Map<String, List<Integer>> got = trained(sizes, new VectorKernels(), counts);
        assertThat(got.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, values) -> assertThat(got.get(name)).as(name).isEqualTo(values));
        assertThat(expected.get("losses")).doesNotContain(Float.floatToRawIntBits(Float.NaN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void full_batches_and_a_smaller_last_one_give_the_same_bits(SmallNetwork sizes) {
        assertAlike(sizes, CAPACITY, CAPACITY, 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void batches_of_one_give_the_same_bits(SmallNetwork sizes) {
        assertAlike(sizes, 1, 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void predictions_and_stimulus_gradients_have_the_same_bits(SmallNetwork sizes) {
        assertThat(evaluated(sizes, new VectorKernels())).isEqualTo(evaluated(sizes, new ScalarKernels()));
    }

    private static List<Integer> evaluated(SmallNetwork sizes, Kernels kernels) {
        Network network = sizes.drawn(kernels, CAPACITY, 2);
        RandomStream unused = RandomStream.of(1, "unused");
        List<Integer> all = new ArrayList<>(bits(network.forward(CAPACITY, Layer.Mode.EVALUATION, unused)));
        network.stimulusGradients(CAPACITY);
        all.addAll(bits(network.stimuli().gradients()));
        return all;
    }

    /** Of 3 channels dropout 0.9 leaves none in 7 images of 10, of 33 dropout 0.97 none in 4 of 10. */
    static Stream<SmallNetwork> networksThatLoseAllChannels() {
        return Stream.of(
                new SmallNetwork(22, 23, 3, List.of(5, 5), List.of(1), Kind.FULL, 0.9),
                new SmallNetwork(13, 11, 3, List.of(3), List.of(3, 2), Kind.CENTER, 0.9),
                new SmallNetwork(13, 11, 33, List.of(3), List.of(3, 2), Kind.FULL, 0.97),
                attending(13, 11, 3, new Attending(5, SelfAttention.Values.FEATURES), Kind.FULL, 0.9),
                attending(13, 11, 33, new Attending(5, SelfAttention.Values.MAPPED), SURROUND, 0.97));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networksThatLoseAllChannels")
    void images_that_lose_all_channels_give_the_same_bits(SmallNetwork sizes) {
        assertAlike(sizes, CAPACITY, CAPACITY, CAPACITY, CAPACITY, 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void what_a_larger_batch_left_in_the_buffers_does_not_matter(SmallNetwork sizes) {
        assertUsedLikeFresh(sizes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networksThatLoseAllChannels")
    void nor_does_it_where_images_lose_all_channels(SmallNetwork sizes) {
        assertUsedLikeFresh(sizes);
    }

    private static void assertUsedLikeFresh(SmallNetwork sizes) {
        Kernels kernels = new VectorKernels();
        Network fresh = sizes.drawn(kernels, CAPACITY, 3);
        Network used = sizes.drawn(kernels, CAPACITY, 3);
        Map<String, float[]> parameters = new LinkedHashMap<>();
        used.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter.published()));
        used.forward(CAPACITY, Layer.Mode.TRAINING, RandomStream.of(4, "dropout"));
        used.backward(SmallNetwork.responses(CAPACITY, 5), CAPACITY);
        used.load(parameters);

        assertThat(gradients(used, 2)).usingRecursiveComparison().isEqualTo(gradients(fresh, 2));
    }

    private static List<float[]> gradients(Network network, int count) {
        network.forward(count, Layer.Mode.TRAINING, RandomStream.of(6, "dropout"));
        network.backward(SmallNetwork.responses(count, 7), count);
        return network.parameters().stream()
                .filter(parameter -> parameter.role() == Parameter.Role.TRAINED)
                .map(Parameter::publishedGradient)
                .toList();
    }
}
