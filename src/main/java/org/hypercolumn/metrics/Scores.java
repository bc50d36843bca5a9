package org.hypercolumn.metrics;

/**
 * The paper's scores of one neuron on one tier of images; NaN where undefined.
 *
 * @param correlation CORR, dimensionless, -1 to 1; see {@link Correlation}
 * @param peakTuningJoint PT_J, a share, 0 to 1; see {@link PeakTuning}
 * @param peakTuningSeparate PT_S, a share, 0 to 1; see {@link PeakTuning}
 */
public record Scores(double correlation, double peakTuningJoint, double peakTuningSeparate) {

    /**
     * Scores the predictions for one neuron.
     *
     * @param predicted {@code [S]}, ΔF/F, read only
     * @param recorded {@code [S]}, ΔF/F, averaged over repeats, read only
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Scores of(float[] predicted, float[] recorded) {
        PeakTuning peak = PeakTuning.of(predicted, recorded);
        return new Scores(Correlation.pearson(predicted, recorded), peak.joint(), peak.separate());
    }
}
