package org.hypercolumn.doctor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;

/**
 * What a tier is.
 *
 * @param name {@code train}, {@code val} or {@code test}
 * @param images how many
 * @param kept how pixels are kept in memory
 * @param pixels gray levels
 * @param responses means over repeats, of all neurons
 * @param repeats how often images were shown; empty without single trials
 * @param ids whether images have ids
 * @param groups how many groups of images there are; empty if the recording has none
 */
public record TierFacts(
        String name,
        int images,
        Kept kept,
        Values pixels,
        Values responses,
        Optional<Repeats> repeats,
        Ids ids,
        OptionalInt groups) {

    /** How a pixel is kept. */
    public enum Kept {
        /** In one byte: all are whole and 0 to 255. */
        BYTES,
        /** In four bytes. */
        FLOATS
    }

    /** What images are called by. */
    public enum Ids {
        /** By ids that the recording gives. */
        GIVEN,
        /** By their places, from 0. */
        PLACES
    }

    /**
     * How often images were shown, whichever neurons were recorded.
     *
     * @param fewest of any image
     * @param median over images
     * @param most of any image
     */
    public record Repeats(int fewest, double median, int most) {

        static Repeats of(Trials trials) {
            int[] counts = new int[trials.stimuli()];
            for (int image = 0; image < counts.length; image++) {
                for (int neuron = 0; neuron < trials.neurons() && counts[image] < trials.repeats(); neuron++) {
                    counts[image] = Math.max(counts[image], trials.repeats(image, neuron));
                }
            }
            Arrays.sort(counts);
            int last = counts.length - 1;
            return new Repeats(counts[0], (counts[last / 2] + counts[counts.length / 2]) / 2.0, counts[last]);
        }
    }

    static TierFacts of(String name, Tier tier) {
        Stimuli stimuli = tier.stimuli();
        Responses responses = tier.responses();
        float[] image = new float[stimuli.height() * stimuli.width()];
        Values pixels = Values.of(tier.count(), i -> {
            stimuli.copyTo(i, image, 0);
            return image;
        });
        return new TierFacts(
                name,
                tier.count(),
                stimuli.bytes() ? Kept.BYTES : Kept.FLOATS,
                pixels,
                Values.of(tier.neurons(), responses::neuron),
                responses.trials().map(Repeats::of),
                tier.labels().named() ? Ids.GIVEN : Ids.PLACES,
                tier.labels()
                        .groups()
                        .map(groups -> OptionalInt.of(new HashSet<>(groups).size()))
                        .orElse(OptionalInt.empty()));
    }
}
