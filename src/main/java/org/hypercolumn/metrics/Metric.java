package org.hypercolumn.metrics;

/** The paper's metrics by their names in tables; {@code name()} is the paper's, such as {@code PT_J}. */
public enum Metric {
    /** {@link Correlation}. */
    CORR("corr", Correlation.UNDEFINED),
    /** Joint {@link PeakTuning}, a share. */
    PT_J("ptj", PeakTuning.UNDEFINED),
    /** Separate {@link PeakTuning}, a share. */
    PT_S("pts", PeakTuning.UNDEFINED);

    private final String id;
    private final String undefined;

    Metric(String id, String undefined) {
        this.id = id;
        this.undefined = undefined;
    }

    /** Name in files: its column of scores.csv. */
    public String id() {
        return id;
    }

    /** Why it can be NaN, in the words of a report. */
    public String undefined() {
        return undefined;
    }

    /** The score of one neuron; NaN where undefined. */
    public double of(Scores scores) {
        return switch (this) {
            case CORR -> scores.correlation();
            case PT_J -> scores.peakTuningJoint();
            case PT_S -> scores.peakTuningSeparate();
        };
    }
}
