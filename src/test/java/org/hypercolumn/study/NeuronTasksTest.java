package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class NeuronTasksTest {

    private static final List<Integer> NEURONS =
            IntStream.rangeClosed(3, 19).boxed().toList();

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 7})
    void does_each_neuron_once(int threads) throws Exception {
        Set<Integer> done = new ConcurrentSkipListSet<>();

        NeuronTasks.run(NEURONS, threads, neuron -> assertThat(done.add(neuron)).isTrue());

        assertThat(done).containsExactlyElementsOf(NEURONS);
    }

    @Test
    void throws_what_the_first_neuron_in_order_threw() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NeuronTasks.run(NEURONS, 2, neuron -> {
                    if (neuron >= 5) {
                        throw new IOException("neuron " + neuron);
                    }
                }))
                .withMessage("neuron 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeuronTasks.run(NEURONS, 3, neuron -> {
                    throw new IllegalArgumentException("neuron " + neuron);
                }))
                .withMessage("neuron 3");
    }
}
