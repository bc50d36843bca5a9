package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void is_the_mean_of_the_defined_values_and_both_counts() {
        // (1 + 2 + 6) / 3
        assertThat(Summary.of(new double[] {1, Double.NaN, 2, 6, Double.NaN})).isEqualTo(new Summary(3, 3, 2));
    }

    @Test
    void of_no_defined_value_is_nan_and_not_0() {
        assertThat(Summary.of(new double[] {Double.NaN, Double.NaN})).isEqualTo(new Summary(Double.NaN, 0, 2));
        assertThat(Summary.of(new double[0])).isEqualTo(new Summary(Double.NaN, 0, 0));
    }

    @Test
    void says_how_many_neurons_have_no_score_and_why() {
        double[] values = new double[302];
        values[2] = values[3] = values[300] = Double.NaN;

        assertThat(Summary.of(values).undefinedSentence("CORR", Correlation.UNDEFINED))
                .contains("3 of 302 neurons have no CORR: constant values or a diverged fit");
        assertThat(Summary.of(new double[] {Double.NaN}).undefinedSentence("PT_J", PeakTuning.UNDEFINED))
                .contains("1 of 1 neuron has no PT_J: constant response or a diverged fit");
    }

    @Test
    void says_nothing_where_every_neuron_has_a_score() {
        assertThat(Summary.of(new double[] {0, 1}).undefinedSentence("CORR", Correlation.UNDEFINED))
                .isEmpty();
    }
}
