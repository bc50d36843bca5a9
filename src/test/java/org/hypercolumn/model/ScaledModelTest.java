package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.stimulus.Normalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models whose predictions are those of another one, times a factor or plus an offset. */
class ScaledModelTest {

    private static final Stimuli STIMULI = SmallModels.stimuli(5, SmallModels.HEIGHT, SmallModels.WIDTH, 11);

    private static FittedModel model(ReadoutKind readout) {
        return SmallModels.drawn(SmallModels.tiny(readout), SmallModels.HEIGHT, SmallModels.WIDTH, 5);
    }

    private static float[] predict(FittedModel model) {
        var predictor = new Predictor(model.architecture(), new ScalarKernels(), SmallModels.HEIGHT, SmallModels.WIDTH);
        model.loadInto(predictor.network());
        return predictor.predict(STIMULI, new Normalization(117.5, 0.7));
    }

    @ParameterizedTest
    @EnumSource(ReadoutKind.class)
    void predict_in_another_unit(ReadoutKind readout) {
        float[] before = predict(model(readout));
        float[] after = predict(model(readout).scaled(1000));

        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo(1000 * before[i], within(1e-2f));
        }
        assertThat(predict(model(readout).scaled(0.5).scaled(2))).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(ReadoutKind.class)
    void predict_with_an_offset(ReadoutKind readout) {
        float[] before = predict(model(readout));
        float[] after = predict(model(readout).raised(2.5));

        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo(before[i] + 2.5f, within(1e-5f));
        }
    }
}
