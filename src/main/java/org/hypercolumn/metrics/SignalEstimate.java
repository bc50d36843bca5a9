package org.hypercolumn.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a neuron's trials say of its noise-free responses: how they are distributed over images, how noise depends on them, and
 * for each image which of them its mean allows.
 *
 * <p>The distribution is an average of many, the {@link SignalShape}s with several skewnesses and standard deviations about
 * what the moments say, weighted by the likelihood of the means (flat priors). One step of the EM algorithm of the nonparametric
 * maximum-likelihood estimate then moves it towards what no family has, such as a second peak; more steps fit the noise.
 * Distribution and noise are fitted in turn, {@value #ROUNDS} times.
 *
 * <p>Source: ours; Efron, "Empirical Bayes deconvolution estimates", Biometrika 2016, and Laird, "Nonparametric maximum
 * likelihood estimation of a mixing distribution", JASA 1978.
 */
final class SignalEstimate {

    private static final int ROUNDS = 5;

    private static final double[] SKEWNESSES = {0.3, 0.7, 1.2, 2, 3, 4.5, 7, 11};

    /** Of the signal's variance, in standard errors from its estimate. */
    private static final double[] VARIANCES = {-2, -1, 0, 1, 2};

    /** The least variance of the signal, as a share of that of the means. */
    private static final double LEAST_SIGNAL = 0.003;

    /** The least likelihood of an image under a distribution: one image cannot rule out what all others favor. */
    private static final double LEAST_LIKELIHOOD = 1e-60;

    private final ResponseGrid grid;
    private final ImageGroups groups;
    private double[] variance; // [cells]
    private double[][] likelihood; // [groups, cells], each group's largest is 1
    private double[] signal; // [cells], sums to 1
    private double[][] cumulative; // [groups, cells], of the posterior

    private SignalEstimate(ResponseGrid grid, ImageGroups groups, double[] variance) {
        this.grid = grid;
        this.groups = groups;
        this.variance = variance;
        likelihood = likelihood();
        signal = new double[ResponseGrid.CELLS];
        cumulative = new double[0][];
    }

    /** Of a neuron with noise whose means differ. */
    static SignalEstimate of(TrialMoments moments) {
        ResponseGrid grid = ResponseGrid.over(moments);
        var estimate = new SignalEstimate(grid, ImageGroups.of(moments, grid), NoiseEstimate.first(moments, grid));
        List<double[]> candidates = candidates(moments, grid);
        for (int round = 1; round <= ROUNDS; round++) {
            estimate.signal = estimate.averaged(candidates);
            double[][] posterior = estimate.posterior();
            if (round == ROUNDS) {
                estimate.signal = estimate.mean(posterior);
            } else {
                estimate.variance = NoiseEstimate.refined(estimate.groups, posterior, estimate.variance, grid);
                estimate.likelihood = estimate.likelihood();
            }
        }
        estimate.cumulative = cumulative(estimate.posterior());
        return estimate;
    }

    ResponseGrid grid() {
        return grid;
    }

    /** The variance of one trial, given the response. */
    double variance(int cell) {
        return variance[cell];
    }

    /** The cell below which the given share of what is known of an image lies. */
    int cell(int image, double share) {
        int found = Arrays.binarySearch(cumulative[groups.of(image)], share);
        return Math.min(found < 0 ? -found - 1 : found, ResponseGrid.CELLS - 1);
    }

    private static List<double[]> candidates(TrialMoments moments, ResponseGrid grid) {
        double mean = moments.meanOfMeans();
        double error = moments.standardErrorOfVariance();
        double least = LEAST_SIGNAL * moments.varianceOfMeans();
        List<double[]> candidates = new ArrayList<>();
        for (SignalShape shape : SignalShape.values()) {
            for (double skewness : SKEWNESSES) {
                for (double errors : VARIANCES) {
                    double deviation = Math.sqrt(Math.max(moments.signalVariance() + errors * error, least));
                    double[] shares = shares(shape, skewness, mean, deviation, grid);
                    if (normalize(shares)) {
                        candidates.add(shares);
                    }
                }
            }
        }
        return candidates;
    }

    private static double[] shares(
            SignalShape shape, double skewness, double mean, double deviation, ResponseGrid grid) {
        double[] shares = new double[ResponseGrid.CELLS];
        double below = shape.below((grid.within(0, 0) - mean) / deviation, skewness);
        for (int cell = 0; cell < shares.length; cell++) {
            double upTo = shape.below((grid.within(cell, 1) - mean) / deviation, skewness);
            shares[cell] = Math.max(0, upTo - below);
            below = upTo;
        }
        return shares;
    }

    /** Makes {@code values} (written) sum to 1. */
    private static boolean normalize(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double total = sum;
        Arrays.setAll(values, i -> values[i] / total);
        return total > 0;
    }

    /** Of each group's mean, under each response. */
    private double[][] likelihood() {
        double[][] likelihood = new double[groups.count()][ResponseGrid.CELLS];
        double[] halfLog = new double[ResponseGrid.CELLS];
        Arrays.setAll(halfLog, cell -> StrictMath.log(variance[cell]) / 2);
        for (int g = 0; g < likelihood.length; g++) {
            double[] row = likelihood[g];
            double largest = Double.NEGATIVE_INFINITY;
            for (int cell = 0; cell < row.length; cell++) {
                double off = groups.mean(g) - grid.at(cell);
                row[cell] = -off * off * groups.repeats(g) / (2 * variance[cell]) - halfLog[cell];
                largest = Math.max(largest, row[cell]);
            }
            for (int cell = 0; cell < row.length; cell++) {
                row[cell] = StrictMath.exp(row[cell] - largest);
            }
        }
        return likelihood;
    }

    /** The candidates' average, weighted by their likelihoods. */
    private double[] averaged(List<double[]> candidates) {
        double[] logs = candidates.stream().mapToDouble(this::logLikelihood).toArray();
        double largest = Arrays.stream(logs).max().orElseThrow();
        double[] average = new double[ResponseGrid.CELLS];
        for (int c = 0; c < logs.length; c++) {
            double weight = StrictMath.exp(logs[c] - largest);
            double[] candidate = candidates.get(c);
            for (int cell = 0; cell < average.length; cell++) {
                average[cell] += weight * candidate[cell];
            }
        }
        normalize(average);
        return average;
    }

    private double logLikelihood(double[] candidate) {
        double sum = 0;
        for (int g = 0; g < likelihood.length; g++) {
            double[] row = likelihood[g];
            double of = 0;
            for (int cell = 0; cell < row.length; cell++) {
                of += row[cell] * candidate[cell];
            }
            sum += groups.images(g) * StrictMath.log(Math.max(of, LEAST_LIKELIHOOD));
        }
        return sum;
    }

    /** The share of each cell in what is known of a group's images, {@code [groups, cells]}. */
    private double[][] posterior() {
        double[][] posterior = new double[likelihood.length][];
        for (int g = 0; g < posterior.length; g++) {
            double[] row = likelihood[g].clone();
            for (int cell = 0; cell < row.length; cell++) {
                row[cell] *= signal[cell];
            }
            posterior[g] = normalize(row) ? row : likelihood[g].clone();
            normalize(posterior[g]);
        }
        return posterior;
    }

    private static double[][] cumulative(double[][] posterior) {
        double[][] cumulative = new double[posterior.length][];
        for (int g = 0; g < posterior.length; g++) {
            cumulative[g] = posterior[g].clone();
            Arrays.parallelPrefix(cumulative[g], Double::sum);
        }
        return cumulative;
    }

    /** The mean over images. */
    private double[] mean(double[][] posterior) {
        double[] mean = new double[ResponseGrid.CELLS];
        for (int g = 0; g < posterior.length; g++) {
            for (int cell = 0; cell < mean.length; cell++) {
                mean[cell] += groups.images(g) * posterior[g][cell];
            }
        }
        normalize(mean);
        return mean;
    }
}
