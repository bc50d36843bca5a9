package org.hypercolumn.drawing;

import java.util.List;

/**
 * How a line or a bar is drawn.
 *
 * @param color of the line, and of a bar's area
 * @param width of the line, points
 * @param dash lengths drawn and left out in turn, points; empty for a line without gaps
 * @param marker at each point of a line
 */
public record Look(Rgb color, double width, List<Double> dash, Marker marker) {
    public Look {
        dash = List.copyOf(dash);
        if (!(width > 0 && width <= 20)) {
            throw new IllegalArgumentException("look: expected a line width above 0 and up to 20 points, got " + width);
        }
        if (dash.stream().anyMatch(length -> !(length > 0)) || dash.size() % 2 != 0) {
            throw new IllegalArgumentException("look: expected dash lengths above 0, in pairs, got " + dash);
        }
    }

    /** A line of {@code color}, 1 point wide, without gaps or markers. */
    public static Look of(Rgb color) {
        return new Look(color, 1, List.of(), Marker.NONE);
    }

    /** The same look with lines {@code points} wide. */
    public Look withWidth(double points) {
        return new Look(color, points, dash, marker);
    }

    /** The same look with lengths drawn and left out in turn; none for a line without gaps. */
    public Look withDash(double... points) {
        return new Look(color, width, Values.of(points).toList(), marker);
    }

    /** The same look with a marker at each point. */
    public Look withMarker(Marker at) {
        return new Look(color, width, dash, at);
    }
}
