package org.hypercolumn.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hypercolumn.analysis.AnalysisFolder;
import org.hypercolumn.data.BadDataFileException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperFiguresTest {

    private static final List<String> ALL = List.of(
            "figure4",
            "figure5",
            "figure6",
            "figure7",
            "figure8",
            "figure9",
            "figure10",
            "figure-data-efficiency",
            "figure-predicted-recorded",
            "figure-neuron-scatter",
            "figure-correlation-histogram",
            "figure-filters",
            "figure-effective-images");

    private static final List<String> MODELS = List.of(
            "ff-cnn",
            "ff-sa-cnn",
            "rf-cnn",
            "rf-sa-cnn",
            "rf-sa-cnn-star-simul",
            "rf-cnn-c30",
            "rf-sa-cnn-star-incr",
            "ff-sa-cnn-star-simul",
            "ff-sa-cnn-star-incr-fc1",
            "ff-sa-cnn-star-incr-fc2",
            "recurrent-cnn",
            "mine");

    @TempDir
    private Path folder;

    @Test
    void draws_all_figures_of_a_whole_analysis() throws IOException {
        PaperFigures figures = PaperFigures.of(write(MODELS.subList(0, 6), List.of(2, 7), 40, 3, 5), Optional.empty());

        assertThat(figures.drawn()).extracting(PaperFigure::id).containsExactlyElementsOf(ALL);
        assertThat(figures.missing()).isEmpty();
        assertThat(figures.drawn()).allSatisfy(figure -> {
            assertThat(figure.caption()).contains("site m1s1, protocol holdout");
            assertThat(figure.caption()).contains("of the training images").doesNotContain("  ");
            assertThat(figure.svg()).contains("<title id=\"" + figure.id() + "-title\">" + figure.title());
            assertThat(figure.data().rows()).isNotEmpty();
        });
    }

    @Test
    void every_line_and_text_has_a_color_for_dark_pages() throws IOException {
        PaperFigures figures = PaperFigures.of(write(MODELS, List.of(2, 7), 40, 3, 5), Optional.empty());
        String dark = PaperFigures.darkStyle();

        for (PaperFigure figure : figures.drawn()) {
            Matcher colors = Pattern.compile("(stroke|<text[^>]* fill)=\"(#[0-9a-f]{6})\"")
                    .matcher(figure.svg());
            while (colors.find()) {
                String selector = colors.group(1).equals("stroke") ? "[stroke=\"%s\"]" : "[fill=\"%s\"]";
                assertThat(dark).as(figure.id()).contains(selector.formatted(colors.group(2)));
            }
        }
    }

    @Test
    @Tag("slow")
    void writes_the_same_bytes_twice() throws IOException {
        AnalysisFolder results = write(List.of("ff-cnn", "rf-sa-cnn-star-incr"), List.of(2), 12, 3, 3);
        Path once = folder.resolve("once");
        Path again = folder.resolve("again");

        PaperFigures.of(results, Optional.empty()).write(once);
        PaperFigures.of(results, Optional.empty()).write(again);

        for (String id : ALL) {
            for (String suffix : List.of(".svg", ".png", ".csv", ".txt")) {
                assertThat(once.resolve(id + suffix)).hasSameBinaryContentAs(again.resolve(id + suffix));
            }
        }
        try (var files = Files.list(once)) {
            assertThat(files).hasSize(4 * ALL.size());
        }
    }

    @ParameterizedTest(name = "{0} models, {1} neurons, {2} images, {3} x {4} hypercolumns")
    @CsvSource({"1, 1, 40, 9, 9", "2, 1, 2, 1, 1", "1, 3, 1000, 2, 7", "12, 2, 57, 7, 3", "3, 1, 1, 3, 3"})
    void draws_runs_of_any_size(int models, int neurons, int stimuli, int rows, int columns) throws IOException {
        AnalysisFolder results = write(
                MODELS.subList(0, models), IntStream.range(0, neurons).boxed().toList(), stimuli, rows, columns);

        PaperFigures figures = PaperFigures.of(results, Optional.empty());

        assertThat(figures.drawn())
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(
                        figure -> assertThat(figure.svg()).doesNotContain("NaN").doesNotContain("Infinity"));
        assertThat(figures.drawn().size() + figures.missing().size()).isEqualTo(ALL.size());
    }

    @Test
    void says_of_each_figure_without_results_what_to_do() throws IOException {
        AnalysisFolder results = AnalysisFolder.of(folder);
        results.write(SmallResults.conditions(List.of("ff-cnn"), List.of(0)));

        PaperFigures figures = PaperFigures.of(results, Optional.empty());

        assertThat(figures.drawn()).isEmpty();
        assertThat(figures.missing())
                .containsExactly(
                        "figure4 (Tuning curves of one neuron) was not drawn: there are no tuning curves; run analyze --what tuning",
                        "figure5 (Correlation and peak tuning) was not drawn: there are no scores over the population; run analyze --what scores",
                        "figure6 (Incremental and simultaneous learning) was not drawn: there are no scores over the population; run analyze --what scores",
                        "figure7 (What center and surround add to predictions) was not drawn: no readout is decomposed; run analyze --what decomposition, of models with a full readout",
                        "figure8 (Population tuning curves) was not drawn: there are no tuning curves; run analyze --what tuning",
                        "figure9 (What each hypercolumn adds to predictions) was not drawn: no readout is decomposed; run analyze --what decomposition, of models with a full readout",
                        "figure10 (What the center hypercolumn attends to) was not drawn: no model's attention is analysed; run analyze --what attention, of models with attention",
                        "figure-data-efficiency (Data efficiency) was not drawn: there are no scores over the population; run analyze --what scores",
                        "figure-predicted-recorded (Predicted against recorded responses of one neuron) was not drawn: there are no tuning curves; run analyze --what tuning",
                        "figure-neuron-scatter (Scores of two models, neuron by neuron) was not drawn: there are no scores of single neurons; run analyze --what scores",
                        "figure-correlation-histogram (Correlations of all neurons) was not drawn: there are no scores of single neurons; run analyze --what scores",
                        "figure-filters (First-layer filters of one neuron's models) was not drawn: there are no filters; run analyze --what filters",
                        "figure-effective-images (The most and least effective images of one neuron) was not drawn: there are no effective images; run analyze --what images");
    }

    @Test
    void takes_results_of_other_neurons_as_missing() throws IOException {
        AnalysisFolder results = write(List.of("ff-cnn"), List.of(2, 7), 12, 3, 3);
        results.write(SmallResults.conditions(List.of("ff-cnn"), List.of(7)));

        PaperFigures figures = PaperFigures.of(results, Optional.empty());

        assertThat(figures.missing())
                .anySatisfy(why -> assertThat(why).startsWith("figure4 "))
                .anySatisfy(why -> assertThat(why).startsWith("figure7 "))
                .anySatisfy(why -> assertThat(why).startsWith("figure10 "));
    }

    @Test
    void refuses_a_folder_without_an_analysis() {
        assertThatThrownBy(() -> PaperFigures.of(AnalysisFolder.of(folder), Optional.empty()))
                .isInstanceOf(BadDataFileException.class)
                .hasMessageContaining("run analyze first");
    }

    @Test
    void shows_the_neuron_that_it_is_told_to() throws IOException {
        AnalysisFolder results = write(List.of("ff-cnn"), List.of(2, 7), 12, 3, 3);

        assertThat(PaperFigures.of(results, Optional.of(7)).neuron()).isEqualTo(7);
        assertThatThrownBy(() -> PaperFigures.of(results, Optional.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("figures: neuron 3 asked for, which is not analysed; choose one of the 2 from 2 to 7");
    }

    private AnalysisFolder write(List<String> models, List<Integer> neurons, int stimuli, int rows, int columns)
            throws IOException {
        return new SmallResults(models, neurons, stimuli, rows, columns).write(folder.resolve("analysis"));
    }
}
