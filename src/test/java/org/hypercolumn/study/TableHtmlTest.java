package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hypercolumn.train.Protocol;
import org.junit.jupiter.api.Test;

class TableHtmlTest {

    private static String html(TableKind kind, List<String> notes) {
        return SmallTables.handMade(kind, Protocol.PAPER, List.of(1L, 2L), notes)
                .html();
    }

    @Test
    void a_row_has_the_numbers_of_the_other_kinds_of_table() {
        assertThat(html(TableKind.TABLE_1, List.of()))
                .contains("<tr><th scope=\"row\" data-model=\"rf-cnn\">rf-cnn</th><td>302</td>"
                        + "<td>0.498 <span class=\"interval\">[0.481, 0.515]</span></td><td>+5.1 %</td>"
                        + "<td><strong>&lt;0.001</strong></td>");
    }

    @Test
    void what_is_below_zero_has_a_minus_sign() {
        assertThat(html(TableKind.TABLE_1, List.of()))
                .contains(
                        "<td>\u22120.042 <span class=\"interval\">[\u22120.051, 0.033]</span></td><td>\u2212108.8 %</td>");
    }

    @Test
    void what_is_undefined_is_a_dash() {
        assertThat(html(TableKind.TABLE_1, List.of()))
                .doesNotContain("NaN")
                .contains("<td>– <span class=\"interval\"></span></td><td>–</td><td>–</td></tr>");
    }

    @Test
    void columns_and_rows_have_headers_that_say_what_they_head() {
        assertThat(html(TableKind.TABLE_1, List.of()))
                .contains(
                        "<thead><tr><th scope=\"col\" class=\"names\">model</th><th scope=\"col\">n</th><th scope=\"col\">CORR</th>")
                .contains("<caption>Table 1. ");
        assertThat(html(TableKind.TABLE_3, List.of()))
                .contains("<thead><tr><th scope=\"col\">share</th><th scope=\"col\" class=\"names\">model</th>")
                .contains("<tr><td>12.5 %</td><th scope=\"row\" data-model=\"ff-cnn\">ff-cnn</th>");
    }

    @Test
    void notes_stand_below_and_are_no_markup() {
        assertThat(html(TableKind.TABLE_1, List.of("<img src=x onerror=\"a\"> & co")))
                .contains("<p>&lt;img src=x onerror=&quot;a&quot;&gt; &amp; co</p>")
                .contains(
                        "(the same images chose the epoch); responses scaled to a standard deviation of 1; seeds 1, 2, averaged for each neuron");
    }
}
