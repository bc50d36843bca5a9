package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.hypercolumn.doctor.Finding.Kind;

/** Looks for numbers that may stand for what was not recorded: -1, -999, 9999, what a masked array is filled with, and trials of zeros. */
final class PlaceholderChecks {
    /** Numbers that programs and people write for what is missing. */
    private static final Set<Float> USUAL = Set.of(
            -1f,
            -9f,
            -99f,
            -999f,
            -9999f,
            -99999f,
            99f,
            999f,
            9999f,
            99999f,
            999999f,
            -32768f,
            32767f,
            65535f,
            1e20f,
            -1e20f,
            1e30f,
            9.96921e36f); // the last three: numpy's masked arrays, and netCDF

    private static final double FAR = 3; // times as large as any other number
    private static final double VERY_FAR = 1000; // so that any number is suspect

    private static final double RARE = 0.01; // of all responses, so that zeros are not silence between spikes
    private static final String REMEDY = "if they do, save NaN in their place; nothing, if they were measured";

    private PlaceholderChecks() {}

    static List<Finding> of(Recording recording) {
        List<Finding> findings = new ArrayList<>();
        recording.tiers().forEach((name, tier) -> {
            responses(tier).finding(name + " responses").ifPresent(findings::add);
            emptyTrials(name, tier).ifPresent(findings::add);
            if (!tier.stimuli().bytes()) {
                pixels(tier).finding("pixels of " + name + " images").ifPresent(findings::add);
            }
        });
        return findings;
    }

    /** Trials of zeros only, where zeros are rare otherwise: arrays of unequally many repeats are often padded so. */
    private static Optional<Finding> emptyTrials(String name, Tier tier) {
        long trials = 0;
        long empty = 0;
        long zeros = 0; // in other trials
        for (int image = 0; image < tier.count(); image++) {
            for (float[] trial : trials(tier, image)) {
                int own = 0;
                for (float response : trial) {
                    own += response == 0 ? 1 : 0;
                }
                trials++;
                empty += own == trial.length ? 1 : 0;
                zeros += own == trial.length ? 0 : own;
            }
        }
        boolean rare = zeros <= RARE * (trials - empty) * tier.neurons();
        if (tier.neurons() < 2 || empty == 0 || empty == trials || !rare) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Kind.PLACEHOLDER,
                "%d of %d presentations of %s images have a response of 0 in every neuron, and other responses are hardly ever 0: they may stand for what was not recorded"
                        .formatted(empty, trials, name),
                REMEDY));
    }

    private static List<float[]> trials(Tier tier, int image) {
        Optional<Trials> trials = tier.responses().trials();
        if (trials.isPresent()) {
            return trials.get().stimulus(image);
        }
        float[] responses = new float[tier.neurons()];
        for (int neuron = 0; neuron < responses.length; neuron++) {
            responses[neuron] = tier.responses().at(image, neuron);
        }
        return List.of(responses);
    }

    private static Extremes responses(Tier tier) {
        var extremes = new Extremes();
        Optional<Trials> trials = tier.responses().trials();
        for (int neuron = 0; neuron < tier.neurons(); neuron++) {
            if (trials.isPresent()) {
                for (float[] shown : trials.get().neuron(neuron)) {
                    extremes.add(shown);
                }
            } else {
                extremes.add(tier.responses().neuron(neuron));
            }
        }
        return extremes;
    }

    private static Extremes pixels(Tier tier) {
        var extremes = new Extremes();
        float[] pixels = new float[tier.stimuli().height() * tier.stimuli().width()];
        for (int image = 0; image < tier.count(); image++) {
            tier.stimuli().copyTo(image, pixels, 0);
            extremes.add(pixels);
        }
        return extremes;
    }

    /**
     * The smallest and the largest of many numbers, how often each is there, and the next ones.
     *
     * <p>Mutable: grows with every number.
     */
    private static final class Extremes {
        private float smallest = Float.POSITIVE_INFINITY;
        private float nextSmallest = Float.POSITIVE_INFINITY;
        private float largest = Float.NEGATIVE_INFINITY;
        private float nextLargest = Float.NEGATIVE_INFINITY;
        private long timesSmallest;
        private long timesLargest;
        private long count;

        void add(float[] values) {
            for (float value : values) {
                if (Float.isFinite(value)) {
                    count++;
                    low(value);
                    high(value);
                }
            }
        }

        private void low(float value) {
            if (value < smallest) {
                nextSmallest = smallest;
                smallest = value;
                timesSmallest = 1;
            } else if (value == smallest) {
                timesSmallest++;
            } else if (value < nextSmallest) {
                nextSmallest = value;
            }
        }

        private void high(float value) {
            if (value > largest) {
                nextLargest = largest;
                largest = value;
                timesLargest = 1;
            } else if (value == largest) {
                timesLargest++;
            } else if (value > nextLargest) {
                nextLargest = value;
            }
        }

        Optional<Finding> finding(String what) {
            if (!Float.isFinite(nextSmallest) || !Float.isFinite(nextLargest)) {
                return Optional.empty(); // all numbers are the same, or there are none
            }
            boolean low = timesSmallest > 1
                    && smallest < 0
                    && isSuspect(smallest, Math.max(Math.abs(nextSmallest), Math.abs(largest)), nextSmallest >= 0);
            boolean high = timesLargest > 1
                    && isSuspect(largest, Math.max(Math.abs(nextLargest), low ? 0 : Math.abs(smallest)), false);
            if (!low && !high) {
                return Optional.empty();
            }
            return Optional.of(new Finding(
                    Kind.PLACEHOLDER,
                    String.format(
                            Locale.ROOT,
                            "%d of %d %s are %s, all others %.4g to %.4g: they may stand for what was not recorded",
                            low ? timesSmallest : timesLargest,
                            count,
                            what,
                            number(low ? smallest : largest),
                            low ? nextSmallest : smallest,
                            low ? largest : nextLargest),
                    REMEDY));
        }

        private static String number(float value) {
            return Math.abs(value) < 1e7 ? DecimalText.of(value) : String.format(Locale.ROOT, "%.3g", value);
        }

        /** Whether a number stands so far from all others, of at most this size, that it may mean none. */
        private static boolean isSuspect(float value, float others, boolean onlyNegative) {
            boolean usual = USUAL.contains(value);
            return (usual && onlyNegative) || Math.abs(value) > (usual ? FAR : VERY_FAR) * others;
        }
    }
}
