package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeuronSelectionTest {

    @Test
    void has_each_neuron_once_in_rising_order() {
        assertThat(NeuronSelection.parse("0-3,7")).containsExactly(0, 1, 2, 3, 7);
        assertThat(NeuronSelection.parse("7, 5 - 6 ,0,5-7")).containsExactly(0, 5, 6, 7);
        assertThat(NeuronSelection.parse("4")).containsExactly(4);
        assertThat(NeuronSelection.parse("4-4")).containsExactly(4);
        assertThat(NeuronSelection.parse("0-1000000")).hasSize(1_000_001);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"", ",", "1,", "-", "-1", "1-", "3-1", "1-2-3", "a", "1.0", "1 2", "1000001", "99999999999"})
    void refuses_everything_else(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeuronSelection.parse(text))
                .withMessage("--neurons: expected a list such as 0-3,7 of at most 1000000, got '%s'".formatted(text));
    }
}
