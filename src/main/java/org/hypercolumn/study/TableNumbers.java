package org.hypercolumn.study;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;

/**
 * The numbers of a table as people read them: correlations as they are, shares in %. Rounded by {@link BigDecimal} from
 * the exact value, because {@code String.format} starts from {@code Double.toString}, which changed with JDK 19.
 */
final class TableNumbers {

    /** For people; csv has NaN for programs. */
    static final String UNDEFINED = "–";

    /** Title of the column of {@link #p}. */
    static final String P = "p (Holm)";

    /** A corrected p below this is set in bold. */
    static final double SIGNIFICANT = 0.05;

    private static final double SMALLEST_P = 0.001;

    /** Scores as large, as FEVE of a model in another unit, are given as whole numbers. */
    private static final double HUGE = 1e4;

    private TableNumbers() {}

    /** {@code 0.474} or {@code 17.3 %}. */
    static String mean(TableEntry entry) {
        return value(entry.metric(), entry.summary().mean());
    }

    /** A score or a mean of scores, in the metric's unit: {@code 0.474} or {@code 17.3 %}. */
    static String value(Metric metric, double value) {
        return isShare(metric) ? percent(100 * value) : Math.abs(value) < HUGE ? rounded(value, 3) : rounded(value, 0);
    }

    /** A difference of scores, with its sign: {@code +0.024}; of shares in percentage points: {@code -1.5 pp}. */
    static String difference(Metric metric, double value) {
        String number = isShare(metric) && !Double.isNaN(value) ? rounded(100 * value, 1) + " pp" : rounded(value, 3);
        return (value > 0 ? "+" : "") + number;
    }

    /** A bound of a difference, with all its digits: {@code 0.01}; of shares in percentage points: {@code 1 pp}. */
    static String bound(Metric metric, double value) {
        BigDecimal bound = DecimalText.decimal(value);
        return isShare(metric)
                ? bound.movePointRight(2).stripTrailingZeros().toPlainString() + " pp"
                : bound.stripTrailingZeros().toPlainString();
    }

    /** An effect size, dimensionless, with its sign: {@code +0.41}. */
    static String effect(double value) {
        return (value > 0 ? "+" : "") + rounded(value, 2);
    }

    /** Whether people read it in %; the other scores they read as they are. */
    private static boolean isShare(Metric metric) {
        return metric == Metric.PT_CHANCE || metric.isPeakTuning();
    }

    /** {@code [0.451, 0.493]} or {@code [15.9, 18.7]}, in the unit of the mean; empty where undefined. */
    static String interval(TableEntry entry) {
        return interval(entry.metric(), entry.interval());
    }

    /** The same of any interval in the metric's unit. */
    static String interval(Metric metric, Interval interval) {
        double low = interval.low();
        double high = interval.high();
        if (Double.isNaN(low)) {
            return "";
        }
        return isShare(metric)
                ? "[%s, %s]".formatted(rounded(100 * low, 1), rounded(100 * high, 1))
                : "[%s, %s]".formatted(rounded(low, 3), rounded(high, 3));
    }

    /** {@code +5.1 %}; {@code baseline} for the baseline. */
    static String change(TableEntry entry, TableKind kind) {
        if (isBaseline(entry, kind)) {
            return "baseline";
        }
        String change = percent(entry.changePercent());
        return entry.changePercent() > 0 ? "+" + change : change;
    }

    /** The corrected p: {@code 0.012}, {@code <0.001}; empty for the baseline, undefined where the score is not informative. */
    static String p(TableEntry entry, TableKind kind, int images) {
        if (isBaseline(entry, kind)) {
            return "";
        }
        return entry.metric().isInformative(images) ? p(entry.correctedP()) : UNDEFINED;
    }

    /** {@code 0.012}, {@code <0.001}, {@code –}. */
    static String p(double p) {
        return p < SMALLEST_P ? "<0.001" : rounded(p, 3);
    }

    static boolean isSignificant(TableEntry entry, int images) {
        return entry.correctedP() < SIGNIFICANT && entry.metric().isInformative(images);
    }

    private static boolean isBaseline(TableEntry entry, TableKind kind) {
        return entry.model().equals(kind.baseline());
    }

    /** A share of the training images, with all its digits: {@code 12.5 %}. */
    static String share(double share) {
        return DecimalText.decimal(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    private static String percent(double value) {
        return Double.isNaN(value) ? UNDEFINED : rounded(value, 1) + " %";
    }

    static String rounded(double value, int decimals) {
        return Double.isNaN(value)
                ? UNDEFINED
                : new BigDecimal(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }
}
