package org.hypercolumn.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was recorded at one site: the same N neurons and images of one size in all tiers.
 *
 * @param site the site's name
 * @param training images to learn from
 * @param validation images to choose the epoch by; absent if the recording does not set them aside
 * @param test images to report on; absent if the recording does not set them aside
 * @param labels neuron ids, degrees of visual angle a pixel, unit of the responses
 * @param sha256 file name to SHA-256 in hexadecimal of each file read, in the order of reading; empty if not from files
 */
public record Recording(
        String site,
        Tier training,
        Optional<Tier> validation,
        Optional<Tier> test,
        RecordingLabels labels,
        Map<String, String> sha256) {
    /**
     * Puts tiers together.
     *
     * @throws IllegalArgumentException if they differ in image size or number of neurons, or there is not one id a neuron
     */
    public Recording {
        if (labels.neuronIds().count() != training.neurons()) {
            throw new IllegalArgumentException("recording %s: expected an id for each of %d neurons, got %d"
                    .formatted(site, training.neurons(), labels.neuronIds().count()));
        }
        sha256 = Collections.unmodifiableMap(new LinkedHashMap<>(sha256));
        checkSame(site, "validation", validation, training);
        checkSame(site, "test", test, training);
    }

    /** A recording that says nothing of itself. */
    public Recording(
            String site, Tier training, Optional<Tier> validation, Optional<Tier> test, Map<String, String> sha256) {
        this(site, training, validation, test, RecordingLabels.none(training.neurons()), sha256);
    }

    /** The tiers that there are by the names that files give them: {@code train}, {@code val}, {@code test}, in this order. */
    public Map<String, Tier> tiers() {
        Map<String, Tier> tiers = new LinkedHashMap<>();
        tiers.put("train", training);
        validation.ifPresent(tier -> tiers.put("val", tier));
        test.ifPresent(tier -> tiers.put("test", tier));
        return tiers;
    }

    /** N, how many neurons there are. */
    public int neurons() {
        return training.neurons();
    }

    /** H of every image in pixels. */
    public int height() {
        return training.stimuli().height();
    }

    /** W of every image in pixels. */
    public int width() {
        return training.stimuli().width();
    }

    private static void checkSame(String site, String name, Optional<Tier> tier, Tier training) {
        String expected = size(training);
        String got = tier.map(Recording::size).orElse(expected);
        if (!got.equals(expected)) {
            throw new IllegalArgumentException(
                    "recording %s: expected %s as in training, got %s in %s".formatted(site, expected, got, name));
        }
    }

    /** What all tiers have in common, in words. */
    public static String size(Tier tier) {
        return "images of %d x %d pixels and %d neurons"
                .formatted(tier.stimuli().height(), tier.stimuli().width(), tier.neurons());
    }
}
