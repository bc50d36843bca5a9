package org.hypercolumn.study;

/**
 * What the tests of two models say, two-sided; NaN where a test is undefined.
 *
 * @param wilcoxon p of the signed-rank test
 * @param wilcoxonCorrected the same after Holm's correction over the comparisons of the metric
 * @param permutation p of the permutation test
 * @param permutationCorrected the same after Holm's correction
 */
record PairTests(double wilcoxon, double wilcoxonCorrected, double permutation, double permutationCorrected) {

    static final PairTests NONE = new PairTests(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    PairTests withCorrected(double wilcoxonChanged, double permutationChanged) {
        return new PairTests(wilcoxon, wilcoxonChanged, permutation, permutationChanged);
    }
}
