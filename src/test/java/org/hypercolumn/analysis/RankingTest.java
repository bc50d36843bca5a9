package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void the_largest_comes_first_and_equal_values_keep_their_order() {
        assertThat(Ranking.falling(new float[] {1, 3, 2, 3, -1})).containsExactly(1, 3, 2, 0, 4);
    }

    @Test
    void zeros_of_both_signs_are_equal() {
        assertThat(Ranking.falling(new float[] {-0f, 0f, -0f})).containsExactly(0, 1, 2);
    }

    @Test
    void nan_comes_last() {
        assertThat(Ranking.falling(new float[] {Float.NaN, 1, Float.NEGATIVE_INFINITY}))
                .containsExactly(1, 2, 0);
    }
}
