package org.hypercolumn.study;

/**
 * What tests of the mean say of a mean difference; NaN where undefined or not asked for.
 *
 * @param difference p of the test that it is 0, over sites or animals; not made within one site
 * @param differenceCorrected the same after Holm's correction over the comparisons of the metric
 * @param equivalence p of two one-sided tests that it is not within the bound
 * @param equivalenceCorrected the same after Holm's correction
 */
record MeanTests(double difference, double differenceCorrected, double equivalence, double equivalenceCorrected) {

    static final MeanTests NONE = new MeanTests(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    MeanTests withCorrected(double differenceChanged, double equivalenceChanged) {
        return new MeanTests(difference, differenceChanged, equivalence, equivalenceChanged);
    }
}
