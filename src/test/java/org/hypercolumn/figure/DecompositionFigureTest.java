package org.hypercolumn.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.analysis.Decomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecompositionFigureTest {

    // 1 x 3 hypercolumns of 2 images; with the bias 1 the predictions are 1 + 2 + 0.5 + 0.25 = 3.75 and 1.5
    private static final double[][] CONTRIBUTIONS = {{2, 0.5, 0.25}, {0, 0.5, 0}};

    @TempDir
    private Path folder;

    @Test
    void draws_center_surround_and_each_hypercolumn_by_predicted_rank() throws IOException {
        PaperFigure figure = new DecompositionFigure(results("ff-cnn", CONTRIBUTIONS)).draw();

        assertThat(figure.data().csv()).isEqualTo("""
                        model,curve,hypercolumn_row,hypercolumn_column,first_rank,last_rank,mean_response_as_recorded,sem_as_recorded
                        ff-cnn,prediction,,,1,1,3.75,NaN
                        ff-cnn,prediction,,,2,2,1.5,NaN
                        ff-cnn,center,,,1,1,0.5,NaN
                        ff-cnn,center,,,2,2,0.5,NaN
                        ff-cnn,surround,,,1,1,2.25,NaN
                        ff-cnn,surround,,,2,2,0,NaN
                        ff-cnn,bias,,,1,2,1,
                        ff-cnn,hypercolumn,1,1,1,1,2,
                        ff-cnn,hypercolumn,1,1,2,2,0,
                        ff-cnn,hypercolumn,1,3,1,1,0.25,
                        ff-cnn,hypercolumn,1,3,2,2,0,
                        """);
        assertThat(figure.svg())
                .contains(
                        ">prediction, in the model's color<",
                        ">center hypercolumn<",
                        ">surround, sum<",
                        ">each surround hypercolumn<")
                .contains(">bias 1.00<", ">ff-CNN<");
    }

    @Test
    void maps_the_mean_contribution_and_the_share_of_variance() throws IOException {
        PaperFigure figure = new ContributionMapFigure(results("ff-cnn", CONTRIBUTIONS)).draw();

        // means 1, 0.5, 0.125; of the difference 2.25 of both predictions 2 is the first's, 0.25 the last's
        assertThat(figure.data().csv()).isEqualTo("""
                        model,hypercolumn_row,hypercolumn_column,center,mean_contribution_as_recorded,variance_share_dimensionless
                        ff-cnn,1,1,no,1,0.8888889
                        ff-cnn,1,2,yes,0.5,0
                        ff-cnn,1,3,no,0.125,0.11111111
                        """);
        assertThat(figure.svg()).contains(">1.00 mean (as recorded)<", ">0.889 share (dimensionless)<");
    }

    @Test
    void grids_of_different_sizes_have_a_scale_each() throws IOException {
        Path file = folder.resolve("neuron.npz");
        Decomposition coarse = SmallResults.decomposition(file, 1, 3, 1, CONTRIBUTIONS);
        Decomposition fine =
                SmallResults.decomposition(file, 1, 5, 1, new double[][] {{0.2, 0, 0.25, 0, 0}, {0, 0, 0.25, 0, 0}});
        Map<String, Decomposition> models = new LinkedHashMap<>();
        models.put("ff-cnn", coarse);
        models.put("ff-sa-cnn", fine);
        var conditions = SmallResults.conditions(List.copyOf(models.keySet()), List.of(0));

        PaperFigure figure = new ContributionMapFigure(SmallResults.ofDecompositions(conditions, models)).draw();

        assertThat(figure.svg())
                .contains(">\u00b11.00<", ">\u00b10.889<", ">\u00b10.250<", ">+ the number below the map<")
                .doesNotContain("mean (as recorded)");
        assertThat(figure.caption()).contains("each map has its own scale");
    }

    @Test
    void center_readouts_are_not_shown() throws IOException {
        FigureResults results = results("rf-cnn", new double[][] {{0, 1, 0}, {0, 2, 0}});

        assertThat(new DecompositionFigure(results).missing())
                .contains(
                        "no analyzed model reads other hypercolumns than the center: all have a center readout, or the"
                                + " images leave one hypercolumn only");
        assertThat(new ContributionMapFigure(results).missing()).isPresent();
    }

    @Test
    void thin_lines_of_many_ranks_are_means_of_groups() throws IOException {
        double[][] contributions = new double[130][3];
        for (int s = 0; s < contributions.length; s++) {
            contributions[s][0] = -s; // ranked as it stands
        }

        PaperFigure figure = new DecompositionFigure(results("ff-cnn", contributions)).draw();

        // ranks one by one up to 19, then 20 and 21 together, which have the contributions -19 and -20
        assertThat(figure.data().csv())
                .contains("ff-cnn,hypercolumn,1,1,19,19,-18,\n", "ff-cnn,hypercolumn,1,1,20,21,-19.5,\n")
                .contains("ff-cnn,hypercolumn,1,1,124,130,-126,\n");
        assertThat(figure.caption())
                .contains("averaged over neighboring ranks, in groups as wide as a tenth of the rank");
    }

    @Test
    void a_model_that_is_not_a_number_is_drawn_without_a_curve() throws IOException {
        FigureResults results = results("ff-cnn", new double[][] {{Double.NaN, 1, 2}, {0, 1, 2}});

        PaperFigure curves = new DecompositionFigure(results).draw();
        PaperFigure maps = new ContributionMapFigure(results).draw();

        assertThat(curves.svg() + maps.svg()).doesNotContain("NaN");
        assertThat(curves.svg()).contains(">bias –<");
        assertThat(curves.caption()).contains("n = 0 neurons");
        assertThat(curves.data().csv()).contains("ff-cnn,prediction,,,1,1,NaN,NaN\n");
    }

    private FigureResults results(String model, double[][] contributions) throws IOException {
        Decomposition decomposition = SmallResults.decomposition(folder.resolve("neuron.npz"), 1, 3, 1, contributions);
        var conditions = SmallResults.conditions(List.of(model), List.of(0));
        return SmallResults.ofDecompositions(conditions, Map.of(model, decomposition));
    }
}
