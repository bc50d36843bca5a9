package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.train.FitScore;
import org.junit.jupiter.api.Test;

class PairedScoresTest {

    private static final double NAN = Double.NaN;

    private static final List<FitScore> ROWS = List.of(
            SmallTables.row("a", 1, 0.1),
            SmallTables.row("a", 3, NAN),
            SmallTables.row("a", 5, 0.3),
            SmallTables.row("a", 7, 0.4),
            SmallTables.row("b", 3, 0.5),
            SmallTables.row("b", 5, NAN),
            SmallTables.row("b", 7, 0.6),
            SmallTables.row("b", 1, 0.7),
            SmallTables.row("b", 9, 0.8),
            SmallTables.row("b", 11, 0.9));

    private static PairedScores pairs(String first, String second) {
        return PairedScores.of(ModelScores.of(ROWS, first, 1), ModelScores.of(ROWS, second, 1), Metric.PT_J);
    }

    @Test
    void pairs_the_neurons_that_both_models_have_a_score_for() {
        assertThat(pairs("a", "b").shared()).containsExactly(1, 7);
        assertThat(pairs("a", "b").first()).containsExactly(0.1, 0.4);
        assertThat(pairs("a", "b").second()).containsExactly(0.7, 0.6);
    }

    @Test
    void counts_the_others() {
        // neurons 1 and 7; none; 9 and 11; 3 and 5
        assertThat(pairs("a", "b").counts()).isEqualTo(new PairCounts(2, 0, 2, 2));
        assertThat(pairs("b", "a").counts()).isEqualTo(new PairCounts(2, 2, 0, 2));
        assertThat(pairs("a", "none").counts()).isEqualTo(new PairCounts(0, 4, 0, 0));
    }
}
