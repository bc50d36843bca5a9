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
     * @param neurons N of the recording, for the message
     * @throws IllegalArgumentException if the text is not such a list, or a neuron is not below N
     */
    static List<Integer> parse(String text, int neurons) {
        TreeSet<Integer> chosen = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            if (ends.length > 2) {
                throw wrong(text);
            }
            int first = number(ends[0], text);
            int last = number(ends[ends.length - 1], text);
            if (last < first) {
                throw wrong(text);
            }
            if (last >= neurons) {
                throw new IllegalArgumentException(
                        "neurons: expected 0 to %d, as the recording has %d, got %d; change --neurons"
                                .formatted(neurons - 1, neurons, last));
            }
            for (int neuron = first; neuron <= last; neuron++) {
                chosen.add(neuron);
            }
        }
        return new ArrayList<>(chosen);
    }

    private static int number(String text, String all) {
        String digits = text.strip();
        if (!digits.matches("\\d{1,7}") || Integer.parseInt(digits) > MOST) {
            throw wrong(all);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("neurons: expected a list such as 0-3,7, got '%s'".formatted(text));
    }
}
