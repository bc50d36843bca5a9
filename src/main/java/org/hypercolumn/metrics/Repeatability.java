package org.hypercolumn.metrics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * What the repeats of one neuron say of how well any model could predict it; NaN where they say nothing.
 * {@link RepeatMeasure} has the names. All are dimensionless.
 *
 * @param repeats how often an image was shown, median over the images
 * @param splitHalf r, correlation over images of the mean responses in two halves of the repeats; see {@link SplitHalf}
 * @param reliability of the mean over repeats, the ceiling of CORR²; see {@link Reliability}
 * @param correlationCeiling its root, the ceiling of CORR to the average over repeats
 * @param explainableVariance FEV, the share of the variance of single trials that images can explain; see
 *     {@link ExplainableVariance}
 * @param oracleJackknife correlation of a trial with the mean of the others; see {@link Correlation#singleTrial}, which it is
 *     an underestimated ceiling of
 * @param oracleOptimistic an overestimated one
 * @param signalToNoise variance of the means / variance over repeats; see {@link SignalToNoise}
 * @param maximalCorrelation CC_max, what CC_norm is in units of
 * @param peakTuningJoint PT_J that a noise-free model would have, estimated; see {@link PeakCeiling}
 * @param peakTuningSeparate PT_S in the same way
 * @param peakTuningRanked PT_R in the same way
 */
public record Repeatability(
        double repeats,
        double splitHalf,
        double reliability,
        double correlationCeiling,
        double explainableVariance,
        double oracleJackknife,
        double oracleOptimistic,
        double signalToNoise,
        double maximalCorrelation,
        double peakTuningJoint,
        double peakTuningSeparate,
        double peakTuningRanked) {

    /** What can be said without single trials: nothing. */
    public static final Repeatability UNKNOWN = of(measure -> Double.NaN);

    /** The repeatability that has these values. */
    public static Repeatability of(ToDoubleFunction<RepeatMeasure> value) {
        return new Repeatability(
                value.applyAsDouble(RepeatMeasure.REPEATS),
                value.applyAsDouble(RepeatMeasure.SPLIT_HALF),
                value.applyAsDouble(RepeatMeasure.RELIABILITY),
                value.applyAsDouble(RepeatMeasure.CORR_CEILING),
                value.applyAsDouble(RepeatMeasure.FEV),
                value.applyAsDouble(RepeatMeasure.ORACLE_JACKKNIFE),
                value.applyAsDouble(RepeatMeasure.ORACLE_OPTIMISTIC),
                value.applyAsDouble(RepeatMeasure.SNR),
                value.applyAsDouble(RepeatMeasure.CC_MAX),
                value.applyAsDouble(RepeatMeasure.PTJ_CEILING),
                value.applyAsDouble(RepeatMeasure.PTS_CEILING),
                value.applyAsDouble(RepeatMeasure.PTR_CEILING));
    }

    /**
     * Of one neuron.
     *
     * @param trials image, then repeat; ΔF/F or spikes; only those that were shown, read only
     * @param splits drawn from to split the repeats
     * @param noise drawn from to simulate the recording
     */
    public static Repeatability of(float[][] trials, RandomGenerator splits, RandomGenerator noise) {
        Reliability reliability = Reliability.of(trials);
        PeakCeiling peak = PeakCeiling.of(trials, noise);
        Oracle oracle = Oracle.of(trials);
        return new Repeatability(
                medianRepeats(trials),
                SplitHalf.of(trials, splits).correlation(),
                reliability.share(),
                reliability.correlationCeiling(),
                ExplainableVariance.of(trials).share(),
                oracle.jackknife(),
                oracle.optimistic(),
                SignalToNoise.of(trials),
                NormalizedCorrelation.ceiling(trials),
                peak.joint(),
                peak.separate(),
                peak.ranked());
    }

    private static double medianRepeats(float[][] trials) {
        if (trials.length == 0) {
            return Double.NaN;
        }
        int[] sorted =
                Arrays.stream(trials).mapToInt(image -> image.length).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
    }
}
