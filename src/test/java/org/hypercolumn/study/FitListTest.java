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

        assertThat(FitList.of(List.of(rf, ff), List.of(7, 0, 3)))
                .containsExactly(
                        new Fit(rf, 7), new Fit(rf, 0), new Fit(rf, 3), new Fit(ff, 7), new Fit(ff, 0), new Fit(ff, 3));
    }

    @Test
    void is_empty_without_neurons_or_models() {
        assertThat(FitList.of(List.of(Presets.of("rf-cnn")), List.of())).isEmpty();
        assertThat(FitList.of(List.of(), List.of(0, 1))).isEmpty();
    }
}
