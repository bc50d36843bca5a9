package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Excerpt;

/**
 * Single trials as rows {@code [T, N]}, beside the image {@code [T]} that each showed: no image need be shown as often as
 * another.
 */
final class TrialRows {
    private TrialRows() {}

    /**
     * Reads them.
     *
     * @param responses the array {@code [T, N]}, or {@code [T]} of one neuron
     * @param images the array {@code [T]}
     * @param said the axes of responses as a mapping says them, T and N in any order
     * @param stimuli S
     * @return for each stimulus its trials in their order; one of NaN where it has none
     */
    static List<List<float[]>> read(
            ArraySource source, String responses, Optional<String> said, String images, int stimuli)
            throws IOException {
        try {
            ArrayShape shape = source.shape(responses);
            if (shape.length() == 0 || (said.isEmpty() && (shape.rank() < 1 || shape.rank() > 2))) {
                throw new ArrayFormatException(
                        "expected trials [T, N] with the image of each in %s, got %s".formatted(images, shape));
            }
            String axes = said.orElse(shape.rank() == 1 ? "T" : "TN");
            if (axes.indexOf('T') < 0) {
                throw new ArrayFormatException(
                        "expected the letters T, N as axes, since %s says the image of each trial, got %s"
                                .formatted(images, axes));
            }
            String order = axes.indexOf('N') < 0 ? "T" : "TN";
            int[] sizes = ArrayValues.sizes(shape, axes, order);
            int[] imageOfTrial = imageOfTrial(source, images, sizes[0], stimuli);
            int neurons = sizes.length == 1 ? 1 : sizes[1];
            float[][] rows = new float[imageOfTrial.length][neurons];
            ArrayValues.read(
                    source, responses, axes, order, (place, value) -> rows[place / neurons][place % neurons] = value);
            return byImage(rows, imageOfTrial, stimuli, neurons);
        } catch (ArrayFormatException e) {
            throw named(source, responses, e);
        }
    }

    private static int[] imageOfTrial(ArraySource source, String name, int trials, int stimuli) throws IOException {
        try {
            List<String> texts = ArrayValues.texts(source, name, trials);
            int[] images = new int[trials];
            for (int trial = 0; trial < trials; trial++) {
                images[trial] = image(texts.get(trial), trial, stimuli);
            }
            return images;
        } catch (ArrayFormatException e) {
            throw named(source, name, e);
        }
    }

    private static int image(String text, int trial, int stimuli) throws ArrayFormatException {
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) < stimuli) {
            return Integer.parseInt(text);
        }
        throw new ArrayFormatException(
                "expected an image of 0 to %d for each trial, got '%s' for trial %d (counted from 0)"
                        .formatted(stimuli - 1, Excerpt.of(text), trial));
    }

    private static List<List<float[]>> byImage(float[][] rows, int[] imageOfTrial, int stimuli, int neurons) {
        List<List<float[]>> trials = new ArrayList<>(stimuli);
        for (int image = 0; image < stimuli; image++) {
            trials.add(new ArrayList<>(1));
        }
        for (int trial = 0; trial < rows.length; trial++) {
            trials.get(imageOfTrial[trial]).add(rows[trial]);
        }
        float[] none = new float[neurons]; // never changed, so one does for all
        Arrays.fill(none, Float.NaN);
        for (List<float[]> shown : trials) {
            if (shown.isEmpty()) {
                shown.add(none);
            }
        }
        return trials;
    }

    private static BadDataFileException named(ArraySource source, String name, ArrayFormatException e) {
        BadDataFileException problem = source.problem(name, e.problem());
        problem.initCause(e);
        return problem;
    }
}
