package org.hypercolumn.drawing;

import java.util.List;
import java.util.Optional;

/**
 * One thing drawn in a panel, in data coordinates. Data that are not finite, or have no logarithm on a logarithmic axis,
 * are left out and break a line.
 */
public sealed interface Mark {

    /** All numbers that the mark has on the horizontal axis, for its range. */
    Values xs();

    /** All numbers that the mark has on the vertical axis, for its range. */
    Values ys();

    /** Draws the mark where {@code plot} says that its data lie. */
    void draw(Plot plot);

    /** What a legend says of it; empty where it has no label. */
    default Optional<LegendEntry> legend() {
        return Optional.empty();
    }

    /**
     * A line through points, with a marker at each where there are few.
     *
     * @param x {@code [K]}
     * @param y {@code [K]}
     * @param label in the legend; empty for none
     */
    record Line(Values x, Values y, Look look, String label) implements Mark {
        /** More points than this have no markers, which would cover the line. */
        private static final int MARKERS_AT_MOST = 30;

        public Line {
            x.mustMatch("line", y);
            if (x.count() > MARKERS_AT_MOST) {
                look = look.withMarker(Marker.NONE);
            }
        }

        @Override
        public Values xs() {
            return x;
        }

        @Override
        public Values ys() {
            return y;
        }

        @Override
        public Optional<LegendEntry> legend() {
            return LegendEntry.of(label, look, LegendEntry.Sample.LINE);
        }

        @Override
        public void draw(Plot plot) {
            for (List<Point> run : plot.runs(x, y)) {
                MarkShapes.line(plot, run, look);
            }
        }
    }

    /**
     * Round points without a line; many together are clear enough to see through.
     *
     * @param x {@code [K]}
     * @param y {@code [K]}
     * @param look whose color is used, and whose width scales the points: 1 makes them as large as a line's markers
     * @param label in the legend; empty for none
     */
    record Dots(Values x, Values y, Look look, String label) implements Mark {
        public Dots {
            x.mustMatch("dots", y);
            look = look.withMarker(Marker.CIRCLE);
        }

        @Override
        public Values xs() {
            return x;
        }

        @Override
        public Values ys() {
            return y;
        }

        @Override
        public Optional<LegendEntry> legend() {
            return LegendEntry.of(label, look, LegendEntry.Sample.DOT);
        }

        @Override
        public void draw(Plot plot) {
            MarkShapes.dots(plot, this);
        }
    }

    /**
     * The area between two lines, such as a mean less and plus its standard error; {@code [K]} each.
     *
     * @param label in the legend; empty for none
     */
    record Band(Values x, Values low, Values high, Rgb color, String label) implements Mark {
        public Band {
            x.mustMatch("band", low);
            x.mustMatch("band", high);
        }

        @Override
        public Values xs() {
            return x;
        }

        @Override
        public Values ys() {
            return Values.joined(low, high);
        }

        @Override
        public Optional<LegendEntry> legend() {
            return LegendEntry.of(label, Look.of(color), LegendEntry.Sample.BAND);
        }

        @Override
        public void draw(Plot plot) {
            MarkShapes.band(plot, this);
        }
    }

    /**
     * Bars from 0.
     *
     * @param x of the bars' middles, {@code [K]}
     * @param heights {@code [K]}
     * @param width of a bar, in units of x
     * @param label in the legend; empty for none
     */
    record Bars(Values x, Values heights, double width, Look look, String label) implements Mark {
        /** Of the room around a category, the part that its bars fill together. */
        private static final double FILLED = 0.8;

        public Bars {
            x.mustMatch("bars", heights);
            if (!(width > 0 && Double.isFinite(width))) {
                throw new IllegalArgumentException("bars: expected a width above 0, got " + width);
            }
        }

        /** One bar a category; of {@code groups} that stand side by side there, these are number {@code group} from 0. */
        public static Bars grouped(int group, int groups, Values heights, Look look, String label) {
            double width = FILLED / groups;
            double offset = (group - (groups - 1) / 2.0) * width;
            double[] x = new double[heights.count()];
            for (int category = 0; category < x.length; category++) {
                x[category] = category + offset;
            }
            return new Bars(Values.of(x), heights, width, look, label);
        }

        /** The intervals of these bars' heights. */
        public Whiskers whiskers(Values low, Values high) {
            return new Whiskers(x, low, high, Look.of(Palette.INK).withWidth(0.75));
        }

        @Override
        public Values xs() {
            return Values.joined(shifted(-width / 2), shifted(width / 2));
        }

        @Override
        public Values ys() {
            return Values.joined(heights, Values.of(0));
        }

        @Override
        public Optional<LegendEntry> legend() {
            return LegendEntry.of(label, look, LegendEntry.Sample.AREA);
        }

        @Override
        public void draw(Plot plot) {
            MarkShapes.bars(plot, this);
        }

        private Values shifted(double by) {
            return Values.of(x.toList().stream().map(value -> value + by).toList());
        }
    }

    /** Intervals from {@code low} to {@code high} at {@code x}, {@code [K]} each. */
    record Whiskers(Values x, Values low, Values high, Look look) implements Mark {
        public Whiskers {
            x.mustMatch("whiskers", low);
            x.mustMatch("whiskers", high);
        }

        @Override
        public Values xs() {
            return x;
        }

        @Override
        public Values ys() {
            return Values.joined(low, high);
        }

        @Override
        public void draw(Plot plot) {
            MarkShapes.whiskers(plot, this);
        }
    }

    /** A map, one colored cell a value; a value that is not finite leaves its cell empty. */
    record Heat(Grid values, Extent extent, ColorScale scale) implements Mark {
        @Override
        public Values xs() {
            return extent.xs();
        }

        @Override
        public Values ys() {
            return extent.ys();
        }

        @Override
        public void draw(Plot plot) {
            MarkShapes.heat(plot, this);
        }
    }

    /** A gray image, 0 black to 255 white; values beyond are taken as these, what is not finite as white. */
    record Picture(Grid gray, Extent extent) implements Mark {
        @Override
        public Values xs() {
            return extent.xs();
        }

        @Override
        public Values ys() {
            return extent.ys();
        }

        @Override
        public void draw(Plot plot) {
            MarkShapes.picture(plot, this);
        }
    }

    /** The edge of a rectangle, such as that of the center hypercolumn. */
    record Frame(Extent extent, Look look) implements Mark {
        @Override
        public Values xs() {
            return extent.xs();
        }

        @Override
        public Values ys() {
            return extent.ys();
        }

        @Override
        public void draw(Plot plot) {
            MarkShapes.frame(plot, this);
        }
    }

    /**
     * A line across the whole panel at {@code y}, such as 0 or chance.
     *
     * @param label in the legend; empty for none
     */
    record Level(double y, Look look, String label) implements Mark {
        /** Without a label. */
        public Level(double y, Look look) {
            this(y, look, "");
        }

        @Override
        public Optional<LegendEntry> legend() {
            return LegendEntry.of(label, look, LegendEntry.Sample.LINE);
        }

        @Override
        public Values xs() {
            return Values.of(new double[0]);
        }

        @Override
        public Values ys() {
            return Values.of(y);
        }

        @Override
        public void draw(Plot plot) {
            MarkShapes.level(plot, this);
        }
    }

    /**
     * A line from the bottom of the panel to its top at {@code x}, such as the last rank that counts.
     *
     * @param label in the legend; empty for none
     */
    record Upright(double x, Look look, String label) implements Mark {
        @Override
        public Values xs() {
            return Values.of(x);
        }

        @Override
        public Values ys() {
            return Values.of(new double[0]);
        }

        @Override
        public Optional<LegendEntry> legend() {
            return LegendEntry.of(label, look, LegendEntry.Sample.LINE);
        }

        @Override
        public void draw(Plot plot) {
            MarkShapes.upright(plot, this);
        }
    }

    /** Which part of a note stands at its place. */
    enum Side {
        START,
        MIDDLE,
        END
    }

    /** A note at a place, cut where the panel ends. */
    record Note(double x, double y, String text, Side side) implements Mark {
        /** A note that begins at its place. */
        public Note(double x, double y, String text) {
            this(x, y, text, Side.START);
        }

        @Override
        public Values xs() {
            return Values.of(x);
        }

        @Override
        public Values ys() {
            return Values.of(y);
        }

        @Override
        public void draw(Plot plot) {
            MarkShapes.note(plot, this);
        }
    }
}
