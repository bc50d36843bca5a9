package org.hypercolumn.drawing;

import java.util.List;

/**
 * The colors of figures, which readers with any kind of color vision can tell apart. Categories also differ in dash
 * pattern and marker, for print in gray.
 *
 * <p>Source: M. Okabe and K. Ito, Color Universal Design, 2008. Ours differs: the colors that stand out most on white come
 * first, black is kept for what was recorded, and for yellow, which is hard to see on white, stand gray and two colors of
 * the muted scheme of P. Tol, Colour Schemes, SRON technical note 2021.
 */
public final class Palette {
    /** Axes and words. */
    public static final Rgb INK = Rgb.of(0x1a1a1a);

    /** Rules and frames that shall not catch the eye. */
    public static final Rgb FAINT = Rgb.of(0xb0b0b0);

    /** What was recorded. */
    public static final Look RECORDED = Look.of(Rgb.of(0x000000)).withMarker(Marker.CIRCLE);

    private static final List<Look> CATEGORIES = List.of(
            Look.of(Rgb.of(0x0072b2)).withMarker(Marker.SQUARE),
            Look.of(Rgb.of(0xd55e00)).withDash(5, 1.5).withMarker(Marker.DIAMOND),
            Look.of(Rgb.of(0x009e73)).withDash(2.5, 1.5).withMarker(Marker.TRIANGLE),
            Look.of(Rgb.of(0xcc79a7)).withDash(6, 1.5, 1.5, 1.5).withMarker(Marker.CIRCLE),
            Look.of(Rgb.of(0xe69f00)).withDash(1.25, 1.25).withMarker(Marker.SQUARE),
            Look.of(Rgb.of(0x56b4e9)).withDash(8, 2).withMarker(Marker.DIAMOND),
            Look.of(Rgb.of(0x808080)).withDash(4, 1.5, 1.5, 1.5, 1.5, 1.5).withMarker(Marker.TRIANGLE),
            Look.of(Rgb.of(0x882255)).withDash(3, 1).withMarker(Marker.CIRCLE),
            Look.of(Rgb.of(0xddcc77)).withDash(10, 1.5, 2, 1.5).withMarker(Marker.SQUARE));

    private Palette() {}

    /**
     * The look of category {@code index}, from 0. The first nine differ in color; from there on colors return with the
     * dash pattern of another category.
     */
    public static Look category(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("palette: expected a category of 0 or more, got " + index);
        }
        int n = CATEGORIES.size();
        Look color = CATEGORIES.get(index % n);
        Look pattern = CATEGORIES.get((index + 3 * (index / n)) % n);
        return new Look(color.color(), color.width(), pattern.dash(), pattern.marker());
    }
}
