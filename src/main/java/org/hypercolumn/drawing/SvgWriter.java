package org.hypercolumn.drawing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.hypercolumn.data.WholeFile;

/**
 * Writes figures as SVG: words stay words, in a typeface that every system has under one of its names, and images lie in
 * the file. The same figure is the same text on any machine.
 */
public final class SvgWriter {
    private static final String FAMILY = "Liberation Sans, Arial, Helvetica, sans-serif";

    private final String prefix;
    private final StringBuilder out = new StringBuilder();
    private int clips;

    private SvgWriter(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Writes {@code figure} to a file of its own.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Figure figure, Path file) throws IOException {
        byte[] bytes = text(figure, "figure").getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, stream -> stream.write(bytes));
    }

    /**
     * {@code figure} as an {@code svg} element, which is a file of its own or stands in an HTML page.
     *
     * @param idPrefix what all of its ids begin with, different for each figure of a page: a letter, then letters,
     *     digits, {@code -} and {@code _}
     */
    public static String text(Figure figure, String idPrefix) {
        if (!idPrefix.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException(
                    "figure: expected a letter, then letters, digits, - and _ as the prefix of ids, got '%s'"
                            .formatted(idPrefix));
        }
        SvgWriter writer = new SvgWriter(idPrefix);
        writer.figure(figure, FigureLayout.draw(figure));
        return writer.out.toString();
    }

    private void figure(Figure figure, Drawing drawing) {
        String width = Decimals.of(drawing.width());
        String height = Decimals.of(drawing.height());
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%smm\" height=\"%smm\" viewBox=\"0 0 %s %s\" role=\"img\""
                        .formatted(
                                Decimals.of(drawing.width() / Drawing.POINTS_PER_MILLIMETER),
                                Decimals.of(drawing.height() / Drawing.POINTS_PER_MILLIMETER),
                                width,
                                height));
        line(" aria-labelledby=\"%s-title %s-desc\" font-family=\"%s\" style=\"font-kerning:none\">"
                .formatted(prefix, prefix, FAMILY));
        line("<title id=\"%s-title\">%s</title>".formatted(prefix, escaped(figure.title())));
        line("<desc id=\"%s-desc\">%s</desc>".formatted(prefix, escaped(figure.description())));
        line("<rect width=\"%s\" height=\"%s\" fill=\"%s\"/>".formatted(width, height, Rgb.WHITE.hex()));
        drawing.shapes().forEach(this::shape);
        line("</svg>");
    }

    private void shape(Shape shape) {
        if (shape instanceof Shape.Stroke stroke) {
            stroke(stroke);
        } else if (shape instanceof Shape.Fill fill) {
            line("<path d=\"%sZ\" fill=\"%s\"%s/>"
                    .formatted(path(fill.corners()), fill.color().hex(), opacity(fill.opacity())));
        } else if (shape instanceof Shape.Dots dots) {
            dots(dots);
        } else if (shape instanceof Shape.Box box) {
            line("<rect %s fill=\"%s\"%s shape-rendering=\"crispEdges\"/>"
                    .formatted(place(box.rect()), box.color().hex(), opacity(box.opacity())));
        } else if (shape instanceof Shape.Words words) {
            words(words);
        } else if (shape instanceof Shape.Image image) {
            line("<image %s preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"%s\"/>"
                    .formatted(place(image.rect()), PngFile.dataUri(image.gray())));
        } else if (shape instanceof Shape.Map map) {
            line("<image %s preserveAspectRatio=\"none\" href=\"%s\"/>"
                    .formatted(place(map.rect()), PngFile.dataUri(map.values(), map.scale())));
        } else if (shape instanceof Shape.Clip clip) {
            clip(clip);
        }
    }

    private void stroke(Shape.Stroke stroke) {
        Look look = stroke.look();
        String dash = look.dash().isEmpty()
                ? ""
                : " stroke-dasharray=\"%s\""
                        .formatted(look.dash().stream().map(Decimals::of).collect(Collectors.joining(" ")));
        line("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s stroke-linejoin=\"round\"/>"
                .formatted(path(stroke.points()), look.color().hex(), Decimals.of(look.width()), dash));
    }

    /** One path of round caps without a line between them, which is a tenth of as many circles. */
    private void dots(Shape.Dots dots) {
        StringBuilder path = new StringBuilder();
        for (Point middle : dots.middles()) {
            path.append('M').append(Decimals.of(middle.x()));
            path.append(' ').append(Decimals.of(middle.y())).append("h.01");
        }
        String opacity = dots.opacity() >= 1 ? "" : " stroke-opacity=\"%s\"".formatted(Decimals.of(dots.opacity()));
        line("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s stroke-linecap=\"round\"/>"
                .formatted(path, dots.color().hex(), Decimals.of(2 * dots.radius()), opacity));
    }

    private void words(Shape.Words words) {
        String x = Decimals.of(words.at().x());
        String y = Decimals.of(words.at().y());
        String anchor = switch (words.anchor()) {
            case START -> "";
            case MIDDLE -> " text-anchor=\"middle\"";
            case END -> " text-anchor=\"end\"";
        };
        String turn = words.turn() == Shape.Turn.LEVEL
                ? ""
                : " transform=\"rotate(%s %s %s)\""
                        .formatted(Decimals.of(-words.turn().degrees()), x, y);
        String weight = words.font().bold() ? " font-weight=\"bold\"" : "";
        line("<text x=\"%s\" y=\"%s\" font-size=\"%s\"%s%s%s fill=\"%s\">%s</text>"
                .formatted(
                        x,
                        y,
                        Decimals.of(words.font().size()),
                        weight,
                        anchor,
                        turn,
                        words.color().hex(),
                        escaped(words.text())));
    }

    private void clip(Shape.Clip clip) {
        clips++;
        String id = prefix + "-clip" + clips;
        line("<clipPath id=\"%s\"><rect %s/></clipPath>".formatted(id, place(clip.rect())));
        line("<g clip-path=\"url(#%s)\">".formatted(id));
        clip.shapes().forEach(this::shape);
        line("</g>");
    }

    /** From the first point on by steps, which are shorter than places; they are taken between rounded places. */
    private static String path(List<Point> points) {
        StringBuilder path = new StringBuilder();
        long x = 0;
        long y = 0;
        for (Point point : points) {
            long nextX = Decimals.hundredths(point.x());
            long nextY = Decimals.hundredths(point.y());
            path.append(path.isEmpty() ? "M" : "l").append(Decimals.ofHundredths(nextX - x));
            path.append(nextY < y ? "" : ",").append(Decimals.ofHundredths(nextY - y));
            x = nextX;
            y = nextY;
        }
        return path.toString();
    }

    private static String place(Rect rect) {
        return "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
                .formatted(
                        Decimals.of(rect.x()),
                        Decimals.of(rect.y()),
                        Decimals.between(rect.x(), rect.right()),
                        Decimals.between(rect.y(), rect.bottom()));
    }

    private static String opacity(double opacity) {
        return opacity >= 1 ? "" : " fill-opacity=\"%s\"".formatted(Decimals.of(opacity));
    }

    private static String escaped(String text) {
        return Lettering.clean(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
