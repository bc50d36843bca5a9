package org.hypercolumn.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.analysis.NeuronScores;
import org.hypercolumn.analysis.PopulationScore;
import org.hypercolumn.metrics.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures that show every neuron, or one of them. */
class NeuronFiguresTest {

    private static final List<NeuronScores.Row> NEURONS = List.of(
            SmallResults.neuronScore("ff-cnn", 2, 0.51, 0, 0.5),
            SmallResults.neuronScore("ff-cnn", 3, 0.52, 0, 1),
            SmallResults.neuronScore("ff-cnn", 5, Double.NaN, 0, 0),
            SmallResults.neuronScore("ff-sa-cnn", 2, 0.61, 0, 0.5),
            SmallResults.neuronScore("ff-sa-cnn", 3, 0.42, 0, 1),
            SmallResults.neuronScore("ff-sa-cnn", 5, 0.7, 0, 0.25));

    private static FigureResults results(Optional<Ceilings> ceilings) {
        List<PopulationScore> scores = new ArrayList<>();
        for (String model : List.of("ff-cnn", "ff-sa-cnn")) {
            for (Metric metric : Metric.paper()) {
                scores.add(SmallResults.score(model, 1, metric, metric == Metric.PT_J ? 0 : 0.5));
            }
        }
        return SmallResults.ofScores(List.of("ff-cnn", "ff-sa-cnn"), scores, NEURONS, ceilings);
    }

    @Test
    void bars_have_a_point_a_neuron_and_say_where_they_are_0() {
        PaperFigure figure = new ScoreFigure(results(Optional.empty()), ScoreFigure.Kind.MECHANISMS).draw();

        assertThat(figure.svg()).contains(">all 0 %<", ">each neuron<", ">n = 5 neurons<", "stroke-linecap=\"round\"");
        assertThat(figure.data().csv())
                .contains("ff-cnn,100,CORR,dimensionless,0.51,,,,,2\n", "ff-sa-cnn,100,PT_S,%,25,,,,,5\n");
        assertThat(figure.caption())
                .contains("Points: individual neurons, moved sideways where they would overlap. One seed.");
    }

    @Test
    void noise_ceilings_are_a_line(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("ceilings.csv");
        Files.writeString(file, """
                neuron,neuron_id,images,repeats,split_half,reliability,corr_ceiling,fev,oracle_jackknife,oracle_optimistic,snr,cc_max,ptj_ceiling,pts_ceiling,ptr_ceiling
                2,2,400,10,0.9,0.9,0.8,0.8,0.8,0.8,3,0.9,0.7,0.8,0.6
                3,3,400,10,0.9,0.9,0.9,0.8,0.8,0.8,3,0.9,0.5,0.6,0.6
                5,5,400,10,0.9,0.9,1,0.8,0.8,0.8,3,0.9,0.6,0.7,0.6
                """);
        Ceilings ceilings = Ceilings.read(file);

        PaperFigure figure = new ScoreFigure(results(Optional.of(ceilings)), ScoreFigure.Kind.MECHANISMS).draw();

        // (0.8 + 0.9 + 1) / 3 and (70 + 50 + 60) / 3
        assertThat(figure.svg()).contains(">noise ceiling, mean over neurons<");
        assertThat(figure.data().csv()).contains("noise ceiling,,CORR,dimensionless,0.9", "noise ceiling,,PT_J,%,60");
        assertThat(figure.caption()).contains("Gray, dashed: noise ceiling, the mean over the same neurons.");
        FigureResults fewer = results(Optional.of(ceilings.select(List.of(2, 3))));
        assertThat(new ScoreFigure(fewer, ScoreFigure.Kind.MECHANISMS).draw().svg())
                .as("neuron 5 is not among them")
                .doesNotContain("noise ceiling");
    }

    @Test
    void equal_scores_stand_side_by_side_in_their_room() {
        double[] offsets = NeuronPoints.offsets(new double[] {0, 0, 1, 0, Double.NaN}, 0.5);

        // 0.16 of the room apart: three at 0 around the middle, one at 1 in it
        assertThat(offsets).containsExactly(new double[] {-0.08, 0, 0, 0.08, 0}, within(1e-12));
        double[] many = NeuronPoints.offsets(new double[101], 0.7);
        assertThat(many[100] - many[0]).isLessThanOrEqualTo(0.7).isGreaterThan(0.6);
    }

    @Test
    void two_models_are_compared_neuron_by_neuron() {
        PaperFigure figure = new NeuronScatterFigure(results(Optional.empty())).draw();

        // CORR: neuron 2 better, 3 worse, 5 undefined; PT_J: all equal; PT_S: 5 better, 2 and 3 equal
        assertThat(figure.svg())
                .contains(">1 above, 1 below<", ">0 above, 0 below, 3 equal<", ">1 above, 0 below, 2 equal<")
                .contains(
                        ">CORR of ff-CNN (dimensionless)<",
                        ">PT_S of ff+sa-CNN (%)<",
                        ">n = 3 neurons<",
                        ">equal scores<");
        assertThat(figure.data().csv()).contains("2,CORR,dimensionless,ff-cnn,0.51,ff-sa-cnn,0.61\n");
        assertThat(figure.caption())
                .contains("of ff+sa-CNN (vertical) against ff-CNN", "Up to one neuron has no score");
        assertThat(figure.data().rows()).hasSize(3 * 3);
    }

    @Test
    void correlations_are_counted_in_bins() {
        PaperFigure figure = new CorrelationHistogramFigure(results(Optional.empty())).draw();

        assertThat(figure.data().csv()).isEqualTo("""
                        model,corr_from_dimensionless,corr_to_dimensionless,neurons
                        ff-cnn,0.4,0.45,0
                        ff-cnn,0.45,0.5,0
                        ff-cnn,0.5,0.55,2
                        ff-cnn,0.55,0.6,0
                        ff-cnn,0.6,0.65,0
                        ff-cnn,0.65,0.7,0
                        ff-cnn,0.7,0.75,0
                        ff-sa-cnn,0.4,0.45,1
                        ff-sa-cnn,0.45,0.5,0
                        ff-sa-cnn,0.5,0.55,0
                        ff-sa-cnn,0.55,0.6,0
                        ff-sa-cnn,0.6,0.65,1
                        ff-sa-cnn,0.65,0.7,0
                        ff-sa-cnn,0.7,0.75,1
                        """);
        assertThat(figure.svg())
                .contains(
                        ">ff-CNN, median 0.52<", ">ff+sa-CNN, median 0.61<", ">Neurons<", ModelLooks.css("ff-sa-cnn"));
        assertThat(figure.caption()).contains("Up to one neuron of a model has no score");
    }

    @Test
    void predictions_stand_against_recorded_responses() {
        float[] recorded = {1, 3, 2};
        FigureResults results = SmallResults.ofTuning(
                List.of(7), Map.of("rf-cnn", SmallResults.curves(7, recorded, new float[] {0.5f, 2, 2.5f})));

        PaperFigure figure = new PredictionScatterFigure(results).draw();

        assertThat(figure.data().csv()).isEqualTo("""
                        neuron,model,image_place,recorded_as_recorded,predicted_as_recorded
                        7,rf-cnn,11,3,2
                        7,rf-cnn,12,2,2.5
                        7,rf-cnn,10,1,0.5
                        """);
        assertThat(figure.svg())
                .contains(">predicted = recorded<", ">Neuron 7, k = 1 of 3 images<", ">rf-CNN, CORR 0.72<")
                .contains(">Recorded response (as recorded)<", ModelLooks.css("rf-cnn"));
    }
}
