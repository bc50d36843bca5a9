package org.hypercolumn.metrics;

/**
 * Everything that a neuron's repeats say of it, whatever the model, by its name in files and tables; {@link Repeatability} has
 * the values. Scores of a model are a {@link Metric}.
 */
public enum RepeatMeasure {
    /** How often an image was shown. */
    REPEATS("repeats", "how often an image was shown, median over images", "no images"),
    /** See {@link SplitHalf}. */
    SPLIT_HALF(
            "split_half",
            "correlation over images of mean responses in two random halves of the repeats, mean of " + SplitHalf.SPLITS
                    + " splits",
            SplitHalf.UNDEFINED),
    /** See {@link Reliability#share}. */
    RELIABILITY(
            "reliability",
            "the part of the variance of mean responses that is not noise, the ceiling of CORR squared",
            Reliability.UNDEFINED),
    /** See {@link Reliability#correlationCeiling}. */
    CORR_CEILING(
            "corr_ceiling",
            "square root of reliability, with its sign, the ceiling of CORR to the average over repeats",
            Reliability.UNDEFINED),
    /** See {@link ExplainableVariance#share}. */
    FEV("fev", "(total - noise) / total variance of single trials", ExplainableVariance.UNDEFINED),
    /** See {@link Oracle}. */
    ORACLE_JACKKNIFE(
            "oracle_jackknife",
            "correlation of each trial with the mean of the other trials of its image, below the ceiling of single-trial"
                    + " correlation",
            Oracle.UNDEFINED),
    /** See {@link Oracle}. */
    ORACLE_OPTIMISTIC(
            "oracle_optimistic",
            "root of the variance of the means' share of it and the noise, above the ceiling of single-trial correlation",
            Oracle.UNDEFINED),
    /** See {@link SignalToNoise}. */
    SNR(
            "snr",
            "variance of the means / variance over repeats; of counts (whole numbers of 0 or more) after 2 sqrt(r + 3/8)",
            SignalToNoise.UNDEFINED),
    /** See {@link NormalizedCorrelation#ceiling}. */
    CC_MAX(
            "cc_max",
            "root of signal power / variance of the mean, with its sign, of equally many repeats of each image; CC_norm is in units of it",
            NormalizedCorrelation.NO_CEILING),
    /** See {@link PeakCeiling#joint}. */
    PTJ_CEILING("ptj_ceiling", "PT_J that a noise-free model would score, estimated", PeakCeiling.UNDEFINED),
    /** See {@link PeakCeiling#separate}. */
    PTS_CEILING("pts_ceiling", "PT_S that a noise-free model would score, estimated", PeakCeiling.UNDEFINED),
    /** See {@link PeakCeiling#ranked}. */
    PTR_CEILING("ptr_ceiling", "PT_R that a noise-free model would score, estimated", PeakCeiling.UNDEFINED);

    private final String id;
    private final String words;
    private final String undefined;

    RepeatMeasure(String id, String words, String undefined) {
        this.id = id;
        this.words = words;
        this.undefined = undefined;
    }

    /** Name in files: its column or array. */
    public String id() {
        return id;
    }

    /** What it is, for a reader of the file. */
    public String words() {
        return words;
    }

    /** Why it can be NaN, in the words of a report. */
    public String undefined() {
        return undefined;
    }

    /** The value of one neuron; NaN where undefined. */
    public double of(Repeatability repeatability) {
        return switch (this) {
            case REPEATS -> repeatability.repeats();
            case SPLIT_HALF -> repeatability.splitHalf();
            case RELIABILITY -> repeatability.reliability();
            case CORR_CEILING -> repeatability.correlationCeiling();
            case FEV -> repeatability.explainableVariance();
            case ORACLE_JACKKNIFE -> repeatability.oracleJackknife();
            case ORACLE_OPTIMISTIC -> repeatability.oracleOptimistic();
            case SNR -> repeatability.signalToNoise();
            case CC_MAX -> repeatability.maximalCorrelation();
            case PTJ_CEILING -> repeatability.peakTuningJoint();
            case PTS_CEILING -> repeatability.peakTuningSeparate();
            case PTR_CEILING -> repeatability.peakTuningRanked();
        };
    }
}
