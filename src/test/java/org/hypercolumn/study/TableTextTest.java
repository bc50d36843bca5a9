package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hypercolumn.train.Protocol;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;

/** The forms that people read; the files table1 in the resources pin each whole. */
class TableTextTest {

    private static final String NOTE = "Neurons without PT_J (50 % & <all>): rf-cnn for 1 of 302.";

    private static final StudyTable TABLE =
            SmallTables.handMade(TableKind.TABLE_1, Protocol.PAPER, List.of(1L, 2L), List.of(NOTE));

    private static final StudyTable BY_SHARE =
            SmallTables.handMade(TableKind.TABLE_3, Protocol.HOLDOUT, List.of(7L), List.of());

    private static String pinned(String name) throws IOException {
        try (InputStream in = TableTextTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void of_a_terminal_has_a_block_a_metric() throws IOException {
        assertThat(TABLE.text()).isEqualTo(pinned("table1.txt"));
    }

    @Test
    void of_a_terminal_has_the_share_where_there_are_several() {
        assertThat(BY_SHARE.text()).contains("""

                        share    PT_J        n     mean  95 % interval       change  p (Holm)
                        12.5 %   ff-cnn    302   47.4 %  [45.5, 49.2]      baseline
                        """).containsPattern("mean\\sof\\sff-cnn\\sat\\sthe\\ssame\\sshare");
    }

    @Test
    void of_a_terminal_has_no_line_of_more_than_100_characters() {
        String longest = "a".repeat(99) + "z";
        StudyTable table = StudyTables.of(
                        SmallTables.random(TrainingPlan.paper(), 5, List.of("ff-cnn", "b".repeat(34), longest)))
                .tables()
                .get(0);

        assertThat(table.text().lines()).allMatch(line -> line.length() <= 100);
        assertThat(table.text())
                .contains("\n" + "b".repeat(34) + "      5  ")
                .contains("\n" + "a".repeat(15) + "..." + "a".repeat(14) + "z       5  ");
    }

    @Test
    void of_markdown_has_a_row_a_model() throws IOException {
        assertThat(TABLE.markdown()).isEqualTo(pinned("table1.md"));
    }

    @Test
    void of_markdown_has_the_share_where_there_are_several() {
        assertThat(BY_SHARE.markdown())
                .contains("\n| share | model | n | CORR | change | p (Holm) | PT")
                .contains("\n| --- | --- | --: | :-- | --: | --: |")
                .contains("\n| 12.5 % | ff-cnn | 302 | 0.474 \\[0.455, 0.492\\] | baseline |  |");
    }

    @Test
    void of_latex_needs_nothing_but_booktabs() throws IOException {
        assertThat(TABLE.latex()).isEqualTo(pinned("table1.tex"));
    }

    @Test
    void of_latex_has_the_share_where_there_are_several() {
        assertThat(BY_SHARE.latex())
                .contains("\\begin{tabular}{@{}llrllrr@{}}")
                .contains("\nShare & Model & $n$ & ")
                .contains("\n\\multicolumn{7}{@{}l}{\\textbf{PT\\_S}} \\\\\n12.5\\,\\% & ff-cnn & 302 & 47.4\\,\\% & ");
    }

    /** A line that begins anew could be a heading, two line breaks a paragraph, which LaTeX refuses in a caption. */
    @Test
    void keeps_a_name_within_its_cell() {
        StudyTable table = StudyTables.of(SmallTables.random(
                        TrainingPlan.paper(), 3, List.of("ff-cnn", "a|b\n# c\u2028&lt;\u202e~~d~~ $e$")))
                .tables()
                .get(0);

        assertThat(table.markdown())
                .contains("\n| a\\|b\\\\u000a\\# c\\\\u2028\\&lt;\\\\u202e\\~\\~d\\~\\~ \\$e\\$ | 3 | ");
        assertThat(table.latex()).contains("\na$|$b\\textbackslash{}u000a\\# c\\textbackslash{}u2028\\&lt;");
    }

    @Test
    void of_latex_escapes_whatever_a_name_may_hold() {
        StudyTable table = StudyTables.of(
                        SmallTables.random(TrainingPlan.paper(), 3, List.of("ff-cnn", "a&b%c$d#e_f{g}h~i^j\\k<l>m|n")))
                .tables()
                .get(0);

        assertThat(table.latex())
                .contains("\na\\&b\\%c\\$d\\#e\\_f\\{g\\}h\\textasciitilde{}i\\textasciicircum{}j\\textbackslash{}k$<$l"
                        + "$>$m$|$n & 3 & ");
    }
}
