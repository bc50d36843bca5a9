package org.hypercolumn.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColorTest {

    /** Of what is not text. Source: WCAG 2.2, 1.4.11. */
    private static final double LEAST_CONTRAST = 3;

    /** In OKLab, where 0.02 is just noticeable side by side; blues of two models on one page need more. */
    private static final double LEAST_DISTANCE = 0.07;

    private static final double LEAST_DISTANCE_OF_OTHERS = 0.045;
    private static final double LEAST_DISTANCE_ON_DARK = 0.04;

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
    void categories_differ_in_color_and_pattern_as_long_as_there_are_any() {
        Set<Rgb> colors = new HashSet<>();
        Set<List<Double>> dashes = new HashSet<>();
        for (int i = 0; i < Palette.DISTINCT_COLORS; i++) {
            colors.add(Palette.category(i).color());
            dashes.add(Palette.category(i).dash());
        }
        assertThat(colors).hasSize(20).doesNotContain(Palette.RECORDED.color(), Palette.INK);
        assertThat(dashes).hasSize(11);
        assertThat(Palette.category(20).color()).isEqualTo(Palette.category(0).color());
        assertThat(Palette.category(20).dash()).isNotEqualTo(Palette.category(0).dash());
    }

    @Test
    void categories_stand_out_on_their_paper() {
        for (int i = 0; i < Palette.DISTINCT_COLORS; i++) {
            Rgb color = Palette.category(i).color();
            assertThat(ColorVision.contrast(color, Rgb.WHITE)).as(color.hex()).isGreaterThanOrEqualTo(LEAST_CONTRAST);
            assertThat(ColorVision.contrast(Palette.onDark(color), Palette.onDark(Rgb.WHITE)))
                    .as(Palette.onDark(color).hex())
                    .isGreaterThanOrEqualTo(LEAST_CONTRAST);
        }
    }

    @Test
    void categories_can_be_told_apart_with_any_color_vision() {
        for (int i = 0; i < Palette.DISTINCT_COLORS; i++) {
            for (int k = 0; k < i; k++) {
                Rgb a = Palette.category(i).color();
                Rgb b = Palette.category(k).color();
                double least = i < Palette.DISTINCT_PATTERNS ? LEAST_DISTANCE : LEAST_DISTANCE_OF_OTHERS;
                assertThat(ColorVision.distance(a, b))
                        .as(a.hex() + " " + b.hex())
                        .isGreaterThan(least);
                assertThat(ColorVision.distance(Palette.onDark(a), Palette.onDark(b)))
                        .as(Palette.onDark(a).hex() + " " + Palette.onDark(b).hex())
                        .isGreaterThan(LEAST_DISTANCE_ON_DARK);
            }
        }
    }

    @Test
    void the_dark_scheme_replaces_every_color_of_the_palette() {
        String css = DarkScheme.css();

        assertThat(css)
                .contains("[fill=\"#ffffff\"] { fill: var(--figure-paper, #15181b); }\n")
                .contains("[stroke=\"#1a1a1a\"] { stroke: var(--figure-ink, #e7e9eb); }\n")
                .contains("[fill=\"#0072b2\"] { fill: #5aabe6; }\n")
                .contains("[stroke=\"#000000\"] { stroke: #ffffff; }\n");
        // paper, ink, recorded, faint, neutral with a paler one, and each category's color with a paler one
        assertThat(css.lines()).hasSize(2 * (6 + 2 * Palette.DISTINCT_COLORS));
        assertThat(Palette.onDark(Rgb.of(0x123456))).isEqualTo(Rgb.of(0x123456));
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
