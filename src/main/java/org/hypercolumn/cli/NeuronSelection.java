package org.hypercolumn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Neurons as a user names them: {@code 0-3,7}. */
final class NeuronSelection {

    private static final int MOST = 1_000_000;
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,7})(?:\\s*-\\s*([0-9]{1,7}))?");

    private NeuronSelection() {}

    /**
     * The neurons of a text, rising and each once.
     *
     * @throws IllegalArgumentException if the text is not such a list
     */
    static List<Integer> parse(String text) {
        return parse("--neurons", text);
    }

    /** {@link #parse(String)} of places that an option of another name gives. */
    static List<Integer> parse(String option, String text) {
        TreeSet<Integer> chosen = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw wrong(option, text);
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first || last > MOST) {
                throw wrong(option, text);
            }
            for (int place = first; place <= last; place++) {
                chosen.add(place);
            }
        }
        return new ArrayList<>(chosen);
    }

    private static IllegalArgumentException wrong(String option, String text) {
        return new IllegalArgumentException(
                "%s: expected a list such as 0-3,7 of at most %d, got '%s'".formatted(option, MOST, text));
    }
}
