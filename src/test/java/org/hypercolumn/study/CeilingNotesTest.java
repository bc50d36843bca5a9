package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;

class CeilingNotesTest {

    /** Of two repeats of three images: neuron 0 repeats itself exactly, neuron 1 is constant, neuron 2 as neuron 0. */
    private static final Ceilings CEILINGS = Ceilings.of(
            new Tier(
                    Stimuli.ofBytes(new byte[3], 3, 1, 1),
                    Responses.ofTrials(
                            Trials.of(new float[] {1, 7, 1, 2, 7, 2, 5, 7, 5, 1, 7, 1, 2, 7, 2, 5, 7, 5}, 2, 3, 3),
                            Gaps.REFUSED)),
            NeuronIds.places(3),
            0,
            1,
            2);

    private static FitScore row(String model, int neuron, TrainingPlan plan, double chance, double explained) {
        return new FitScore(
                model, neuron, "test", plan, 1, new Scores(0.5, 0.5, 0.5, chance, 0.5, 0.25, explained, 0.75, 0.5));
    }

    private static List<FitScore> rows(TrainingPlan plan) {
        List<FitScore> rows = new ArrayList<>();
        for (int neuron = 0; neuron < 2; neuron++) {
            rows.add(row("ff-cnn", neuron, plan, 0.01, neuron == 0 ? 0.25 : Double.NaN));
            rows.add(row("rf-cnn", neuron, plan, 0.02 + 0.02 * neuron, Double.NaN));
        }
        return rows;
    }

    private static List<String> notes(List<FitScore> rows, Ceilings ceilings, int table) {
        return StudyTables.of(rows, ceilings).tables().get(table).notes();
    }

    @Test
    void say_ceilings_chance_and_feve_of_the_table_s_neurons() {
        assertThat(notes(rows(TrainingPlan.paper()), CEILINGS, 0))
                .endsWith(
                        "What a noise-free model would score, estimated from repeats, means over neurons: CORR 1.000 (1"
                                + " of 2 neurons have none); PT_J 100.0 %, PT_S 100.0 % and PT_R 100.0 %.",
                        "PT_J by chance, after shuffling predictions over images: ff-cnn 1.0 %," + " rf-cnn 3.0 %.",
                        "FEVE, over the neurons whose FEV is 0.15 or more: ff-cnn 0.250 (1 of 2), rf-cnn – (0 of"
                                + " 2).");
    }

    @Test
    void say_the_share_where_a_table_has_several() {
        List<FitScore> rows = new ArrayList<>(rows(TrainingPlan.paper()));
        rows.addAll(rows(TrainingPlan.paper().withShare(0.25)));

        assertThat(notes(rows, CEILINGS, 1))
                .contains("PT_J by chance, after shuffling predictions over images: ff-cnn at 25 %"
                        + " 1.0 %, rf-cnn at 25 % 3.0 %, ff-cnn at 100 % 1.0 %, rf-cnn at 100 % 3.0 %.");
    }

    @Test
    void say_nothing_without_trials_or_of_other_neurons() {
        List<FitScore> rows = rows(TrainingPlan.paper());

        List<String> without = notes(rows, Ceilings.none(), 0);

        assertThat(without).noneMatch(note -> note.contains("FEVE") || note.contains("eiling"));
        assertThat(notes(rows, CEILINGS.select(List.of(2)), 0)).isEqualTo(without);
    }
}
