package org.hypercolumn.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TypefaceTest {
    /** Sums of a few widths in double. */
    private static final double ROUNDING = 1e-12;

    @Test
    void letters_are_as_wide_as_those_of_arial() {
        // Arial's widths in 2048ths: A 1366, 5 1139, space 569, i 455
        assertThat(Typeface.width("A", 2048)).isCloseTo(1366, within(ROUNDING));
        assertThat(Typeface.width("5 i", 2048)).isCloseTo(1139 + 569 + 455, within(ROUNDING));
        assertThat(Typeface.width("A", 7)).isCloseTo(7 * 1366 / 2048.0, within(ROUNDING));
    }

    @Test
    void an_outline_stands_on_the_base_line() {
        Typeface.Glyph l = Typeface.glyph('l');

        // Liberation's l is a bar 1484 high
        assertThat(l.outlines()).hasSize(1);
        assertThat(l.outlines().get(0)).extracting(Point::y).allMatch(y -> y <= 0 && y >= -1484 / 2048.0);
        assertThat(l.outlines().get(0)).extracting(Point::y).contains(0.0, -1484 / 2048.0);
    }

    @Test
    void a_letter_with_a_hole_has_two_outlines() {
        assertThat(Typeface.glyph('o').outlines()).hasSize(2);
        assertThat(Typeface.glyph(' ').outlines()).isEmpty();
    }

    @Test
    void the_letters_of_our_titles_are_there() {
        double box = Typeface.glyph(0x10ffff).width();

        assertThat("ΔF/F\u2212\u2026µ²±×°".codePoints())
                .allSatisfy(c -> assertThat(Typeface.glyph(c).outlines())
                        .isNotEqualTo(Typeface.glyph(0x10ffff).outlines()));
        assertThat(box).isPositive();
    }

    @Test
    void a_long_text_is_cut_with_an_ellipsis() {
        // 7.5 points: W is 1933 wide, the ellipsis 2048, so that 3 W and it are 28.7 points
        assertThat(Lettering.fitted("WWWWW", Shape.Font.LABEL, 29)).isEqualTo("WWW\u2026");
        assertThat(Lettering.fitted("WWWWW", Shape.Font.LABEL, 36)).isEqualTo("WWWWW");
        assertThat(Lettering.fitted("WWWWW", Shape.Font.LABEL, 3)).isEmpty();
    }

    @Test
    void a_cut_does_not_split_a_character() {
        assertThat(Lettering.fitted("\ud835\udd38\ud835\udd38\ud835\udd38", Shape.Font.LABEL, 14))
                .matches("(\ud835\udd38)*\u2026");
    }

    @Test
    void characters_that_no_file_may_hold_are_replaced() {
        assertThat(Lettering.clean("a\u0000b\ud800c\ufffed\u0085e")).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde");
        assertThat(Lettering.clean("one\ntwo\tthree")).isEqualTo("one two three");
        assertThat(Lettering.clean("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    }
}
