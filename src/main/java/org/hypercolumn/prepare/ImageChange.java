package org.hypercolumn.prepare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.RecordingLabels;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.StimuliBuilder;
import org.hypercolumn.data.StimuliShape;
import org.hypercolumn.data.Tier;
import org.hypercolumn.stimulus.AreaAverage;

/**
 * Cuts a part out of images and makes it smaller, image by image.
 *
 * @param from size of the images
 * @param top first row of the part
 * @param left first column of the part
 * @param part size of the part
 * @param to size that the part is averaged down to
 */
record ImageChange(Size from, int top, int left, Size part, Size to) {
    /** Sides of a pixel that differ by less than this part are those of a square. */
    private static final double SQUARE = 1e-9;

    /**
     * The change that is asked for.
     *
     * @throws IllegalArgumentException if the part does not lie in the images, or they would have to be made larger
     */
    static ImageChange of(Size images, Optional<Crop> crop, Optional<Size> size) {
        Size part = crop.map(Crop::size).orElse(images);
        int top = crop.map(wanted -> wanted.top(images)).orElse(0);
        int left = crop.map(wanted -> wanted.left(images)).orElse(0);
        Size to = size.orElse(part);
        if (to.height() > part.height() || to.width() > part.width()) {
            throw new IllegalArgumentException(
                    "size: expected at most %s pixels, as images are only made smaller, got %s".formatted(part, to));
        }
        return new ImageChange(images, top, left, part, to);
    }

    /** The draft with its images changed, and what a pixel then is in degrees. */
    Draft apply(Draft draft, List<String> steps) {
        if (part.equals(from) && to.equals(part)) {
            return draft;
        }
        if (!part.equals(from)) {
            steps.add("crop: rows %d to %d, columns %d to %d of %s pixels"
                    .formatted(top, top + part.height() - 1, left, left + part.width() - 1, from));
        }
        if (!to.equals(part)) {
            steps.add("size: %s pixels averaged down to %s".formatted(part, to));
        }
        Map<String, Tier> changed = new LinkedHashMap<>();
        draft.tiers()
                .forEach((name, tier) ->
                        changed.put(name, new Tier(stimuli(tier.stimuli()), tier.responses(), tier.labels())));
        return draft.withTiers(changed).withLabels(labels(draft.labels(), steps));
    }

    private RecordingLabels labels(RecordingLabels labels, List<String> steps) {
        if (labels.degreesPerPixel().isEmpty()) {
            return labels;
        }
        double rows = (double) part.height() / to.height();
        double columns = (double) part.width() / to.width();
        if (Math.abs(rows - columns) > SQUARE * rows) {
            steps.add("degrees per pixel: left out, as a pixel is no longer square (%s rows by %s columns of before)"
                    .formatted(rows, columns));
            return labels.withDegreesPerPixel(OptionalDouble.empty());
        }
        return labels.withDegreesPerPixel(
                OptionalDouble.of(labels.degreesPerPixel().getAsDouble() * rows));
    }

    private Stimuli stimuli(Stimuli stimuli) {
        try {
            var builder = new StimuliBuilder(new StimuliShape(stimuli.count(), to.height(), to.width()));
            var average = new AreaAverage(part.height(), part.width(), to.height(), to.width());
            float[] whole = new float[from.height() * from.width()];
            float[] cut = new float[part.height() * part.width()];
            for (int image = 0; image < stimuli.count(); image++) {
                stimuli.copyTo(image, whole, 0);
                for (int row = 0; row < part.height(); row++) {
                    int start = (top + row) * from.width() + left;
                    System.arraycopy(whole, start, cut, row * part.width(), part.width());
                }
                builder.set(image, to.equals(part) ? cut : average.apply(cut));
            }
            return builder.build();
        } catch (ArrayFormatException e) {
            throw new IllegalArgumentException("size: " + e.problem(), e);
        }
    }
}
