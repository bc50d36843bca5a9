package org.hypercolumn.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.analysis.PopulationScore;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Summary;
import org.junit.jupiter.api.Test;

class ScoreFigureTest {

    private static final List<String> MODELS =
            List.of("rf-cnn-c30", "rf-sa-cnn-star-incr", "rf-cnn", "ff-cnn", "mine", "rf-sa-cnn-star-simul");

    @Test
    void figure_5_has_every_model_that_is_not_of_incremental_learning() {
        PaperFigure figure = figure(MODELS, ScoreFigure.Kind.MECHANISMS);

        // CORR 0.5 with its interval 0.4 to 0.7; shares in percent
        assertThat(figure.data().csv()).isEqualTo("""
                        model,training_share_percent,metric,unit,mean,interval_low,interval_high,neurons,undefined_neurons,neuron
                        rf-cnn,100,CORR,dimensionless,0.5,0.4,0.7,5,0,
                        ff-cnn,100,CORR,dimensionless,0.5,0.4,0.7,5,0,
                        mine,100,CORR,dimensionless,0.5,0.4,0.7,5,0,
                        rf-cnn,100,PT_J,%,50,40,70,5,0,
                        ff-cnn,100,PT_J,%,50,40,70,5,0,
                        mine,100,PT_J,%,50,40,70,5,0,
                        rf-cnn,100,PT_S,%,50,40,70,5,0,
                        ff-cnn,100,PT_S,%,50,40,70,5,0,
                        mine,100,PT_S,%,50,40,70,5,0,
                        """);
        assertThat(figure.id()).isEqualTo("figure5");
        assertThat(figure.svg())
                .contains(">rf-CNN<", ">ff-CNN<", ">mine<")
                .contains(">CORR (dimensionless)<", ">PT_J (%)<", ">PT_S (%)<");
        assertThat(figure.caption())
                .contains(
                        "95 % intervals over neurons (each end is Student's t limit or Hall's skewness-corrected limit, whichever is farther from the mean)",
                        "n = 5 neurons");
    }

    @Test
    void figure_6_has_the_models_of_incremental_learning_in_the_papers_order() {
        PaperFigure figure = figure(MODELS, ScoreFigure.Kind.INCREMENTAL);

        assertThat(figure.data().rows().subList(0, 3))
                .extracting(row -> row.get(0))
                .containsExactly("rf-cnn", "rf-sa-cnn-star-simul", "rf-sa-cnn-star-incr");
        assertThat(figure.id()).isEqualTo("figure6");
        assertThat(figure.caption()).contains("compared with rf-CNN (dashed)");
        assertThat(figure.svg()).contains(">rf+sa-CNN* (Incr.)<", "stroke-dasharray");
    }

    @Test
    void figure_6_says_which_models_it_would_need() {
        var illustration = new ScoreFigure(results(List.of("ff-cnn", "rf-cnn")), ScoreFigure.Kind.INCREMENTAL);

        assertThat(illustration.missing())
                .contains(
                        "it needs at least one of rf-sa-cnn-star-simul, rf-sa-cnn-star-incr, ff-sa-cnn-star-simul, ff-sa-cnn-star-incr-fc1, ff-sa-cnn-star-incr-fc2, and none of them has been analysed");
    }

    @Test
    void undefined_scores_leave_a_gap_and_are_counted() {
        List<PopulationScore> scores = new ArrayList<>();
        for (Metric metric : Metric.paper()) {
            scores.add(new PopulationScore("ff-cnn", 1, metric, new Summary(Double.NaN, 0, 2), Interval.UNDEFINED));
            scores.add(SmallResults.score("rf-cnn", 1, metric, 0.5));
        }
        FigureResults results = SmallResults.ofScores(List.of("ff-cnn", "rf-cnn"), scores);

        PaperFigure figure = new ScoreFigure(results, ScoreFigure.Kind.MECHANISMS).draw();

        assertThat(figure.svg()).doesNotContain("NaN");
        assertThat(figure.data().csv()).contains("ff-cnn,100,CORR,dimensionless,NaN,NaN,NaN,0,2,\n");
        assertThat(figure.caption())
                .contains("n = 2 to 5 neurons", "Up to 2 neurons of a model have no score and are excluded.");
    }

    @Test
    void data_efficiency_has_every_model_with_several_shares() {
        List<PopulationScore> scores = new ArrayList<>();
        for (Metric metric : Metric.paper()) {
            scores.add(SmallResults.score("ff-cnn", 0.125, metric, 0.25));
            scores.add(SmallResults.score("ff-cnn", 1, metric, 0.5));
            scores.add(SmallResults.score("rf-cnn", 1, metric, 0.5));
        }
        FigureResults results = SmallResults.ofScores(List.of("ff-cnn", "rf-cnn"), scores);

        PaperFigure figure = new DataEfficiencyFigure(results).draw();

        assertThat(figure.data().csv()).startsWith("""
                        model,training_share_percent,metric,unit,mean,interval_low,interval_high,neurons,undefined_neurons,neuron
                        ff-cnn,12.5,CORR,dimensionless,0.25,0.15,0.45,5,0,
                        ff-cnn,100,CORR,dimensionless,0.5,0.4,0.7,5,0,
                        ff-cnn,12.5,PT_J,%,25,15,45,5,0,
                        """).doesNotContain("rf-cnn");
        assertThat(figure.svg()).contains(">ff-CNN<", ">12.5<", ">Training images (%)<");
    }

    @Test
    void data_efficiency_says_that_all_is_0() {
        List<PopulationScore> scores = new ArrayList<>();
        for (Metric metric : Metric.paper()) {
            for (double share : new double[] {0.5, 1}) {
                scores.add(SmallResults.score("ff-cnn", share, metric, metric == Metric.PT_S ? 0.5 : 0));
            }
        }

        String svg = new DataEfficiencyFigure(SmallResults.ofScores(List.of("ff-cnn"), scores))
                .draw()
                .svg();

        // PT_J alone; a correlation of 0 is a number like any other
        assertThat(svg.split(">all 0 %<", -1)).hasSize(2);
    }

    @Test
    void data_efficiency_needs_several_shares() {
        assertThat(new DataEfficiencyFigure(results(List.of("ff-cnn"))).missing())
                .contains("no model is fitted with several shares of the training images; run study with --shares");
    }

    private static PaperFigure figure(List<String> models, ScoreFigure.Kind kind) {
        return new ScoreFigure(results(models), kind).draw();
    }

    private static FigureResults results(List<String> models) {
        List<PopulationScore> scores = new ArrayList<>();
        for (String model : models) {
            for (Metric metric : Metric.paper()) {
                scores.add(SmallResults.score(model, 1, metric, 0.5));
            }
        }
        return SmallResults.ofScores(models, scores);
    }
}
