package org.hypercolumn.drawing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * An axis with its scale and ticks found, before its place on the paper is known.
 *
 * @param axis as given
 * @param scale of the data
 * @param ticks from low to high
 * @param turn of the ticks' texts
 */
record AxisLayout(Axis axis, Scale scale, List<Tick> ticks, Shape.Turn turn) {
    static final double TICK = 2.5;
    static final double GAP = 2;
    static final double TITLE = 10;

    private static final double LONGEST_LABEL = 70;
    static final Shape.Font FONT = Shape.Font.TICK;
    static final double CAPITAL = Lettering.CAPITAL * FONT.size();
    static final double DIAGONAL = Math.sqrt(0.5);

    AxisLayout {
        ticks = List.copyOf(ticks);
    }

    /** A horizontal axis about {@code length} points long; fewer ticks, or slanted names, where texts would touch. */
    static AxisLayout horizontal(Axis axis, List<Mark> marks, double length) {
        int most = Math.max(2, Math.min(8, (int) (length / 36)));
        AxisLayout layout = of(axis, marks, Mark::xs, most);
        for (int parts = most - 1; parts > 0 && layout.touches(length); parts--) {
            layout = of(axis, marks, Mark::xs, parts);
        }
        boolean slanted = axis.style() == Axis.Style.CATEGORIES && layout.touches(length);
        return slanted ? new AxisLayout(axis, layout.scale(), layout.ticks(), Shape.Turn.SLANTED) : layout;
    }

    /** A vertical axis about {@code length} points long. */
    static AxisLayout vertical(Axis axis, List<Mark> marks, double length) {
        return of(axis, marks, Mark::ys, Math.max(2, Math.min(6, (int) (length / 15))));
    }

    /** How far the texts of a horizontal axis reach down from it, its title included. */
    double below() {
        if (axis.isHidden()) {
            return 0;
        }
        double labels = turn == Shape.Turn.SLANTED ? (widest() + CAPITAL) * DIAGONAL : CAPITAL;
        return TICK + GAP + labels + (axis.title().isEmpty() ? 0 : TITLE) + GAP;
    }

    /** How far the texts of a vertical axis reach from it, its title included. */
    double beside() {
        return axis.isHidden() ? 0 : TICK + GAP + widest() + (axis.title().isEmpty() ? 0 : TITLE + GAP);
    }

    /** How far the text at one end of a horizontal axis reaches beyond that end. */
    double beyond(Shape.Anchor side) {
        if (axis.isHidden() || ticks.isEmpty()) {
            return 0;
        }
        if (turn == Shape.Turn.SLANTED) {
            return side == Shape.Anchor.START ? widest() * DIAGONAL : 0;
        }
        double half = axis.style() == Axis.Style.CATEGORIES ? 0 : 0.5;
        return half * width(ticks.get(side == Shape.Anchor.START ? 0 : ticks.size() - 1));
    }

    private static AxisLayout of(Axis axis, List<Mark> marks, Function<Mark, Values> data, int parts) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Mark mark : marks) {
            Values values = data.apply(mark);
            for (int i = 0; i < values.count(); i++) {
                double value = values.at(i);
                if (Double.isFinite(value) && (value > 0 || axis.style() != Axis.Style.LOGARITHMIC)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        boolean none = low > high;
        Scale scale = axis.scale(none ? Double.NaN : low, none ? Double.NaN : high, parts);
        return new AxisLayout(axis, scale, axis.ticks(scale, parts), Shape.Turn.LEVEL);
    }

    private boolean touches(double length) {
        double end = Double.NEGATIVE_INFINITY;
        List<Tick> told = new ArrayList<>(ticks);
        told.removeIf(tick -> tick.label().isEmpty());
        if (scale.from() > scale.to()) {
            Collections.reverse(told);
        }
        for (Tick tick : told) {
            double middle = scale.place(tick.value()) * length;
            double half = width(tick) / 2;
            if (middle - half < end + GAP) {
                return true;
            }
            end = middle + half;
        }
        return false;
    }

    private double widest() {
        return ticks.stream().mapToDouble(AxisLayout::width).max().orElse(0);
    }

    private static double width(Tick tick) {
        return Lettering.width(label(tick), FONT);
    }

    /** The text of {@code tick} as it is drawn. */
    static String label(Tick tick) {
        return Lettering.fitted(tick.label(), FONT, LONGEST_LABEL);
    }
}
