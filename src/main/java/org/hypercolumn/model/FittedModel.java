package org.hypercolumn.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.nn.Network;
import org.hypercolumn.nn.Parameter;
import org.hypercolumn.stimulus.Normalization;

/** A model of one neuron: what it is, how it sees images, and what it learned. Immutable. */
public final class FittedModel {

    private static final String ARCHITECTURE = "hypercolumn.architecture";
    private static final String HEIGHT = "hypercolumn.imageHeight";
    private static final String WIDTH = "hypercolumn.imageWidth";
    private static final String MEAN = "hypercolumn.imageMean";
    private static final String DEVIATION = "hypercolumn.imageStandardDeviation";

    /** A damaged file may ask for a network that fills the memory; one that is a few times too large is compared by name. */
    private static final int MOST_TIMES_LARGER = 8;

    private static final long FEW_VALUES = 10_000;

    private static final long MOST_KEPT_VALUES = 1L << 27; // half a gigabyte

    private final Architecture architecture;
    private final Optional<Normalization> normalization;
    private final int imageHeight;
    private final int imageWidth;
    private final Map<String, Tensor> parameters;
    private final Map<String, String> notes;
    private final int roundedValues;

    private FittedModel(
            Architecture architecture,
            Optional<Normalization> normalization,
            int imageHeight,
            int imageWidth,
            Map<String, Tensor> parameters,
            Map<String, String> notes,
            int roundedValues) {
        this.architecture = architecture;
        this.normalization = normalization;
        this.imageHeight = imageHeight;
        this.imageWidth = imageWidth;
        this.parameters = parameters;
        this.notes = notes;
        this.roundedValues = roundedValues;
    }

    /** A copy of what a network has learned. */
    public static FittedModel of(Architecture architecture, Normalization normalization, Network network) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            Tensor.Kind kind = parameter.role() == Parameter.Role.COUNTER ? Tensor.Kind.WHOLE : Tensor.Kind.FLOAT;
            parameters.put(parameter.name(), Tensor.of(kind, parameter.shape(), parameter.published()));
        }
        return new FittedModel(
                architecture,
                Optional.of(normalization),
                network.imageShape().height(),
                network.imageShape().width(),
                parameters,
                Map.of(),
                0);
    }

    /**
     * A model from parameters by their published names.
     *
     * @throws IllegalArgumentException if they are not those of the architecture at this image size
     */
    public static FittedModel of(
            Architecture architecture,
            Optional<Normalization> normalization,
            int imageHeight,
            int imageWidth,
            Map<String, Tensor> parameters) {
        var model = new FittedModel(
                architecture, normalization, imageHeight, imageWidth, new LinkedHashMap<>(parameters), Map.of(), 0);
        model.check();
        return model;
    }

    /** What the model is. */
    public Architecture architecture() {
        return architecture;
    }

    /** How pixels become what the network sees; empty where its file did not say. */
    public Optional<Normalization> normalization() {
        return normalization;
    }

    /** Rows of the images it takes. */
    public int imageHeight() {
        return imageHeight;
    }

    /** Columns of the images it takes. */
    public int imageWidth() {
        return imageWidth;
    }

    /** A copy of the parameters by their published names, in the order of the published files. */
    public Map<String, Tensor> parameters() {
        return new LinkedHashMap<>(parameters);
    }

    /** Further metadata of its file, for example which fit made it; a copy. */
    public Map<String, String> notes() {
        return new LinkedHashMap<>(notes);
    }

    /** How many of its weights were doubles in its file that had to be rounded to single precision. */
    public int roundedValues() {
        return roundedValues;
    }

    /** The same model with further metadata for its file. */
    public FittedModel withNotes(Map<String, String> changed) {
        return with(changed, roundedValues);
    }

    private FittedModel with(Map<String, String> changed, int rounded) {
        return new FittedModel(
                architecture,
                normalization,
                imageHeight,
                imageWidth,
                parameters,
                new LinkedHashMap<>(changed),
                rounded);
    }

    /**
     * Writes the model, whole or not at all.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put(ARCHITECTURE, ArchitectureJson.write(architecture).toString());
        metadata.put(HEIGHT, Integer.toString(imageHeight));
        metadata.put(WIDTH, Integer.toString(imageWidth));
        normalization.ifPresent(seen -> {
            metadata.put(MEAN, DecimalText.of(seen.mean()));
            metadata.put(DEVIATION, DecimalText.of(seen.standardDeviation()));
        });
        metadata.putAll(notes);
        SafetensorsFile.of(metadata, parameters).write(file);
    }

    /**
     * Reads a model.
     *
     * @param assumed the architecture of a file that does not say, as those from Python; images are then taken to be of
     *     {@code imageHeight} x {@code imageWidth}
     * @throws BadDataFileException if the file is damaged, does not say its architecture and none is assumed, or its
     *     parameters are not those of the architecture
     * @throws IOException if it cannot be read
     */
    public static FittedModel read(Path file, Optional<Architecture> assumed, int imageHeight, int imageWidth)
            throws IOException {
        SafetensorsFile stored = SafetensorsFile.read(file);
        Map<String, String> metadata = stored.metadata();
        String text = metadata.get(ARCHITECTURE);
        if (text == null && assumed.isEmpty()) {
            throw new BadDataFileException(
                    file, "expected a file that says its architecture, got one that does not; say it with --model ID");
        }
        try {
            Architecture architecture = text == null ? assumed.orElseThrow() : ArchitectureJson.read(text);
            boolean ours = text != null;
            Optional<Normalization> normalization = ours && metadata.containsKey(MEAN)
                    ? Optional.of(new Normalization(number(metadata, MEAN), number(metadata, DEVIATION)))
                    : Optional.empty();
            int height = ours ? wholeNumber(metadata, HEIGHT) : imageHeight;
            int width = ours ? wholeNumber(metadata, WIDTH) : imageWidth;
            for (String own : List.of("format", ARCHITECTURE, HEIGHT, WIDTH, MEAN, DEVIATION)) {
                metadata.remove(own);
            }
            return of(architecture, normalization, height, width, stored.tensors())
                    .with(metadata, stored.roundedValues());
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static String text(Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        if (text == null) {
            throw new IllegalArgumentException("expected metadata %s, got none; write the file again".formatted(key));
        }
        return text;
    }

    private static double number(Map<String, String> metadata, String key) {
        String text = text(metadata, key);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number as %s, got '%s'".formatted(key, text), e);
        }
    }

    private static int wholeNumber(Map<String, String> metadata, String key) {
        String text = text(metadata, key);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number as %s, got '%s'".formatted(key, text), e);
        }
    }

    /** Compares with the parameters of a network of this architecture, where that is not out of all proportion. */
    private void check() {
        long expected = architecture.parameters(imageHeight, imageWidth);
        long values = parameters.values().stream().mapToLong(Tensor::length).sum();
        if (expected > MOST_TIMES_LARGER * Math.max(values, FEW_VALUES)) {
            throw new IllegalArgumentException(
                    "expected %d weights and biases for %s and images of %d x %d, got %d values"
                            .formatted(expected, architecture.id(), imageHeight, imageWidth, values));
        }
        // A center's parameters are the same for any image, and the smallest one takes the least memory.
        boolean isOfAnySize = architecture.readout() == ReadoutKind.CENTER;
        int height = isOfAnySize ? architecture.smallestSide() : imageHeight;
        int width = isOfAnySize ? architecture.smallestSide() : imageWidth;
        long kept = architecture.keptValues(height, width);
        if (kept > MOST_KEPT_VALUES) {
            throw new IllegalArgumentException(
                    "expected a network that keeps up to %d values an image, got %d of %s and images of %d x %d"
                            .formatted(MOST_KEPT_VALUES, kept, architecture.id(), imageHeight, imageWidth));
        }
        Network network = Networks.of(architecture, Kernels.best(), height, width, 1);
        Map<String, Tensor> left = parameters();
        for (Parameter parameter : network.parameters()) {
            Tensor tensor = left.remove(parameter.name());
            if (tensor == null) {
                refusePrefix(parameter.name());
            }
            if (tensor == null || !fits(tensor, parameter)) {
                throw new IllegalArgumentException("expected %s %s for %s and images of %d x %d, got %s"
                        .formatted(
                                parameter.name(),
                                Arrays.toString(parameter.shape()),
                                architecture.id(),
                                imageHeight,
                                imageWidth,
                                tensor == null ? "none" : Arrays.toString(tensor.shape())));
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("expected no parameter %s in a %s; is it another model?"
                    .formatted(left.keySet().iterator().next(), architecture.id()));
        }
    }

    /** Wrappers around a network, such as DataParallel and torch.compile, put a word before all names. */
    private void refusePrefix(String name) {
        for (String got : parameters.keySet()) {
            if (got.endsWith("." + name)) {
                String prefix = got.substring(0, got.length() - name.length());
                throw new IllegalArgumentException(
                        "expected %s, got %s; save the weights without '%s', as model.%sstate_dict() gives them"
                                .formatted(name, got, prefix, prefix));
            }
        }
    }

    /** One value may have any shape: numpy makes [1] of [] easily. */
    private static boolean fits(Tensor tensor, Parameter parameter) {
        boolean single = tensor.length() == 1 && parameter.length() == 1;
        return single || Arrays.equals(tensor.shape(), parameter.shape());
    }

    /**
     * The model whose predictions are those of this one times {@code factor}: its readout is multiplied, but for the weights
     * with which one of center and surround adds the two, which have no unit.
     */
    public FittedModel scaled(double factor) {
        String readout = PartNames.ofReadout(architecture);
        return withReadout(
                name -> name.startsWith(readout) && !name.equals(readout + "_comb.weight"), value -> value * factor);
    }

    /** The model whose predictions are those of this one plus {@code offset}. */
    public FittedModel raised(double offset) {
        String readout = PartNames.ofReadout(architecture);
        String bias = architecture.readout() == ReadoutKind.CENTER_AND_SURROUND ? "_comb.bias" : ".bias";
        return withReadout(name -> name.equals(readout + bias), value -> value + offset);
    }

    private FittedModel withReadout(Predicate<String> chosen, DoubleUnaryOperator change) {
        Map<String, Tensor> changed = parameters();
        changed.replaceAll((name, tensor) -> chosen.test(name) ? tensor.map(change) : tensor);
        return new FittedModel(architecture, normalization, imageHeight, imageWidth, changed, notes(), roundedValues);
    }

    /** Gives a network of this architecture the parameters of this model. */
    public void loadInto(Network network) {
        Map<String, float[]> values = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> values.put(name, tensor.values()));
        network.load(values);
    }
}
