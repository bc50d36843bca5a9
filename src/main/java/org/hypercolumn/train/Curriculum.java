package org.hypercolumn.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.model.Appendix;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Inheritance;
import org.hypercolumn.model.Presets;

/**
 * Models in an order in which they can be fitted: each after those that it starts from.
 *
 * @param models all of them, each once
 * @param additions those among them that were not asked for, in the same order
 */
public record Curriculum(List<Architecture> models, List<Addition> additions) {

    /**
     * A model that was not asked for.
     *
     * @param model what is fitted too
     * @param neededBy the first model that starts from it
     */
    public record Addition(Architecture model, Architecture neededBy) {}

    public Curriculum {
        models = List.copyOf(models);
        additions = List.copyOf(additions);
    }

    /**
     * The models asked for, with the presets known besides.
     *
     * @throws IllegalArgumentException as {@link #of(List, List)}
     */
    public static Curriculum of(List<Architecture> asked) {
        return of(asked, List.of());
    }

    /**
     * The models asked for in their order, but what one of them starts from before it.
     *
     * @param known where to look for what is not asked for, besides the presets
     * @throws IllegalArgumentException if a model starts from one that is not known, from itself, by whatever way, or from one
     *     that has no such parts, or if two networks have one id; the message says which
     */
    public static Curriculum of(List<Architecture> asked, List<Architecture> known) {
        var search = new Search(new LinkedHashSet<>(asked));
        Presets.ids().forEach(id -> search.know(Presets.of(id)));
        Appendix.ids().forEach(id -> search.know(Presets.of(id)));
        known.forEach(search::know);
        asked.forEach(search::know);
        asked.forEach(search::visit);
        return new Curriculum(search.ordered, search.additions);
    }

    /** Goes from each model to those that it starts from, depth first. Mutable. */
    private static final class Search {

        private final Set<Architecture> asked;
        /** By ids in small letters: not every system tells files apart by the case of their names. */
        private final Map<String, Architecture> known = new LinkedHashMap<>();

        private final List<Architecture> ordered = new ArrayList<>();
        private final List<Addition> additions = new ArrayList<>();
        private final List<Architecture> path = new ArrayList<>();

        Search(Set<Architecture> asked) {
            this.asked = asked;
        }

        void know(Architecture model) {
            Architecture there = known.putIfAbsent(model.id().toLowerCase(Locale.ROOT), model);
            if (there != null && !there.equals(model)) {
                throw new IllegalArgumentException(
                        "architecture %s: is another network than the %s that is known; give it an id of its own"
                                .formatted(model.id(), there.id()));
            }
        }

        void visit(Architecture model) {
            if (ordered.contains(model)) {
                return;
            }
            if (path.contains(model)) {
                throw startsFromItself(model);
            }
            path.add(model);
            for (String id : model.parents()) {
                Architecture parent = parent(model, id);
                Inheritance.check(model, parent);
                visit(parent);
            }
            path.remove(path.size() - 1);
            ordered.add(model);
            if (!asked.contains(model)) {
                additions.add(new Addition(model, path.get(path.size() - 1)));
            }
        }

        private Architecture parent(Architecture model, String id) {
            Architecture parent = known.get(id.toLowerCase(Locale.ROOT));
            if (parent == null || !parent.id().equals(id)) {
                String hint = EditDistance.hint(id, List.copyOf(known.keySet()));
                throw new IllegalArgumentException(
                        "architecture %s: starts from '%s', which is not known%s give its file too if it is yours"
                                .formatted(model.id(), id, hint.isEmpty() ? ";" : hint));
            }
            return parent;
        }

        private IllegalArgumentException startsFromItself(Architecture model) {
            List<String> way = new ArrayList<>();
            path.subList(path.indexOf(model), path.size()).forEach(on -> way.add(on.id()));
            way.add(model.id());
            return new IllegalArgumentException(
                    "architecture %s: starts from itself (%s); let one of them begin anew or from another model"
                            .formatted(model.id(), String.join(" from ", way)));
        }
    }
}
