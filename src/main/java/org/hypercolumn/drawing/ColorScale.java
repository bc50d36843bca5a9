package org.hypercolumn.drawing;

/**
 * Which color a number has.
 *
 * @param map of colors
 * @param low the number of the map's first color
 * @param high the number of the map's last color, above {@code low}
 * @param faintest opacity of the first color, 0 to 1
 * @param strongest opacity of the last color, 0 to 1
 */
public record ColorScale(ColorMap map, double low, double high, double faintest, double strongest) {
    public ColorScale {
        if (!(low < high && Double.isFinite(high - low))) {
            throw new IllegalArgumentException(
                    "color scale: expected finite low below high, got %s and %s".formatted(low, high));
        }
        if (!(faintest >= 0 && faintest <= 1 && strongest >= 0 && strongest <= 1)) {
            throw new IllegalArgumentException(
                    "color scale: expected opacities of 0 to 1, got %s and %s".formatted(faintest, strongest));
        }
    }

    /** From dark to bright. A constant map is given a range of 1, so that it can be drawn. */
    public static ColorScale sequential(double low, double high) {
        return new ColorScale(ColorMap.SEQUENTIAL, low, high > low ? high : low + 1, 1, 1);
    }

    /** Blue below 0, white at 0, red above; {@code largest} is the number of the darkest red. */
    public static ColorScale diverging(double largest) {
        double limit = largest > 0 ? largest : 1;
        return new ColorScale(ColorMap.DIVERGING, -limit, limit, 1, 1);
    }

    /** Clear at {@code low}, mostly opaque at {@code high}: for a map over an image. */
    public static ColorScale veil(double low, double high) {
        return new ColorScale(ColorMap.VEIL, low, high > low ? high : low + 1, 0, 0.85);
    }

    Rgb color(double value) {
        return map.at(position(value));
    }

    double opacity(double value) {
        return faintest + (strongest - faintest) * position(value);
    }

    private double position(double value) {
        return Math.min(1, Math.max(0, (value - low) / (high - low)));
    }
}
