package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hypercolumn.data.DistinctImages;
import org.hypercolumn.data.Tier;
import org.hypercolumn.doctor.Finding.Kind;

/** Looks for images that are there twice, exactly or nearly, and for images that show nothing. */
final class ImageChecks {
    private final Remedies remedies;

    ImageChecks(Remedies remedies) {
        this.remedies = remedies;
    }

    /**
     * Images that are in two parts.
     *
     * @param parts those of a fit by name
     */
    List<Finding> between(Map<String, Tier> parts) {
        List<Finding> findings = new ArrayList<>();
        for (Leak leak : Leaks.between(parts)) {
            findings.add(new Finding(
                    Kind.LEAK, leak.sentence() + ": scores on them would be too good", remedies.leak(leak)));
        }
        return findings;
    }

    /**
     * What is odd within a tier.
     *
     * @param tiers the recording's own
     */
    List<Finding> within(Map<String, Tier> tiers) {
        List<Finding> findings = new ArrayList<>();
        tiers.forEach((name, tier) -> {
            twice(name, tier, findings);
            blank(name, tier, findings);
        });
        return findings;
    }

    private void twice(String name, Tier tier, List<Finding> findings) {
        int[] numbers = DistinctImages.of(List.of(tier.stimuli())).ofSet(0);
        Map<Integer, Integer> firstOf = new LinkedHashMap<>();
        List<String> pairs = new ArrayList<>();
        for (int image = 0; image < numbers.length; image++) {
            Integer first = firstOf.putIfAbsent(numbers[image], image);
            if (first != null) {
                pairs.add(Names.image(tier, image) + " = " + Names.image(tier, first));
            }
        }
        if (!pairs.isEmpty()) {
            findings.add(new Finding(
                    Kind.DUPLICATES,
                    "%d of %d %s images %s the same as an earlier one%s (%s): each counts as an image of its own"
                            .formatted(
                                    pairs.size(),
                                    tier.count(),
                                    name,
                                    pairs.size() == 1 ? "is" : "are",
                                    tier.labels().named() ? " of another id" : "",
                                    Names.some(pairs, pair -> pair)),
                    remedies.repeats()));
        }
    }

    private static void blank(String name, Tier tier, List<Finding> findings) {
        float[] pixels = new float[tier.stimuli().height() * tier.stimuli().width()];
        BitSet blank = new BitSet();
        for (int image = 0; image < tier.count(); image++) {
            tier.stimuli().copyTo(image, pixels, 0);
            int same = 0;
            while (same < pixels.length && pixels[same] == pixels[0]) {
                same++;
            }
            blank.set(image, same == pixels.length);
        }
        if (!blank.isEmpty() && blank.cardinality() < tier.count()) {
            findings.add(new Finding(
                    Kind.BLANK_IMAGES,
                    "%d of %d %s images %s one gray level (%s)"
                            .formatted(
                                    blank.cardinality(),
                                    tier.count(),
                                    name,
                                    blank.cardinality() == 1 ? "is" : "are",
                                    Names.listed("image", blank.stream().toArray(), i -> Names.image(tier, i))),
                    "nothing, if blank screens were shown; else check how these images were saved"));
        }
    }

    /**
     * Images that are nearly the same; takes longer.
     *
     * @param parts those of a fit by name
     */
    List<Finding> near(Map<String, Tier> parts) {
        DistinctImages distinct =
                DistinctImages.of(parts.values().stream().map(Tier::stimuli).toList());
        List<Finding> findings = new ArrayList<>();
        for (NearDuplicates.Found found : NearDuplicates.of(parts, distinct)) {
            boolean within = found.earlier().equals(found.later());
            int count = found.images().size();
            String what = String.format(
                    Locale.ROOT,
                    "%d %s %s nearly the same as %s (pixels correlate by %.2f or more: %s)",
                    count,
                    found.later(),
                    count == 1 ? "image is" : "images are",
                    within ? "an earlier one" : "a " + found.earlier() + " image",
                    NearDuplicates.LEAST_CORRELATION,
                    Names.some(found.images(), pair -> pair.later() + " ~ " + pair.earlier()));
            findings.add(
                    within
                            ? new Finding(Kind.SIMILAR_IMAGES, what, "nothing, unless a split is to part them")
                            : new Finding(
                                    Kind.NEAR_DUPLICATES,
                                    what + ": a score may be of what was learned by heart",
                                    remedies.groups()));
        }
        return findings;
    }
}
