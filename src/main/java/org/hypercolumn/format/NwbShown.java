package org.hypercolumn.format;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.NpyArray;

/** Which image each row of a table of intervals, or of an index series, showed: by its number or by its name. */
final class NwbShown {
    /** No image: a gray screen, or an omitted one. */
    static final int NO_IMAGE = -1;

    /** How index series, whose numbers are unsigned, write -1. */
    private static final double MINUS_ONE_UNSIGNED = 0xFFFFFFFFL;

    private static final Set<String> NO_IMAGE_NAMES = Set.of(
            "",
            "nan",
            "none",
            "null",
            "blank",
            "gray",
            "grey",
            "omitted",
            "n/a",
            "invalid_presentation",
            "spontaneous");

    private final String path;
    private final NpyArray values;
    private final NwbImages images;
    private final int numbered;

    private NwbShown(String path, NpyArray values, NwbImages images) throws IOException, ArrayFormatException {
        this.path = path;
        this.values = values;
        this.images = images;
        this.numbered = images.numbered();
    }

    /**
     * The number of the image that each row showed, from 0, or {@link #NO_IMAGE}.
     *
     * @param path of the column or the index series' data
     * @param names of the images
     * @param rows those that are left out are not looked at
     * @param said the number of the first image, if a mapping says it
     * @throws ArrayFormatException if a row shows an image that is not there, or images may be counted from 1
     */
    static int[] of(
            NwbObjects objects, String path, NwbImages images, List<String> names, NwbRows rows, Optional<String> said)
            throws IOException, ArrayFormatException {
        if (objects.isArray(path + "_index")) {
            throw new ArrayFormatException(
                    "%s: expected one image a row, got a column with several, as films have; leave it out"
                            .formatted(Excerpt.path(path)));
        }
        NpyArray values = objects.at(path, () -> objects.tree().array(path).values(1 << 24));
        if (values.rank() != 1) {
            throw new ArrayFormatException(
                    "%s: expected one image a row, got %s".formatted(Excerpt.path(path), values));
        }
        var shown = new NwbShown(path, values, images);
        if (values.type().isNumeric() && shown.numbered > 0) {
            return shown.byNumber(rows, objects.at(path, () -> shown.first(said)));
        }
        return shown.byName(rows, names);
    }

    /** The number of the first image; asked for where no row, not even one that is left out, shows image 0. */
    private int first(Optional<String> said) throws ArrayFormatException {
        double[] numbers = IntStream.range(0, (int) values.length())
                .filter(this::isImage)
                .mapToDouble(values::at)
                .sorted()
                .toArray();
        double largest = numbers.length == 0 ? 0 : numbers[numbers.length - 1];
        if (said.isEmpty() && numbers.length > 0 && numbers[0] < largest && largest <= numbered) {
            FirstImage.check(
                    (int) numbers[0], (int) largest, numbered); // where all are one number, it may be none of an image
        }
        return FirstImage.of(said);
    }

    /** Whether a row of numbers names an image: not NaN, and not below 0. */
    private boolean isImage(int row) {
        return values.at(row) >= 0 && values.at(row) != MINUS_ONE_UNSIGNED;
    }

    private int[] byNumber(NwbRows rows, int first) throws IOException, ArrayFormatException {
        int[] shown = new int[(int) values.length()];
        for (int row = 0; row < shown.length; row++) {
            double number = values.at(row);
            if (rows.isOut(row) || !isImage(row)) {
                shown[row] = NO_IMAGE;
            } else if (number != Math.rint(number) || number < first || number >= first + numbered) {
                throw new ArrayFormatException(
                        "%s: expected numbers of images from %d to %d, got %s in row %d (counted from 0)%s"
                                .formatted(
                                        Excerpt.path(path),
                                        first,
                                        first + numbered - 1,
                                        DecimalText.of(number),
                                        row,
                                        images.hint()));
            } else {
                shown[row] = (int) number - first;
            }
        }
        return shown;
    }

    private int[] byName(NwbRows rows, List<String> names) throws ArrayFormatException {
        Map<String, Integer> places = new HashMap<>();
        for (String name : names) {
            places.put(name, places.size());
        }
        boolean numeric = values.type().isNumeric();
        int[] shown = new int[(int) values.length()];
        for (int row = 0; row < shown.length; row++) {
            boolean none = rows.isOut(row) || (numeric && !isImage(row));
            shown[row] = none ? NO_IMAGE : place(numeric ? wholeNumber(row) : values.textAt(row), places, row);
        }
        return shown;
    }

    private String wholeNumber(int row) throws ArrayFormatException {
        double number = values.at(row);
        if (number != Math.rint(number) || Double.isInfinite(number)) {
            throw new ArrayFormatException("%s: expected names or whole numbers, got %s in row %d (counted from 0)"
                    .formatted(Excerpt.path(path), number, row));
        }
        return new BigDecimal(number).toPlainString();
    }

    private int place(String name, Map<String, Integer> places, int row) throws ArrayFormatException {
        Integer place = places.get(name);
        if (place == null && !NO_IMAGE_NAMES.contains(name.strip().toLowerCase(Locale.ROOT))) {
            throw new ArrayFormatException(
                    "%s: expected the name of one of %d images, got '%s' in row %d (counted from 0); numbers name images only where order_of_images is given"
                            .formatted(Excerpt.path(path), places.size(), Excerpt.of(name), row));
        }
        return place == null ? NO_IMAGE : place;
    }
}
