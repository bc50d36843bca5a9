package org.hypercolumn.drawing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples of lines and areas with their labels. */
final class LegendLayout {
    static final double LINE_HEIGHT = 10;

    private static final double SAMPLE = 16;
    private static final double SAMPLE_GAP = 3;
    private static final double ENTRY_GAP = 12;
    private static final double SWATCH = 6;
    private static final double PADDING = 2;
    private static final Shape.Font FONT = Shape.Font.TICK;

    private LegendLayout() {}

    /** The entries of {@code marks}, each label once, in order. */
    static List<LegendEntry> entries(List<Mark> marks) {
        Map<String, LegendEntry> entries = new LinkedHashMap<>();
        for (Mark mark : marks) {
            mark.legend().ifPresent(entry -> entries.putIfAbsent(entry.label(), entry));
        }
        return List.copyOf(entries.values());
    }

    /** Entries side by side, in as many lines as they need. */
    static List<List<LegendEntry>> lines(List<LegendEntry> entries, double room) {
        List<List<LegendEntry>> lines = new ArrayList<>();
        double used = room;
        for (LegendEntry entry : entries) {
            double width = width(entry, sample(entry), room);
            if (used + ENTRY_GAP + width > room) {
                lines.add(new ArrayList<>());
                used = -ENTRY_GAP;
            }
            lines.get(lines.size() - 1).add(entry);
            used += ENTRY_GAP + width;
        }
        return lines;
    }

    /** Draws {@code lines} in the middle of {@code place}, from its top. */
    static void draw(List<List<LegendEntry>> lines, Rect place, List<Shape> out) {
        double y = place.y() + LINE_HEIGHT / 2;
        for (List<LegendEntry> line : lines) {
            double width = -ENTRY_GAP;
            for (LegendEntry entry : line) {
                width += ENTRY_GAP + width(entry, sample(entry), place.width());
            }
            double x = place.centerX() - width / 2;
            for (LegendEntry entry : line) {
                draw(entry, new Point(x, y), sample(entry), place.width(), out);
                x += width(entry, sample(entry), place.width()) + ENTRY_GAP;
            }
            y += LINE_HEIGHT;
        }
    }

    /** Draws entries below each other in {@code corner} of {@code area}, on white. */
    static void draw(List<LegendEntry> entries, Rect area, Panel.Corner corner, List<Shape> out) {
        if (entries.isEmpty()) {
            return;
        }
        double room = area.width() - 2 * PADDING;
        double samples =
                entries.stream().mapToDouble(LegendLayout::sample).max().orElse(0);
        double width = 2 * PADDING
                + entries.stream()
                        .mapToDouble(entry -> width(entry, samples, room))
                        .max()
                        .orElse(0);
        double height = entries.size() * LINE_HEIGHT;
        boolean left = corner == Panel.Corner.TOP_LEFT || corner == Panel.Corner.BOTTOM_LEFT;
        boolean top = corner == Panel.Corner.TOP_LEFT || corner == Panel.Corner.TOP_RIGHT;
        double x = left ? area.x() + PADDING : area.right() - width;
        double y = top ? area.y() : area.bottom() - height - PADDING;
        out.add(new Shape.Box(new Rect(x, y, width, height), Rgb.WHITE, 0.8));
        for (LegendEntry entry : entries) {
            draw(entry, new Point(x + PADDING, y + LINE_HEIGHT / 2), samples, room, out);
            y += LINE_HEIGHT;
        }
    }

    private static double width(LegendEntry entry, double samples, double room) {
        return Math.min(room, samples + SAMPLE_GAP + Lettering.width(entry.label(), FONT));
    }

    private static double sample(LegendEntry entry) {
        return entry.sample() == LegendEntry.Sample.LINE ? SAMPLE : SWATCH;
    }

    /** Draws an entry from {@code start} on, its sample in the middle of {@code samples} points. */
    private static void draw(LegendEntry entry, Point start, double samples, double room, List<Shape> out) {
        double half = sample(entry) / 2;
        Point middle = new Point(start.x() + samples / 2, start.y());
        Point left = new Point(middle.x() - half, middle.y());
        Look look = entry.look();
        if (entry.sample() == LegendEntry.Sample.AREA || entry.sample() == LegendEntry.Sample.BAND) {
            double opacity = entry.sample() == LegendEntry.Sample.BAND ? MarkShapes.BAND_OPACITY : 1;
            out.add(new Shape.Box(new Rect(left.x(), left.y() - half, 2 * half, 2 * half), look.color(), opacity));
        } else if (entry.sample() == LegendEntry.Sample.DOT) {
            out.add(MarkShapes.dots(List.of(middle), look));
        } else {
            out.add(new Shape.Stroke(List.of(left, new Point(middle.x() + half, middle.y())), look));
            if (look.marker() != Marker.NONE) {
                out.add(new Shape.Fill(MarkShapes.marker(look.marker(), middle), look.color(), 1));
            }
        }
        Point at = new Point(start.x() + samples + SAMPLE_GAP, start.y() + Lettering.CAPITAL * FONT.size() / 2);
        out.add(Lettering.words(at, entry.label(), FONT, Shape.Anchor.START, room - samples - SAMPLE_GAP));
    }
}
