package org.hypercolumn.prepare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Tier;

/** Takes a {@link Selection} of a draft. */
final class Selecting {
    private Selecting() {}

    static Draft apply(Selection selection, Draft draft, List<String> steps) {
        Draft chosen = draft;
        if (selection.tiers().isPresent()) {
            chosen = tiers(selection.tiers().get(), chosen);
            steps.add("tiers: %s kept".formatted(chosen.counts()));
        }
        if (selection.images().isPresent() || selection.imageIds().isPresent()) {
            int before = chosen.images();
            chosen = selection.images().isPresent()
                    ? imagesAt(selection.images().get(), chosen)
                    : imagesOf(selection.imageIds().orElseThrow(), chosen);
            steps.add("images: %d of %d kept".formatted(chosen.images(), before));
        }
        if (selection.neurons().isPresent() || selection.neuronIds().isPresent()) {
            int before = chosen.neurons();
            chosen = neurons(
                    selection.neurons().isPresent()
                            ? places(selection.neurons().get(), before)
                            : places(
                                    selection.neuronIds().orElseThrow(),
                                    chosen.labels().neuronIds()),
                    chosen);
            steps.add("neurons: %d of %d kept".formatted(chosen.neurons(), before));
        }
        return chosen;
    }

    private static Draft tiers(List<String> names, Draft draft) {
        Map<String, Tier> kept = new LinkedHashMap<>();
        for (String name : names) {
            Tier tier = draft.tiers().get(name);
            if (tier == null) {
                throw new IllegalArgumentException("tiers: expected some of %s, got '%s'"
                        .formatted(String.join(", ", draft.tiers().keySet()), Excerpt.of(name)));
            }
            kept.put(name, tier);
        }
        return draft.withTiers(kept);
    }

    private static Draft imagesAt(List<Integer> places, Draft draft) {
        TreeSet<Integer> wanted = new TreeSet<>(places);
        if (wanted.isEmpty() || wanted.first() < 0 || wanted.last() >= draft.images()) {
            throw new IllegalArgumentException("images: expected some of 0 to %d (%s), got %s"
                    .formatted(draft.images() - 1, draft.counts(), wanted.isEmpty() ? "none" : wanted.last()));
        }
        int[] next = {0};
        return images(
                draft,
                tier -> IntStream.range(0, tier.count())
                        .filter(image -> wanted.contains(next[0] + image))
                        .toArray(),
                tier -> next[0] += tier.count());
    }

    private static Draft imagesOf(List<String> ids, Draft draft) {
        Set<String> wanted = new LinkedHashSet<>(ids);
        Set<String> there = new LinkedHashSet<>();
        for (Tier tier : draft.tiers().values()) {
            if (!tier.labels().named()) {
                throw new IllegalArgumentException(
                        "images: expected a recording with ids of images, got one without; give places");
            }
            there.addAll(tier.labels().ids());
        }
        for (String id : wanted) {
            if (!there.contains(id)) {
                throw new IllegalArgumentException(
                        "images: expected ids of the recording, got '%s'; is it of another?".formatted(Excerpt.of(id)));
            }
        }
        return images(
                draft,
                tier -> IntStream.range(0, tier.count())
                        .filter(image -> wanted.contains(tier.labels().ids().get(image)))
                        .toArray(),
                tier -> {});
    }

    /** Which images of a tier. */
    @FunctionalInterface
    interface Images {
        int[] of(Tier tier);
    }

    /** Told that a tier is done. */
    @FunctionalInterface
    private interface Done {
        void with(Tier tier);
    }

    private static Draft images(Draft draft, Images chosen, Done done) {
        Map<String, Tier> kept = new LinkedHashMap<>();
        draft.tiers().forEach((name, tier) -> {
            int[] images = chosen.of(tier);
            done.with(tier);
            if (images.length > 0) {
                kept.put(name, images.length == tier.count() ? tier : tier.select(images));
            }
        });
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("images: expected one or more to keep, got none");
        }
        return draft.withTiers(kept);
    }

    /** The draft with some of the images of each tier; tiers without any are left out. */
    static Draft images(Draft draft, Images chosen) {
        return images(draft, chosen, tier -> {});
    }

    private static int[] places(List<Integer> neurons, int count) {
        TreeSet<Integer> wanted = new TreeSet<>(neurons);
        if (wanted.isEmpty() || wanted.first() < 0 || wanted.last() >= count) {
            throw new IllegalArgumentException("neurons: expected some of 0 to %d, got %s"
                    .formatted(count - 1, wanted.isEmpty() ? "none" : wanted.last()));
        }
        return wanted.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] places(List<String> wanted, NeuronIds ids) {
        List<Integer> places = new ArrayList<>();
        for (String id : wanted) {
            OptionalInt place = ids.indexOf(id);
            if (place.isEmpty()) {
                throw new IllegalArgumentException("neurons: expected ids of the recording, got '%s'%s"
                        .formatted(Excerpt.of(id), Excerpt.of(EditDistance.hint(id, ids.all()))));
            }
            places.add(place.getAsInt());
        }
        return places(places, ids.count());
    }

    /** The draft with some of the neurons. */
    static Draft neurons(int[] chosen, Draft draft) {
        if (chosen.length == draft.neurons()) {
            return draft;
        }
        Map<String, Tier> kept = new LinkedHashMap<>();
        draft.tiers()
                .forEach((name, tier) -> kept.put(
                        name, new Tier(tier.stimuli(), tier.responses().selectNeurons(chosen), tier.labels())));
        return draft.withTiers(kept)
                .withLabels(
                        draft.labels().withNeuronIds(draft.labels().neuronIds().select(chosen)));
    }
}
