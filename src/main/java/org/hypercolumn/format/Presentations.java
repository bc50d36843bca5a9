package org.hypercolumn.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.ImageLabels;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.jspecify.annotations.Nullable;

/**
 * Collects which image was shown when, in which tier, and what the neurons did, and makes tiers of it: presentations of one
 * id in one tier become one image with that many trials, in the order of the first.
 *
 * <p>Mutable: grows with every presentation; one thread.
 */
final class Presentations {
    private static final Map<String, String> TIERS = Map.of(
            "train", "train", "training", "train", "val", "val", "valid", "val", "validation", "val", "test", "test");
    private static final List<String> LEFT_OUT = List.of("final_test", "live_test", "none", "exclude", "unused", "");

    private final int neurons;
    private final Map<String, Map<String, Shown>> tiers = new LinkedHashMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private boolean named = true;
    private boolean grouped = true;

    Presentations(int neurons) {
        this.neurons = neurons;
    }

    /** An image of a tier. */
    private record Shown(String id, @Nullable String group, int stimulus, List<float[]> trials) {}

    /** Whether presentations of a tier called so are left out. */
    static boolean isLeftOut(String tier) {
        return LEFT_OUT.contains(tier.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether a text says a tier that is read. */
    static boolean isTier(String text) {
        return TIERS.containsKey(text.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Adds an image that was shown.
     *
     * @param tier as the file says it, or null where the recording has no tiers: training
     * @param id as the file says it, or null where it has none
     * @param group as the file says it, or null where it has none
     * @param stimulus which of the stimuli that the tiers are made of
     * @param trials an array {@code [N]} each, taken over
     * @return the stimulus that stands for the image: an earlier one if it was shown before in this tier
     * @throws ArrayFormatException if no tier is called so
     */
    int add(@Nullable String tier, @Nullable String id, @Nullable String group, int stimulus, List<float[]> trials)
            throws ArrayFormatException {
        String said = tier == null ? "train" : tier.strip().toLowerCase(Locale.ROOT);
        String name = TIERS.get(said);
        if (name == null) {
            if (!LEFT_OUT.contains(said)) {
                throw new ArrayFormatException(
                        "expected tiers called train, validation or test, got '%s'; call it so if it is one of them, or say tiers: none in a mapping if these are no tiers"
                                .formatted(Excerpt.of(said)));
            }
            leftOut.merge(said, 1, Integer::sum);
            return stimulus;
        }
        named &= id != null;
        grouped &= group != null;
        Map<String, Shown> images = tiers.computeIfAbsent(name, missing -> new LinkedHashMap<>());
        String key = id == null ? Integer.toString(stimulus) : id;
        Shown shown = images.computeIfAbsent(key, missing -> new Shown(key, group, stimulus, new ArrayList<>()));
        if (group != null && !group.equals(shown.group())) {
            throw new ArrayFormatException(
                    "expected image '%s' to be of one group, got '%s' and '%s'; say groups: none in a mapping if these are no groups of images"
                            .formatted(Excerpt.of(key), Excerpt.of(String.valueOf(shown.group())), Excerpt.of(group)));
        }
        shown.trials().addAll(trials);
        return shown.stimulus();
    }

    /** What was left out, a sentence a tier. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        leftOut.forEach(
                (tier, count) -> remarks.add("%d presentations of tier '%s' are left out".formatted(count, tier)));
        return remarks;
    }

    /**
     * A tier by its name {@code train}, {@code val} or {@code test}; empty if nothing was shown in it.
     *
     * @param stimuli all that were shown
     * @param means for each stimulus the mean over its trials as the recording gives it; empty to have it computed
     * @throws ArrayFormatException if responses are NaN and gaps are refused
     */
    Optional<Tier> tier(String name, Stimuli stimuli, List<List<float[]>> means, Gaps gaps)
            throws ArrayFormatException {
        Map<String, Shown> images = tiers.get(name);
        if (images == null) {
            return Optional.empty();
        }
        List<Shown> shown = List.copyOf(images.values());
        int[] places = shown.stream().mapToInt(Shown::stimulus).toArray();
        ImageLabels labels =
                named ? ImageLabels.of(shown.stream().map(Shown::id).toList()) : ImageLabels.places(places.length);
        if (grouped) {
            labels = labels.withGroups(
                    shown.stream().map(image -> String.valueOf(image.group())).toList());
        }
        Trials trials = Trials.owning(shown.stream().map(Shown::trials).toList(), neurons);
        try {
            Responses responses = means.isEmpty()
                    ? Responses.ofTrials(trials, gaps)
                    : withTrials(Responses.ofTrials(means(means, places), gaps), trials);
            return Optional.of(new Tier(stimuli.select(places), responses, labels));
        } catch (IllegalArgumentException e) {
            throw new ArrayFormatException(
                    "%s tier: %s".formatted(name, String.valueOf(e.getMessage()).replaceFirst("^responses: ", "")));
        }
    }

    /** As of responses without means: trials that were shown once are the means themselves. */
    private static Responses withTrials(Responses means, Trials trials) {
        return trials.repeats() > 1 ? means.withTrials(trials) : means;
    }

    private Trials means(List<List<float[]>> all, int[] places) {
        return Trials.owning(Arrays.stream(places).mapToObj(all::get).toList(), neurons);
    }
}
