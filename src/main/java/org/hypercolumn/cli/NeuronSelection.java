package org.hypercolumn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Neurons as a user names them: {@code 0-3,7}. */
final class NeuronSelection {

    private static final int MOST = 1_000_000;

    private NeuronSelection() {}

    /**
     * The neurons of a text, rising and each once.
     *
     * @throws IllegalArgumentException if the text is not such a list
     */
    static List<Integer> parse(String text) {
        TreeSet<Integer> chosen = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            if (ends.length > 2) {
                throw wrong(text);
            }
            int first = number(ends[0], text);
            int last = number(ends[ends.length - 1], text);
            if (last < first) {
                throw wrong(text);
            }
            for (int neuron = first; neuron <= last; neuron++) {
                chosen.add(neuron);
            }
        }
        return new ArrayList<>(chosen);
    }

    private static int number(String text, String all) {
        String digits = text.strip();
        if (!digits.matches("[0-9]{1,7}") || Integer.parseInt(digits) > MOST) {
            throw wrong(all);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "--neurons: expected a list such as 0-3,7 of at most %d, got '%s'".formatted(MOST, text));
    }
}
