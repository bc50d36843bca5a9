package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hypercolumn.model.Architecture;
import org.junit.jupiter.api.Test;

class FitScheduleTest {

    private static List<Fit> fits(Architecture model, int neurons) {
        return IntStream.range(0, neurons)
                .mapToObj(neuron -> new Fit(model, neuron, 1, 1))
                .toList();
    }

    @Test
    void threads_share_the_fits() {
        assertThat(FitSchedule.length(fits(SmallRecordings.tiny(), 6), Set.of(), fit -> 5, 2))
                .isEqualTo(15);
    }

    @Test
    void the_last_fit_has_one_thread_only() {
        // 2 + 2 + 2 + 1 of 7
        assertThat(FitSchedule.length(fits(SmallRecordings.tiny(), 7), Set.of(), fit -> 5, 2))
                .isEqualTo(20);
    }

    @Test
    void more_threads_than_fits_are_of_no_use() {
        assertThat(FitSchedule.length(fits(SmallRecordings.tiny(), 3), Set.of(), fit -> 5, 11))
                .isEqualTo(5);
    }

    @Test
    void what_is_there_takes_no_time() {
        List<Fit> fits = fits(SmallRecordings.tiny(), 5);

        assertThat(FitSchedule.length(fits, Set.of(fits.get(0), fits.get(3)), fit -> 5, 1))
                .isEqualTo(15);
        assertThat(FitSchedule.length(fits, Set.copyOf(fits), fit -> 5, 2)).isZero();
    }

    @Test
    void a_stage_waits_for_the_one_before() {
        List<Fit> fits = List.of(
                new Fit(SmallRecordings.stage(), 0, 1, 1),
                new Fit(SmallRecordings.child(), 0, 1, 1),
                new Fit(SmallRecordings.grandchild(), 0, 1, 1));

        assertThat(FitSchedule.length(fits, Set.of(), fit -> 7, 3)).isEqualTo(21);
        assertThat(FitSchedule.length(fits, Set.of(fits.get(0)), fit -> 7, 3)).isEqualTo(14);
    }
}
