package org.hypercolumn.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FigureLayoutTest {
    private static final double POINTS_PER_MILLIMETER = 72 / 25.4;

    /** Sums of some lengths in double. */
    private static final double ROUNDING = 1e-9;

    @Test
    void the_area_between_the_axes_is_as_high_as_asked_for() {
        Drawing drawing = FigureLayout.draw(
                figure(1, Panel.of(Axis.linear("x"), Axis.linear("y"))).withRows(23));

        assertThat(drawing.width()).isCloseTo(85 * POINTS_PER_MILLIMETER, within(ROUNDING));
        List<Shape.Stroke> axes = verticalAxes(drawing);
        assertThat(axes).hasSize(1);
        assertThat(length(axes.get(0))).isCloseTo(23 * POINTS_PER_MILLIMETER, within(ROUNDING));
    }

    @Test
    void axes_in_one_row_are_aligned_whatever_their_texts() {
        Figure figure = figure(2, Panel.of(Axis.linear("x"), Axis.linear("y")))
                .with(
                        0,
                        1,
                        Panel.of(Axis.linear(""), Axis.linear("").withRange(0, 1e6))
                                .titled("b", "a title"));

        List<Shape.Stroke> axes = verticalAxes(FigureLayout.draw(figure));

        assertThat(axes).hasSize(2);
        assertThat(axes.get(0).points().get(0).y())
                .isEqualTo(axes.get(1).points().get(0).y());
        assertThat(axes.get(0).points().get(1).y())
                .isEqualTo(axes.get(1).points().get(1).y());
    }

    @Test
    void areas_of_equal_columns_are_equally_wide_also_beside_a_color_bar() {
        ColorScale scale = ColorScale.sequential(0, 1);
        Figure figure = figure(2, Panel.of(Axis.linear("x"), Axis.linear("y")))
                .with(0, 1, Panel.of(Axis.linear("x"), Axis.linear("")).withColorBar(scale, "attention"));

        List<Double> widths = strokes(FigureLayout.draw(figure)).stream()
                .filter(stroke ->
                        stroke.points().get(0).y() == stroke.points().get(1).y())
                .map(FigureLayoutTest::length)
                .filter(length -> length > 40)
                .toList();

        assertThat(widths).hasSize(2);
        assertThat(widths.get(0)).isCloseTo(widths.get(1), within(ROUNDING));
    }

    @Test
    void pixels_of_an_image_are_squares() {
        Mark picture = new Mark.Picture(Grid.of(3, 5, new double[15]), Extent.ofImage(3, 5));
        Drawing drawing = FigureLayout.draw(figure(1, Panel.image(3, 5, picture)));

        Rect place = ((Shape.Image) drawing.shapes().get(0)).rect();

        assertThat(place.width() / place.height()).isCloseTo(5.0 / 3, within(ROUNDING));
    }

    @Test
    void a_legend_tells_each_label_once() {
        Mark line = new Mark.Line(Values.ranks(2), Values.ranks(2), Palette.category(0), "model");
        Panel panel = Panel.of(Axis.linear(""), Axis.linear(""), line);
        Drawing drawing = FigureLayout.draw(figure(2, panel).with(0, 1, panel).withLegend(Figure.Legend.BELOW));

        assertThat(words(drawing)).extracting(Shape.Words::text).containsOnlyOnce("model");
    }

    @Test
    void names_are_slanted_where_they_would_touch() {
        List<String> names = List.of("ff-CNN", "ff+sa-CNN", "rf-CNN", "rf+sa-CNN", "Incr.FC2", "Incr.CTL", "ff-CNN*");

        Drawing narrow = FigureLayout.draw(figure(1, Panel.of(Axis.categories("", names), Axis.linear(""))));
        Drawing wide =
                FigureLayout.draw(figure(1, Panel.of(Axis.categories("", names.subList(0, 3)), Axis.linear(""))));

        assertThat(words(narrow)).extracting(Shape.Words::turn).contains(Shape.Turn.SLANTED);
        assertThat(words(wide)).extracting(Shape.Words::turn).containsOnly(Shape.Turn.LEVEL);
    }

    @Test
    void only_panels_with_data_outside_their_range_are_clipped() {
        Mark line = new Mark.Line(Values.of(0, 0.3, 1), Values.of(0, 0.1 + 0.2, Double.NaN), Palette.RECORDED, "");
        Panel whole = Panel.of(Axis.linear("").withRange(0, 1), Axis.linear("").withRange(0, 0.3), line);
        Panel part = whole.withAxes(Axis.linear("").withRange(0, 0.5), whole.y());

        assertThat(FigureLayout.draw(figure(1, whole)).shapes()).noneMatch(shape -> shape instanceof Shape.Clip);
        assertThat(FigureLayout.draw(figure(1, part)).shapes()).anyMatch(shape -> shape instanceof Shape.Clip);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void all_text_lies_inside_the_figure(long seed) {
        Drawing drawing = FigureLayout.draw(Samples.hostile(seed));

        assertThat(words(drawing)).isNotEmpty();
        words(drawing).forEach(words -> assertInside(words, drawing));
    }

    @Test
    void a_figure_too_narrow_for_its_texts_is_refused() {
        Figure figure = Figure.of("narrow", "", 10).with(0, 0, Panel.of(Axis.linear("x"), Axis.linear("y")));

        assertThatThrownBy(() -> FigureLayout.draw(figure))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("figure 'narrow': expected room between its texts, got 10 mm with texts of "
                        + "[0-9.]+ mm; make it wider");
    }

    @Test
    void a_panel_outside_the_grid_is_refused() {
        assertThatThrownBy(() ->
                        figure(2, Panel.of(Axis.linear(""), Axis.linear(""))).with(0, 2, Panel.image(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "figure 'title': expected panels on a grid of 1 rows and 2 columns, got one at row 0, column 2"
                                + " (1 by 1)");
        assertThatThrownBy(() -> Figure.of("", "", 85).withRows(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("figure: expected rows above 0 and up to 1000.0 mm, got [0.0]");
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static void assertInside(Shape.Words words, Drawing drawing) {
        double width = Lettering.width(words.text(), words.font());
        double start = switch (words.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
        double angle = StrictMath.toRadians(words.turn().degrees());
        for (double along : List.of(start, start + width)) {
            double x = words.at().x() + along * StrictMath.cos(angle);
            double y = words.at().y() - along * StrictMath.sin(angle);
            assertThat(x).as(words.text()).isBetween(-ROUNDING, drawing.width() + ROUNDING);
            assertThat(y).as(words.text()).isBetween(-ROUNDING, drawing.height() + ROUNDING);
        }
    }

    private static Figure figure(int columns, Panel first) {
        double[] widths = new double[columns];
        Arrays.fill(widths, 1);
        return Figure.of("title", "description", Figure.SINGLE_COLUMN)
                .withColumns(widths)
                .with(0, 0, first);
    }

    private static List<Shape.Stroke> verticalAxes(Drawing drawing) {
        return strokes(drawing).stream()
                .filter(stroke ->
                        stroke.points().get(0).x() == stroke.points().get(1).x() && length(stroke) > 20)
                .toList();
    }

    private static double length(Shape.Stroke stroke) {
        Point a = stroke.points().get(0);
        Point b = stroke.points().get(1);
        return Math.abs(a.x() - b.x()) + Math.abs(a.y() - b.y());
    }

    private static List<Shape.Stroke> strokes(Drawing drawing) {
        return of(Shape.Stroke.class, drawing.shapes());
    }

    private static List<Shape.Words> words(Drawing drawing) {
        return of(Shape.Words.class, drawing.shapes());
    }

    private static <T> List<T> of(Class<T> type, List<Shape> shapes) {
        List<T> found = new ArrayList<>();
        for (Shape shape : shapes) {
            if (shape instanceof Shape.Clip clip) {
                found.addAll(of(type, clip.shapes()));
            } else if (type.isInstance(shape)) {
                found.add(type.cast(shape));
            }
        }
        return found;
    }
}
