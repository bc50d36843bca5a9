package org.hypercolumn.prepare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.RecordingLabels;
import org.hypercolumn.data.Tier;

/**
 * A recording on the way: it may lack its training images until they are split.
 *
 * @param tiers one or more of {@code train}, {@code val}, {@code test}, in this order
 */
record Draft(String site, Map<String, Tier> tiers, RecordingLabels labels, Map<String, String> sha256) {
    private static final List<String> ORDER = List.of("train", "val", "test");

    Draft {
        Map<String, Tier> given = tiers;
        Map<String, Tier> ordered = new LinkedHashMap<>();
        ORDER.stream().filter(given::containsKey).forEach(name -> ordered.put(name, given.get(name)));
        tiers = Collections.unmodifiableMap(ordered);
    }

    static Draft of(Recording recording) {
        return new Draft(recording.site(), recording.tiers(), recording.labels(), recording.sha256());
    }

    Draft withTiers(Map<String, Tier> changed) {
        return new Draft(site, changed, labels, sha256);
    }

    Draft withLabels(RecordingLabels changed) {
        return new Draft(site, tiers, changed, sha256);
    }

    /** What is the same in all tiers. */
    private Tier any() {
        return tiers.values().iterator().next();
    }

    int neurons() {
        return any().neurons();
    }

    Size size() {
        return new Size(any().stimuli().height(), any().stimuli().width());
    }

    /** How many images there are in all tiers. */
    int images() {
        return tiers.values().stream().mapToInt(Tier::count).sum();
    }

    /** How many in each, such as {@code train 12, val 4}. */
    String counts() {
        return tiers.entrySet().stream()
                .map(tier -> tier.getKey() + " " + tier.getValue().count())
                .collect(Collectors.joining(", "));
    }

    Recording recording() {
        Tier training = tiers.get("train");
        if (training == null) {
            throw new IllegalArgumentException(
                    "prepare: expected training images, got only %s; keep the tier train or split anew"
                            .formatted(counts()));
        }
        return new Recording(
                site,
                training,
                Optional.ofNullable(tiers.get("val")),
                Optional.ofNullable(tiers.get("test")),
                labels,
                sha256);
    }
}
