package org.hypercolumn.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void a_linear_scale_divides_evenly() {
        var scale = new Scale(Scale.Kind.LINEAR, 10, 30);

        assertThat(scale.place(15)).isEqualTo(0.25); // (15 - 10) / (30 - 10)
        assertThat(scale.place(40)).isEqualTo(1.5);
    }

    @Test
    void a_scale_may_run_downwards() {
        var scale = new Scale(Scale.Kind.LINEAR, 9, 0);

        assertThat(scale.place(9)).isZero();
        assertThat(scale.place(3)).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(scale.low()).isZero();
        assertThat(scale.high()).isEqualTo(9);
    }

    @Test
    void a_logarithmic_scale_divides_by_factors() {
        var scale = new Scale(Scale.Kind.LOGARITHMIC, 1, 1000);

        assertThat(scale.place(10)).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(scale.place(1000)).isEqualTo(1);
    }

    @Test
    void what_has_no_place_is_undefined() {
        assertThat(new Scale(Scale.Kind.LOGARITHMIC, 1, 10).place(0)).isNaN();
        assertThat(new Scale(Scale.Kind.LOGARITHMIC, 1, 10).place(-1)).isNaN();
        assertThat(new Scale(Scale.Kind.LINEAR, 0, 1).place(Double.POSITIVE_INFINITY))
                .isNaN();
        assertThat(new Scale(Scale.Kind.LINEAR, 0, 1).place(Double.NaN)).isNaN();
    }

    @Test
    void far_data_are_brought_near() {
        assertThat(new Scale(Scale.Kind.LINEAR, 0, 1).place(1e300)).isEqualTo(50);
    }

    @Test
    void impossible_ends_are_refused() {
        assertThatThrownBy(() -> Axis.linear("x").withRange(3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("axis: expected two different finite ends, got 3.0 and 3.0");
        assertThatThrownBy(() -> Axis.logarithmic("x").withRange(0, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("axis: expected two different finite ends above 0, got 0.0 and 3.0");
    }

    @Test
    void a_found_range_ends_at_a_fifth_of_a_step() {
        // step 200, so that ends are multiples of 40
        assertThat(Ranges.linear(1, 1000, 8)).isEqualTo(new Scale(Scale.Kind.LINEAR, 0, 1000));
        // 2.5 / 5 = 0.5, multiples of 0.1
        assertThat(Ranges.linear(-0.15, 2.35, 5)).isEqualTo(new Scale(Scale.Kind.LINEAR, -0.2, 2.4));
    }

    @Test
    void a_found_logarithmic_range_is_that_of_the_data() {
        assertThat(Ranges.logarithmic(1, 1000)).isEqualTo(new Scale(Scale.Kind.LOGARITHMIC, 1, 1000));
    }

    @Test
    void constant_data_get_room() {
        assertThat(Ranges.linear(0, 0, 4)).isEqualTo(new Scale(Scale.Kind.LINEAR, -1, 1));
        assertThat(Ranges.linear(5, 5, 4)).isEqualTo(new Scale(Scale.Kind.LINEAR, 4.5, 5.5));
        assertThat(Ranges.logarithmic(8, 8)).isEqualTo(new Scale(Scale.Kind.LOGARITHMIC, 4, 16));
    }

    @Test
    void no_data_get_a_range_all_the_same() {
        assertThat(Ranges.linear(Double.NaN, Double.NaN, 4)).isEqualTo(new Scale(Scale.Kind.LINEAR, 0, 1));
        assertThat(Ranges.logarithmic(Double.NaN, Double.NaN)).isEqualTo(new Scale(Scale.Kind.LOGARITHMIC, 1, 10));
    }

    @Test
    void an_axis_takes_ticks_that_are_given() {
        Axis axis = Axis.logarithmic("Share (%)").withRange(11, 110).withTicks(12.5, 25, 50, 100, 200);

        assertThat(axis.ticks(axis.scale(0, 0, 3), 3))
                .containsExactly(new Tick(12.5, "12.5"), new Tick(25, "25"), new Tick(50, "50"), new Tick(100, "100"));
    }

    @Test
    void an_axis_of_categories_needs_names_and_no_other_does() {
        assertThatThrownBy(() -> Axis.categories("model", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "axis 'model': expected names for an axis of categories and none for others, got CATEGORIES []");
    }
}
