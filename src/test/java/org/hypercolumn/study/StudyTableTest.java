package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;

class StudyTableTest {

    private static final double NAN = Double.NaN;
    private static final double[] BASELINE = {0.5, 0.25, 0.375, 0.125, NAN, 0.25};

    /** Neurons 0 to 5 of each model. */
    private static List<FitScore> rows(String model, double... scores) {
        List<FitScore> rows = new ArrayList<>();
        for (int neuron = 0; neuron < scores.length; neuron++) {
            rows.add(SmallTables.row(model, neuron, scores[neuron]));
        }
        return rows;
    }

    private static StudyTable table(List<FitScore> first, List<FitScore> second, List<FitScore> third) {
        List<FitScore> rows = new ArrayList<>(first);
        rows.addAll(second);
        rows.addAll(third);
        return StudyTables.of(rows).tables().get(0);
    }

    @Test
    void compares_over_the_neurons_that_both_models_have() {
        StudyTable table = table(
                rows("ff-cnn", BASELINE),
                rows("ff-sa-cnn", 0.75, 0.375, 0.75, NAN, 1, 0.75),
                rows("rf-cnn", 0.375, 0.25, 0.5, 0.25, 1));

        List<TableEntry> corr = table.of(Metric.CORR);
        // 2.625 / 4 of neurons 0 1 2 5, against 1.375 / 4; 1.25 / 1.375
        assertThat(corr.get(1).summary()).isEqualTo(new Summary(3.625 / 5, 5, 1));
        assertThat(corr.get(1).changePercent()).isCloseTo(100 * 1.25 / 1.375, within(1e-12));
        // four of four better: 2 of 16 patterns of signs
        assertThat(corr.get(1).p()).isEqualTo(0.125);
        // 1.375 / 4 of neurons 0 1 2 3, against 1.25 / 4
        assertThat(corr.get(2).changePercent()).isCloseTo(100 * 0.125 / 1.25, within(1e-12));
        // differences -1/8, 0, 1/8, 1/8: three equal ranks; 4 of 8 patterns of signs have at most one plus, and as many
        // one minus
        assertThat(corr.get(2).p()).isEqualTo(1);
        // a family of 2: twice the smaller, once the larger
        assertThat(corr.get(1).correctedP()).isEqualTo(0.25);
        assertThat(corr.get(2).correctedP()).isEqualTo(corr.get(2).p());
    }

    @Test
    void does_not_compare_the_baseline() {
        StudyTable table = table(rows("ff-cnn", BASELINE), rows("rf-cnn", BASELINE), List.of());

        TableEntry baseline = table.entries().get(0);
        assertThat(baseline.model()).isEqualTo("ff-cnn");
        assertThat(baseline.summary()).isEqualTo(new Summary(0.3, 5, 1));
        assertThat(List.of(baseline.changePercent(), baseline.p(), baseline.correctedP()))
                .containsExactly(NAN, NAN, NAN);
        // the same scores: no change, and no pair to test
        TableEntry same = table.of(Metric.CORR).get(1);
        assertThat(same.changePercent()).isEqualTo(0);
        assertThat(same.p()).isNaN();
    }

    @Test
    void has_no_change_against_a_mean_of_0_or_below() {
        for (double mean : new double[] {0, -0.5}) {
            StudyTable table = table(rows("ff-cnn", mean - 0.25, mean + 0.25), rows("rf-cnn", 0.5, 0.75), List.of());

            assertThat(table.of(Metric.PT_J).get(1).changePercent()).isNaN();
            assertThat(table.of(Metric.PT_J).get(1).p()).isEqualTo(0.5);
        }
    }

    @Test
    void has_no_interval_of_one_neuron() {
        StudyTable table = table(rows("ff-cnn", 0.5, NAN), rows("rf-cnn", NAN, NAN), List.of());

        assertThat(table.of(Metric.CORR)).extracting(TableEntry::interval).containsOnly(Interval.UNDEFINED);
        assertThat(table.of(Metric.CORR).get(1).summary()).isEqualTo(new Summary(NAN, 0, 2));
    }

    @Test
    void corrects_p_over_all_shares_of_a_metric() {
        List<FitScore> rows = new ArrayList<>();
        for (double share : new double[] {0.25, 0.5, 1}) {
            TrainingPlan plan = TrainingPlan.paper().withShare(share);
            for (int neuron = 0; neuron < 7; neuron++) {
                rows.add(SmallTables.row("ff-cnn", neuron, plan, 0.125, 0, 0));
                rows.add(SmallTables.row("rf-cnn", neuron, plan, 0.25 + neuron / 16.0, 0, 0));
            }
        }

        List<TableEntry> corr = StudyTables.of(rows).tables().get(1).of(Metric.CORR);

        // seven of seven better: 2 of 128 patterns; times the 3 shares
        assertThat(corr).extracting(TableEntry::p).containsExactly(NAN, 2 / 128.0, NAN, 2 / 128.0, NAN, 2 / 128.0);
        assertThat(corr)
                .extracting(TableEntry::correctedP)
                .containsExactly(NAN, 6 / 128.0, NAN, 6 / 128.0, NAN, 6 / 128.0);
    }

    @Test
    void says_what_its_scores_have_in_common() {
        List<FitScore> rows = new ArrayList<>(rows("ff-cnn", BASELINE));
        rows.addAll(SmallTables.random(TrainingPlan.paper().withSeed(5), 3, List.of("rf-cnn")));
        rows.addAll(SmallTables.random(TrainingPlan.paper().withSeed(9), 11, List.of("rf-cnn-c30")));

        TableConditions conditions = StudyTables.of(rows).tables().get(0).conditions();

        assertThat(conditions.tier()).isEqualTo("test");
        assertThat(conditions.protocol()).isEqualTo(TrainingPlan.paper().protocol());
        assertThat(conditions.seeds()).containsExactly(1L, 5L);
        assertThat(conditions.neurons()).isEqualTo(6);
    }

    @Test
    void notes_fits_that_are_missing_scores_that_are_undefined_and_too_few_neurons() {
        List<FitScore> rows = new ArrayList<>(rows("ff-cnn", 0.5, NAN, 0.25));
        rows.addAll(SmallTables.random(TrainingPlan.paper().withSeed(2), 3, List.of("ff-cnn")));
        rows.addAll(rows("rf-cnn", 0.5, 0.25));

        assertThat(StudyTables.of(rows).tables().get(0).notes())
                .containsExactly(
                        "Not all of 6 fits are done: rf-cnn has 2.",
                        "With 3 neurons, neither Wilcoxon's nor the permutation test can have a p below 0.25: compare models over more neurons.");
        assertThat(table(rows("ff-cnn", BASELINE), rows("rf-cnn", 0, 1, NAN, NAN, 1, 1), List.of())
                        .notes())
                .containsExactly(
                        "Neurons without CORR (constant values or a diverged fit): ff-cnn for 1 of 6, rf-cnn for 2 of 6.",
                        "Neurons without PT_J and PT_S (constant response or a diverged fit): ff-cnn for 1 of 6, rf-cnn for 2 of 6.");
    }

    @Test
    void notes_nothing_of_a_whole_table() {
        assertThat(StudyTables.of(SmallTables.random(TrainingPlan.paper(), 7, List.of("ff-cnn", "rf-cnn")))
                        .tables()
                        .get(0)
                        .notes())
                .isEmpty();
    }
}
