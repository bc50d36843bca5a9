package org.hypercolumn.format;

import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Responses;

/** Holds mean responses against the single trials that stand beside them. */
final class MeansOfTrials {
    /** Means that are farther from the given ones than this part of a neuron's largest response are other responses. */
    private static final double AGREEMENT = 1e-4;

    private MeansOfTrials() {}

    /**
     * Lets means pass that are those of the trials, up to rounding: NaN where every trial is, and nowhere else.
     *
     * @param given the means as the recording has them
     * @param name what they are called there
     * @param own the means of the trials
     * @throws ArrayFormatException if they are of other images or neurons, or other responses
     */
    static void check(Responses given, String name, Responses own) throws ArrayFormatException {
        if (own.stimuli() != given.stimuli() || own.neurons() != given.neurons()) {
            throw new ArrayFormatException("expected trials [R, %d, %d] as in %s, got [R, %d, %d]"
                    .formatted(given.stimuli(), given.neurons(), name, own.stimuli(), own.neurons()));
        }
        for (int neuron = 0; neuron < given.neurons(); neuron++) {
            float[] means = given.neuron(neuron);
            double largest = 0;
            for (float mean : means) {
                largest = Math.max(largest, Float.isFinite(mean) ? Math.abs(mean) : 0);
            }
            for (int s = 0; s < means.length; s++) {
                float mean = own.at(s, neuron);
                boolean agree = Float.compare(mean, means[s]) == 0
                        || Math.abs((double) mean - means[s]) <= AGREEMENT * largest; // false where one is NaN
                if (!agree) {
                    throw new ArrayFormatException(
                            "expected trials whose means are %s, got %s for %s at stimulus %d, neuron %d (counted from 0); find out which are right, and leave the others out"
                                    .formatted(name, mean, means[s], s, neuron));
                }
            }
        }
    }
}
