package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.drawing.Axis;
import org.hypercolumn.drawing.ColorScale;
import org.hypercolumn.drawing.Extent;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Grid;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Panel;

/**
 * A figure of images and words at places on the paper, millimeters from the top left, for what needs no axes. Mutable.
 */
final class Sheet {
    static final double LINE = 3; // of text

    private static final double CAPITAL = 1.8; // above the base line
    private static final int SCALE_STEPS = 48;

    private final List<Mark> marks = new ArrayList<>();
    private final double width;

    Sheet(double width) {
        this.width = width;
    }

    double width() {
        return width;
    }

    void add(Mark mark) {
        marks.add(mark);
    }

    /** Text whose base line is at {@code y}. */
    void add(double x, double y, String text) {
        marks.add(new Mark.Note(x, y, text));
    }

    /** Lines of text, their middle at {@code y}. */
    void addLines(double x, double y, List<String> lines) {
        double first = y - LINE * (lines.size() - 1) / 2 + CAPITAL / 2;
        for (int i = 0; i < lines.size(); i++) {
            add(x, first + i * LINE, lines.get(i));
        }
    }

    /** A model's name in two lines where it has a part in brackets. */
    static List<String> lines(String name) {
        int bracket = name.indexOf(" (");
        return bracket < 0 ? List.of(name) : List.of(name.substring(0, bracket), name.substring(bracket + 1));
    }

    /** A model's name and a line of text below it, their middle at {@code y}. */
    void addName(String model, double y, String below) {
        List<String> lines = new ArrayList<>(lines(ModelName.of(model)));
        lines.add(below);
        addLines(0, y, lines);
    }

    /**
     * A scale of colors from left to right.
     *
     * @param at of the strip
     * @param low said before it
     * @param high said behind it, with what the numbers are
     */
    void addScale(Extent at, ColorScale scale, String low, String high) {
        double[] steps = new double[SCALE_STEPS];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = scale.low() + (scale.high() - scale.low()) * (i + 0.5) / steps.length;
        }
        add(new Mark.Heat(Grid.of(1, steps.length, steps), at, scale));
        add(new Mark.Frame(at, Look.of(Palette.INK).withWidth(0.5)));
        double line = (at.top() + at.bottom()) / 2 + CAPITAL / 2;
        add(at.left() - Figure.widthOfTick(low) - 1, line, low);
        add(at.right() + 1, line, high);
    }

    Figure figure(String title, String description, double height) {
        Panel panel = Panel.image(1, 1, marks.toArray(new Mark[0]))
                .withAxes(Axis.hidden().withRange(0, width), Axis.hidden().withRange(height, 0));
        return Figure.of(title, description, width).withRows(height).with(0, 0, panel);
    }
}
