package org.hypercolumn.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the neurons of a recording are called: an id each, no two the same. */
public final class NeuronIds {
    private final List<String> ids;
    private final boolean named;
    private final Map<String, Integer> places = new HashMap<>();

    private NeuronIds(List<String> ids, boolean named) {
        this.ids = List.copyOf(ids);
        this.named = named;
        for (int neuron = 0; neuron < this.ids.size(); neuron++) {
            Integer earlier = places.put(this.ids.get(neuron), neuron);
            if (earlier != null) {
                throw new IllegalArgumentException(
                        "neuron ids: expected one for each neuron, got '%s' for neurons %d and %d; give each its own"
                                .formatted(Excerpt.of(this.ids.get(neuron)), earlier, neuron));
            }
        }
    }

    /**
     * Ids that the recording gives, one a neuron.
     *
     * @throws IllegalArgumentException if two are the same
     */
    public static NeuronIds of(List<String> ids) {
        return new NeuronIds(ids, true);
    }

    /** For neurons without ids of their own: their places {@code 0 .. count - 1}, which name nothing in another recording. */
    public static NeuronIds places(int count) {
        return new NeuronIds(
                IntStream.range(0, count).mapToObj(Integer::toString).toList(), false);
    }

    /** All ids, by the neuron's index. */
    public List<String> all() {
        return ids;
    }

    /**
     * The id of one neuron.
     *
     * @throws IllegalArgumentException if there is no such neuron
     */
    public String at(int neuron) {
        if (neuron < 0 || neuron >= ids.size()) {
            throw new IllegalArgumentException(
                    "neuron ids: neuron %d of N = %d asked for".formatted(neuron, ids.size()));
        }
        return ids.get(neuron);
    }

    /** The index of the neuron with an id; empty if there is none. */
    public OptionalInt indexOf(String id) {
        Integer neuron = places.get(id);
        return neuron == null ? OptionalInt.empty() : OptionalInt.of(neuron);
    }

    /** Whether the recording gives the ids; else they are places. */
    public boolean named() {
        return named;
    }

    /** N, how many neurons there are. */
    public int count() {
        return ids.size();
    }

    /** The ids of some of the neurons, in the order given; places stay those of the whole recording. */
    public NeuronIds select(int[] selected) {
        List<String> chosen = new ArrayList<>(selected.length);
        for (int neuron : selected) {
            chosen.add(at(neuron));
        }
        return new NeuronIds(chosen, named);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NeuronIds ids && ids.named == named && ids.ids.equals(this.ids);
    }

    @Override
    public int hashCode() {
        return ids.hashCode();
    }
}
