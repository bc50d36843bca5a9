package org.hypercolumn.prepare;

import java.util.List;
import java.util.Optional;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.hypercolumn.format.GivenStatistics;

/**
 * What images and responses are normalised by: mean and standard deviation of all pixels, and the standard deviation of
 * each neuron's responses. Deviations divide by the number of values.
 */
public final class Statistics {
    /** A neuron's responses are not divided by less than this part of the mean deviation of all. */
    private static final double LEAST_PART = 0.01;

    private final double imageMean;
    private final double imageDeviation;
    private final double[] responseDeviations;
    private final double leastDivisor;

    private Statistics(double imageMean, double imageDeviation, double[] responseDeviations, double leastDivisor) {
        this.imageMean = imageMean;
        this.imageDeviation = imageDeviation;
        this.responseDeviations = responseDeviations;
        this.leastDivisor = leastDivisor;
    }

    /** Of a tier: of its single trials where it has some, else of its responses. */
    public static Statistics of(Tier tier) {
        double[] deviations = new double[tier.neurons()];
        for (int neuron = 0; neuron < deviations.length; neuron++) {
            deviations[neuron] = deviation(tier.responses(), neuron);
        }
        return new Statistics(
                tier.stimuli().mean(), tier.stimuli().standardDeviation(), deviations, leastDivisor(deviations));
    }

    /** As a scan gives them. */
    public static Statistics of(GivenStatistics given) {
        double[] deviations = new double[given.neurons()];
        for (int neuron = 0; neuron < deviations.length; neuron++) {
            deviations[neuron] = given.responseDeviation(neuron);
        }
        return new Statistics(given.imageMean(), given.imageDeviation(), deviations, leastDivisor(deviations));
    }

    private static double leastDivisor(double[] deviations) {
        double sum = 0;
        for (double deviation : deviations) {
            sum += deviation;
        }
        return LEAST_PART * (sum / deviations.length);
    }

    private static double deviation(Responses responses, int neuron) {
        Optional<Trials> trials = responses.trials();
        float[][] values = trials.isPresent() ? trials.get().neuron(neuron) : new float[][] {responses.neuron(neuron)};
        double sum = 0;
        long count = 0;
        for (float[] some : values) {
            for (float value : some) {
                sum += value;
                count++;
            }
        }
        double mean = sum / count;
        double squares = 0;
        for (float[] some : values) {
            for (float value : some) {
                squares += (value - mean) * (value - mean);
            }
        }
        return Math.sqrt(squares / count);
    }

    /** The same of some of the neurons; the least divisor stays that of all. */
    Statistics select(List<Integer> neurons) {
        double[] chosen = neurons.stream()
                .mapToDouble(neuron -> responseDeviations[neuron])
                .toArray();
        return new Statistics(imageMean, imageDeviation, chosen, leastDivisor);
    }

    /** Of all pixels, gray levels. */
    public double imageMean() {
        return imageMean;
    }

    /** Of all pixels, gray levels. */
    public double imageDeviation() {
        return imageDeviation;
    }

    /** N. */
    public int neurons() {
        return responseDeviations.length;
    }

    /**
     * Standard deviation of one neuron's responses, in their unit.
     *
     * @throws IndexOutOfBoundsException if there is no such neuron
     */
    public double responseDeviation(int neuron) {
        return responseDeviations[neuron];
    }

    /**
     * What one neuron's responses are divided by: their deviation, but at least 1 % of the mean deviation of all neurons,
     * so that a neuron that hardly responds is not blown up.
     *
     * <p>Source: the Sensorium 2022 competition's loader, {@code NeuroNormalizer}.
     *
     * @throws IndexOutOfBoundsException if there is no such neuron
     */
    public double divisor(int neuron) {
        return Math.max(responseDeviations[neuron], leastDivisor);
    }
}
