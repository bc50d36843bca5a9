package org.hypercolumn.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DecimalText;

/**
 * The images that neurons respond to most and least, by their recorded responses and by each model's predictions, ranked
 * from 1. Of equal values the image with the earlier place comes first; an image whose value is NaN is not ranked.
 */
public final class EffectiveImages {
    /** How many images of each end are kept, if nothing else is said. */
    public static final int IMAGES = 6;

    /** What stands in the place of a model's id where the ranking is by recorded responses. */
    public static final String RECORDED = "recorded";

    private static final List<String> COLUMNS =
            List.of("neuron", "by", "end", "rank", "image_index", "recorded", "predicted");

    private final List<Image> images;

    private EffectiveImages(List<Image> images) {
        this.images = images;
    }

    /** Which end of a ranking. */
    public enum End {
        /** The largest responses, falling. */
        MOST,
        /** The smallest responses, rising. */
        LEAST;

        /** Name in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One ranked image.
     *
     * @param neuron its index in the recording
     * @param by id of the model whose predictions rank it, or {@link #RECORDED}
     * @param end which end of the ranking
     * @param rank 1 for the most extreme image of that end
     * @param image its place in the tier
     * @param recorded response as recorded, averaged over repeats
     * @param predicted the model's response, in the same unit; NaN where the ranking is by recorded responses
     */
    public record Image(int neuron, String by, End end, int rank, int image, float recorded, float predicted) {}

    /**
     * One neuron's images by recorded response.
     *
     * @param neuron its index in the recording
     * @param recorded {@code [S]}, read only
     * @param places {@code [S]}, place in the tier of each response's image, read only
     * @param count K, the most images of each end, 1 or more
     * @throws IllegalArgumentException if the lengths differ or {@code count} is below 1
     */
    public static EffectiveImages byRecorded(int neuron, float[] recorded, int[] places, int count) {
        float[] predicted = new float[recorded.length];
        Arrays.fill(predicted, Float.NaN);
        return ranked(new Values(neuron, RECORDED, recorded, predicted, places), recorded, count);
    }

    /**
     * One neuron's images by a model's prediction; as {@link #byRecorded}.
     *
     * @param model the model's id
     * @param predicted {@code [S]}, in the unit of the recorded responses, read only
     */
    public static EffectiveImages byPrediction(
            int neuron, String model, float[] recorded, float[] predicted, int[] places, int count) {
        return ranked(new Values(neuron, model, recorded, predicted, places), predicted, count);
    }

    /** All images of {@code parts}, in their order. */
    public static EffectiveImages joined(List<EffectiveImages> parts) {
        return new EffectiveImages(
                parts.stream().flatMap(part -> part.images.stream()).toList());
    }

    /** One neuron's responses, read only. */
    private static final class Values {
        private final int neuron;
        private final String by;
        private final float[] recorded;
        private final float[] predicted;
        private final int[] places;

        Values(int neuron, String by, float[] recorded, float[] predicted, int[] places) {
            if (predicted.length != recorded.length || places.length != recorded.length) {
                throw new IllegalArgumentException(
                        "effective images: expected a prediction and a place for each of %d recorded responses, got %d and %d"
                                .formatted(recorded.length, predicted.length, places.length));
            }
            this.neuron = neuron;
            this.by = by;
            this.recorded = recorded;
            this.predicted = predicted;
            this.places = places;
        }

        Image image(End end, int rank, int i) {
            return new Image(neuron, by, end, rank, places[i], recorded[i], predicted[i]);
        }
    }

    private static EffectiveImages ranked(Values values, float[] ranking, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("effective images: expected 1 image or more, got " + count);
        }
        Comparator<Integer> rising = Comparator.comparingDouble(i -> ranking[i] + 0.0); // no -0, which sorts below 0
        Comparator<Integer> earlier = Comparator.comparingInt(i -> values.places[i]);
        List<Image> images = new ArrayList<>();
        for (End end : End.values()) {
            List<Integer> order = IntStream.range(0, ranking.length)
                    .filter(i -> !Float.isNaN(ranking[i]))
                    .boxed()
                    .sorted((end == End.MOST ? rising.reversed() : rising).thenComparing(earlier))
                    .limit(count)
                    .toList();
            for (int i = 0; i < order.size(); i++) {
                images.add(values.image(end, i + 1, order.get(i)));
            }
        }
        return new EffectiveImages(List.copyOf(images));
    }

    /** All, in the order of the file. */
    public List<Image> images() {
        return images;
    }

    /** The images of one ranking's end, by rank; empty if there is no such ranking. */
    public List<Image> images(int neuron, String by, End end) {
        return images.stream()
                .filter(image -> image.neuron == neuron && image.end == end && image.by.equals(by))
                .toList();
    }

    /** The places of all images, rising, each once. */
    public int[] places() {
        return images.stream().mapToInt(Image::image).sorted().distinct().toArray();
    }

    /**
     * Writes a row an image: neuron, by, end, rank, image (its place), recorded, predicted.
     *
     * @throws IOException if {@code csv} cannot be written
     */
    public void write(Path csv) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (Image image : images) {
            rows.add(List.of(
                    Integer.toString(image.neuron),
                    image.by,
                    image.end.id(),
                    Integer.toString(image.rank),
                    Integer.toString(image.image),
                    DecimalText.of(image.recorded),
                    DecimalText.of(image.predicted)));
        }
        CsvRows.write(csv, COLUMNS, rows);
    }

    /**
     * Writes the same rows as {@link #write}, null for NaN, and what the grey levels of the thumbnails are.
     *
     * @throws IOException if {@code json} cannot be written
     */
    public void writeJson(Path json, Thumbnails thumbnails) throws IOException {
        ObjectNode root = JsonText.object();
        root.set("thumbnails", thumbnails.json());
        root.set("columns", JsonText.texts(COLUMNS));
        ArrayNode rows = root.putArray("rows");
        for (Image image : images) {
            rows.addRawValue(JsonText.row(List.of(
                    JsonText.number(image.neuron),
                    JsonText.text(image.by),
                    JsonText.text(image.end.id()),
                    JsonText.number(image.rank),
                    JsonText.number(image.image),
                    JsonText.number(image.recorded),
                    JsonText.number(image.predicted))));
        }
        JsonText.write(json, root);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if there is no such file, or it is damaged or another
     * @throws IOException if {@code csv} cannot be read
     */
    public static EffectiveImages read(Path csv) throws IOException {
        List<Image> images = new ArrayList<>();
        for (CsvRows.Row row : CsvRows.read(csv, COLUMNS)) {
            String id = row.text("end");
            End end = Arrays.stream(End.values())
                    .filter(known -> known.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> row.bad("end", "most or least"));
            images.add(new Image(
                    row.wholeNumber("neuron", 0),
                    row.text("by"),
                    end,
                    row.wholeNumber("rank", 1),
                    row.wholeNumber("image_index", 0),
                    (float) row.number("recorded"),
                    (float) row.number("predicted")));
        }
        return new EffectiveImages(List.copyOf(images));
    }
}
