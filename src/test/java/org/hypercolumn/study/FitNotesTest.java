package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.ResponseScaling;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;

class FitNotesTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper().withEpochs(20);

    private static FitScore row(String model, TrainingPlan plan, int epoch, double spread) {
        return new FitScore(model, 0, "test", plan, epoch, Scores.of(metric -> metric == Metric.SPREAD ? spread : 0.5));
    }

    @Test
    void say_nothing_of_fits_on_scale_that_were_best_before_the_end() {
        assertThat(FitNotes.of(List.of(
                        row("ff-cnn", PLAN, 19, 0.1), row("ff-cnn", PLAN, 1, 3), row("ff-cnn", PLAN, 7, Double.NaN))))
                .isEmpty();
    }

    @Test
    void count_fits_off_scale_by_model() {
        assertThat(FitNotes.of(List.of(
                        row("ff-cnn", PLAN, 19, 0.09), row("ff-cnn", PLAN, 19, 0.5), row("rf-cnn", PLAN, 19, 3.1))))
                .containsExactly(
                        "the standard deviation of the predictions is below 0.1 or above 3 times that of the recorded responses in"
                                + " 2 of 3 fits (ff-cnn 1 of 2, rf-cnn 1 of 1); PT_J and PT_S are uninformative for these"
                                + " fits, which may need more --epochs");
    }

    @Test
    void name_the_remedy_where_responses_were_as_recorded() {
        TrainingPlan published = PLAN.withResponses(ResponseScaling.PUBLISHED);

        assertThat(FitNotes.of(List.of(row("ff-cnn", published, 3, 2000))))
                .singleElement()
                .asString()
                .endsWith("for these fits, which need more --epochs, or --responses scaled if the unit is the reason");
    }

    @Test
    void count_fits_that_were_best_at_the_last_epoch() {
        assertThat(FitNotes.of(List.of(
                        row("ff-cnn", PLAN, 20, 0.5), row("rf-cnn", PLAN, 20, 0.5), row("rf-cnn", PLAN, 4, 0.5))))
                .containsExactly(
                        "best at their last epoch, so perhaps still improving: 2 of 3 fits (ff-cnn 1 of 1, rf-cnn 1"
                                + " of 2); try more --epochs");
    }
}
