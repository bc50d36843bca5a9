package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TrialsTest {
    private static final float NO = Float.NaN;

    /** [R, S, N] = [2, 3, 5]: the value says repeat, stimulus and neuron; stimulus 1 is shown once, to neuron 4 twice. */
    private static final float[] VALUES = {
        0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24, 100, 101, 102, 103, 104, NO, NO, NO, NO, 114, 120, 121,
        122, 123, 124,
    };

    private static Trials trials() {
        return Trials.of(VALUES, 2, 3, 5);
    }

    @Test
    void gives_each_trial() {
        assertThat(trials()).hasToString("trials [2, 3, 5]");
        assertThat(trials().repeats()).isEqualTo(2);
        assertThat(trials().stimuli()).isEqualTo(3);
        assertThat(trials().neurons()).isEqualTo(5);
        assertThat(trials().at(1, 2, 3)).isEqualTo(123);
        assertThat(trials().at(0, 1, 2)).isEqualTo(12);
        assertThat(trials().at(1, 1, 2)).isNaN();
    }

    @Test
    void counts_the_repeats_that_were_shown() {
        assertThat(trials().repeats(0, 3)).isEqualTo(2);
        assertThat(trials().repeats(1, 3)).isEqualTo(1);
        assertThat(trials().repeats(1, 4)).isEqualTo(2);
    }

    @Test
    void gives_a_neurons_trials_without_those_that_were_not_shown() {
        assertThat(trials().neuron(3)).isDeepEqualTo(new float[][] {{3, 103}, {13}, {23, 123}});
        assertThat(trials().neuron(4)).isDeepEqualTo(new float[][] {{4, 104}, {14, 114}, {24, 124}});
    }

    @Test
    void selects_from_a_selection() {
        Trials selected = trials().select(new int[] {2, 0, 2}).select(new int[] {0, 1});

        assertThat(selected).hasToString("trials [2, 2, 5]");
        assertThat(selected.neuron(0)).isDeepEqualTo(new float[][] {{20, 120}, {0, 100}});
        assertThat(selected.repeats(1, 0)).isEqualTo(2);
    }

    @Test
    void copies_what_it_takes() {
        float[] values = VALUES.clone();
        Trials trials = Trials.of(values, 2, 3, 5);
        values[0] = 17;

        assertThat(trials.at(0, 0, 0)).isZero();
    }

    @Test
    void refuses_what_is_not_there() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trials().at(2, 0, 0))
                .withMessage("trials: repeat 2 of R = 2 asked for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trials().repeats(3, 0))
                .withMessage("trials: stimulus 3 of S = 3 asked for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trials().neuron(-1))
                .withMessage("trials: neuron -1 of N = 5 asked for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trials().select(new int[] {3}))
                .withMessage("trials: stimulus 3 of S = 3 asked for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trials.of(VALUES, 2, 5, 5))
                .withMessage("trials: expected [R, S, N] = [2, 5, 5], got 30 values");
    }
}
