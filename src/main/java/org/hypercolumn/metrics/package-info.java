/**
 * How well predictions match recorded responses, one neuron at a time and then over neurons. The words: a
 * <i>prediction</i> is the model's response to an image, a <i>recorded</i> response is what was measured (averaged over
 * repeats where there are any), <i>CORR</i> is their {@link org.hypercolumn.metrics.Correlation}, <i>PT_J</i> and
 * <i>PT_S</i> are joint and separate {@link org.hypercolumn.metrics.PeakTuning}. A score that is undefined is NaN; it
 * is carried through, counted and reported by {@link org.hypercolumn.metrics.Summary}, never turned into 0.
 *
 * <p>Every score of a model has its names in {@link org.hypercolumn.metrics.Metric} and its values in
 * {@link org.hypercolumn.metrics.Scores}. Single trials add the correlation with single trials, <i>FEVE</i>, the explained
 * share of the variance that can be explained, and <i>CC_norm</i>.
 *
 * <p>Single trials also say how far a neuron can be predicted at all, whatever the model:
 * {@link org.hypercolumn.metrics.RepeatMeasure} has the names of these statistics,
 * {@link org.hypercolumn.metrics.Repeatability} their values. Among them are the ceilings of CORR and of peak tuning, from
 * {@code Reliability} and {@code PeakCeiling}, and <i>FEV</i>, the explainable share of the variance, from
 * {@link org.hypercolumn.metrics.ExplainableVariance}.
 *
 * <p>Over neurons, sites or animals, a mean has an {@link org.hypercolumn.metrics.Interval} by
 * {@link org.hypercolumn.metrics.MeanEstimate}. Two models are compared neuron by neuron: {@link org.hypercolumn.metrics.WilcoxonSignedRank} and
 * {@link org.hypercolumn.metrics.PermutationTest} say whether they differ, {@link org.hypercolumn.metrics.EffectSize} how
 * much; several comparisons are corrected together by {@link org.hypercolumn.metrics.Holm}. A neuron is the unit of all.
 */
@NullMarked
package org.hypercolumn.metrics;

import org.jspecify.annotations.NullMarked;
