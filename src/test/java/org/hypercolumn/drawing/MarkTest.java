package org.hypercolumn.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkTest {
    private static final Look LOOK = Look.of(Rgb.of(0x123456));

    /** 0 to 10 both ways on 100 by 50 points, whose lower left corner lies at (20, 80). */
    private final Plot plot = new Plot(
            new Rect(20, 30, 100, 50), new Scale(Scale.Kind.LINEAR, 0, 10), new Scale(Scale.Kind.LINEAR, 0, 10));

    @Test
    void a_line_lies_where_its_data_say() {
        new Mark.Line(Values.of(0, 5, 10), Values.of(0, 2, 10), LOOK, "").draw(plot);

        assertThat(plot.shapes())
                .containsExactly(
                        new Shape.Stroke(List.of(new Point(20, 80), new Point(70, 70), new Point(120, 30)), LOOK));
    }

    @Test
    void a_line_breaks_where_a_value_is_missing() {
        Values y = Values.of(0, 1, Double.NaN, 3, 4, Double.POSITIVE_INFINITY, 6);
        new Mark.Line(Values.ranks(7), y, LOOK, "").draw(plot);

        assertThat(plot.shapes()).hasSize(3);
        assertThat(plot.shapes().get(0))
                .isInstanceOfSatisfying(
                        Shape.Stroke.class,
                        stroke -> assertThat(stroke.points()).containsExactly(new Point(30, 80), new Point(40, 75)));
        assertThat(plot.shapes().get(1)).isInstanceOf(Shape.Stroke.class);
        assertThat(plot.shapes().get(2)).as("a point alone is a dot").isInstanceOf(Shape.Fill.class);
    }

    @Test
    void markers_stand_at_each_of_few_points_and_at_none_of_many() {
        Look marked = LOOK.withMarker(Marker.SQUARE);
        new Mark.Line(Values.ranks(3), Values.ranks(3), marked, "").draw(plot);

        assertThat(plot.shapes()).hasSize(4);
        assertThat(new Mark.Line(Values.ranks(31), Values.ranks(31), marked, "")
                        .look()
                        .marker())
                .isEqualTo(Marker.NONE);
    }

    @Test
    void a_band_breaks_with_either_of_its_lines() {
        Values low = Values.of(1, 1, 1, 1, Double.NaN);
        Values high = Values.of(2, 2, Double.NaN, 2, 2);
        new Mark.Band(Values.ranks(5), low, high, LOOK.color(), "").draw(plot);

        assertThat(plot.shapes()).hasSize(2);
        assertThat(plot.shapes().get(0))
                .isInstanceOfSatisfying(
                        Shape.Fill.class,
                        fill -> assertThat(fill.corners())
                                .containsExactly(
                                        new Point(30, 75), new Point(40, 75), new Point(40, 70), new Point(30, 70)));
    }

    @Test
    void grouped_bars_stand_side_by_side() {
        // two groups of width 0.8 / 2 around 0, 1 and 2
        Mark.Bars second = Mark.Bars.grouped(1, 2, Values.of(3, -4, Double.NaN), LOOK, "b");
        second.draw(plot);

        assertThat(second.x()).isEqualTo(Values.of(0.2, 1.2, 2.2));
        assertThat(plot.shapes()).hasSize(2);
        // from 0 to 0.4 and from 0 to 3 of 10
        assertThat(plot.shapes().get(0)).isEqualTo(new Shape.Box(new Rect(20, 65, 4, 15), LOOK.color(), 1));
    }

    @Test
    void whiskers_have_two_caps_and_need_both_ends() {
        Mark.Bars bars = Mark.Bars.grouped(0, 1, Values.of(3, 4), LOOK, "");
        bars.whiskers(Values.of(2, Double.NaN), Values.of(4, 5)).draw(plot);

        assertThat(plot.shapes()).hasSize(3);
    }

    @Test
    void a_map_has_a_cell_a_value_from_the_top_left() {
        Grid grid = Grid.of(2, 3, 0, 1, 2, 3, Double.NaN, 5);
        new Mark.Heat(grid, new Extent(0, 10, 9, 0), ColorScale.sequential(0, 5)).draw(plot);

        assertThat(plot.shapes()).hasSize(5);
        assertThat(plot.shapes().get(0))
                .isEqualTo(new Shape.Box(new Rect(20, 30, 30, 25), ColorMap.SEQUENTIAL.at(0), 1));
        assertThat(plot.shapes().get(4))
                .isEqualTo(new Shape.Box(new Rect(80, 55, 30, 25), ColorMap.SEQUENTIAL.at(1), 1));
    }

    @Test
    void a_level_crosses_the_panel() {
        new Mark.Level(5, LOOK).draw(plot);

        assertThat(plot.shapes())
                .containsExactly(new Shape.Stroke(List.of(new Point(20, 55), new Point(120, 55)), LOOK));
    }

    @Test
    void an_upright_crosses_the_panel() {
        new Mark.Upright(5, LOOK, "").draw(plot);

        double x = plot.at(5, 0).x();
        assertThat(plot.shapes()).containsExactly(new Shape.Stroke(List.of(new Point(x, 80), new Point(x, 30)), LOOK));
    }

    @Test
    void notes_begin_end_or_lie_around_their_place() {
        for (Mark.Side side : Mark.Side.values()) {
            new Mark.Note(5, 5, "note", side).draw(plot);
        }

        assertThat(plot.shapes())
                .extracting(shape -> ((Shape.Words) shape).anchor())
                .containsExactly(Shape.Anchor.START, Shape.Anchor.MIDDLE, Shape.Anchor.END);
    }

    @Test
    void dots_are_one_shape_and_clear_where_there_are_many() {
        new Mark.Dots(Values.of(1, Double.NaN, 3), Values.of(1, 2, 3), LOOK, "").draw(plot);
        new Mark.Dots(Values.ranks(31), Values.ranks(31), LOOK.withWidth(0.5), "").draw(plot);

        Shape.Dots few = (Shape.Dots) plot.shapes().get(0);
        Shape.Dots many = (Shape.Dots) plot.shapes().get(1);
        assertThat(few.middles()).hasSize(2);
        assertThat(few.opacity()).isEqualTo(1);
        assertThat(many.opacity()).isEqualTo(0.6);
        assertThat(many.radius()).isEqualTo(0.8);
    }

    @Test
    void lists_of_different_lengths_are_refused() {
        assertThatThrownBy(() -> new Mark.Line(Values.ranks(3), Values.ranks(2), LOOK, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line: expected as many values as the first list's 3, got 2; give one value a point");
        assertThatThrownBy(() -> Grid.of(2, 3, 1.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("grid: expected [rows, columns] = [2, 3] above 0 and a value a cell, got 1 values");
        assertThatThrownBy(() -> new Extent(0, Double.NaN, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("extent: expected finite edges, got left 0.0, top NaN, right 1.0, bottom 0.0");
    }

    @Test
    void values_add_up() {
        assertThat(Values.of(1, 2).plus(Values.of(3, 5))).isEqualTo(Values.of(4, 7));
        assertThat(Values.of(1, 2).minus(Values.of(3, 5))).isEqualTo(Values.of(-2, -3));
        assertThat(Values.of(new float[] {1, 2})).isEqualTo(Values.of(List.of(1, 2)));
    }

    @Test
    void what_is_wrapped_is_copied() {
        double[] numbers = {1, 2};
        Values values = Values.of(numbers);
        Grid grid = Grid.of(1, 2, numbers);
        numbers[0] = 9;

        assertThat(values.at(0)).isEqualTo(1);
        assertThat(grid.at(0, 0)).isEqualTo(1);
        assertThat(grid.largest()).isEqualTo(2);
    }
}
