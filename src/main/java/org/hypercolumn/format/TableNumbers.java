package org.hypercolumn.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hypercolumn.data.Excerpt;

/**
 * Numbers as spreadsheets, R, MATLAB and pandas write them, with decimal points or decimal commas. A table has one kind;
 * what {@code 1,234} is depends on it.
 *
 * <p>Mutable: sees every cell of a table, then {@link #settle}s.
 */
final class TableNumbers {
    private static final int LONGEST = 1000; // a double has 767 digits that matter at most
    private static final char MINUS = '\u2212'; // the typographer's, as matplotlib and word processors write it
    private static final String EXPONENT = "([eE][+-]?\\d{1,9})?";
    /** Possessive: a cell of many digits and a letter is looked through once. */
    private static final Pattern POINT = Pattern.compile("[+-]?(\\d++(\\.\\d*+)?+|\\.\\d++)" + EXPONENT);

    private static final Pattern COMMA = Pattern.compile("[+-]?(\\d++,\\d*+|,\\d++)" + EXPONENT);
    private static final Pattern EITHER = Pattern.compile("[+-]?[1-9]\\d{0,2},\\d{3}");
    private static final Pattern COMMAS_GROUP = Pattern.compile("[+-]?[1-9]\\d{0,2}(,\\d{3})++(\\.\\d*+)?");
    private static final Pattern POINTS_GROUP = Pattern.compile("[+-]?[1-9]\\d{0,2}(\\.\\d{3})++,\\d*+");
    private static final Pattern NOT_RECORDED =
            Pattern.compile("|n/?a|#n/a|<na>|null|none|[+-]?(nan(\\(\\w*\\))?|1\\.#(ind|qnan)0*)");
    private static final Pattern INFINITE = Pattern.compile("[+-]?(inf|infinity|1\\.#inf0*)");

    /** A cell that has a comma or point. */
    private record Cell(String text, Target target) {}

    /** Where a cell's number goes. */
    interface Target {
        /** Takes the number. */
        void set(float value);

        /** How a message names the cell. */
        String place();
    }

    private static final Target NOWHERE = new Target() {
        @Override
        public void set(float value) {}

        @Override
        public String place() {
            return "";
        }
    };

    private final List<Cell> undecided = new ArrayList<>();
    private Optional<Cell> point = Optional.empty();
    private Optional<Cell> comma = Optional.empty();

    /**
     * Takes a cell's number.
     *
     * @param cell without white space around it; empty, NaN, NA and the like are NaN
     * @param target told the number, perhaps when all is settled
     * @return whether it is a number
     */
    boolean read(String cell, Target target) {
        return cell.length() <= LONGEST && readShort(cell.replace(MINUS, '-'), target);
    }

    private boolean readShort(String cell, Target target) {
        boolean commas = cell.indexOf(',') >= 0;
        if (!commas && POINT.matcher(cell).matches()) {
            if (point.isEmpty() && cell.indexOf('.') >= 0) {
                point = Optional.of(new Cell(cell, target));
            }
            target.set((float) Double.parseDouble(cell));
        } else if (commas) {
            return readCommas(new Cell(cell, target));
        } else {
            return readWord(cell.toLowerCase(Locale.ROOT), target);
        }
        return true;
    }

    private boolean readCommas(Cell cell) {
        if (EITHER.matcher(cell.text()).matches()) {
            undecided.add(cell);
        } else if (COMMAS_GROUP.matcher(cell.text()).matches()) {
            point = point.or(() -> Optional.of(cell));
            set(cell, ",", ".");
        } else if (POINTS_GROUP.matcher(cell.text()).matches()
                || COMMA.matcher(cell.text()).matches()) {
            comma = comma.or(() -> Optional.of(cell));
            set(cell, ".", ",");
        } else {
            return false;
        }
        return true;
    }

    /** Whether a cell is a number, of whatever kind. */
    static boolean isNumber(String cell) {
        return new TableNumbers().read(cell, NOWHERE);
    }

    private static void set(Cell cell, String group, String mark) {
        cell.target()
                .set((float) Double.parseDouble(cell.text().replace(group, "").replace(mark, ".")));
    }

    private static boolean readWord(String word, Target target) {
        if (NOT_RECORDED.matcher(word).matches()) {
            target.set(Float.NaN);
            return true;
        }
        if (INFINITE.matcher(word).matches()) {
            target.set(word.startsWith("-") ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
            return true;
        }
        return false;
    }

    /** Gives out the numbers that only the whole table tells; a problem if it does not. */
    Optional<String> settle() {
        if (point.isPresent() && comma.isPresent()) {
            return Optional.of(
                    "expected decimal points or decimal commas throughout, got '%s' (%s) and '%s' (%s); write all numbers with decimal points"
                            .formatted(
                                    Excerpt.of(point.get().text()),
                                    point.get().target().place(),
                                    Excerpt.of(comma.get().text()),
                                    comma.get().target().place()));
        }
        if (!undecided.isEmpty() && point.isEmpty() && comma.isEmpty()) {
            Cell first = undecided.get(0);
            return Optional.of(
                    "%s: '%s' could be %s or %s; write numbers with decimal points and without separators between thousands"
                            .formatted(
                                    first.target().place(),
                                    first.text(),
                                    first.text().replace(',', '.'),
                                    first.text().replace(",", "")));
        }
        for (Cell cell : undecided) {
            set(cell, comma.isPresent() ? "." : ",", comma.isPresent() ? "," : ".");
        }
        return Optional.empty();
    }
}
