package org.hypercolumn.prepare;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;

/** Takes out what lacks a pixel or a response, or refuses it. */
final class Completing {
    private Completing() {}

    /**
     * Takes neurons or images out, one kind after the other.
     *
     * @throws IllegalArgumentException if nothing would be left, or something is incomplete still
     */
    static Draft apply(List<Incomplete> kinds, Draft draft, List<String> steps) {
        Draft complete = draft;
        for (Incomplete kind : kinds) {
            Draft before = complete;
            complete = kind == Incomplete.NEURONS ? withoutNeurons(complete) : withoutImages(complete);
            int out = kind == Incomplete.NEURONS
                    ? before.neurons() - complete.neurons()
                    : before.images() - complete.images();
            steps.add("incomplete %s: %d taken out".formatted(kind.name().toLowerCase(Locale.ROOT), out));
        }
        check(complete);
        return complete;
    }

    private static Draft withoutNeurons(Draft draft) {
        int[] kept = IntStream.range(0, draft.neurons())
                .filter(neuron -> draft.tiers().values().stream()
                        .allMatch(tier -> isFinite(tier.responses().neuron(neuron))))
                .toArray();
        if (kept.length == 0) {
            throw new IllegalArgumentException(
                    "incomplete neurons: expected one that has all responses, got none of %d; take out images instead"
                            .formatted(draft.neurons()));
        }
        return Selecting.neurons(kept, draft);
    }

    private static Draft withoutImages(Draft draft) {
        boolean any = draft.tiers().values().stream().anyMatch(tier -> complete(tier).length > 0);
        if (!any) {
            throw new IllegalArgumentException(
                    "incomplete images: expected one that has all responses and pixels, got none of %d; take out neurons instead"
                            .formatted(draft.images()));
        }
        return Selecting.images(draft, Completing::complete);
    }

    /** The images that have all pixels and responses. */
    private static int[] complete(Tier tier) {
        boolean[] lacking = new boolean[tier.count()];
        Responses responses = tier.responses();
        for (int neuron = 0; neuron < responses.neurons(); neuron++) {
            float[] values = responses.neuron(neuron);
            for (int image = 0; image < values.length; image++) {
                lacking[image] |= !Float.isFinite(values[image]);
            }
        }
        return IntStream.range(0, tier.count())
                .filter(image -> !lacking[image] && hasAllPixels(tier.stimuli(), image))
                .toArray();
    }

    private static boolean hasAllPixels(Stimuli stimuli, int image) {
        if (stimuli.bytes()) {
            return true;
        }
        float[] pixels = new float[stimuli.height() * stimuli.width()];
        stimuli.copyTo(image, pixels, 0);
        return isFinite(pixels);
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static void check(Draft draft) {
        draft.tiers().forEach((name, tier) -> {
            int lacking = tier.count() - complete(tier).length;
            if (lacking > 0) {
                throw new IllegalArgumentException(
                        "prepare: expected finite pixels and responses, got NaN or infinite ones at %d of %d images of tier %s; take out incomplete neurons or images"
                                .formatted(lacking, tier.count(), name));
            }
        });
    }
}
