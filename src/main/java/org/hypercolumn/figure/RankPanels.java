package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.hypercolumn.drawing.Axis;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Panel;
import org.hypercolumn.metrics.PeakTuning;

/**
 * Curves over the ranks of images, two panels a model with the same vertical axis in all: all ranks, and below them the best
 * ones, where the peak can be seen.
 */
final class RankPanels {

    /** Of the images that peak tuning looks at, this many times as many are the best ones. */
    private static final int PEAKS = 2;

    private static final int LEAST_BEST = 10;
    private static final int MOST_COLUMNS = 4;
    private static final double HEIGHT = 19;
    private static final double LONE_HEIGHT = 40; // of one row of panels
    private static final double ROOM = 0.04; // of the range, beyond the curves
    private static final double NOTES_FROM = 0.48; // of the axis
    private static final double NOTE_TOP = 0.11; // of the axis, for the first line of text
    private static final double NOTE_LINE = 0.15;

    private RankPanels() {}

    /**
     * The curves of one model.
     *
     * @param title above its panels
     * @param notes lines of text in the panel of all ranks
     * @param marks that show ranks 1 to the number given
     */
    record Curves(String title, List<String> notes, IntFunction<List<Mark>> marks) {
        Curves {
            notes = List.copyOf(notes);
        }
    }

    /** How many ranks the lower panels show; all where there are few. */
    static int best(int stimuli) {
        return Math.min(stimuli, Math.max(LEAST_BEST, PEAKS * PeakTuning.peakImages(stimuli)));
    }

    /** Whether {@link #best} are fewer than all, and so drawn apart. */
    static boolean apart(int stimuli) {
        return best(stimuli) < stimuli;
    }

    /** As captions say it. */
    static String caption(int stimuli) {
        return apart(stimuli) ? "Above all %d ranks, below the best %d.".formatted(stimuli, best(stimuli)) : "";
    }

    /** The figure, one column wide for one model. */
    static Figure figure(String title, String caption, List<Curves> models, int stimuli, String xTitle, String yTitle) {
        int columns = columns(models.size());
        int lines = (models.size() + columns - 1) / columns;
        int rowsOfLine = apart(stimuli) ? 2 : 1;
        double width = models.size() == 1 ? Figure.SINGLE_COLUMN : Figure.TWO_COLUMNS;
        double[] heights = new double[lines * rowsOfLine];
        Arrays.fill(heights, heights.length == 1 ? LONE_HEIGHT : HEIGHT);
        double[] widths = new double[columns];
        Arrays.fill(widths, 1);
        Figure figure = Figure.of(title, caption, width)
                .withRows(heights)
                .withColumns(widths)
                .withLegend(Figure.Legend.BELOW)
                .withTitles(xTitle, yTitle);
        Axis.Ends range = range(models, stimuli);
        for (int i = 0; i < models.size(); i++) {
            Curves model = models.get(i);
            int row = i / columns * rowsOfLine;
            figure = figure.with(row, i % columns, all(model, stimuli, range));
            if (rowsOfLine == 2) {
                figure = figure.with(row + 1, i % columns, best(model, stimuli, range));
            }
        }
        return figure;
    }

    /** What all curves need, and 0. */
    private static Axis.Ends range(List<Curves> models, int stimuli) {
        double low = 0;
        double high = 0;
        for (Curves model : models) {
            for (Mark mark : model.marks().apply(stimuli)) {
                for (double value : mark.ys().toList()) {
                    if (Double.isFinite(value)) {
                        low = Math.min(low, value);
                        high = Math.max(high, value);
                    }
                }
            }
        }
        double room = high > low ? ROOM * (high - low) : 1;
        return new Axis.Ends(low < 0 ? low - room : 0, high + room);
    }

    private static Panel all(Curves model, int stimuli, Axis.Ends range) {
        Panel panel = withNotes(panel(model, stimuli, range), model.notes(), stimuli, range);
        return panel.titled("", model.title());
    }

    private static Panel best(Curves model, int stimuli, Axis.Ends range) {
        int ranks = best(stimuli);
        return withNotes(panel(model, ranks, range), List.of("best " + ranks), ranks, range);
    }

    private static Panel withNotes(Panel panel, List<String> notes, int ranks, Axis.Ends range) {
        Panel noted = panel;
        double x = 1 + NOTES_FROM * (last(ranks) - 1);
        for (int line = 0; line < notes.size(); line++) {
            double y = range.to() - (range.to() - range.from()) * (NOTE_TOP + NOTE_LINE * line);
            noted = noted.with(new Mark.Note(x, y, notes.get(line)));
        }
        return noted;
    }

    private static Panel panel(Curves model, int ranks, Axis.Ends range) {
        List<Mark> marks = new ArrayList<>();
        if (range.from() < 0) {
            marks.add(new Mark.Level(0, Look.of(Palette.FAINT).withWidth(0.5)));
        }
        marks.addAll(model.marks().apply(ranks));
        int last = last(ranks);
        int middle = last / 2;
        Axis x = Axis.linear("")
                .withRange(1, last)
                .withTicks(last < LEAST_BEST / 2 ? new double[] {1, last} : new double[] {1, middle, last});
        return Panel.of(x, Axis.linear("").withRange(range.from(), range.to()), marks);
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
