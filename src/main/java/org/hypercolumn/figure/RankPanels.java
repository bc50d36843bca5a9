package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypercolumn.drawing.Axis;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Panel;
import org.hypercolumn.drawing.Values;
import org.hypercolumn.metrics.PeakTuning;

/**
 * Curves over the ranks of images, a panel a model with the same vertical axis in all. The axis of ranks is logarithmic, so
 * that the peak has room.
 */
final class RankPanels {

    /** As captions say it. */
    static final String AXIS = "The rank axis is logarithmic.";

    private static final int MOST_COLUMNS = 4;
    private static final double HEIGHT = 26;
    private static final double LONE_HEIGHT = 40; // of one row of panels
    private static final double ROOM = 0.04; // of the range, beyond the curves
    private static final double NOTES_FROM = 0.5; // of the axis
    private static final double NOTE_LINE = 2.9; // millimeters
    private static final Look PEAK = Look.of(Palette.INK).withWidth(0.5).withDash(0.75, 1.5);

    private RankPanels() {}

    /**
     * The curves of one model.
     *
     * @param title above its panel
     * @param notes lines of text in the panel
     * @param marks over ranks from 1
     */
    record Curves(String title, List<String> notes, List<Mark> marks) {
        Curves {
            notes = List.copyOf(notes);
            marks = List.copyOf(marks);
        }
    }

    /** The figure, one column wide for one model. */
    static Figure figure(String title, String caption, List<Curves> models, int stimuli, String xTitle, String yTitle) {
        int columns = columns(models.size());
        double[] heights = new double[(models.size() + columns - 1) / columns];
        Arrays.fill(heights, heights.length == 1 ? LONE_HEIGHT : HEIGHT);
        double[] widths = new double[columns];
        Arrays.fill(widths, 1);
        Figure figure = Figure.of(title, caption, models.size() == 1 ? Figure.SINGLE_COLUMN : Figure.TWO_COLUMNS)
                .withRows(heights)
                .withColumns(widths)
                .withLegend(Figure.Legend.BELOW)
                .withTitles(xTitle, yTitle);
        Axis.Ends range = range(models, stimuli, heights[0]);
        for (int i = 0; i < models.size(); i++) {
            figure = figure.with(i / columns, i % columns, panel(models.get(i), stimuli, range, heights[0]));
        }
        return figure;
    }

    /** What all curves need, and 0; notes at the right have room above the curves there. */
    private static Axis.Ends range(List<Curves> models, int stimuli, double height) {
        double low = 0;
        double high = 0;
        double highBelowNotes = 0;
        int lines = 0;
        for (Curves model : models) {
            lines = Math.max(lines, model.notes().size());
            for (Mark mark : model.marks()) {
                Values xs = mark.xs();
                Values ys = mark.ys();
                for (int i = 0; i < ys.count(); i++) {
                    double value = ys.at(i);
                    if (Double.isFinite(value)) {
                        low = Math.min(low, value);
                        high = Math.max(high, value);
                        boolean below = xs.count() == 0 || xs.at(i % xs.count()) >= notesFrom(stimuli);
                        highBelowNotes = below ? Math.max(highBelowNotes, value) : highBelowNotes;
                    }
                }
            }
        }
        double room = high > low ? ROOM * (high - low) : 1;
        double from = low < 0 ? low - room : 0;
        double left = 1 - Math.min(0.6, (lines + 0.3) * NOTE_LINE / height);
        return new Axis.Ends(from, Math.max(high + room, from + (highBelowNotes - from) / left));
    }

    private static double notesFrom(int stimuli) {
        return StrictMath.pow(last(stimuli), NOTES_FROM);
    }

    private static Panel panel(Curves model, int stimuli, Axis.Ends range, double height) {
        List<Mark> marks = new ArrayList<>();
        if (range.from() < 0) {
            marks.add(new Mark.Level(0, Look.of(Palette.FAINT).withWidth(0.5)));
        }
        int peak = PeakTuning.peakImages(stimuli);
        marks.add(new Mark.Upright(peak + 0.5, PEAK, "ranks 1 to k = %d, left of the line".formatted(peak)));
        marks.addAll(model.marks());
        double line = (range.to() - range.from()) * NOTE_LINE / height;
        for (int i = 0; i < model.notes().size(); i++) {
            marks.add(new Mark.Note(
                    notesFrom(stimuli),
                    range.to() - line * (i + 0.8),
                    model.notes().get(i)));
        }
        Axis x = Axis.logarithmic("").withRange(1, last(stimuli));
        return Panel.of(x, Axis.linear("").withRange(range.from(), range.to()), marks)
                .titled("", model.title());
    }

    /** An entry of the legend for what each panel draws in the color of its model. */
    static Mark legendOnly(Look look, String label) {
        Values none = Values.of(new double[0]);
        return new Mark.Line(none, none, look, label);
    }

    /** Where an axis of ranks ends, also that of one image. */
    private static int last(int ranks) {
        return Math.max(2, ranks);
    }

    /** At most four panels beside each other, in lines that are as full as can be. */
    static int columns(int models) {
        if (models <= MOST_COLUMNS) {
            return Math.max(1, models);
        }
        int emptyOfFour = Math.floorMod(-models, MOST_COLUMNS);
        int emptyOfThree = Math.floorMod(-models, MOST_COLUMNS - 1);
        return emptyOfThree < emptyOfFour ? MOST_COLUMNS - 1 : MOST_COLUMNS;
    }
}
