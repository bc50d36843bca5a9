package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.hypercolumn.train.Protocol;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;

class ScoreTableTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper().withProtocol(Protocol.PAPER);

    private static FitScore row(String model, int neuron, double corr, double joint, double separate) {
        return new FitScore(model, neuron, "val", PLAN, 1, new Scores(corr, joint, separate));
    }

    private static FitScore variant(String model, int neuron, double share, long seed, double corr) {
        TrainingPlan plan = PLAN.withShare(share).withSeed(seed);
        return new FitScore(model, neuron, "val", plan, 1, new Scores(corr, 0, 0));
    }

    private static String text(FitScore... rows) {
        return text(Ceilings.none(), rows);
    }

    private static String text(Ceilings ceilings, FitScore... rows) {
        return ScoreTable.text(List.of(rows), ceilings).replace(System.lineSeparator(), "\n");
    }

    @Test
    void has_a_line_a_model_and_says_what_the_scores_are_of() {
        assertThat(text(
                        row("ff-cnn", 0, 0.25, 0.1, 0.2),
                        row("ff-cnn", 1, 0.5, 0.2, 0.25),
                        row("a-model-of-mine", 0, -0.1234, 0, 1)))
                .isEqualTo("""
                        model            neurons    CORR     PT_J     PT_S
                        ff-cnn                 2   0.375   15.0 %   22.5 %
                        a-model-of-mine        1  -0.123    0.0 %  100.0 %
                        means over neurons, on the val images, protocol paper; responses scaled to a standard deviation of 1
                        no ceilings: there are no single trials of these images
                        """);
    }

    @Test
    void says_nan_and_which_neurons_have_no_score() {
        assertThat(text(
                        row("rf", 0, Double.NaN, Double.NaN, Double.NaN),
                        row("ff", 0, Double.NaN, 0, 0),
                        row("ff", 1, 0.5, 0, 0)))
                .isEqualTo("""
                        model  neurons    CORR     PT_J     PT_S
                        rf           1       –        –        –
                        ff           2   0.500    0.0 %    0.0 %
                        means over neurons, on the val images, protocol paper; responses scaled to a standard deviation of 1
                        no ceilings: there are no single trials of these images
                        rf: 1 of 1 neuron has no CORR: constant values or a diverged fit
                        rf: 1 of 1 neuron has no PT_J and PT_S: constant response or a diverged fit
                        ff: 1 of 2 neurons have no CORR: constant values or a diverged fit
                        """);
    }

    @Test
    void has_a_line_a_share_and_seed_where_there_are_several() {
        assertThat(text(
                        variant("ff", 0, 0.25, 1, 0.1),
                        variant("ff", 1, 0.25, 1, 0.3),
                        variant("ff", 0, 0.25, 2, Double.NaN),
                        variant("ff", 0, 1, 1, 0.5)))
                .isEqualTo("""
                        model  share  seed  neurons    CORR     PT_J     PT_S
                        ff      0.25     1        2   0.200    0.0 %    0.0 %
                        ff      0.25     2        1       –    0.0 %    0.0 %
                        ff         1     1        1   0.500    0.0 %    0.0 %
                        means over neurons, on the val images, protocol paper; responses scaled to a standard deviation of 1
                        no ceilings: there are no single trials of these images
                        ff, share 0.25, seed 2: 1 of 1 neuron has no CORR: constant values or a diverged fit
                        """);
    }

    @Test
    void has_no_column_of_the_only_share_and_seed() {
        assertThat(text(variant("ff", 0, 0.25, 2, 0.5)).lines()).startsWith("model  neurons    CORR     PT_J     PT_S");
    }

    /** Of two repeats of three images: neuron 0 repeats itself exactly, neuron 1 is constant, neuron 7 as neuron 0. */
    private static Ceilings ceilings() {
        float[] trials = new float[2 * 3 * 8];
        for (int i = 0; i < trials.length; i++) {
            trials[i] = i % 8 == 1 ? 5 : i / 8 % 3;
        }
        Responses responses = Responses.ofTrials(Trials.of(trials, 2, 3, 8), Gaps.REFUSED);
        Tier tier = new Tier(Stimuli.ofBytes(new byte[3], 3, 1, 1), responses);
        return Ceilings.of(tier, NeuronIds.places(8), 0, 1, 7);
    }

    private static FitScore trials(String model, int neuron, long seed, double explained) {
        var scores = new Scores(0.5, 0.25, 0.75, 0.01, 0.5, 0.25, explained, 0.75, 0.5);
        return new FitScore(model, neuron, "val", PLAN.withSeed(seed), 1, scores);
    }

    @Test
    void has_with_trials_chance_feve_and_a_last_line_of_the_ceilings_of_its_neurons() {
        assertThat(text(
                        ceilings(),
                        trials("ff", 0, 1, 0.5),
                        trials("ff", 1, 1, Double.NaN),
                        trials("ff", 0, 2, -1.25),
                        trials("rf", 1, 1, Double.NaN)))
                .isEqualTo("""
                        model    seed  neurons    CORR    PT_J†    PT_S†  chance    FEVE  kept
                        ff          1        2   0.500   25.0 %   75.0 %   1.0 %   0.500   1/2
                        ff          2        1   0.500   25.0 %   75.0 %   1.0 %  -1.250   1/1
                        rf          1        1   0.500   25.0 %   75.0 %   1.0 %       –   0/1
                        ceiling              2   1.000  100.0 %  100.0 %
                        means over neurons, on the val images, protocol paper; responses scaled to a standard deviation of 1
                        PT_J and PT_S: k = 1 of 3 images; theta is a neuron's largest recorded response
                        by chance, drawing from a neuron's own responses at random: PT_J 33.3 %, PT_S 70.4 %, PT_R 33.3 %
                        † not informative with k = 1: the standard error is up to 50 points for a neuron, 35 for the mean over 2; report on 500 images or more
                        ceiling: what a noise-free model would score, estimated from the repeats
                        chance: PT_J after shuffling predictions over images
                        FEVE: over the neurons kept, with FEV of 0.15 or more
                        1 of 2 neurons have no ceiling of CORR: fewer than 2 images with 2 repeats, or constant mean responses
                        1 of 2 neurons have no ceiling of PT_J: fewer than 2 images with 2 repeats, or constant mean responses
                        1 of 2 neurons have no ceiling of PT_S: fewer than 2 images with 2 repeats, or constant mean responses
                        """);
    }

    @Test
    void has_no_ceilings_where_those_known_are_of_other_neurons() {
        assertThat(text(ceilings().select(List.of(7)), trials("ff", 0, 1, 0.5)))
                .endsWith("no ceilings: there are no single trials of these images\n");
    }
}
