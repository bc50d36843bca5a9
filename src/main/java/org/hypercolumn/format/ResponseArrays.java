package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Trials;

/** Reads arrays of responses, means or trials, as what each presentation evoked. */
final class ResponseArrays {
    private final ArraySource source;
    private final Mapping mapping;
    private final int stimuli;

    /** For recordings of so many presentations. */
    ResponseArrays(ArraySource source, Mapping mapping, int stimuli) {
        this.source = source;
        this.mapping = mapping;
        this.stimuli = stimuli;
    }

    /** For each presentation the trials that there are, an array {@code [N]} each. */
    List<List<float[]>> read(String name, Word word) throws IOException, ArrayFormatException {
        ArrayShape shape = source.shape(name);
        String axes = axes(word, shape);
        ArrayValues.sizes(shape, axes, ""); // as many axes as letters
        int count = shape.size(axes.indexOf('S'));
        int neurons = axes.indexOf('N') < 0 ? 1 : shape.size(axes.indexOf('N'));
        int repeats = axes.indexOf('R') < 0 ? 1 : shape.size(axes.indexOf('R'));
        if (count != stimuli) {
            throw new ArrayFormatException(
                    "expected responses to %d images, got %s taken as %s; find out which images or responses are missing, or say the axes in a mapping"
                            .formatted(stimuli, shape, axes));
        }
        String order = (axes.indexOf('R') < 0 ? "" : "R") + "S" + (axes.indexOf('N') < 0 ? "" : "N");
        float[][][] values = new float[stimuli][repeats][neurons];
        ArrayValues.read(source, name, axes, order, (place, value) -> {
            int row = place / neurons;
            values[row % stimuli][row / stimuli][place % neurons] = value;
        });
        return Arrays.stream(values)
                .map(ResponseArrays::withoutEmptyEnd)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private String axes(Word word, ArrayShape shape) throws ArrayFormatException {
        Optional<String> said = mapping.axes(word);
        if (shape.length() == 0 || (said.isEmpty() && (shape.rank() < 1 || shape.rank() > 3))) {
            throw new ArrayFormatException("expected responses [S, N], [S] or trials [R, S, N], one or more, got "
                    + shape + "; average over the axes that are too many, or select from them");
        }
        if (said.isPresent()) {
            if (said.get().indexOf('T') >= 0) {
                throw new ArrayFormatException(
                        "expected an array trial_images beside rows of trials, whose axes are %s, got none"
                                .formatted(said.get()));
            }
            return said.get();
        }
        if (shape.rank() == 2 && shape.size(0) != stimuli && shape.size(1) == stimuli) {
            // MATLAB has no vectors, and no last axis of one: [1, S] of one neuron, trials [R, S] of one neuron
            if (word == Word.RESPONSES_TRIALS) {
                return "RS";
            }
            if (shape.size(0) == 1) {
                return "1S";
            }
        }
        return shape.rank() == 1 ? "S" : shape.rank() == 2 ? "SN" : "RSN";
    }

    /** The trials but for those at the end that were not shown: all NaN. At least one stays. */
    private static List<float[]> withoutEmptyEnd(float[][] trials) {
        int shown = trials.length;
        while (shown > 1 && allNaN(trials[shown - 1])) {
            shown--;
        }
        return new ArrayList<>(Arrays.asList(trials).subList(0, shown));
    }

    private static boolean allNaN(float[] values) {
        for (float value : values) {
            if (!Float.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Holds trials against means that are given beside them.
     *
     * @param responses name of the array of means
     * @throws ArrayFormatException if the trials have other means
     */
    static void checkAgree(List<List<float[]>> shown, List<List<float[]>> means, String responses)
            throws ArrayFormatException {
        MeansOfTrials.check(means(means), responses, means(shown));
    }

    private static Responses means(List<List<float[]>> trials) throws ArrayFormatException {
        int neurons = trials.get(0).get(0).length;
        try {
            return Responses.ofTrials(Trials.owning(trials, neurons), Gaps.KEPT);
        } catch (IllegalArgumentException e) {
            throw new ArrayFormatException(String.valueOf(e.getMessage()).replaceFirst("^responses: ", ""));
        }
    }
}
