package org.hypercolumn.drawing;

import java.util.Locale;

/**
 * A color of a screen (sRGB).
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record Rgb(int red, int green, int blue) {
    /** The paper. */
    public static final Rgb WHITE = of(0xffffff);

    public Rgb {
        if ((red | green | blue) < 0 || (red | green | blue) > 255) {
            throw new IllegalArgumentException(
                    "color: expected red, green and blue of 0 to 255, got %d, %d, %d".formatted(red, green, blue));
        }
    }

    /** The color written as {@code 0xRRGGBB}. */
    public static Rgb of(int code) {
        return new Rgb(code >> 16, code >> 8 & 255, code & 255);
    }

    /** The color that lies {@code share}, 0 to 1, of the way to {@code other}. */
    public Rgb towards(Rgb other, double share) {
        return new Rgb(
                between(red, other.red, share), between(green, other.green, share), between(blue, other.blue, share));
    }

    /** As SVG and CSS write it: {@code #rrggbb}. */
    public String hex() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }

    private static int between(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * Math.min(1, Math.max(0, share)));
    }
}
