package org.hypercolumn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.SafetensorsFile;
import org.hypercolumn.model.Tensor;
import org.hypercolumn.stimulus.Normalization;

/**
 * Where a fit stands after an epoch: all that it needs to go on as if it had never stopped.
 *
 * @param model the network now
 * @param steps of the optimiser
 * @param moments of the optimiser
 * @param best the network after the best epoch so far
 * @param bestEpoch its number
 * @param epochs all epochs so far
 */
record Checkpoint(
        FittedModel model,
        long steps,
        Map<String, float[]> moments,
        FittedModel best,
        int bestEpoch,
        List<Epoch> epochs) {

    private static final String NOW = "now.";
    private static final String BEST = "best.";
    private static final String STEPS = "steps";
    private static final String BEST_EPOCH = "bestEpoch";
    private static final String EPOCHS = "epochs";

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if steps, best epoch and moments do not fit epochs and model
     */
    Checkpoint {
        moments = Collections.unmodifiableMap(new LinkedHashMap<>(moments)); // in order, for the same bytes
        epochs = List.copyOf(epochs);
        if (steps < 0) {
            throw new IllegalArgumentException("expected 0 steps or more, got " + steps);
        }
        if (bestEpoch < 1 || bestEpoch > epochs.size()) {
            throw new IllegalArgumentException(
                    "expected a best epoch of 1 to %d, got %d".formatted(epochs.size(), bestEpoch));
        }
        Map<String, Tensor> parameters = model.parameters();
        moments.forEach((name, values) -> {
            Tensor parameter = parameters.get(name.substring(name.indexOf('.') + 1));
            if (parameter == null || parameter.length() != values.length) {
                throw new IllegalArgumentException(
                        "expected a moment of every weight, got %s of %d values".formatted(name, values.length));
            }
        });
    }

    /** Writes it, with {@code mark}, which says whose it is, in the file's metadata. */
    void write(Path file, Map<String, String> mark) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        model.parameters().forEach((name, tensor) -> tensors.put(NOW + name, tensor));
        best.parameters().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
        moments.forEach(
                (name, values) -> tensors.put(name, Tensor.of(Tensor.Kind.FLOAT, new int[] {values.length}, values)));
        Map<String, String> metadata = new LinkedHashMap<>(mark);
        metadata.put(STEPS, Long.toString(steps));
        metadata.put(BEST_EPOCH, Integer.toString(bestEpoch));
        metadata.put(EPOCHS, EpochText.write(epochs));
        SafetensorsFile.of(metadata, tensors).write(file);
    }

    /** Reads what {@link #write} wrote for a fit of the same architecture, normalisation and image size. */
    static Checkpoint read(Path file, Architecture architecture, Normalization normalization, int height, int width)
            throws IOException {
        SafetensorsFile stored = SafetensorsFile.read(file);
        Map<String, Tensor> now = new LinkedHashMap<>();
        Map<String, Tensor> best = new LinkedHashMap<>();
        Map<String, float[]> moments = new LinkedHashMap<>();
        stored.tensors().forEach((name, tensor) -> {
            if (name.startsWith(NOW)) {
                now.put(name.substring(NOW.length()), tensor);
            } else if (name.startsWith(BEST)) {
                best.put(name.substring(BEST.length()), tensor);
            } else {
                moments.put(name, tensor.values());
            }
        });
        Map<String, String> metadata = stored.metadata();
        try {
            return new Checkpoint(
                    FittedModel.of(architecture, Optional.of(normalization), height, width, now),
                    wholeNumber(metadata, STEPS),
                    moments,
                    FittedModel.of(architecture, Optional.of(normalization), height, width, best),
                    Math.toIntExact(wholeNumber(metadata, BEST_EPOCH)),
                    EpochText.read(text(metadata, EPOCHS)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new BadDataFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    /** The last epoch of a checkpoint, 1 or more. */
    static int epochReached(Path file) throws IOException {
        Map<String, String> metadata = SafetensorsFile.read(file).metadata();
        try {
            List<Epoch> epochs = EpochText.read(text(metadata, EPOCHS));
            return epochs.get(epochs.size() - 1).number();
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static String text(Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        if (text == null) {
            throw new IllegalArgumentException("expected metadata %s of a checkpoint, got none".formatted(key));
        }
        return text;
    }

    private static long wholeNumber(Map<String, String> metadata, String key) {
        String text = text(metadata, key);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number as %s, got '%s'".formatted(key, text), e);
        }
    }
}
