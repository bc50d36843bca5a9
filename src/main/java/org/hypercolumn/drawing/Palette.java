package org.hypercolumn.drawing;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The colors of figures, and what stands for each of them on a dark page. Categories can be told apart on white with any
 * kind of color vision, contrast with white by 3:1 or more, and also differ in dash pattern and marker for print in gray.
 *
 * <p>Source: the first four are of M. Okabe and K. Ito, Color Universal Design, 2008. The others are those of contrast 3:1
 * whose distance in OKLab from all before them is largest as seen with normal vision and with each kind of color blindness
 * (G. Machado et al., IEEE TVCG 15:1291, 2009).
 */
public final class Palette {
    /** Axes and words. */
    public static final Rgb INK = Rgb.of(0x1a1a1a);

    /** Rules and frames that shall not catch the eye. */
    public static final Rgb FAINT = Rgb.of(0xb0b0b0);

    /** In a legend, what has another color in each panel. */
    public static final Rgb NEUTRAL = Rgb.of(0x6e6e6e);

    /** What was recorded. */
    public static final Look RECORDED = Look.of(Rgb.of(0x000000)).withMarker(Marker.CIRCLE);

    /** Categories with a pattern that no other of them has; beyond them, patterns return. */
    public static final int DISTINCT_PATTERNS = 11;

    /** Categories with a color that no other of them has; beyond them, colors return. */
    public static final int DISTINCT_COLORS = 20;

    private static final List<Rgb> COLORS = rgb(
            0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0x534602, 0xa34af3, 0x550bc7, 0xb7014d, 0x2c3771, 0x6e0a45,
            0x7c527a, 0x6392f8, 0xba39a3, 0x871d9c, 0x015e4e, 0x954d05, 0xec4761, 0x414fd2, 0x6a814c, 0x9f74d1);

    private static final List<Rgb> COLORS_ON_DARK = rgb(
            0x5aabe6, 0xf0813a, 0x3cc79a, 0xf2a9cf, 0xe0d23f, 0xbd3bd8, 0xb0c0f7, 0xcd506f, 0x9483f2, 0xb48b88,
            0x9c6da7, 0x5b71f7, 0xe11a90, 0xe8cfee, 0x2a8a6c, 0xa77737, 0xfc3006, 0x6d8bc9, 0xbcf7bb, 0xb293c6);

    private static final List<Look> PATTERNS = List.of(
            Look.of(INK).withMarker(Marker.SQUARE),
            Look.of(INK).withDash(5, 1.5).withMarker(Marker.DIAMOND),
            Look.of(INK).withDash(2.5, 1.5).withMarker(Marker.TRIANGLE),
            Look.of(INK).withDash(6, 1.5, 1.5, 1.5).withMarker(Marker.CIRCLE),
            Look.of(INK).withDash(1.25, 1.25).withMarker(Marker.SQUARE),
            Look.of(INK).withDash(8, 2).withMarker(Marker.DIAMOND),
            Look.of(INK).withDash(4, 1.5, 1.5, 1.5, 1.5, 1.5).withMarker(Marker.TRIANGLE),
            Look.of(INK).withDash(3, 1).withMarker(Marker.CIRCLE),
            Look.of(INK).withDash(10, 1.5, 2, 1.5).withMarker(Marker.SQUARE),
            Look.of(INK).withDash(8, 1.5, 3, 1.5).withMarker(Marker.TRIANGLE),
            Look.of(INK).withDash(3, 3).withMarker(Marker.DIAMOND));

    private static final double PALE = 0.6;
    private static final Rgb DARK_PAPER = Rgb.of(0x15181b);
    private static final Rgb DARK_NEUTRAL = Rgb.of(0xa4aab0);
    private static final Rgb DARK_INK = Rgb.of(0xe7e9eb);
    private static final Map<Rgb, Rgb> DARK = pairs();

    private Palette() {}

    /**
     * The look of category {@code index}, from 0. The first {@link #DISTINCT_COLORS} differ in color, the first
     * {@link #DISTINCT_PATTERNS} in dash pattern too; from there on both return, in other pairs.
     */
    public static Look category(int index) {
        return category(index, index);
    }

    /**
     * The color of one category with the dash pattern and marker of another, both from 0.
     *
     * @throws IllegalArgumentException if an index is below 0
     */
    public static Look category(int color, int pattern) {
        if (color < 0 || pattern < 0) {
            throw new IllegalArgumentException(
                    "palette: expected a category of 0 or more, got " + Math.min(color, pattern));
        }
        Look look = PATTERNS.get(pattern % DISTINCT_PATTERNS);
        return new Look(COLORS.get(color % DISTINCT_COLORS), look.width(), look.dash(), look.marker());
    }

    /** A paler shade of a category's color or of {@link #NEUTRAL}, for many thin lines. */
    public static Rgb pale(Rgb color) {
        return color.towards(Rgb.WHITE, PALE);
    }

    /** The color that stands for {@code color} on a dark page; {@code color} itself where it is none of the palette's. */
    public static Rgb onDark(Rgb color) {
        return DARK.getOrDefault(color, color);
    }

    /** All colors of the palette, paper included, each with the one that stands for it on a dark page. */
    static Map<Rgb, Rgb> dark() {
        return DARK;
    }

    private static Map<Rgb, Rgb> pairs() {
        Map<Rgb, Rgb> pairs = new LinkedHashMap<>();
        pairs.put(Rgb.WHITE, DARK_PAPER);
        pairs.put(INK, DARK_INK);
        pairs.put(RECORDED.color(), Rgb.WHITE);
        pairs.put(FAINT, Rgb.of(0x5a6168));
        pairs.put(NEUTRAL, DARK_NEUTRAL);
        pairs.put(pale(NEUTRAL), DARK_NEUTRAL.towards(DARK_PAPER, PALE));
        for (int i = 0; i < DISTINCT_COLORS; i++) {
            pairs.put(COLORS.get(i), COLORS_ON_DARK.get(i));
            pairs.put(pale(COLORS.get(i)), COLORS_ON_DARK.get(i).towards(DARK_PAPER, PALE));
        }
        return Collections.unmodifiableMap(pairs);
    }

    private static List<Rgb> rgb(int... codes) {
        return Arrays.stream(codes).mapToObj(Rgb::of).toList();
    }
}
