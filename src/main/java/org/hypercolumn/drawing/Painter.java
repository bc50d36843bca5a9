package org.hypercolumn.drawing;

import java.util.ArrayList;
import java.util.List;

/** Draws shapes on a canvas. */
final class Painter {
    /** A bold letter's outline is drawn this wide, of its size. */
    private static final double BOLD = 0.05;

    private final Canvas canvas;
    private final double pixels;

    private Painter(Canvas canvas, double pixels) {
        this.canvas = canvas;
        this.pixels = pixels;
    }

    /** {@code drawing} on a new canvas, {@code pixels} for a point. */
    static Canvas paint(Drawing drawing, double pixels) {
        Canvas canvas =
                new Canvas((int) Math.round(drawing.width() * pixels), (int) Math.round(drawing.height() * pixels));
        Painter painter = new Painter(canvas, pixels);
        for (Shape shape : drawing.shapes()) {
            painter.paint(shape, canvas.window());
        }
        return canvas;
    }

    private void paint(Shape shape, Canvas.Window limits) {
        if (shape instanceof Shape.Stroke stroke) {
            stroke(stroke, limits);
        } else if (shape instanceof Shape.Fill fill) {
            Filler.fill(canvas, List.of(scaled(fill.corners())), fill.color(), fill.opacity(), limits);
        } else if (shape instanceof Shape.Dots dots) {
            List<List<Point>> areas = dots.middles().stream()
                    .map(at -> scaled(MarkShapes.dot(at, dots.radius())))
                    .toList();
            Filler.fill(canvas, areas, dots.color(), dots.opacity(), limits);
        } else if (shape instanceof Shape.Box box) {
            canvas.blend(window(box.rect()).meet(limits), box.color(), box.opacity());
        } else if (shape instanceof Shape.Words words) {
            words(words, limits);
        } else if (shape instanceof Shape.Image image) {
            image(image, limits);
        } else if (shape instanceof Shape.Map map) {
            map(map, limits);
        } else if (shape instanceof Shape.Clip clip) {
            Canvas.Window window = window(clip.rect()).meet(limits);
            clip.shapes().forEach(inside -> paint(inside, window));
        }
    }

    private void stroke(Shape.Stroke stroke, Canvas.Window limits) {
        List<List<Point>> areas = new ArrayList<>();
        for (List<Point> part : Stroker.dashes(stroke.points(), stroke.look().dash())) {
            areas.addAll(Stroker.areas(scaled(part), stroke.look().width() * pixels));
        }
        Filler.fill(canvas, areas, stroke.look().color(), 1, limits);
    }

    private void words(Shape.Words words, Canvas.Window limits) {
        double size = words.font().size();
        double angle = StrictMath.toRadians(words.turn().degrees());
        double across = StrictMath.cos(angle);
        double down = -StrictMath.sin(angle);
        double width = Typeface.width(words.text(), size);
        double pen = switch (words.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
        List<List<Point>> areas = new ArrayList<>();
        for (int codePoint : words.text().codePoints().toArray()) {
            Typeface.Glyph glyph = Typeface.glyph(codePoint);
            for (List<Point> outline : glyph.outlines()) {
                List<Point> placed = new ArrayList<>();
                for (Point point : outline) {
                    double x = pen + point.x() * size;
                    double y = point.y() * size;
                    placed.add(new Point(
                            (words.at().x() + x * across - y * down) * pixels,
                            (words.at().y() + x * down + y * across) * pixels));
                }
                areas.add(placed);
            }
            pen += glyph.width() * size;
        }
        Filler.fill(canvas, areas, words.color(), 1, limits);
        if (words.font().bold()) {
            List<List<Point>> edges = new ArrayList<>();
            for (List<Point> area : areas) {
                List<Point> closed = new ArrayList<>(area);
                closed.addAll(area.subList(0, Math.min(2, area.size())));
                edges.addAll(Stroker.areas(closed, BOLD * size * pixels));
            }
            Filler.fill(canvas, edges, words.color(), 1, limits);
        }
    }

    private void image(Shape.Image image, Canvas.Window limits) {
        Canvas.Window whole = window(image.rect());
        Canvas.Window seen = whole.meet(limits);
        Grid gray = image.gray();
        for (int y = seen.top(); y < seen.bottom(); y++) {
            int row = (int) ((y - whole.top() + 0.5) * gray.rows() / (whole.bottom() - whole.top()));
            for (int x = seen.left(); x < seen.right(); x++) {
                int column = (int) ((x - whole.left() + 0.5) * gray.columns() / (whole.right() - whole.left()));
                int level = PngFile.level(gray.at(row, column));
                canvas.blend(x, y, new Rgb(level, level, level), 1);
            }
        }
    }

    private void map(Shape.Map map, Canvas.Window limits) {
        Canvas.Window whole = window(map.rect());
        Canvas.Window seen = whole.meet(limits);
        Grid values = map.values();
        for (int y = seen.top(); y < seen.bottom(); y++) {
            int row = (int) ((y - whole.top() + 0.5) * values.rows() / (whole.bottom() - whole.top()));
            for (int x = seen.left(); x < seen.right(); x++) {
                int column = (int) ((x - whole.left() + 0.5) * values.columns() / (whole.right() - whole.left()));
                double value = values.at(row, column);
                if (Double.isFinite(value)) {
                    canvas.blend(x, y, map.scale().color(value), map.scale().opacity(value));
                }
            }
        }
    }

    private List<Point> scaled(List<Point> points) {
        return points.stream()
                .map(point -> new Point(point.x() * pixels, point.y() * pixels))
                .toList();
    }

    /** The pixels whose middles lie in {@code rect}, so that rectangles side by side share none and leave none out. */
    private Canvas.Window window(Rect rect) {
        return new Canvas.Window(
                (int) Math.round(rect.x() * pixels),
                (int) Math.round(rect.y() * pixels),
                (int) Math.round(rect.right() * pixels),
                (int) Math.round(rect.bottom() * pixels));
    }
}
