package org.hypercolumn.prepare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Of an image.
 *
 * @param height H in pixels, above 0
 * @param width W in pixels, above 0
 */
public record Size(int height, int width) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})[xX](\\d{1,6})");

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    public Size {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("expected a size above 0, got %d x %d".formatted(height, width));
        }
    }

    /**
     * The size of a text such as {@code 50x50}, height first.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Size of(String text) {
        Matcher sides = TEXT.matcher(text);
        if (!sides.matches()) {
            throw new IllegalArgumentException(
                    "expected a height and a width in pixels such as 50x64, got '%s'".formatted(text));
        }
        return new Size(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
    }

    /** Such as {@code 50 x 64}. */
    @Override
    public String toString() {
        return height + " x " + width;
    }
}
