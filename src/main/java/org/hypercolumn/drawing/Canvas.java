package org.hypercolumn.drawing;

import java.util.Arrays;

/** Pixels to draw on, white at first. Mutable. */
final class Canvas {
    static final int BYTES = 3;

    private final int width;
    private final int height;
    private final byte[] rgb;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), BYTES)];
        Arrays.fill(rgb, (byte) 255);
    }

    /** Pixels of a rectangle, ends not included. */
    record Window(int left, int top, int right, int bottom) {
        Window meet(Window other) {
            return new Window(
                    Math.max(left, other.left),
                    Math.max(top, other.top),
                    Math.min(right, other.right),
                    Math.min(bottom, other.bottom));
        }
    }

    Window window() {
        return new Window(0, 0, width, height);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Puts {@code color} over a pixel, which keeps {@code 1 - share} of its own. */
    void blend(int x, int y, Rgb color, double share) {
        int at = (y * width + x) * BYTES;
        rgb[at] = mixed(rgb[at], color.red(), share);
        rgb[at + 1] = mixed(rgb[at + 1], color.green(), share);
        rgb[at + 2] = mixed(rgb[at + 2], color.blue(), share);
    }

    /** Blends every pixel of {@code window} that is on the canvas. */
    void blend(Window window, Rgb color, double share) {
        Window seen = window.meet(window());
        for (int y = seen.top(); y < seen.bottom(); y++) {
            for (int x = seen.left(); x < seen.right(); x++) {
                blend(x, y, color, share);
            }
        }
    }

    Rgb at(int x, int y) {
        int at = (y * width + x) * BYTES;
        return new Rgb(rgb[at] & 255, rgb[at + 1] & 255, rgb[at + 2] & 255);
    }

    /** The pixels row by row, red, green and blue of each. */
    byte[] bytes() {
        return rgb.clone();
    }

    private static byte mixed(byte old, int color, double share) {
        int before = old & 255;
        return (byte) (int) Math.round(before + (color - before) * share);
    }
}
