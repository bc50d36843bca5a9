package org.hypercolumn.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import org.hypercolumn.analysis.CenterAttention;
import org.hypercolumn.drawing.ColorMap;
import org.hypercolumn.drawing.ColorScale;

/**
 * How strongly attention is colored, alike in all images, neurons and models of a run, in its figure and on its page. A weight
 * is told relative to even attention: P times the weight, for P hypercolumns, so that 1 is even whatever the grid. The color
 * {@link #css} lies over the image, clear at 1 and below, {@link #MOST_OPAQUE} at {@code high}, and in between in even steps
 * of the logarithm: a page draws a weight with opacity {@code MOST_OPAQUE * log(P * weight) / log(high)}, not below 0.
 *
 * @param high the largest relative weight of the run, rounded up to two digits; 2 or more
 */
public record AttentionScale(double high) {

    /** Opacity at {@link #high}, 0 to 1. */
    public static final double MOST_OPAQUE = 0.85;

    /** Where all attention is nearly even, small differences stay faint. */
    private static final double LEAST_HIGH = 2;

    private static final MathContext TWO_DIGITS_UP = new MathContext(2, RoundingMode.CEILING);

    /**
     * The scale of a run.
     *
     * @param models all whose attention is shown; neurons' images and their means over images are looked at
     */
    public static AttentionScale of(Collection<CenterAttention> models) {
        double high = LEAST_HIGH;
        for (CenterAttention model : models) {
            int positions = model.rows() * model.columns();
            for (int index = 0; index < model.neurons().length; index++) {
                high = Math.max(high, positions * largest(model.mean(index)));
                for (int k = 0; k < model.best(); k++) {
                    high = Math.max(high, positions * largest(model.attention(index, k)));
                }
            }
        }
        return new AttentionScale(new BigDecimal(high).round(TWO_DIGITS_UP).doubleValue());
    }

    private static double largest(float[] weights) {
        double largest = 0;
        for (float weight : weights) {
            largest = weight > largest ? weight : largest; // NaN is not
        }
        return largest;
    }

    /** A weight relative to even attention over {@code positions} hypercolumns, dimensionless; NaN stays NaN. */
    public static double relative(double weight, int positions) {
        return positions * weight;
    }

    /** How strong the color of a relative weight is: 0 at 1 or below, 1 at {@link #high}; NaN stays NaN. */
    public double strength(double relative) {
        return Double.isNaN(relative)
                ? Double.NaN
                : Math.min(1, StrictMath.log(Math.max(1, relative)) / StrictMath.log(high));
    }

    /** The color as CSS writes it. */
    public static String css() {
        return ColorMap.VEIL.at(1).hex();
    }

    /** Colors of strengths. */
    static ColorScale colors() {
        return new ColorScale(ColorMap.VEIL, 0, 1, 0, MOST_OPAQUE);
    }

    /** The upper end, as a bar of colors says it. */
    public String highText() {
        return BigDecimal.valueOf(high).stripTrailingZeros().toPlainString();
    }
}
