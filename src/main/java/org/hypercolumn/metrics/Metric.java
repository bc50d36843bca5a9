package org.hypercolumn.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every score of a fit, by its name in files and tables; {@code name()} is the one that people read, such as {@code PT_J}.
 * What can be said of a neuron without a model is a {@link RepeatMeasure}.
 */
public enum Metric {
    /** {@link Correlation} with the mean over repeats. */
    CORR("corr", Needs.MEANS, Correlation.UNDEFINED, RepeatMeasure.CORR_CEILING),
    /** Joint {@link PeakTuning}, a share. */
    PT_J("ptj", Needs.MEANS, PeakTuning.UNDEFINED, RepeatMeasure.PTJ_CEILING),
    /** Separate {@link PeakTuning}, a share. */
    PT_S("pts", Needs.MEANS, PeakTuning.UNDEFINED, RepeatMeasure.PTS_CEILING),
    /** What PT_J comes to by chance, a share; see {@link PeakTuning#chance}. */
    PT_CHANCE("pt_chance", Needs.MEANS, PeakTuning.UNDEFINED, null),
    /** {@link PeakTuning} of the ranks of predictions alone, a share. */
    PT_R("ptr", Needs.MEANS, PeakTuning.UNDEFINED, RepeatMeasure.PTR_CEILING),
    /** {@link Correlation#singleTrial}. */
    CORR_SINGLE_TRIAL("corr_single_trial", Needs.TRIALS, Correlation.UNDEFINED, RepeatMeasure.ORACLE_OPTIMISTIC),
    /** {@link ExplainableVariance#explained}, 1 for a perfect model. */
    FEVE("feve", Needs.TRIALS, ExplainableVariance.NOT_KEPT, null),
    /** CC_abs / CC_max of Schoppe et al. 2016, 1 for a perfect model. */
    CC_NORM("cc_norm", Needs.TRIALS, NormalizedCorrelation.UNDEFINED, null),
    /** {@link Spread} of the predictions over that of the recorded responses. */
    SPREAD("spread", Needs.MEANS, Spread.UNDEFINED, null);

    private enum Needs {
        MEANS,
        TRIALS
    }

    private static final List<Metric> PAPER = List.of(CORR, PT_J, PT_S);

    private final String id;
    private final Needs needs;
    private final String undefined;
    private final @Nullable RepeatMeasure ceiling;

    Metric(String id, Needs needs, String undefined, @Nullable RepeatMeasure ceiling) {
        this.id = id;
        this.needs = needs;
        this.undefined = undefined;
        this.ceiling = ceiling;
    }

    /** Those of the paper's tables and figures, in their order: CORR, PT_J, PT_S. */
    public static List<Metric> paper() {
        return PAPER;
    }

    /**
     * The metric of an id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Metric of(String id) {
        for (Metric metric : values()) {
            if (metric.id.equals(id)) {
                return metric;
            }
        }
        List<String> ids = Arrays.stream(values()).map(Metric::id).toList();
        throw new IllegalArgumentException(
                "metric: expected one of %s, got '%s'".formatted(String.join(", ", ids), id));
    }

    /** Name in files: its column of scores.csv. */
    public String id() {
        return id;
    }

    /** Whether it takes single trials, so that it is NaN for every neuron of a recording that has means only. */
    public boolean needsTrials() {
        return needs == Needs.TRIALS;
    }

    /** The 95 % interval of a mean difference of this score between two models, cut to what such a difference can be. */
    public Interval intervalOfDifference(MeanEstimate difference) {
        return difference.interval().within(range().differences());
    }

    /** What the score of a neuron can be, from 0 or -1 to 1; without an upper or lower end where noise may take it anywhere. */
    public Interval range() {
        return switch (this) {
            case CORR, CORR_SINGLE_TRIAL -> new Interval(-1, 1);
            case PT_J, PT_S, PT_CHANCE, PT_R -> new Interval(0, 1);
            case SPREAD -> new Interval(0, Double.POSITIVE_INFINITY);
            case FEVE, CC_NORM -> new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        };
    }

    /** Whether it looks at the k images with the largest responses. */
    public boolean isPeakTuning() {
        return this == PT_J || this == PT_S || this == PT_R;
    }

    /**
     * Whether a score of so many images is worth reading and testing: peak tuning of k below
     * {@value PeakTuning#FEWEST_PEAK_IMAGES} is not.
     *
     * @param images 0 if it is not known how many, which is taken to be enough
     */
    public boolean isInformative(int images) {
        return !isPeakTuning() || images == 0 || PeakTuning.peakImages(images) >= PeakTuning.FEWEST_PEAK_IMAGES;
    }

    /**
     * The name that people read, marked where the score is not informative: {@code PT_J†}.
     *
     * @param images as of {@link #isInformative}
     */
    public String label(int images) {
        return isInformative(images) ? name() : name() + PeakTuning.UNINFORMATIVE;
    }

    /** Why it can be NaN, in the words of a report. */
    public String undefined() {
        return undefined;
    }

    /** What a perfect model would score, as far as repeats say it; empty for chance and spread, and where it is 1: FEVE and CC_norm. */
    public Optional<RepeatMeasure> ceiling() {
        return Optional.ofNullable(ceiling);
    }

    /** The score of one neuron; NaN where undefined. */
    public double of(Scores scores) {
        return switch (this) {
            case CORR -> scores.correlation();
            case PT_J -> scores.peakTuningJoint();
            case PT_S -> scores.peakTuningSeparate();
            case PT_CHANCE -> scores.peakTuningChance();
            case PT_R -> scores.peakTuningRanked();
            case CORR_SINGLE_TRIAL -> scores.singleTrialCorrelation();
            case FEVE -> scores.explainedVariance();
            case CC_NORM -> scores.normalizedCorrelation();
            case SPREAD -> scores.spread();
        };
    }
}
