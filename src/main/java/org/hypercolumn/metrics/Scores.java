package org.hypercolumn.metrics;

import java.util.function.ToDoubleFunction;

/**
 * The scores of one neuron on one tier of images; NaN where undefined, and where they take single trials that were not
 * recorded. {@link Metric} has their names.
 *
 * @param correlation CORR, dimensionless, -1 to 1; see {@link Correlation}
 * @param peakTuningJoint PT_J, a share, 0 to 1; see {@link PeakTuning}
 * @param peakTuningSeparate PT_S, a share, 0 to 1; see {@link PeakTuning}
 * @param peakTuningChance what PT_J comes to by chance, a share, 0 to 1; see {@link PeakTuning}
 * @param peakTuningRanked PT_R, a share, 0 to 1; see {@link PeakTuning}
 * @param singleTrialCorrelation dimensionless, -1 to 1; see {@link Correlation#singleTrial}
 * @param explainedVariance FEVE, a share, at most about 1 and without a lower bound; see
 *     {@link ExplainableVariance#explained}
 * @param normalizedCorrelation CC_norm, dimensionless, about -1 to 1; see {@link NormalizedCorrelation}
 * @param spread of the predictions over that of the recorded responses, dimensionless; see {@link Spread}
 */
public record Scores(
        double correlation,
        double peakTuningJoint,
        double peakTuningSeparate,
        double peakTuningChance,
        double peakTuningRanked,
        double singleTrialCorrelation,
        double explainedVariance,
        double normalizedCorrelation,
        double spread) {

    /** The paper's three alone, all others NaN. */
    public Scores(double correlation, double peakTuningJoint, double peakTuningSeparate) {
        this(
                correlation,
                peakTuningJoint,
                peakTuningSeparate,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    /** The scores that have these values. */
    public static Scores of(ToDoubleFunction<Metric> value) {
        return new Scores(
                value.applyAsDouble(Metric.CORR),
                value.applyAsDouble(Metric.PT_J),
                value.applyAsDouble(Metric.PT_S),
                value.applyAsDouble(Metric.PT_CHANCE),
                value.applyAsDouble(Metric.PT_R),
                value.applyAsDouble(Metric.CORR_SINGLE_TRIAL),
                value.applyAsDouble(Metric.FEVE),
                value.applyAsDouble(Metric.CC_NORM),
                value.applyAsDouble(Metric.SPREAD));
    }

    /**
     * Scores the predictions for one neuron of which the means over repeats are all that there is.
     *
     * @param predicted {@code [S]}, ΔF/F, read only
     * @param recorded {@code [S]}, ΔF/F, averaged over repeats, read only
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Scores of(float[] predicted, float[] recorded) {
        PeakTuning peak = PeakTuning.of(predicted, recorded);
        return new Scores(
                Correlation.pearson(predicted, recorded),
                peak.joint(),
                peak.separate(),
                peak.chance(),
                peak.ranked(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Spread.of(predicted, recorded));
    }

    /**
     * Scores the predictions for one neuron with single trials.
     *
     * @param predicted {@code [S]}, ΔF/F, read only
     * @param recorded {@code [S]}, ΔF/F, averaged over repeats, read only
     * @param trials image, then repeat, of the same S images; only those that were shown, read only
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Scores of(float[] predicted, float[] recorded, float[][] trials) {
        Scores means = of(predicted, recorded);
        return new Scores(
                means.correlation,
                means.peakTuningJoint,
                means.peakTuningSeparate,
                means.peakTuningChance,
                means.peakTuningRanked,
                Correlation.singleTrial(predicted, trials),
                ExplainableVariance.explained(predicted, trials),
                NormalizedCorrelation.of(predicted, trials).normalized(),
                means.spread);
    }
}
