package org.hypercolumn.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColorTest {
    @Test
    void maps_begin_and_end_with_their_colors() {
        assertThat(ColorMap.SEQUENTIAL.at(0)).isEqualTo(Rgb.of(0x440154));
        assertThat(ColorMap.SEQUENTIAL.at(1)).isEqualTo(Rgb.of(0xfde725));
        assertThat(ColorMap.SEQUENTIAL.at(-3)).isEqualTo(Rgb.of(0x440154));
        assertThat(ColorMap.DIVERGING.at(0.5)).isEqualTo(Rgb.of(0xf7f7f7));
        assertThat(ColorMap.GRAY.at(0.2)).isEqualTo(Rgb.of(0xcccccc)); // 255 - 51
    }

    @Test
    void sequential_colors_get_lighter_all_the_way() {
        double before = -1;
        for (int i = 0; i <= 100; i++) {
            double light = lightness(ColorMap.SEQUENTIAL.at(i / 100.0));
            assertThat(light).isGreaterThan(before);
            before = light;
        }
    }

    @Test
    void a_diverging_scale_is_white_at_0() {
        ColorScale scale = ColorScale.diverging(4);

        assertThat(scale.color(0)).isEqualTo(Rgb.of(0xf7f7f7));
        assertThat(scale.color(-4)).isEqualTo(Rgb.of(0x053061));
        assertThat(scale.color(9)).isEqualTo(Rgb.of(0x67001f));
    }

    @Test
    void a_veil_is_clear_at_its_low_end() {
        ColorScale scale = ColorScale.veil(1, 3);

        assertThat(scale.opacity(1)).isZero();
        assertThat(scale.opacity(2)).isEqualTo(0.425);
        assertThat(scale.opacity(7)).isEqualTo(0.85);
    }

    @Test
    void constant_maps_have_a_scale() {
        assertThat(ColorScale.sequential(2, 2).high()).isEqualTo(3);
        assertThat(ColorScale.diverging(0).high()).isEqualTo(1);
    }

    @Test
    void the_first_nine_categories_differ_in_color_and_all_neighbours_in_pattern() {
        Set<Rgb> colors = new HashSet<>();
        for (int i = 0; i < 9; i++) {
            colors.add(Palette.category(i).color());
            assertThat(Palette.category(i).dash())
                    .isNotEqualTo(Palette.category(i + 1).dash());
        }
        assertThat(colors).hasSize(9).doesNotContain(Palette.RECORDED.color());
    }

    @Test
    void colors_that_return_have_another_pattern() {
        assertThat(Palette.category(9).color()).isEqualTo(Palette.category(0).color());
        assertThat(Palette.category(9).dash()).isNotEqualTo(Palette.category(0).dash());
    }

    @Test
    void what_is_no_color_is_refused() {
        assertThatThrownBy(() -> new Rgb(1, 256, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("color: expected red, green and blue of 0 to 255, got 1, 256, 3");
        assertThatThrownBy(() -> ColorScale.diverging(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("color scale: expected finite low below high, got -Infinity and Infinity");
        assertThatThrownBy(() -> Look.of(Rgb.WHITE).withDash(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("look: expected dash lengths above 0, in pairs, got [1.0]");
        assertThatThrownBy(() -> Palette.category(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("palette: expected a category of 0 or more, got -1");
    }

    /** As gray as it prints, 0 to 255. Source: Rec. 709. */
    private static double lightness(Rgb color) {
        return 0.2126 * color.red() + 0.7152 * color.green() + 0.0722 * color.blue();
    }
}
