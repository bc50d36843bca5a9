/**
 * How well predictions match recorded responses, one neuron at a time and then over neurons. The words: a
 * <i>prediction</i> is the model's response to an image, a <i>recorded</i> response is what was measured (averaged over
 * repeats where there are any), <i>CORR</i> is their {@link org.hypercolumn.metrics.Correlation}, <i>PT_J</i> and
 * <i>PT_S</i> are joint and separate {@link org.hypercolumn.metrics.PeakTuning}. A score that is undefined is NaN; it
 * is carried through, counted and reported by {@link org.hypercolumn.metrics.Summary}, never turned into 0.
 *
 * <p>Single trials say how far a neuron can be predicted at all: {@link org.hypercolumn.metrics.SplitHalf} has the ceiling
 * of CORR, {@link org.hypercolumn.metrics.ExplainableVariance} the explainable share of the variance, <i>FEV</i>.
 *
 * <p>Over neurons, a mean has an {@link org.hypercolumn.metrics.Interval} by {@link org.hypercolumn.metrics.Bootstrap}, two
 * models are compared neuron by neuron by {@link org.hypercolumn.metrics.WilcoxonSignedRank}, and several comparisons are
 * corrected together by {@link org.hypercolumn.metrics.Holm}. A neuron is the unit of all three.
 */
@NullMarked
package org.hypercolumn.metrics;

import org.jspecify.annotations.NullMarked;
