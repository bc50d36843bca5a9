package org.hypercolumn.drawing;

import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Liberation Sans, whose letters are as wide as those of Arial and Helvetica. Read once; safe for many threads. */
final class Typeface {
    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** Straight lines that stand for one curve of an outline; at 9 points and 300 dpi they miss it by a tenth pixel. */
    private static final int CURVE_PARTS = 6;

    private static final Typeface SANS = read();

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final double em;
    private final Map<Integer, Glyph> glyphs = new HashMap<>();

    private Typeface(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.em = font.getUnitsPerEm();
    }

    /** A letter of height 1. Outlines are closed, y grows downwards, and what winds around a point is inside. */
    record Glyph(double width, List<List<Point>> outlines) {}

    /** The letter for {@code codePoint}; the font's empty box where it has none. */
    static Glyph glyph(int codePoint) {
        synchronized (SANS) {
            return SANS.glyphs.computeIfAbsent(codePoint, SANS::load);
        }
    }

    /** How wide {@code text} is in letters of {@code size}. */
    static double width(String text, double size) {
        return size * text.codePoints().mapToDouble(c -> glyph(c).width()).sum();
    }

    private Glyph load(int codePoint) {
        try {
            int id = characters.getGlyphId(codePoint);
            var data = font.getGlyph().getGlyph(id);
            List<List<Point>> outlines =
                    data == null ? List.of() : outlines(data.getPath().getPathIterator(null));
            return new Glyph(font.getAdvanceWidth(id) / em, outlines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<List<Point>> outlines(PathIterator path) {
        List<List<Point>> outlines = new ArrayList<>();
        double[] c = new double[6];
        for (; !path.isDone(); path.next()) {
            switch (path.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> {
                    outlines.add(new ArrayList<>());
                    last(outlines).add(point(c[0], c[1]));
                }
                case PathIterator.SEG_LINETO -> last(outlines).add(point(c[0], c[1]));
                case PathIterator.SEG_QUADTO -> curve(last(outlines), point(c[0], c[1]), point(c[2], c[3]));
                case PathIterator.SEG_CLOSE -> {}
                default -> throw new IllegalStateException("font: a TrueType outline has no cubic curves");
            }
        }
        return outlines;
    }

    private Point point(double x, double y) {
        return new Point(x / em, 0 - y / em);
    }

    private static void curve(List<Point> outline, Point control, Point end) {
        Point start = outline.get(outline.size() - 1);
        for (int i = 1; i <= CURVE_PARTS; i++) {
            double t = (double) i / CURVE_PARTS;
            double s = 1 - t;
            outline.add(new Point(
                    s * s * start.x() + 2 * s * t * control.x() + t * t * end.x(),
                    s * s * start.y() + 2 * s * t * control.y() + t * t * end.y()));
        }
    }

    private static List<Point> last(List<List<Point>> outlines) {
        return outlines.get(outlines.size() - 1);
    }

    private static Typeface read() {
        try (InputStream in = Typeface.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(
                        "font: " + FILE + " is missing from pdfbox; use the version in pom.xml");
            }
            return new Typeface(new TTFParser().parse(new RandomAccessReadBuffer(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
