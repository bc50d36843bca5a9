package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochTextTest {

    @Test
    void writes_number_loss_and_correlation() {
        assertThat(EpochText.write(List.of(new Epoch(1, 0.0123, 0.5), new Epoch(2, 1e-8, Double.NaN))))
                .isEqualTo("1 0.0123 0.5;2 1E-8 NaN");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void reads_every_bit_back(long seed) {
        var random = new SplittableRandom(seed);
        List<Epoch> epochs = new ArrayList<>();
        for (int i = 1; i <= 53; i++) {
            epochs.add(new Epoch(i, Math.exp(random.nextDouble(-40, 40)), random.nextDouble(-1, 1)));
        }
        epochs.add(new Epoch(54, Double.POSITIVE_INFINITY, Double.NaN));

        assertThat(EpochText.read(EpochText.write(epochs))).isEqualTo(epochs);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "1", "1 2", "1 2 3 4", "1 2 3;", "1  2 3", ";1 2 3"})
    void refuses_what_is_not_three_numbers_an_epoch(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpochText.read(text))
                .withMessageStartingWith("expected an epoch as number, loss and correlation, got '");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"one 2 3", "1 two 3", "1 2 three", "1.5 2 3"})
    void refuses_words(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpochText.read(text))
                .withMessage("expected an epoch as number, loss and correlation, got '%s'".formatted(text));
    }
}
