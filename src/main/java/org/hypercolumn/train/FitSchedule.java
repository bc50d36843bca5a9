package org.hypercolumn.train;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** How long fits take that a {@link Trainer} makes several at a time. */
public final class FitSchedule {

    private FitSchedule() {}

    /** A fit that ends at a time, counted from the start of all. */
    private record Running(Fit fit, double end) {}

    /**
     * From the start of the first fit to the end of the last, in the unit of {@code length}. Each fit begins when a thread has
     * time for it and those that it starts from have ended.
     *
     * @param fits all of the run, in its order
     * @param there those among them that have ended
     * @param length of each of the others, 0 or more
     * @param threads fits at a time, 1 or more
     * @throws IllegalArgumentException if a fit starts from one that is not among {@code fits}
     */
    public static double length(List<Fit> fits, Set<Fit> there, ToDoubleFunction<Fit> length, int threads) {
        var order = new FitOrder(fits, there);
        var running = new PriorityQueue<>(Comparator.comparingDouble(Running::end));
        double now = 0;
        boolean ended = false;
        while (!ended) {
            Optional<Fit> next = running.size() < threads ? order.next() : Optional.empty();
            if (next.isPresent()) {
                Fit fit = next.get();
                running.add(new Running(fit, now + (there.contains(fit) ? 0 : length.applyAsDouble(fit))));
            } else if (!running.isEmpty()) {
                Running first = running.remove();
                now = first.end();
                order.end(first.fit());
            } else {
                ended = true;
            }
        }
        return now;
    }
}
