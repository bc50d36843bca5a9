package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final Terminal.Size SIZE = new Terminal.Size(5, 11);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(bytes, false, StandardCharsets.UTF_8));

    /** What a terminal gets of a frame, with escapes as {@code ^}. */
    private String shown(Terminal.Size size, String... lines) {
        bytes.reset();
        assertThat(screen.show(List.of(lines), size)).isTrue();
        return bytes.toString(StandardCharsets.UTF_8).replace('\u001b', '^').replace("\r\n", "\n");
    }

    @Test
    void shows_lines_below_what_was_there() {
        assertThat(shown(SIZE, "one", "", "three")).isEqualTo("^[?7lone^[K\n^[K\nthree^[K\n^[J^[?7h");
    }

    @Test
    void shows_lines_in_place_of_those_before() {
        shown(SIZE, "one", "two", "three");

        assertThat(shown(SIZE, "1")).isEqualTo("^[?7l^[3A\r1^[K\n^[J^[?7h");
        assertThat(shown(SIZE, "a", "b")).isEqualTo("^[?7l^[1A\ra^[K\nb^[K\n^[J^[?7h");
    }

    @Test
    void cuts_what_is_too_wide() {
        assertThat(shown(SIZE, "12345678901", "123456789012"))
                .isEqualTo("^[?7l12345678901^[K\n12345678901^[K\n^[J^[?7h");
    }

    @Test
    void escapes_what_a_name_would_do_to_the_terminal() {
        assertThat(shown(new Terminal.Size(5, 40), "a\u009b2J\u202e\rb\nc"))
                .isEqualTo("^[?7la\\u009b2J\\u202e\\u000db\\u000ac^[K\n^[J^[?7h");
    }

    @Test
    void leaves_out_lines_that_there_is_no_room_for_and_says_so() {
        // four rows, and one for the cursor
        assertThat(shown(SIZE, "a", "b", "c", "d")).contains("c^[K\nd^[K\n");
        assertThat(shown(new Terminal.Size(5, 80), "a", "b", "c", "d", "e"))
                .endsWith("b^[K\nc^[K\nand 2 more lines; --once shows all^[K\n^[J^[?7h");
        assertThat(shown(new Terminal.Size(1, 80), "a", "b"))
                .endsWith("and 2 more lines; --once shows all^[K\n^[J^[?7h");
    }

    @Test
    void begins_at_the_top_when_the_terminal_has_another_size() {
        shown(SIZE, "one", "two");

        assertThat(shown(new Terminal.Size(5, 7), "one")).isEqualTo("^[?7l^[H^[2Jone^[K\n^[J^[?7h");
        assertThat(shown(new Terminal.Size(5, 7), "one")).startsWith("^[?7l^[1A");
    }

    @Test
    void says_when_nobody_can_see_it() {
        OutputStream closed = OutputStream.nullOutputStream();
        var out = new PrintStream(closed, false, StandardCharsets.UTF_8);
        out.close();

        assertThat(new Screen(out).show(List.of("one"), SIZE)).isFalse();
    }
}
