package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.DistinctImages;
import org.hypercolumn.data.ImageLabels;
import org.hypercolumn.data.Tier;
import org.hypercolumn.doctor.Leak.Sameness;
import org.hypercolumn.train.Partition;
import org.jspecify.annotations.Nullable;

/** Finds images that are in two parts of a recording. */
final class Leaks {
    private final List<String> names;
    private final List<Tier> parts;
    private final DistinctImages distinct;

    private Leaks(Map<String, Tier> parts) {
        this.names = List.copyOf(parts.keySet());
        this.parts = List.copyOf(parts.values());
        this.distinct = DistinctImages.of(this.parts.stream().map(Tier::stimuli).toList());
    }

    /**
     * Those between any two parts, in their order. An image counts once: by its pixels, else by its id, else by its group;
     * ids and groups count where both parts have them.
     *
     * @param parts by the names to be used in sentences
     */
    static List<Leak> between(Map<String, Tier> parts) {
        var search = new Leaks(parts);
        List<Leak> leaks = new ArrayList<>();
        for (int later = 1; later < search.parts.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                leaks.addAll(search.between(earlier, later));
            }
        }
        return leaks;
    }

    /** The images that a fit is fitted to as {@code train}, and those that choose the epoch and are reported on. */
    static Map<String, Tier> parts(Partition partition) {
        Map<String, Tier> parts = new LinkedHashMap<>();
        parts.put("train", partition.fitting());
        parts.putAll(partition.evaluated());
        return parts;
    }

    private List<Leak> between(int earlier, int later) {
        Tier one = parts.get(earlier);
        Tier other = parts.get(later);
        Map<Sameness, Map<Object, Integer>> places = new EnumMap<>(Sameness.class);
        for (Sameness by : Sameness.values()) {
            places.put(by, places(by, earlier));
        }
        Map<Sameness, List<Leak.Pair>> pairs = new EnumMap<>(Sameness.class);
        for (int image = 0; image < other.count(); image++) {
            for (Sameness by : Sameness.values()) {
                Object key = key(by, later, image);
                Integer found =
                        key == null ? null : places.getOrDefault(by, Map.of()).get(key);
                if (found != null) {
                    pairs.computeIfAbsent(by, missing -> new ArrayList<>())
                            .add(new Leak.Pair(Names.image(one, found), Names.image(other, image)));
                    break;
                }
            }
        }
        List<Leak> leaks = new ArrayList<>();
        for (Sameness by : Sameness.values()) {
            List<Leak.Pair> found = pairs.getOrDefault(by, List.of());
            if (!found.isEmpty()) {
                leaks.add(new Leak(by, names.get(earlier), names.get(later), found, other.count()));
            }
        }
        return leaks;
    }

    /** The first image of a part with a key, by the key. */
    private Map<Object, Integer> places(Sameness by, int part) {
        Map<Object, Integer> places = new HashMap<>();
        for (int image = 0; image < parts.get(part).count(); image++) {
            Object key = key(by, part, image);
            if (key != null) {
                places.putIfAbsent(key, image);
            }
        }
        return places;
    }

    /** What two images have in common that are the same; null where the recording does not say. */
    private @Nullable Object key(Sameness by, int part, int image) {
        ImageLabels labels = parts.get(part).labels();
        return switch (by) {
            case PIXELS -> distinct.at(part, image);
            case ID -> labels.named() ? labels.ids().get(image) : null;
            case GROUP -> labels.groups().isPresent() ? labels.groups().get().get(image) : null;
        };
    }
}
