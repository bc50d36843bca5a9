package org.hypercolumn.drawing;

/** Text that fits. */
final class Lettering {
    /** Above the base line, of the size: as high as digits and capitals. */
    static final double CAPITAL = 0.72;

    /** Below the base line, of the size: as deep as g and y. */
    static final double DEPTH = 0.21;

    private static final String CUT = "\u2026";
    private static final int UNKNOWN = 0xfffd;
    private static final double BOLDER = 1.1;

    private Lettering() {}

    /** Level text of at most {@code room} points. */
    static Shape.Words words(Point at, String text, Shape.Font font, Shape.Anchor anchor, double room) {
        return new Shape.Words(at, fitted(text, font, room), font, anchor, Shape.Turn.LEVEL, Palette.INK);
    }

    static double width(String text, Shape.Font font) {
        return Typeface.width(clean(text), font.size()) * (font.bold() ? BOLDER : 1);
    }

    /** {@code text}, cut at its end with an ellipsis where it is longer than {@code room} points; perhaps empty. */
    static String fitted(String text, Shape.Font font, double room) {
        String whole = clean(text);
        if (width(whole, font) <= room) {
            return whole;
        }
        double used = width(CUT, font);
        int end = 0;
        while (end < whole.length()) {
            int next = whole.offsetByCodePoints(end, 1);
            used += width(whole.substring(end, next), font);
            if (used > room) {
                break;
            }
            end = next;
        }
        return end == 0 ? "" : whole.substring(0, end).stripTrailing() + CUT;
    }

    /** {@code text} in one line and without characters that XML or Unicode forbid. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().map(Lettering::allowed).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static int allowed(int c) {
        if (c == '\n' || c == '\r' || c == '\t') {
            return ' ';
        }
        boolean forbidden =
                c < ' ' || (c >= 0x7f && c < 0xa0) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return forbidden || (c & 0xfffe) == 0xfffe ? UNKNOWN : c;
    }
}
