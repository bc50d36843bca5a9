package org.hypercolumn.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.hypercolumn.analysis.TuningCurves;
import org.hypercolumn.drawing.ColorScale;
import org.hypercolumn.drawing.Extent;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Grid;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Panel;
import org.hypercolumn.drawing.PngWriter;
import org.hypercolumn.drawing.SvgWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small parts that the paper's figures are made of. */
class FigurePartsTest {

    @Test
    void models_have_the_papers_names_and_others_their_own() {
        assertThat(ModelName.of("ff-sa-cnn-star-incr-fc2")).isEqualTo("ff+sa-CNN* (Incr.FC2)");
        assertThat(ModelName.of("rf-cnn-c30")).isEqualTo("rf-CNN (30 ch.)");
        assertThat(ModelName.of("my-model")).isEqualTo("my-model");
    }

    @ParameterizedTest(name = "{0} models in {1} columns")
    @CsvSource({"1, 1", "2, 2", "4, 4", "5, 3", "6, 3", "7, 4", "9, 3", "10, 4", "11, 4", "12, 4"})
    void panels_fill_their_lines_as_well_as_they_can(int models, int columns) {
        assertThat(RankPanels.columns(models)).isEqualTo(columns);
    }

    @Test
    void the_example_neuron_has_the_highest_median_correlation() {
        var conditions = SmallResults.conditions(List.of("a", "b", "c"), List.of(3, 8));
        // neuron 3: correlations 1, 1, -1; neuron 8: 1, none, -1, whose median is 0
        TuningCurves both = curves(new float[] {1, 2}, new float[] {1, 2});
        TuningCurves first = curves(new float[] {1, 2}, new float[] {5, 5});
        TuningCurves none = curves(new float[] {2, 1}, new float[] {2, 1});

        ExampleNeuron example = ExampleNeuron.of(conditions, List.of(both, first, none), Optional.empty());

        assertThat(example.neuron()).isEqualTo(3);
        assertThat(example.text()).isEqualTo("neuron 3, which has the highest median CORR across models");
        assertThat(ExampleNeuron.of(conditions, List.of(none), Optional.empty()).neuron())
                .as("the first of equals")
                .isEqualTo(3);
        assertThat(ExampleNeuron.of(conditions, List.of(both), Optional.of(8)))
                .isEqualTo(new ExampleNeuron(8, "8", 1, ""));
    }

    @Test
    void the_example_neuron_is_called_by_its_id_too() {
        assertThat(new ExampleNeuron(7, "7", 0, "").name()).isEqualTo("neuron 7");
        assertThat(new ExampleNeuron(7, "M1-c12", 0, ", the best").text()).isEqualTo("neuron 7, id M1-c12, the best");
        assertThat(new ExampleNeuron(7, "\ud83d\ude00".repeat(40), 0, "").name())
                .isEqualTo("neuron 7, id " + "\ud83d\ude00".repeat(32) + "\u2026");
    }

    @Test
    void ranks_are_grouped_evenly_on_a_logarithmic_axis() {
        RankGroups groups = RankGroups.of(45);

        // one by one up to 19, then two by two up to 29, three by three, and four from 41 on
        assertThat(groups.firsts().subList(17, groups.count()))
                .containsExactly(18, 19, 20, 22, 24, 26, 28, 30, 33, 36, 39, 42);
        assertThat(groups.last(groups.count() - 1)).isEqualTo(45);
        assertThat(groups.middles().at(19)).isEqualTo(Math.sqrt(20 * 21));
        double[] curve = IntStream.rangeClosed(1, 45).asDoubleStream().toArray();
        assertThat(groups.means(curve).at(groups.count() - 1)).isEqualTo((42 + 43 + 44 + 45) / 4.0);
    }

    private static TuningCurves curves(float[] predictedOf3, float[] predictedOf8) {
        float[] recorded = {1, 2};
        return TuningCurves.of(
                List.of(3, 8), new int[] {0, 1}, List.of(recorded, recorded), List.of(predictedOf3, predictedOf8));
    }

    @Test
    void upsampling_is_linear_between_middles_and_constant_beyond() {
        Grid fine = Upsampling.bilinear(Grid.of(1, 2, 0, 1), 2);

        // middles of the fine cells lie at -0.25, 0.25, 0.75, 1.25 between those of the coarse ones, 0 and 1
        assertThat(IntStream.range(0, 4).mapToDouble(column -> fine.at(1, column)))
                .containsExactly(0.0, 0.25, 0.75, 1.0);
        assertThat(Upsampling.bilinear(Grid.of(1, 1, 7), 3).at(2, 2)).isEqualTo(7);
    }

    @Test
    void a_fine_map_is_one_image_of_its_colors_and_opacities() throws IOException {
        double[] values = new double[30 * 20];
        values[0] = 1;
        values[1] = Double.NaN;
        values[2] = 0.5;
        var heat = new Mark.Heat(Grid.of(30, 20, values), Extent.ofImage(30, 20), ColorScale.veil(0, 1));
        Figure figure = Figure.of("map", "A map.", 40).withRows(30).with(0, 0, Panel.image(30, 20, heat));

        String svg = SvgWriter.text(figure, "f");
        String data = svg.substring(svg.indexOf("base64,") + 7, svg.indexOf("\"/>", svg.indexOf("base64,")));
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));

        assertThat(svg.split("<image ", -1)).hasSize(2);
        assertThat(image.getWidth()).isEqualTo(20);
        assertThat(image.getHeight()).isEqualTo(30);
        // a veil is at most 0.85 opaque: 217 of 255, and 108 at half of the range
        assertThat(image.getRGB(0, 0)).isEqualTo(0xd9e69f00);
        assertThat(image.getRGB(1, 0) >>> 24).isZero();
        assertThat(image.getRGB(2, 0) >>> 24).isEqualTo(108);
        assertThat(PngWriter.bytes(figure)).isNotEmpty();
    }

    @Test
    void numbers_are_short_and_say_when_there_is_none() {
        assertThat(NumberText.ofScore(0.6666)).isEqualTo("0.67");
        assertThat(NumberText.ofScore(-0.001)).isEqualTo("0.00");
        assertThat(NumberText.ofScore(-0.5)).isEqualTo("\u22120.50");
        assertThat(NumberText.percent(0.125)).isEqualTo("12 %");
        assertThat(NumberText.percent(Double.NaN)).isEqualTo("–");
        assertThat(NumberText.ofResponse(1234.6)).isEqualTo("1230");
        assertThat(NumberText.ofResponse(0.0123456)).isEqualTo("0.0123");
        assertThat(NumberText.ofResponse(0)).isEqualTo("0");
        assertThat(NumberText.ofResponse(3)).isEqualTo("3.00");
        assertThat(NumberText.ofResponse(-0.00012345)).isEqualTo("\u22120.000123");
        assertThat(NumberText.ofResponse(-1.5e-9)).isEqualTo("\u22121.50e\u22129");
        assertThat(NumberText.ofResponse(1234567890)).isEqualTo("1.23e9");
        assertThat(NumberText.ofResponse(Double.NaN)).isEqualTo("–");
        assertThat(IntStream.of(1, 2, 3, 4, 11, 12, 13, 21, 112).mapToObj(NumberText::ordinal))
                .containsExactly("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th");
    }

    @Test
    void single_precision_is_told_with_as_few_digits_as_it_has() {
        var rows = new FigureData.Rows("a", "b", "c");
        rows.add(0.1f, 0.1, Float.NaN);
        rows.add(1e-20f, 16777217.0, 3);

        assertThat(rows.data().csv()).isEqualTo("a,b,c\n0.1,0.1,NaN\n1E-20,16777217,3\n");
        assertThatThrownBy(() -> rows.add("too few")).isInstanceOf(IllegalStateException.class);
    }
}
