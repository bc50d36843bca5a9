package org.hypercolumn.prepare;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of each image that is kept.
 *
 * @param size of the part
 * @param center the pixel at its row h / 2 and column w / 2, rounded down; empty for the middle of the image
 */
public record Crop(Size size, Optional<Center> center) {

    /**
     * A pixel of the whole image.
     *
     * @param row counted from 0 at the top
     * @param column counted from 0 at the left
     */
    public record Center(int row, int column) {
        private static final Pattern TEXT = Pattern.compile("(\\d{1,6}),(\\d{1,6})");

        /**
         * The pixel of a text such as {@code 72,128}, row first.
         *
         * @throws IllegalArgumentException if it is none
         */
        public static Center of(String text) {
            Matcher place = TEXT.matcher(text);
            if (!place.matches()) {
                throw new IllegalArgumentException(
                        "expected a row and a column in pixels such as 72,128, got '%s'".formatted(text));
            }
            return new Center(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
        }
    }

    /**
     * The first row that is kept of images of a size.
     *
     * @throws IllegalArgumentException if the part does not lie in the image
     */
    int top(Size image) {
        int top = center.map(pixel -> pixel.row() - size.height() / 2)
                .orElse(Math.floorDiv(image.height() - size.height(), 2));
        check("rows", top, size.height(), image.height(), image);
        return top;
    }

    /** The first column, like {@link #top}. */
    int left(Size image) {
        int left = center.map(pixel -> pixel.column() - size.width() / 2)
                .orElse(Math.floorDiv(image.width() - size.width(), 2));
        check("columns", left, size.width(), image.width(), image);
        return left;
    }

    private void check(String what, int first, int count, int all, Size image) {
        if (first < 0 || first + count > all) {
            throw new IllegalArgumentException(
                    "crop: expected a part of the images of %s pixels, got %s %d to %d of 0 to %d; make it smaller or move it"
                            .formatted(image, what, first, first + count - 1, all - 1));
        }
    }
}
