package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hypercolumn.model.Architecture;
import org.junit.jupiter.api.Test;

class FitOrderTest {

    private static Fit stage(int neuron) {
        return new Fit(SmallRecordings.stage(), neuron, 1, 1);
    }

    private static Fit child(int neuron) {
        return new Fit(SmallRecordings.child(), neuron, 1, 1);
    }

    private static Fit tiny(int neuron) {
        return new Fit(SmallRecordings.tiny(), neuron, 1, 1);
    }

    /** All that can begin now. */
    private static List<Fit> ready(FitOrder order) {
        List<Fit> ready = new ArrayList<>();
        for (Optional<Fit> next = order.next(); next.isPresent(); next = order.next()) {
            ready.add(next.get());
        }
        return ready;
    }

    @Test
    void is_that_of_the_list_where_nothing_waits() {
        List<Fit> fits = List.of(stage(4), stage(0), tiny(2));

        assertThat(ready(new FitOrder(fits, Set.of()))).isEqualTo(fits);
    }

    @Test
    void lets_a_fit_wait_for_the_one_that_it_starts_from_and_takes_the_first_that_is_free() {
        var order = new FitOrder(List.of(stage(0), stage(1), child(0), child(1), tiny(0)), Set.of());

        assertThat(ready(order)).containsExactly(stage(0), stage(1), tiny(0));
        order.end(stage(1));
        assertThat(ready(order)).containsExactly(child(1));
        order.end(tiny(0));
        assertThat(ready(order)).isEmpty();
        order.end(stage(0));
        assertThat(ready(order)).containsExactly(child(0));
        order.end(child(0));
        assertThat(ready(order)).isEmpty();
    }

    @Test
    void begins_a_child_before_a_later_model_that_is_free_too() {
        var order = new FitOrder(List.of(stage(0), child(0), tiny(0)), Set.of());
        assertThat(order.next()).contains(stage(0));
        order.end(stage(0));

        assertThat(ready(order)).containsExactly(child(0), tiny(0));
    }

    @Test
    void waits_for_the_same_share_and_seed_only() {
        Architecture stage = SmallRecordings.stage();
        Architecture child = SmallRecordings.child();
        var order = new FitOrder(
                List.of(
                        new Fit(stage, 0, 0.5, 1),
                        new Fit(stage, 0, 1, 2),
                        new Fit(child, 0, 0.5, 1),
                        new Fit(child, 0, 1, 2)),
                Set.of());
        assertThat(ready(order)).hasSize(2);

        order.end(new Fit(stage, 0, 1, 2));

        assertThat(ready(order)).containsExactly(new Fit(child, 0, 1, 2));
        assertThat(order.parents(new Fit(child, 0, 0.5, 1))).containsExactly(new Fit(stage, 0, 0.5, 1));
    }

    @Test
    void has_first_what_is_there_which_waits_for_nothing() {
        List<Fit> fits = List.of(stage(0), stage(1), child(0), child(1));
        var order = new FitOrder(fits, new LinkedHashSet<>(List.of(stage(1), child(0))));

        assertThat(ready(order)).containsExactly(stage(1), child(0), stage(0));
        assertThat(order.parents(child(0))).isEmpty();
    }

    @Test
    void refuses_a_fit_whose_start_is_not_in_the_run() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FitOrder(List.of(stage(1), child(0)), Set.of()))
                .withMessage("child neuron 0: starts from stage, which is not fitted in this run; add it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FitOrder(List.of(child(0)), Set.of()))
                .withMessage("child neuron 0: starts from stage, which is not fitted in this run; add it");
    }
}
