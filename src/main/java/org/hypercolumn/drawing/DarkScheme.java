package org.hypercolumn.drawing;

import java.util.Map;

/** Shows SVG figures on a dark page, though they are written for white paper. */
public final class DarkScheme {
    private static final String PAPER = "--figure-paper";
    private static final String INK = "--figure-ink";

    private DarkScheme() {}

    /**
     * CSS rules, one a line, that replace the palette's colors in the SVG beside them: selectors are the colors that
     * {@link SvgWriter} writes, such as {@code [stroke="#1a1a1a"]}, which any rule of CSS overrides. A page puts them in the
     * shadow root or the element that holds the SVG, inside {@code @media screen and (prefers-color-scheme: dark)} or
     * whatever else turns its dark scheme on, so that print stays on white. Its own background and text color come in by
     * the variables {@code --figure-paper} and {@code --figure-ink}, which have defaults.
     */
    public static String css() {
        StringBuilder css = new StringBuilder();
        for (Map.Entry<Rgb, Rgb> pair : Palette.dark().entrySet()) {
            Rgb color = pair.getKey();
            String dark = pair.getValue().hex();
            if (color.equals(Rgb.WHITE)) {
                dark = "var(%s, %s)".formatted(PAPER, dark);
            } else if (color.equals(Palette.INK)) {
                dark = "var(%s, %s)".formatted(INK, dark);
            }
            css.append("[fill=\"%s\"] { fill: %s; }\n".formatted(color.hex(), dark));
            css.append("[stroke=\"%s\"] { stroke: %s; }\n".formatted(color.hex(), dark));
        }
        return css.toString();
    }
}
