package org.hypercolumn.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hypercolumn.analysis.TuningCurves;
import org.junit.jupiter.api.Test;

class TuningFigureTest {

    // images 10, 11, 12; by falling recorded response 11, 12, 10
    private static final float[] RECORDED = {1, 3, 2};

    @Test
    void draws_one_neuron_by_recorded_rank_with_its_scores() {
        FigureResults results = of(Map.of("rf-sa-cnn", SmallResults.curves(7, RECORDED, new float[] {0.1f, 3, 0.2f})));

        PaperFigure figure = new TuningFigure(results).draw();

        // k = 1 of 3 images: its prediction 3 reaches the largest response 3, so PT_J = PT_S = 100 %;
        // recorded -1 1 0 and predicted -1 1.9 -0.9 around 1 (times 1): 2.9 / sqrt(2 * 5.42) = 0.8808...
        assertThat(figure.data().csv()).startsWith("""
                        neuron,model,quantity,unit,rank,image_index,value
                        7,rf-sa-cnn,recorded_response,as recorded,1,11,3
                        7,rf-sa-cnn,recorded_response,as recorded,2,12,2
                        7,rf-sa-cnn,recorded_response,as recorded,3,10,1
                        7,rf-sa-cnn,predicted_response,as recorded,1,11,3
                        7,rf-sa-cnn,predicted_response,as recorded,2,12,0.2
                        7,rf-sa-cnn,predicted_response,as recorded,3,10,0.1
                        7,rf-sa-cnn,predicted_response_mean_from_rank,as recorded,1,,3
                        7,rf-sa-cnn,predicted_response_mean_from_rank,as recorded,2,,0.2
                        7,rf-sa-cnn,predicted_response_mean_from_rank,as recorded,3,,0.1
                        7,rf-sa-cnn,theta,as recorded,1,11,3
                        7,rf-sa-cnn,CORR,dimensionless,,,0.88""").endsWith("""
                        7,rf-sa-cnn,PT_J,%,,,100
                        7,rf-sa-cnn,PT_S,%,,,100
                        """);
        assertThat(figure.svg())
                .contains(">rf+sa-CNN<", ">CORR 0.88<", ">PT_J† 100 %<", ">PT_S† 100 %<", ">recorded<")
                .contains(">predicted, each image<", ">predicted, mean of neighboring ranks<")
                .contains(">\u03b8, the largest recorded response<", ">ranks 1 to k = 1, left of the line<")
                .contains(
                        ">Response (as recorded)<",
                        ">Rank of the image by recorded response<",
                        ">Neuron 7, k = 1 of 3 images<")
                .contains("stroke=\"" + ModelLooks.css("rf-sa-cnn"));
        assertThat(figure.caption())
                .startsWith(
                        "Recorded responses and predictions (in the model's color) of neuron 7, which has the highest median CORR across models")
                .contains("the largest recorded response", "On the 3 test images", "seed 3")
                .contains("Peak tuning is computed over k = 1 of 3 images (†: k below 5 is not informative).");
    }

    @Test
    void averages_the_population_rank_by_rank() {
        var curves = TuningCurves.of(
                List.of(7, 9),
                new int[] {10, 11, 12},
                List.of(RECORDED, new float[] {5, 5, 8}),
                List.of(new float[] {.1f, .3f, .2f}, new float[] {.5f, .6f, .8f}));

        FigureResults results = SmallResults.ofTuning(List.of(7, 9), Map.of("ff-cnn", curves));
        PaperFigure figure = new PopulationTuningFigure(results).draw();

        // recorded (3 + 8) / 2, standard error |8 - 3| / 2; predicted (.3 + .8) / 2 and .5 / 2
        assertThat(figure.data().csv()).startsWith("""
                        model,quantity,rank,mean_response_as_recorded,sem_as_recorded
                        ff-cnn,recorded,1,5.5,2.5
                        """).contains("ff-cnn,predicted,1,0.55,0.25\n");
        assertThat(figure.caption()).contains("n = 2 neurons", "standard error of the mean (SEM) over neurons");
        assertThat(figure.svg())
                .contains(">ff-CNN<", ">Mean response (as recorded)<")
                .contains(">predicted, mean \u00b1 SEM over neurons<", ">recorded, mean \u00b1 SEM over neurons<")
                .contains(">n = 2 neurons, k = 1 of 3 images<");
    }

    @Test
    void one_neuron_has_no_error_band() {
        FigureResults results = of(Map.of("ff-cnn", SmallResults.curves(7, RECORDED, RECORDED)));

        PaperFigure figure = new PopulationTuningFigure(results).draw();

        assertThat(figure.data().csv()).contains("ff-cnn,recorded,1,3,NaN\n");
        assertThat(figure.svg()).doesNotContain("NaN").doesNotContain("SEM over neurons<");
    }

    @Test
    void what_is_not_a_number_is_left_out_and_said() {
        float[] none = {Float.NaN, Float.NaN, Float.NaN};
        FigureResults results = of(Map.of("ff-cnn", SmallResults.curves(7, RECORDED, none)));

        PaperFigure figure = new TuningFigure(results).draw();

        assertThat(figure.svg()).contains(">CORR –<", ">PT_J† –<").doesNotContain("NaN");
        assertThat(figure.caption())
                .startsWith("Recorded responses and predictions (in the model's color) of neuron 7, to images");
    }

    @Test
    void a_constant_neuron_is_drawn() {
        float[] constant = {0, 0, 0};
        FigureResults results = of(Map.of("ff-cnn", SmallResults.curves(7, constant, constant)));

        assertThat(new TuningFigure(results).draw().svg()).contains(">CORR –<").doesNotContain("NaN");
        assertThat(new PopulationTuningFigure(results).draw().svg()).doesNotContain("NaN");
    }

    @Test
    void names_of_models_are_text_and_nothing_else() {
        Map<String, TuningCurves> tuning = new LinkedHashMap<>();
        tuning.put("<script>alert(\"1\")</script>", SmallResults.curves(7, RECORDED, RECORDED));
        tuning.put("a,\"b\"\n&amp;", SmallResults.curves(7, RECORDED, RECORDED));
        tuning.put("x".repeat(500), SmallResults.curves(7, RECORDED, RECORDED));

        PaperFigure figure = new TuningFigure(of(tuning)).draw();

        assertThat(figure.svg())
                .contains("&lt;script&gt;")
                .doesNotContain("<script")
                .contains("&amp;amp;");
        assertThat(figure.data().csv())
                .contains("\"<script>alert(\"\"1\"\")</script>\"")
                .contains("\"a,\"\"b\"\"\n&amp;\"");
    }

    @Test
    void the_axis_of_ranks_is_logarithmic() {
        float[] falling = new float[1000];
        for (int rank = 0; rank < falling.length; rank++) {
            falling[rank] = -rank;
        }
        FigureResults results = of(Map.of("ff-cnn", SmallResults.curves(7, falling, falling)));

        PaperFigure figure = new TuningFigure(results).draw();

        assertThat(figure.svg()).contains(">1<", ">10<", ">100<", ">1000<").doesNotContain(">500<");
        assertThat(figure.svg()).contains(">ranks 1 to k = 10, left of the line<");
        assertThat(figure.caption()).contains("The rank axis is logarithmic.", "the 10th largest", "k = 10 images");
    }

    @Test
    void scores_stand_above_curves_that_fall_late() {
        float[] late = new float[100];
        Arrays.fill(late, 1);
        FigureResults results = of(Map.of("ff-cnn", SmallResults.curves(7, late, late)));

        Matcher lowest = Pattern.compile("y=\"([0-9.]+)\"[^>]*>PT_S")
                .matcher(new TuningFigure(results).draw().svg());
        Matcher curve = Pattern.compile("d=\"M[0-9.]+,([0-9.]+)[^\"]*\" fill=\"none\" stroke=\"#000000\"")
                .matcher(new TuningFigure(results).draw().svg());

        assertThat(lowest.find() && curve.find()).isTrue();
        assertThat(Double.parseDouble(lowest.group(1))).isLessThan(Double.parseDouble(curve.group(1)));
    }

    @Test
    void models_without_curves_are_named() {
        var conditions = SmallResults.conditions(List.of("ff-cnn", "rf-cnn", "mine"), List.of(7));
        Map<String, TuningCurves> tuning = Map.of("ff-cnn", SmallResults.curves(7, RECORDED, RECORDED));
        FigureResults results = SmallResults.ofTuning(conditions, tuning);

        assertThat(new TuningFigure(results).draw().caption())
                .endsWith("Not shown, because there are no results for them: rf-CNN and mine.");
    }

    @Test
    void the_stage_of_incremental_models_is_left_out_and_explained() {
        var conditions = SmallResults.conditions(List.of("rf-cnn-c30", "ff-cnn"), List.of(7));
        Map<String, TuningCurves> tuning = Map.of("ff-cnn", SmallResults.curves(7, RECORDED, RECORDED));
        FigureResults results = SmallResults.ofTuning(conditions, tuning);

        assertThat(results.models()).containsExactly("ff-cnn");
        assertThat(new TuningFigure(results).draw().caption())
                .endsWith("Not shown: rf-CNN (30 ch.), which is only the first stage of the incremental models.");
    }

    private static FigureResults of(Map<String, TuningCurves> tuning) {
        return SmallResults.ofTuning(List.of(7), tuning);
    }
}
