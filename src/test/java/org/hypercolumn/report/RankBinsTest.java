package org.hypercolumn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankBinsTest {

    @Test
    void the_first_ranks_have_a_point_each_and_later_ones_share() {
        // 30 / 25 = 1 rank a point up to 50, then 50 / 25 = 2
        List<Integer> starts = RankBins.of(57, 300).starts();

        assertThat(starts.subList(0, 51))
                .isEqualTo(IntStream.range(0, 51).boxed().toList());
        assertThat(starts.subList(50, starts.size())).containsExactly(50, 52, 54, 56);
    }

    @Test
    void a_thousand_ranks_take_133_points() {
        assertThat(RankBins.of(1000, 300).starts()).hasSize(133);
    }

    @ParameterizedTest(name = "{0} ranks")
    @ValueSource(ints = {0, 1, 29, 30, 31, 997})
    void a_straight_line_stays_on_itself(int ranks) {
        RankBins bins = RankBins.of(ranks, 300);

        Values means = bins.means(IntStream.range(0, ranks).asDoubleStream().toArray());

        assertThat(means.size()).isEqualTo(bins.starts().size());
        for (int point = 0; point < means.size(); point++) {
            int end = point + 1 < means.size() ? bins.starts().get(point + 1) : ranks;
            assertThat(means.at(point)).isEqualTo((bins.starts().get(point) + end - 1) / 2.0);
        }
    }

    @Test
    void undefined_values_are_left_out_and_stay_where_there_is_no_other() {
        double[] values = IntStream.range(0, 54).mapToDouble(rank -> 1).toArray();
        values[3] = Double.NaN; // a point of its own
        values[50] = Double.NaN; // shares its point with rank 51

        Values means = RankBins.of(54, 300).means(values);

        assertThat(means.at(3)).isNaN();
        assertThat(means.at(50)).isEqualTo(1);
    }

    @Test
    void a_curve_of_other_images_is_refused() {
        assertThatThrownBy(() -> RankBins.of(5, 300).means(new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tuning curve: expected a value for each of 5 ranks, got 3");
    }

    @Test
    void a_scatter_plot_shows_all_ranks_where_there_is_room() {
        assertThat(RankBins.of(7, 7).scattered()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(RankBins.of(0, 7).scattered()).isEmpty();
    }

    @Test
    void a_scatter_plot_of_many_ranks_shows_the_first_and_others_evenly_spaced_up_to_the_last() {
        // 6 points: 2 first ranks, then 4 of the other 11, (13 - 2) / 4 = 2.75 apart back from rank 12
        RankBins bins = RankBins.of(13, 6);

        assertThat(bins.scattered()).containsExactly(0, 1, 4, 7, 10, 12);
        assertThat(bins.scattered(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
                        .at(3))
                .isEqualTo(7);
    }

    @ParameterizedTest(name = "{0} ranks")
    @ValueSource(ints = {1, 2, 299, 300, 301, 302, 997})
    void no_rank_of_a_scatter_plot_comes_twice(int ranks) {
        List<Integer> scattered = RankBins.of(ranks, 300).scattered();

        assertThat(scattered).doesNotHaveDuplicates().isSorted().hasSize(Math.min(ranks, 300));
        assertThat(scattered.get(scattered.size() - 1)).isEqualTo(ranks - 1);
    }
}
