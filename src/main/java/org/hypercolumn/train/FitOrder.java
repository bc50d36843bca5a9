package org.hypercolumn.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hypercolumn.model.Architecture;

/**
 * Which fit of a run begins next: the first that waits for no other one. A fit waits for those that it starts from. Mutable;
 * one thread's.
 */
final class FitOrder {

    private final Set<Fit> waiting;
    private final Map<Fit, List<Fit>> parents = new HashMap<>();
    private final Set<Fit> ended = new HashSet<>();

    /**
     * An order in which none has begun.
     *
     * @param fits all of the run
     * @param there those among them that have ended in an earlier session: they wait for none and come first
     * @throws IllegalArgumentException if a fit starts from one that is not among {@code fits}
     */
    FitOrder(List<Fit> fits, Set<Fit> there) {
        Map<String, Architecture> models = new HashMap<>();
        fits.forEach(fit -> models.putIfAbsent(fit.architecture().id(), fit.architecture()));
        Set<Fit> all = new HashSet<>(fits);
        this.waiting = new LinkedHashSet<>(there);
        this.waiting.addAll(fits);
        for (Fit fit : fits) {
            List<Fit> startsFrom = new ArrayList<>();
            for (String id : fit.architecture().parents()) {
                Architecture model = models.get(id);
                if (model == null || !all.contains(fit.of(model))) {
                    throw new IllegalArgumentException(
                            "%s: starts from %s, which is not fitted in this run; add it".formatted(fit, id));
                }
                startsFrom.add(fit.of(model));
            }
            parents.put(fit, there.contains(fit) ? List.of() : startsFrom);
        }
    }

    /** The next fit, which does not come again; empty if all that are left wait for others to end. */
    Optional<Fit> next() {
        for (Iterator<Fit> left = waiting.iterator(); left.hasNext(); ) {
            Fit fit = left.next();
            if (ended.containsAll(parents(fit))) {
                left.remove();
                return Optional.of(fit);
            }
        }
        return Optional.empty();
    }

    /** Notes that a fit has ended. */
    void end(Fit fit) {
        ended.add(fit);
    }

    /** The fits that one has to wait for. */
    List<Fit> parents(Fit fit) {
        return parents.getOrDefault(fit, List.of());
    }
}
