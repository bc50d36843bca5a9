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
     * @param said the axes of responses as a mapping says them, T and N in any order
     * @param images which image each trial showed
     * @return for each stimulus its trials in their order; one of NaN where it has none
     */
    static List<List<float[]>> read(ArraySource source, String responses, Optional<String> said, Images images)
            throws IOException {
        try {
            ArrayShape shape = source.shape(responses);
            if (shape.length() == 0 || (said.isEmpty() && (shape.rank() < 1 || shape.rank() > 2))) {
                throw new ArrayFormatException(
                        "expected trials [T, N] with the image of each in %s, got %s".formatted(images.name(), shape));
            }
            String axes = said.orElse(shape.rank() == 1 ? "T" : "TN");
            if (axes.indexOf('T') < 0) {
                throw new ArrayFormatException(
                        "expected the letters T, N as axes, since %s says the image of each trial, got %s"
                                .formatted(images.name(), axes));
            }
            String order = axes.indexOf('N') < 0 ? "T" : "TN";
            int[] sizes = ArrayValues.sizes(shape, axes, order);
            int[] imageOfTrial = imageOfTrial(source, images, sizes[0]);
            int neurons = sizes.length == 1 ? 1 : sizes[1];
            float[][] rows = new float[imageOfTrial.length][neurons];
            ArrayValues.read(
                    source, responses, axes, order, (place, value) -> rows[place / neurons][place % neurons] = value);
            return byImage(rows, imageOfTrial, images.stimuli(), neurons);
        } catch (ArrayFormatException e) {
            throw named(source, responses, e);
        }
    }

    /**
     * Which image each trial showed.
     *
     * @param name of the array {@code [T]}
     * @param from what the first image is called there, as the recording says it
     * @param stimuli S
     */
    record Images(String name, Optional<String> from, int stimuli) {}

    private static int[] imageOfTrial(ArraySource source, Images images, int trials) throws IOException {
        try {
            int first = FirstImage.of(images.from());
            List<String> texts = ArrayValues.texts(source, images.name(), trials);
            if (images.from().isEmpty()) {
                checkFromZero(texts, images.stimuli());
            }
            int[] imageOfTrial = new int[trials];
            for (int trial = 0; trial < trials; trial++) {
                imageOfTrial[trial] = image(texts.get(trial), trial, first, images.stimuli());
            }
            return imageOfTrial;
        } catch (ArrayFormatException e) {
            throw named(source, images.name(), e);
        }
    }

    private static void checkFromZero(List<String> texts, int stimuli) throws ArrayFormatException {
        int[] numbers = texts.stream()
                .filter(text -> text.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .sorted()
                .toArray();
        if (numbers.length == texts.size() && numbers.length > 0) {
            FirstImage.check(numbers[0], numbers[numbers.length - 1], stimuli);
        }
    }

    private static int image(String text, int trial, int first, int stimuli) throws ArrayFormatException {
        int image = text.matches("\\d{1,9}") ? Integer.parseInt(text) - first : -1;
        if (image >= 0 && image < stimuli) {
            return image;
        }
        throw new ArrayFormatException(
                "expected an image of %d to %d for each trial, got '%s' for trial %d (counted from 0)"
                        .formatted(first, first + stimuli - 1, Excerpt.of(text), trial));
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
