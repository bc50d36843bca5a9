package org.hypercolumn.figure;

import org.hypercolumn.metrics.Metric;

/** The unit in which figures show a score. */
enum ScoreUnit {
    DIMENSIONLESS("dimensionless", 1),
    PERCENT("%", 100);

    private final String text;
    private final double factor;

    ScoreUnit(String text, double factor) {
        this.text = text;
        this.factor = factor;
    }

    /** Shares are shown as percentages. */
    static ScoreUnit of(Metric metric) {
        return metric == Metric.CORR ? DIMENSIONLESS : PERCENT;
    }

    String text() {
        return text;
    }

    /** What a score is multiplied with. */
    double factor() {
        return factor;
    }
}
