package org.hypercolumn.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hypercolumn.data.DecimalText;

/** Epochs as text inside model files and checkpoints: {@code 1 0.0123 0.456;2 0.0119 0.471}. */
final class EpochText {

    private EpochText() {}

    static String write(List<Epoch> epochs) {
        return epochs.stream()
                .map(epoch ->
                        epoch.number() + " " + DecimalText.of(epoch.loss()) + " " + DecimalText.of(epoch.correlation()))
                .collect(Collectors.joining(";"));
    }

    /**
     * Reads the epochs of a text.
     *
     * @throws IllegalArgumentException if it is not one that {@link #write} made
     */
    static List<Epoch> read(String text) {
        return Arrays.stream(text.split(";", -1)).map(EpochText::epoch).toList();
    }

    private static Epoch epoch(String text) {
        String[] parts = text.split(" ", -1);
        try {
            if (parts.length == 3) {
                return new Epoch(
                        Integer.parseInt(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(problem(text), e);
        }
        throw new IllegalArgumentException(problem(text));
    }

    private static String problem(String text) {
        return "expected an epoch as number, loss and correlation, got '%s'".formatted(text);
    }
}
