package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.SmallNetwork.Attending;
import org.hypercolumn.nn.SmallNetwork.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A network serves one neuron after the other: a fit that went to infinity must not spoil the next. */
class ReusedNetworkTest {

    private static final int CAPACITY = 3;
    private static final Kernels KERNELS = new VectorKernels();

    static Stream<SmallNetwork> networks() {
        var mapped = new Attending(5, SelfAttention.Values.MAPPED);
        var features = new Attending(3, SelfAttention.Values.FEATURES);
        return Stream.of(
                new SmallNetwork(17, 19, 3, List.of(5), List.of(3), Kind.FULL, 0.3),
                new SmallNetwork(19, 23, 33, List.of(5, 3), List.of(1), Kind.CENTER, 0),
                new SmallNetwork(17, 19, 32, List.of(5), List.of(2, 1), Kind.FULL, 0),
                new SmallNetwork(17, 19, 3, List.of(5), List.of(mapped), List.of(1), Kind.FULL, 0.3),
                new SmallNetwork(13, 17, 30, List.of(5), List.of(features), List.of(3), Kind.CENTER_AND_SURROUND, 0));
    }

    private static List<String> fit(Network network, SmallNetwork sizes) {
        network.initialize(RandomStream.of(1, "initialize"));
        sizes.drawn(network, 1);
        return steps(network, SmallNetwork.responses(CAPACITY, 2));
    }

    /** The losses of a few steps, then all parameters. */
    private static List<String> steps(Network network, float[] responses) {
        Adam adam = new Adam(KERNELS, Adam.Settings.paper(), network);
        List<String> left = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            network.forward(CAPACITY, Layer.Mode.TRAINING, RandomStream.of(3, "dropout", step));
            left.add(Double.toString(network.backward(responses, CAPACITY)));
            adam.step();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        network.parameters()
                .forEach(parameter -> parameters.put(parameter.name(), Arrays.toString(parameter.published())));
        left.add(parameters.toString());
        return left;
    }

    private static void spoil(Network network, SmallNetwork sizes, float bad) {
        sizes.drawn(network, 4);
        float[] responses = SmallNetwork.responses(CAPACITY, 5);
        responses[CAPACITY - 1] = bad;
        steps(network, responses);
        Arrays.fill(network.stimuli().values(), bad);
        steps(network, responses);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void fits_alike_after_one_that_went_to_infinity(SmallNetwork sizes) {
        Network used = sizes.zeroed(KERNELS, CAPACITY);
        spoil(used, sizes, Float.NaN);
        spoil(used, sizes, Float.POSITIVE_INFINITY);
        List<String> expected = fit(sizes.zeroed(KERNELS, CAPACITY), sizes);

        assertThat(fit(used, sizes)).isEqualTo(expected);
        assertThat(expected.toString()).doesNotContain("NaN");
    }
}
