package org.hypercolumn.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.analysis.AnalysisFolder;
import org.hypercolumn.analysis.EffectiveImages;
import org.hypercolumn.analysis.Thumbnails;
import org.hypercolumn.data.Stimuli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFiguresTest {

    @TempDir
    private Path folder;

    @Test
    void attention_is_told_relative_to_even_on_one_scale() throws IOException {
        AnalysisFolder results = new SmallResults(List.of("ff-sa-cnn"), List.of(4), 7, 3, 5).write(folder);

        PaperFigure figure = new AttentionFigure(FigureResults.read(results, Optional.empty())).draw();

        // the first of 15 weights is 0.5, which is 7.5 times as much as 1/15; the others are even
        assertThat(figure.data().csv()).startsWith("""
                        neuron,model,rank,image_index,hypercolumn_row,hypercolumn_column,weight_dimensionless,relative_to_even_dimensionless
                        4,ff-sa-cnn,1,0,1,1,0.5,7.5
                        4,ff-sa-cnn,1,0,1,2,0.06666667,1
                        """);
        assertThat(figure.data().rows()).hasSize(3 * 15);
        assertThat(figure.svg())
                .contains(
                        ">ff+sa-CNN<",
                        ">rank 1<",
                        ">rank 3<",
                        ">7.5\u00d7<",
                        ">1.0\u00d7<",
                        ">1 (even)<",
                        ">7.5 times even attention (logarithmic)<",
                        ">Neuron 4, below each image its largest attention relative to even attention<");
        assertThat(figure.caption())
                .contains("for neuron 4", "relative to even attention", "up to 7.5 for all neurons");
    }

    @Test
    void attention_that_is_not_a_number_is_clear() throws IOException {
        AnalysisFolder results = new SmallResults(List.of("ff-sa-cnn"), List.of(4), 7, 3, 5)
                .withWeight(Float.NaN)
                .write(folder);

        PaperFigure figure = new AttentionFigure(FigureResults.read(results, Optional.empty())).draw();

        assertThat(figure.svg()).contains(">–<").doesNotContain("NaN");
        assertThat(figure.data().rows())
                .allSatisfy(row -> assertThat(row.get(7)).isEqualTo("NaN"));
    }

    @Test
    void effective_images_are_shown_as_recorded_and_by_each_model() {
        float[] recorded = {1, 3, 2};
        int[] places = {0, 1, 2};
        EffectiveImages images = EffectiveImages.joined(List.of(
                EffectiveImages.byRecorded(0, recorded, places, 2),
                EffectiveImages.byPrediction(0, "rf-cnn", recorded, new float[] {0.5f, 0.1f, 0.2f}, places, 2)));
        Thumbnails thumbnails = Thumbnails.of(Stimuli.ofBytes(new byte[3 * 4], 3, 2, 2), new int[] {0, 1});

        PaperFigure figure = new EffectiveImagesFigure(results(images, thumbnails)).draw();

        assertThat(figure.data().csv()).isEqualTo("""
                        neuron,ranked_by,end,rank,image_index,recorded_response_as_recorded,predicted_response_as_recorded
                        0,recorded,most,1,1,3,NaN
                        0,recorded,most,2,2,2,NaN
                        0,recorded,least,1,0,1,NaN
                        0,recorded,least,2,2,2,NaN
                        0,rf-cnn,most,1,0,1,0.5
                        0,rf-cnn,most,2,2,2,0.2
                        0,rf-cnn,least,1,1,3,0.1
                        0,rf-cnn,least,2,2,2,0.2
                        """);
        assertThat(figure.svg()).contains(">recorded<", ">rf-CNN<", ">0.500<", ">3.00<");
        // four images of place 0 or 1; that of place 2 is not kept, so its frame stays empty
        assertThat(figure.svg().split("<image ", -1)).hasSize(1 + 4);
    }

    @Test
    void effective_images_of_another_neuron_are_missing() {
        EffectiveImages images = EffectiveImages.byRecorded(5, new float[] {1, 2}, new int[] {0, 1}, 1);
        Thumbnails thumbnails = Thumbnails.of(Stimuli.ofBytes(new byte[8], 2, 2, 2), new int[] {0, 1});

        assertThat(new EffectiveImagesFigure(results(images, thumbnails)).missing())
                .contains("there are none of neuron 0; run analyze --what images again");
    }

    private static FigureResults results(EffectiveImages images, Thumbnails thumbnails) {
        return SmallResults.ofImages(SmallResults.conditions(List.of("rf-cnn"), List.of(0)), images, thumbnails);
    }
}
