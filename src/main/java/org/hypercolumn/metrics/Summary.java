package org.hypercolumn.metrics;

import java.util.Optional;

/**
 * One score over the neurons: the mean of the defined values, and how many were defined.
 *
 * @param mean the sum of the values that are not NaN divided by their count; NaN if there is none
 * @param defined how many values are not NaN
 * @param undefined how many values are NaN
 */
public record Summary(double mean, int defined, int undefined) {

    /**
     * Summarises one score.
     *
     * @param values {@code [N]}, one value a neuron, NaN where undefined, read only
     */
    public static Summary of(double[] values) {
        double sum = 0;
        int defined = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                defined++;
            }
        }
        return new Summary(sum / defined, defined, values.length - defined); // 0 / 0 is NaN
    }

    /**
     * What a report must say about the neurons that have no score, such as {@code 3 of 302 neurons have no CORR:
     * constant values or a diverged fit}; empty if every neuron has one.
     *
     * @param score the score's short name, such as {@code CORR}
     * @param reason why a value can be NaN, such as {@link Correlation#UNDEFINED}
     */
    public Optional<String> undefinedSentence(String score, String reason) {
        if (undefined == 0) {
            return Optional.empty();
        }
        int neurons = defined + undefined;
        return Optional.of("%d of %d %s no %s: %s"
                .formatted(undefined, neurons, neurons == 1 ? "neuron has" : "neurons have", score, reason));
    }
}
