package org.hypercolumn.drawing;

import java.util.List;

/** What the writers draw, in this order of the list it stands in; lengths are points. */
sealed interface Shape {

    /** Lines through {@code points}, with butt ends and round corners. */
    record Stroke(List<Point> points, Look look) implements Shape {
        public Stroke {
            points = List.copyOf(points);
        }
    }

    /** The area inside a polygon, {@code opacity} 0 to 1. */
    record Fill(List<Point> corners, Rgb color, double opacity) implements Shape {
        public Fill {
            corners = List.copyOf(corners);
        }
    }

    /** Round points of one color, which where they overlap are no darker, {@code opacity} 0 to 1. */
    record Dots(List<Point> middles, double radius, Rgb color, double opacity) implements Shape {
        public Dots {
            middles = List.copyOf(middles);
        }
    }

    /** A rectangle whose edges are not softened, so that neighbours leave no seam. */
    record Box(Rect rect, Rgb color, double opacity) implements Shape {}

    /** One line of text; {@code at} is on its base line, at the side that {@code anchor} says. */
    record Words(Point at, String text, Font font, Anchor anchor, Turn turn, Rgb color) implements Shape {}

    /** A gray image, 0 black to 255 white, whose pixels are seen as squares. */
    record Image(Rect rect, Grid gray) implements Shape {}

    /** A map of many cells, between whose middles a viewer may smooth; what is not finite is clear. */
    record Map(Rect rect, Grid values, ColorScale scale) implements Shape {}

    /** Shapes of which only what lies in {@code rect} is seen. */
    record Clip(Rect rect, List<Shape> shapes) implements Shape {
        public Clip {
            shapes = List.copyOf(shapes);
        }
    }

    /** Sizes of text. */
    enum Font {
        TICK(7, false),
        LABEL(7.5, false),
        LETTER(9, true);

        private final double size;
        private final boolean bold;

        Font(double size, boolean bold) {
            this.size = size;
            this.bold = bold;
        }

        /** Points. */
        double size() {
            return size;
        }

        boolean bold() {
            return bold;
        }
    }

    /** Which part of a text stands at its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** How a text is turned, counterclockwise. */
    enum Turn {
        LEVEL(0),
        SLANTED(45),
        UPRIGHT(90);

        private final int degrees;

        Turn(int degrees) {
            this.degrees = degrees;
        }

        int degrees() {
            return degrees;
        }
    }
}
