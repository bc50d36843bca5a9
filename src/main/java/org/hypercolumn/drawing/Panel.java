package org.hypercolumn.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two axes and the marks between them.
 *
 * @param letter that the text refers to, such as {@code "a"}; may be empty
 * @param title above the panel; may be empty
 * @param x horizontal
 * @param y vertical
 * @param marks in the order in which they are drawn
 * @param units whether a unit of x is as long as one of y
 * @param colorBar at the right; null for none
 * @param legend where in the panel its marks are told apart; null where nowhere or for the whole figure
 */
public record Panel(
        String letter,
        String title,
        Axis x,
        Axis y,
        List<Mark> marks,
        Units units,
        @Nullable ColorBar colorBar,
        @Nullable Corner legend) {

    /** How long a unit of x is beside one of y. */
    public enum Units {
        /** The panel fills its place. */
        FREE,
        /** As long: pixels are squares. */
        EQUAL
    }

    /** A corner of a panel. */
    public enum Corner {
        TOP_LEFT,
        TOP_RIGHT,
        BOTTOM_LEFT,
        BOTTOM_RIGHT
    }

    public Panel {
        marks = List.copyOf(marks);
    }

    /** A panel without names, color bar and legend; marks are drawn in their order. */
    public static Panel of(Axis x, Axis y, Mark... marks) {
        return of(x, y, Arrays.asList(marks));
    }

    /** As {@link #of(Axis, Axis, Mark...)}. */
    public static Panel of(Axis x, Axis y, List<Mark> marks) {
        return new Panel("", "", x, y, marks, Units.FREE, null, null);
    }

    /**
     * A panel without axes for images and maps: x from 0 to {@code columns}, y from 0 at the top to {@code rows}, square
     * units.
     */
    public static Panel image(int rows, int columns, Mark... marks) {
        return new Panel(
                "",
                "",
                Axis.hidden().withRange(0, columns),
                Axis.hidden().withRange(rows, 0),
                Arrays.asList(marks),
                Units.EQUAL,
                null,
                null);
    }

    /** The same panel with a letter and a title above it, each of which may be empty. */
    public Panel titled(String newLetter, String newTitle) {
        return new Panel(newLetter, newTitle, x, y, marks, units, colorBar, legend);
    }

    /** The same panel with one more mark, drawn last. */
    public Panel with(Mark mark) {
        List<Mark> more = new ArrayList<>(marks);
        more.add(mark);
        return new Panel(letter, title, x, y, more, units, colorBar, legend);
    }

    /** The same panel with a color bar at its right, whose title has the unit and may be empty. */
    public Panel withColorBar(ColorScale scale, String barTitle) {
        return new Panel(letter, title, x, y, marks, units, new ColorBar(scale, barTitle), legend);
    }

    /** The same panel with a legend of its own marks in {@code corner}. */
    public Panel withLegend(Corner corner) {
        return new Panel(letter, title, x, y, marks, units, colorBar, corner);
    }

    /** The same panel with a unit of x as long as one of y. */
    public Panel withEqualUnits() {
        return new Panel(letter, title, x, y, marks, Units.EQUAL, colorBar, legend);
    }

    /** The same panel between other axes, such as axes whose range other panels share. */
    public Panel withAxes(Axis newX, Axis newY) {
        return new Panel(letter, title, newX, newY, marks, units, colorBar, legend);
    }
}
