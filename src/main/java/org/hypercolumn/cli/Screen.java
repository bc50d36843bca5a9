package org.hypercolumn.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Lines that stay in their place on a terminal while they change. Mutable. What is shown last stays behind when the program
 * ends, and nothing of the terminal needs to be put back in order, however it ends.
 */
final class Screen {

    /** From the first to the last of these a line that is too wide is cut by the terminal, as wide as its characters are. */
    private static final String CUT = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR = "\u001b[H\u001b[2J";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintStream out;
    private int height;
    private Terminal.@Nullable Size before;

    /** A screen that shows nothing yet. */
    Screen(PrintStream out) {
        this.out = out;
    }

    /**
     * Shows lines in place of those shown before, as many and as much of each as there is room for.
     *
     * @return whether they could be written
     */
    boolean show(List<String> lines, Terminal.Size size) {
        StringBuilder frame = new StringBuilder(CUT);
        if (before != null && !before.equals(size)) {
            frame.append(CLEAR); // a terminal that became narrower has broken the lines
        } else if (height > 0) {
            frame.append(UP.formatted(height)).append('\r');
        }
        List<String> shown = shown(lines, size);
        for (String text : shown) {
            String line = VisibleText.line(text);
            frame.append(line, 0, Math.min(line.length(), size.columns()))
                    .append(CLEAR_LINE)
                    .append("\r\n");
        }
        frame.append(CLEAR_BELOW).append(WRAP);
        height = shown.size();
        before = size;
        out.print(frame);
        return !out.checkError(); // flushes
    }

    /** The cursor stands in a row of its own below the lines, and what runs over the top cannot be taken back. */
    private static List<String> shown(List<String> lines, Terminal.Size size) {
        int room = Math.max(1, size.rows() - 1);
        if (lines.size() <= room) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, room - 1));
        shown.add("and %d more lines; --once shows all".formatted(lines.size() - room + 1));
        return shown;
    }
}
