package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Presets;
import org.hypercolumn.train.Fit;
import org.junit.jupiter.api.Test;

class FitListTest {

    @Test
    void has_every_neuron_of_the_first_model_before_the_second() {
        Architecture rf = Presets.of("rf-cnn");
        Architecture ff = Presets.of("ff-cnn");

        assertThat(FitList.of(List.of(rf, ff), List.of(7, 0, 3), List.of(1.0), List.of(1L)))
                .containsExactly(
                        new Fit(rf, 7, 1, 1),
                        new Fit(rf, 0, 1, 1),
                        new Fit(rf, 3, 1, 1),
                        new Fit(ff, 7, 1, 1),
                        new Fit(ff, 0, 1, 1),
                        new Fit(ff, 3, 1, 1));
    }

    @Test
    void has_the_neurons_of_a_share_and_seed_together_and_the_seeds_of_a_share() {
        Architecture rf = Presets.of("rf-cnn");

        assertThat(FitList.of(List.of(rf), List.of(0, 3), List.of(0.5, 1.0), List.of(2L, 1L)))
                .containsExactly(
                        new Fit(rf, 0, 0.5, 2),
                        new Fit(rf, 3, 0.5, 2),
                        new Fit(rf, 0, 0.5, 1),
                        new Fit(rf, 3, 0.5, 1),
                        new Fit(rf, 0, 1, 2),
                        new Fit(rf, 3, 1, 2),
                        new Fit(rf, 0, 1, 1),
                        new Fit(rf, 3, 1, 1));
    }

    @Test
    void is_empty_without_neurons_or_models() {
        assertThat(FitList.of(List.of(Presets.of("rf-cnn")), List.of(), List.of(1.0), List.of(1L)))
                .isEmpty();
        assertThat(FitList.of(List.of(), List.of(0, 1), List.of(1.0), List.of(1L)))
                .isEmpty();
    }
}
