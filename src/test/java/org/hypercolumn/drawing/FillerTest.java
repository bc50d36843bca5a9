package org.hypercolumn.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FillerTest {
    private static final Rgb BLACK = Rgb.of(0);

    @Test
    void an_edge_is_as_gray_as_it_covers() {
        Canvas canvas = filled(List.of(rectangle(1, 1, 2.25, 3)), 1);

        assertThat(canvas.at(1, 1)).isEqualTo(BLACK);
        assertThat(canvas.at(2, 1).red()).isEqualTo(191); // a quarter covered: 255 - 64
        assertThat(canvas.at(3, 1)).isEqualTo(Rgb.WHITE);
        assertThat(canvas.at(1, 0)).isEqualTo(Rgb.WHITE);
        assertThat(canvas.at(1, 3)).isEqualTo(Rgb.WHITE);
    }

    @Test
    void upper_and_lower_edges_are_softened_too() {
        Canvas canvas = filled(List.of(rectangle(1, 1.5, 4, 2.75)), 1);

        assertThat(canvas.at(2, 1).red()).isEqualTo(128); // half: 127.5
        assertThat(canvas.at(2, 2).red()).isEqualTo(64); // three quarters: 63.75
    }

    @Test
    void a_diagonal_covers_half_of_its_pixels() {
        Canvas canvas = filled(List.of(List.of(new Point(0, 0), new Point(5, 0), new Point(0, 5))), 1);

        assertThat(canvas.at(2, 2).red()).isEqualTo(128);
        assertThat(canvas.at(1, 2)).isEqualTo(BLACK);
        assertThat(canvas.at(3, 2)).isEqualTo(Rgb.WHITE);
    }

    @Test
    void areas_that_overlap_are_painted_once() {
        Canvas canvas = filled(List.of(rectangle(1, 1, 4, 4), rectangle(2, 2, 5, 5)), 0.5);

        assertThat(canvas.at(1, 1).red()).isEqualTo(128);
        assertThat(canvas.at(3, 3).red()).isEqualTo(128);
    }

    @Test
    void an_outline_wound_the_other_way_is_a_hole() {
        List<Point> hole = List.of(new Point(2, 2), new Point(2, 3), new Point(3, 3), new Point(3, 2));

        Canvas canvas = filled(List.of(rectangle(1, 1, 5, 5), hole), 1);

        assertThat(canvas.at(2, 2)).isEqualTo(Rgb.WHITE);
        assertThat(canvas.at(3, 3)).isEqualTo(BLACK);
    }

    @Test
    void what_lies_outside_is_not_painted() {
        Canvas canvas = new Canvas(5, 7);
        Filler.fill(canvas, List.of(rectangle(-1e4, -1e4, 1e4, 1e4)), BLACK, 1, new Canvas.Window(1, 2, 3, 4));

        int painted = 0;
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 5; x++) {
                painted += canvas.at(x, y).equals(BLACK) ? 1 : 0;
            }
        }
        assertThat(painted).isEqualTo(4);
        assertThat(canvas.at(1, 2)).isEqualTo(BLACK);
        assertThat(canvas.at(2, 3)).isEqualTo(BLACK);
    }

    @Test
    void a_line_covers_its_width() {
        List<List<Point>> areas = Stroker.areas(List.of(new Point(1, 3), new Point(4, 3)), 2);

        assertThat(areas).containsExactly(rectangle(1, 2, 4, 4));
    }

    @Test
    void a_turn_is_round() {
        List<List<Point>> areas = Stroker.areas(List.of(new Point(0, 0), new Point(5, 0), new Point(5, 5)), 2);

        assertThat(areas).hasSize(3);
        assertThat(areas.get(2))
                .hasSize(16)
                .allSatisfy(corner ->
                        assertThat(StrictMath.hypot(corner.x() - 5, corner.y())).isCloseTo(1, within(1e-12)));
    }

    @Test
    void points_in_the_same_place_do_no_harm() {
        Point same = new Point(2, 2);

        assertThat(Stroker.areas(List.of(same, same, same), 2)).isEmpty();
    }

    @Test
    void dashes_go_on_around_corners() {
        List<List<Point>> parts =
                Stroker.dashes(List.of(new Point(0, 0), new Point(5, 0), new Point(5, 7)), List.of(3.0, 1.0));

        // 12 long: drawn 0 to 3, 4 to 7 (around the corner at 5), 8 to 11
        assertThat(parts)
                .containsExactly(
                        List.of(new Point(0, 0), new Point(3, 0)),
                        List.of(new Point(4, 0), new Point(5, 0), new Point(5, 2)),
                        List.of(new Point(5, 3), new Point(5, 6)));
    }

    private static Canvas filled(List<List<Point>> polygons, double opacity) {
        Canvas canvas = new Canvas(5, 7);
        Filler.fill(canvas, polygons, BLACK, opacity, canvas.window());
        return canvas;
    }

    private static List<Point> rectangle(double left, double top, double right, double bottom) {
        return List.of(new Point(left, top), new Point(right, top), new Point(right, bottom), new Point(left, bottom));
    }
}
